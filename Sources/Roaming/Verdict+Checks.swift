internal import Octets
internal import RSN

// What the known keys verify.
extension RoamingAnalyzer {
    /// Whether the last message 2 verifies with a known key; nil where that can't be told.
    func verifiesMessage2(with key: Int, _ attempt: Attempt, _ akm: AKM) -> Bool? {
        attempt.fourWay.signed.last { $0.message == .message2 }.flatMap { verifies($0, with: key, attempt, akm) }
    }

    /// Checks every MIC captured with the key of the link.
    ///
    /// Where a message was lost, the nonces at hand may be those of another try: so a MIC is wrong only beside one that
    /// the same nonces make right, or where the whole dialogue was captured.
    mutating func checkMICs(_ attempt: Attempt, _ akm: AKM, _ verdict: inout Verdict) {
        guard let key = verdict.key else { return }
        let checked = attempt.fourWay.signed.map { ($0, verifies($0, with: key, attempt, akm)) }
        if checked.contains(where: { $0.1 == true }) { verdict.association.isMICVerified = true }
        for case (let frame, false?) in checked {
            let isSure =
                checked.contains { other, isRight in
                    isRight == true && other.authenticatorNonce == frame.authenticatorNonce
                        && other.supplicantNonce == frame.supplicantNonce
                } || (attempt.isWhole && attempt.fourWay.message1Count == 1)
            guard isSure else { continue }
            verdict.association.isMICVerified = false
            verdict.association.unverifiedFrames.append(frame.number)
        }
    }

    /// Whether a frame verifies with a known key; nil where nonces are missing, or keys are made in ways not known here:
    /// FT, and TKIP's HMAC-MD5 (Key Descriptor Version 1).
    private func verifies(_ signed: SignedFrame, with key: Int, _ attempt: Attempt, _ akm: AKM) -> Bool? {
        // Message 3 repeats the nonce of a message 1 that was not captured.
        guard attempt.protection == .rsn,
            let authenticatorNonce = signed.authenticatorNonce ?? attempt.fourWay.authenticatorNonce,
            let supplicantNonce = signed.supplicantNonce ?? attempt.fourWay.supplicantNonce,
            let ptk = PTK(
                pmk: keys.entries[key].pmk, akm: akm,
                cipher: attempt.request?.cipher ?? attempt.fourWay.suite?.cipher ?? .ccmp,
                authenticator: attempt.accessPointMLD ?? attempt.bssid,
                supplicant: attempt.stationMLD ?? attempt.station, authenticatorNonce: authenticatorNonce,
                supplicantNonce: supplicantNonce),
            let frame = try? EAPOLKeyFrame(parsing: signed.octets.octets, micLength: ptk.kck.micLength),
            frame.information.descriptorVersion == akm.keyDescriptorVersion
        else { return nil }
        return ptk.kck.verifies(frame)
    }

    /// Says of each PMKID whether a known key gives it, here, elsewhere, or by another AKM's digest.
    mutating func check(
        _ pmkids: [PMKID], _ akm: AKM, _ network: [UInt8]?, _ history: History, _ verdict: inout Verdict
    ) {
        let station = verdict.association.station
        let bssid = verdict.association.bssid
        // A key that is tried for everyone says nothing where it does not fit.
        let knowsOwn = keys.keys(of: station, akm: akm, network: network).contains {
            keys.entries[$0].station != nil || (keys.entries[$0].network != nil && keys.entries[$0].isProven)
        }
        verdict.association.pmkidFindings = pmkids.compactMap { pmkid in
            if let key = keys.key(giving: pmkid, akm: akm, station: station, bssid: bssid, network: network) {
                let made = keys.entries[key].bssid ?? history.made.last { $0.key == key }?.bssid
                return PMKIDFinding(pmkid: pmkid, origin: .verified(madeAt: made))
            }
            for other in otherBSSIDs(than: bssid, network, history)
            where keys.key(giving: pmkid, akm: akm, station: station, bssid: other, network: network) != nil {
                return PMKIDFinding(pmkid: pmkid, origin: .otherBSSID(other))
            }
            let digests: [AKM] = akm.usesPSK ? [.wpaPSK, .wpaPSKSHA256] : [.wpaEAP, .wpaEAPSHA256]
            for other in digests where other != akm {
                if keys.key(giving: pmkid, akm: other, station: station, bssid: bssid, network: network) != nil {
                    return PMKIDFinding(pmkid: pmkid, origin: .otherAKM(other.description))
                }
            }
            return knowsOwn ? PMKIDFinding(pmkid: pmkid, origin: .noKnownKey) : nil
        }
    }

    /// Other BSSs of the network, and those where the station's keys were made.
    private func otherBSSIDs(than bssid: MACAddress, _ network: [UInt8]?, _ history: History) -> [MACAddress] {
        var others = history.made.map(\.bssid)
        for place in 0..<min(bsss.count, 256) where bsss[place].ssid == network {
            others.append(bsss.address(at: place))
        }
        return others.filter { $0 != bssid }
    }
}
