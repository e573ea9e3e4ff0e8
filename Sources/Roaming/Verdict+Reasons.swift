internal import Octets
internal import RSN

// Why it failed, and why it was slow: the first reason that applies.
extension RoamingAnalyzer {
    /// The captured cause of an attempt's failure; nil where none was captured.
    mutating func failure(of attempt: Attempt, _ verdict: Verdict) -> Reason? {
        if let status = attempt.authentication.refusal {
            return attempt.isTransition ? .ftRejected(status: status) : .authenticationRejected(status: status)
        }
        if let status = attempt.response?.status, status != 0 {
            return attempt.isTransition ? .ftRejected(status: status) : .rejected(status: status)
        }
        if attempt.isHandshakeTimedOut {
            // One message 4 that nothing follows may have made a link, whose next handshake timed out.
            let isSure =
                attempt.fourWay.isMessage4Passed || (attempt.fourWay.message4 == nil && attempt.protectedData == nil)
            return isSure ? .fourWayTimeout(lastMessage: attempt.fourWay.lastMessage) : nil
        }
        // Encrypted data flowed: there were keys, whatever was not captured.
        if attempt.protectedData != nil { return nil }
        if isUnanswered(attempt) { return .noResponse }
        if isEAPTimeout(attempt) { return .eapTimeout }
        if attempt.eap.failure != nil || attempt.ending?.reason == 23 { return .eapFailure }
        if let message = fourWayTimeout(attempt) {
            if message == 2, let akm = attempt.akm, let key = knownKey(of: attempt, akm, verdict),
                verifiesProof(with: key, attempt, akm, ssid(of: attempt)) == false
            {
                return .micFailure
            }
            return .fourWayTimeout(lastMessage: message)
        }
        guard let ending = attempt.ending, isCause(ending, of: attempt) else { return nil }
        return .deauthenticated(reason: ending.reason)
    }

    /// Reasons that only a failed authentication or handshake has (802.11-2020, Table 9-49): MIC failure, handshake
    /// timeout, element mismatch, invalid ciphers, AKM, RSNE version or capabilities, 802.1X failed, cipher rejected.
    private static let failureReasons: Set<UInt16> = [14, 15, 17, 18, 19, 20, 21, 22, 23, 24]

    /// Whether a Deauthentication ended the attempt, rather than a link whose last frames were not captured: stations
    /// leave, and APs drop who has gone elsewhere, with the same general reasons.
    private func isCause(_ ending: EndingEvidence, of attempt: Attempt) -> Bool {
        if let reason = ending.reason, Self.failureReasons.contains(reason) { return true }
        // Behind message 3 only message 4 can be missing.
        guard attempt.fourWay.message3 == nil, !ending.followsLife else { return false }
        // It takes the place of the next frame: there was no time for the rest of the exchange and a stay.
        let isBeforeRequest = attempt.request == nil && !attempt.isUnderWay && attempt.authentication.isAnswered
        if ending.isNextStep, attempt.isWhole || isBeforeRequest { return true }
        // Of EAP that breaks off a frame more would have been captured; of a handshake of four perhaps not.
        let isInEAP = attempt.eap.hasRequest && attempt.eap.success == nil && attempt.fourWay.lastMessage == 0
        return isInEAP && attempt.isWhole && ending.delay <= 10_000_000_000
    }

    /// Whether the request was sent again and again without an answer, by a BSS that the sniffer does hear.
    private mutating func isUnanswered(_ attempt: Attempt) -> Bool {
        guard attempt.requestTransmissions >= 3, attempt.response == nil, attempt.fourWay.lastMessage == 0,
            !attempt.eap.hasRequest, let place = bsss.place(of: attempt.bssid)
        else { return false }
        return bsss[place].lastHeard >= attempt.first.time - 1_000_000_000
    }

