internal import Octets
internal import RSN

/// The known keys, and which PMKIDs they give at each place, computed when first asked for.
struct KeyRing {
    /// Where and for whom a PMKID is computed.
    private struct Place: Hashable {
        var station: MACAddress
        var bssid: MACAddress
        var akm: AKM
    }

    let entries: [KeysFile.Entry]
    private var entriesOfStation: [MACAddress: [Int]] = [:]
    private var pmkids: [Place: [PMKID: Int]] = [:]

    init(_ file: KeysFile) {
        entries = file.entries
        for (index, entry) in entries.enumerated() { entriesOfStation[entry.station, default: []].append(index) }
    }

    /// The keys of a station, in the file's order.
    func keys(of station: MACAddress) -> [Int] { entriesOfStation[station] ?? [] }

    /// The known key that gives this PMKID between these two; the one made at this BSS before any other.
    mutating func key(giving pmkid: PMKID, akm: AKM, station: MACAddress, bssid: MACAddress) -> Int? {
        let own = keys(of: station)
        guard !own.isEmpty else { return nil }
        let place = Place(station: station, bssid: bssid, akm: akm)
        if let known = pmkids[place] { return known[pmkid] }
        // Forgotten all at once: an attacker's list of BSSIDs must not fill the memory.
        if pmkids.count >= 4096 { pmkids.removeAll() }
        var computed: [PMKID: Int] = [:]
        for index in own {
            guard let value = entries[index].pmk.pmkid(akm: akm, authenticator: bssid, supplicant: station) else {
                continue
            }
            if computed[value] == nil || entries[index].bssid == bssid { computed[value] = index }
        }
        pmkids[place] = computed
        return computed[pmkid]
    }
}
