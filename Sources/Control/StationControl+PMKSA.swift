internal import Configuration
internal import Octets
internal import RSN
internal import Station
internal import Timeline

/// The PMKSA cache, as `wpa_cli pmksa`, `pmksa_get` and `pmksa_add` show and fill it.
extension StationControl {
    func pmksaList(_ station: borrowing Station, at now: Instant) -> String {
        var text = "Index / AA / PMKID / expiration (in seconds) / opportunistic\n"
        for (index, entry) in station.pmksaCache.entries.enumerated() {
            text += "\(index + 1) \(entry.bssid) \(entry.pmkid.octets.hexadecimal) \(seconds(entry.expiry, after: now))"
            text += " \(entry.isOpportunistic ? 1 : 0)\n"
        }
        return text
    }

    /// The entries of a network with their keys, so that they can be kept elsewhere; empty where there is none.
    func pmksaGet(_ argument: String, _ station: borrowing Station, at now: Instant) -> String {
        guard let id = Int(argument), index(of: id) != nil else { return Reply.fail }
        guard id == current else { return "" }
        var text = ""
        for entry in station.pmksaCache.entries {
            let left = seconds(entry.expiry, after: now)
            let reauthentication = seconds(entry.renewal, after: now)
            text += "\(entry.bssid) \(entry.pmkid.octets.hexadecimal) \(entry.pmk.octets.hexadecimal)"
            text += " \(reauthentication) \(left) \(entry.akm.keyManagementBit) \(entry.isOpportunistic ? 1 : 0)\n"
        }
        return text
    }

    /// `PMKSA_ADD id BSSID PMKID PMK reauth expiry akmp opportunistic`.
    mutating func pmksaAdd(
        _ argument: String, _ station: inout Station, at now: Instant, _ out: inout StationOutputs
    ) -> Bool {
        let words = ControlRequest.words(argument)
        guard words.count == 8, let id = Int(words[0]), index(of: id) != nil, let bssid = MACAddress(words[1]),
            let name = [UInt8](hexadecimal: words[2]), name.count == 16, let pmk = PMK(hexadecimal: words[3]),
            let renewal = UInt32(words[4]), let lifetime = UInt32(words[5]), let bit = UInt32(words[6]),
            let akm = AKM(keyManagementBit: bit), let isOpportunistic = Int(words[7])
        else { return false }
        station.addPMKSA(
            PMKSA(
                bssid: bssid, akm: akm, pmk: pmk, pmkid: PMKID(name.octets, at: 0),
                expiry: now + .seconds(UInt64(lifetime)), renewal: now + .seconds(UInt64(renewal)),
                isOpportunistic: isOpportunistic != 0),
            &out)
        return true
    }

    private func seconds(_ instant: Instant, after now: Instant) -> UInt64 {
        instant > now ? (instant - now).nanoseconds / 1_000_000_000 : 0
    }
}

extension AKM {
    /// wpa_supplicant's own number for the suite (WPA_KEY_MGMT_…), which `PMKSA_GET` shows.
    var keyManagementBit: UInt32 {
        switch self {
        case .wpaEAP: 1 << 0
        case .wpaPSK: 1 << 1
        case .ftEAP: 1 << 5
        case .ftPSK: 1 << 6
        case .wpaEAPSHA256: 1 << 7
        case .wpaPSKSHA256: 1 << 8
        case .sae: 1 << 10
        default: 0
        }
    }

    init?(keyManagementBit bit: UInt32) {
        let known: [AKM] = [.wpaEAP, .wpaPSK, .ftEAP, .ftPSK, .wpaEAPSHA256, .wpaPSKSHA256, .sae]
        guard let found = known.first(where: { $0.keyManagementBit == bit }) else { return nil }
        self = found
    }
}