    /// Whether EAP began, and its last packet was never answered.
    private func isEAPTimeout(_ attempt: Attempt) -> Bool {
        guard attempt.eap.hasRequest, attempt.eap.success == nil, attempt.fourWay.lastMessage == 0 else {
            return false
        }
        let end = [attempt.eap.failure?.time, attempt.ending?.mark.time].compactMap { $0 }.min()
        if let outstanding = attempt.eap.outstanding {
            return outstanding.transmissions >= 3 || (outstanding.transmissions >= 2 && end != nil)
        }
        // A response that the server never answered: it was asked again, the station began anew, or time ran out.
        // (A refusal takes about a second: servers delay it.)
        if attempt.radius.unanswered > 0, end != nil || attempt.radius.unanswered >= 3 { return true }
        guard let last = attempt.eap.last, attempt.isWhole, attempt.ending?.followsLife != true else { return false }
        if attempt.eap.failure == nil, attempt.eap.hasLaterStart, end != nil { return true }
        return end.map { $0 - last.time >= 5_000_000_000 } ?? false
    }

    /// The last message of a 4-way handshake that was repeated in vain, or ended for that reason.
    private func fourWayTimeout(_ attempt: Attempt) -> Int? {
        let fourWay = attempt.fourWay
        guard fourWay.lastMessage > 0 else { return nil }
        // Reason 15 is the 4-way handshake timeout (802.11-2020, Table 9-49); hostapd gives up after four transmissions.
        let repetitions = fourWay.lastMessage <= 2 ? fourWay.message1Count : fourWay.message3Count
        guard
            attempt.ending?.reason == 15 || repetitions >= FourWayEvidence.transmissionLimit
                || (repetitions >= 2 && attempt.ending != nil)
        else {
            return nil
        }
        return fourWay.lastMessage
    }

    /// The known key that the attempt should have used: the one that message 1 names, the only one made here, or the
    /// pre-shared key that others in the network were seen to use.
    private mutating func knownKey(of attempt: Attempt, _ akm: AKM, _ verdict: Verdict) -> Int? {
        if let key = verdict.key { return key }
        let station = verdict.association.station
        let own = keys.keys(of: station, akm: akm, network: ssid(of: attempt)).filter { index in
            let key = keys.entries[index]
            if key.network != nil { return key.isProven }
            return key.bssid == verdict.association.bssid && key.akm == akm
        }
        return own.count == 1 ? own[0] : nil
    }

    /// Why a roam ran a full authentication.
    mutating func slowness(
        of attempt: Attempt, _ history: History, _ network: [UInt8]?, _ verdict: Verdict
    ) -> Reason {
        guard let akm = attempt.akm, let offered = attempt.offered else { return .incompleteCapture }
        if let before = history.akm, before != akm, history.ssid == network { return .akmChanged }
        if offered.isEmpty { return .noPMKIDOffered }
        let bssid = verdict.association.bssid
        let station = verdict.association.station
        // Known to be right here: an earlier message 1 showed it, or a known key gives it.
        let isKnownHere = offered.contains { pmkid in
            history.made.contains { $0.pmkid == pmkid && $0.bssid == bssid }
                || keys.key(giving: pmkid, akm: akm, station: station, bssid: bssid, network: network) != nil
        }
        if !isKnownHere {
            if !akm.usesSAE, !akm.isFT, belongsElsewhere(offered, history, bssid, verdict.association.pmkidFindings) {
                return .pmkidOfOtherBSSID
            }
            if let current = history.currentKey,
                keys.entries[current].pmk.pmkid(akm: akm, authenticator: bssid, supplicant: station) != nil
            {
                return .pmkidWrong
            }
        }
        if attempt.eap.startBeforeRequest != nil { return .eapolStart }
        return .pmkidNotAccepted
    }

    /// Whether an offered PMKID was shown at another BSSID, or a known key gives it there.
    private func belongsElsewhere(
        _ offered: [PMKID], _ history: History, _ bssid: MACAddress, _ findings: [PMKIDFinding]
    ) -> Bool {
        history.made.contains { made in made.bssid != bssid && !made.bySAE && offered.contains { $0 == made.pmkid } }
            || findings.contains { finding in
                if case .otherBSSID = finding.origin { offered.contains(finding.pmkid) } else { false }
            }
    }
}
