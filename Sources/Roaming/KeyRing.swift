internal import Octets
internal import RSN

/// The known keys, and which PMKIDs they give at each place, computed when first asked for.
struct KeyRing {
    /// A key of which perhaps not everything is known.
    struct Entry {
        /// Whose it is; nil for anyone's.
        var station: MACAddress?
        /// Where it was made; nil where that is not known.
        var bssid: MACAddress?
        /// By which AKM; nil for any.
        var akm: AKM?
        /// The network whose pre-shared key it would be if the passphrase is the network's.
        var network: [UInt8]?
        /// Whether a MIC or PMKID of that network was verified with it.
        var isProven = false
        var pmk: PMK
    }

    /// Where and for whom a PMKID is computed.
    private struct Place: Hashable {
        var station: MACAddress
        var bssid: MACAddress
        var akm: AKM
    }

    /// A passphrase costs 4096 digests a network: a flood of invented networks must not cost more.
    private static let networkLimit = 64

    private(set) var entries: [Entry]
    private let passphrases: [String]
    private var entriesOfStation: [MACAddress: [Int]] = [:]
    private var anyones: [Int] = []
    private var networks: [[UInt8]: [Int]] = [:]
    private var pmkids: [Place: [PMKID: Int]] = [:]

    init(_ file: KeysFile) {
        entries = file.entries.map { Entry(station: $0.station, bssid: $0.bssid, akm: $0.akm, pmk: $0.pmk) }
        passphrases = file.passphrases
        for (index, entry) in file.entries.enumerated() { entriesOfStation[entry.station, default: []].append(index) }
        for pmk in file.pmks {
            anyones.append(entries.count)
            entries.append(Entry(pmk: pmk))
        }
    }

    /// Keys that are learnt on the way at most, and of these the newest of one station: a live capture has no end.
    private static let learntLimit = (all: 100_000, station: 32)

    /// Adds a key that has become known while the capture goes on.
    mutating func learn(_ key: KeysFile.Entry) {
        guard entries.count < Self.learntLimit.all else { return }
        let station = key.station
        entriesOfStation[station, default: []].append(entries.count)
        entries.append(Entry(station: station, bssid: key.bssid, akm: key.akm, pmk: key.pmk))
        if entriesOfStation[station, default: []].count > Self.learntLimit.station {
            entriesOfStation[station]?.removeFirst()
        }
        pmkids = pmkids.filter { $0.key.station != station }
    }

    /// Whether a key of this station may be known.
    func mayKnow(_ station: MACAddress) -> Bool {
        !anyones.isEmpty || !passphrases.isEmpty || entriesOfStation[station] != nil
    }

    /// The keys that may be a station's for this AKM, those known to be its own first.
    mutating func keys(of station: MACAddress, akm: AKM, network: [UInt8]?) -> [Int] {
        var keys = entriesOfStation[station] ?? []
        if akm.usesPSK, let network { keys += preSharedKeys(of: network) }
        return keys + anyones
    }

    /// The keys that the passphrases give in a network.
    private mutating func preSharedKeys(of network: [UInt8]) -> [Int] {
        if let known = networks[network] { return known }
        guard networks.count < Self.networkLimit else { return [] }
        var keys: [Int] = []
        for passphrase in passphrases {
            guard let pmk = PMK(passphrase: passphrase, ssid: network.octets) else { continue }
            keys.append(entries.count)
            entries.append(Entry(network: network, pmk: pmk))
        }
        networks[network] = keys
        return keys
    }

    /// Keeps that something was verified with a key.
    mutating func prove(_ key: Int) { entries[key].isProven = true }

    /// The known key that gives this PMKID between these two; the one made at this BSS before any other.
    mutating func key(
        giving pmkid: PMKID, akm: AKM, station: MACAddress, bssid: MACAddress, network: [UInt8]?
    ) -> Int? {
        let own = keys(of: station, akm: akm, network: network)
        guard !own.isEmpty else { return nil }
        let place = Place(station: station, bssid: bssid, akm: akm)
        // A BSS has one network; where it changes its name, the keys of the passphrase are new ones.
        if let known = pmkids[place], !akm.usesPSK { return known[pmkid] }
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
