internal import AccessPoint
internal import Configuration
internal import Octets
internal import RSN
internal import Timeline

/// The PMKSA cache of a BSS, as hostapd's interface shows and fills it.
extension AccessPointControl {
    /// The entries in the order in which they end, as hostapd keeps them: the index is 0 in every line of its list, and what
    /// its buffer has no room for is left out.
    func pmksaList(_ accessPoint: borrowing AccessPoint, bss: Int, at now: Instant) -> String {
        var text = "Index / SPA / PMKID / expiration (in seconds) / opportunistic\n"
        let entries = accessPoint.pmksas(bss: bss, at: now).enumerated().sorted {
            ($0.element.expiry, $0.offset) < ($1.element.expiry, $1.offset)
        }
        for (_, entry) in entries {
            let left = (entry.expiry - now).nanoseconds / 1_000_000_000
            let line =
                "0 \(entry.station) \(entry.pmkid.octets.hexadecimal) \(left) \(entry.isOpportunistic ? 1 : 0)\n"
            guard text.utf8.count + line.utf8.count <= Reply.listLimit else { break }
            text += line
        }
        return text
    }

    /// `PMKSA_ADD SPA PMKID PMK expiration akmp`; an expiration of none or less is hostapd's default.
    func pmksaAdd(_ argument: String, bss: Int, _ accessPoint: inout AccessPoint, at now: Instant) -> Bool {
        let words = ControlRequest.words(argument)
        guard words.count >= 5, let station = MACAddress(words[0]), let name = [UInt8](hexadecimal: words[1]),
            name.count == 16, let pmk = PMK(hexadecimal: words[2]), let lifetime = Int32(words[3]),
            let bit = UInt32(words[4]), let akm = AKM(keyManagementBit: bit)
        else { return false }
        accessPoint.addPMKSA(
            of: station, pmk: pmk, pmkid: PMKID(name.octets, at: 0), akm: akm,
            lifetime: lifetime > 0 ? .seconds(UInt64(lifetime)) : nil, bss: bss, at: now)
        return true
    }

    /// The PMK of a station in hexadecimal, that of its link before that of the cache.
    func pmk(_ argument: String, bss: Int, _ accessPoint: borrowing AccessPoint, at now: Instant) -> String {
        guard let station = MACAddress(argument), let pmk = accessPoint.pmk(of: station, bss: bss, at: now) else {
            return Reply.fail
        }
        return pmk.octets.hexadecimal
    }
}
