internal import Octets
internal import RSN

// What the known keys verify.
extension RoamingAnalyzer {
    /// Whether what the station proves its key by verifies with a known key; nil where that can't be told.
    func verifiesProof(with key: Int, _ attempt: Attempt, _ akm: AKM, _ network: [UInt8]?) -> Bool? {
        attempt.fourWay.signed.last(where: \.isProof).flatMap { verifies($0, with: key, attempt, akm, network) }
    }

    /// Checks every MIC captured with the key of the link.
    ///
    /// Where a message was lost, the nonces at hand may be those of another try: so a MIC is wrong only beside one that
    /// the same nonces make right, or where the whole dialogue was captured.
    mutating func checkMICs(_ attempt: Attempt, _ akm: AKM, _ network: [UInt8]?, _ verdict: inout Verdict) {
        guard let key = verdict.key else { return }
        let checked = attempt.fourWay.signed.map { ($0, verifies($0, with: key, attempt, akm, network)) }
        if checked.contains(where: { $0.1 == true }) { verdict.association.isMICVerified = true }
        for case (let frame, false?) in checked {
            let isSure =
                checked.contains { other, isRight in
                    isRight == true && other.authenticatorNonce == frame.authenticatorNonce
                        && other.supplicantNonce == frame.supplicantNonce
                } || (attempt.isWhole && attempt.fourWay.message1Count <= 1)
            guard isSure else { continue }
            verdict.association.isMICVerified = false
            verdict.association.unverifiedFrames.append(frame.number)
        }
    }

    /// Whether a frame verifies with a known key; nil where nonces are missing, or keys are made in ways not known here:
    /// FT with SHA-384, and FILS.
    private func verifies(
        _ signed: SignedFrame, with key: Int, _ attempt: Attempt, _ akm: AKM, _ network: [UInt8]?
    ) -> Bool? {
        // Message 3 repeats the nonce of a message 1 that was not captured.
        guard let authenticatorNonce = signed.authenticatorNonce ?? attempt.fourWay.authenticatorNonce,
            let supplicantNonce = signed.supplicantNonce ?? attempt.fourWay.supplicantNonce
        else { return nil }
        let pmk = keys.entries[key].pmk
        let cipher = attempt.request?.cipher ?? attempt.fourWay.suite?.cipher ?? .ccmp
        let authenticator = attempt.accessPointMLD ?? attempt.bssid
        let supplicant = attempt.stationMLD ?? attempt.station
        if akm.isFT {
            guard [.ftEAP, .ftPSK, .ftSAE].contains(akm), let network,
                let ptk = attempt.transition?.keys(from: pmk, ssid: network, supplicant: supplicant)?.ptk(
                    cipher: cipher, authenticator: authenticator, supplicant: supplicant,
                    authenticatorNonce: authenticatorNonce, supplicantNonce: supplicantNonce)
            else { return nil }
            return verifies(signed, with: ptk.kck) { $0 == akm.keyDescriptorVersion }
        }
        guard case .key(_, let octets) = signed.content,
            let version = (try? EAPOLKeyFrame(parsing: octets.octets, micLength: akm.keyMICLength))?.information
                .descriptorVersion,
            let scheme = akm.keyScheme(descriptorVersion: version),
            let ptk = PTK(
                pmk: pmk, scheme: scheme, cipher: cipher, authenticator: authenticator, supplicant: supplicant,
                authenticatorNonce: authenticatorNonce, supplicantNonce: supplicantNonce)
        else { return nil }
        return verifies(signed, with: ptk.kck) { _ in true }
    }

    /// Whether a frame carries the MIC that this key makes; nil where its Key Descriptor Version asks for another.
    private func verifies(_ signed: SignedFrame, with kck: KCK, isRight: (_ version: UInt16) -> Bool) -> Bool? {
        switch signed.content {
        case .key(_, let octets):
            guard let frame = try? EAPOLKeyFrame(parsing: octets.octets, micLength: kck.micLength),
                isRight(frame.information.descriptorVersion)
            else { return nil }
            return kck.verifies(frame)
        case .transition(let message, let mic):
            return kck.verifies(transitionMIC: mic.octets, of: message.octets)
        }
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
