internal import Dot11
internal import Octets
internal import RSN

// Management frames.
extension RoamingAnalyzer {
    mutating func receiveManagement(_ fact: Fact, _ body: RawSpan) {
        if fact.transmitter == fact.bssid { hear(fact) }
        switch fact.control.type {
        case .beacon, .probeResponse: receiveBeacon(fact, body)
        case .probeRequest: receiveProbeRequest(fact)
        case .authentication: receiveAuthentication(fact, body)
        case .associationRequest, .reassociationRequest: receiveRequest(fact, body)
        case .associationResponse, .reassociationResponse: receiveResponse(fact, body)
        case .deauthentication, .disassociation: receiveEnding(fact, body)
        case .action: receiveAction(fact, body)
        default: break
        }
    }

    /// Keeps where and how a BSS was heard.
    mutating func hear(_ fact: Fact) {
        let place = bsss.place(of: fact.bssid, making: BSSRecord()).place
        bsss[place].lastHeard = fact.time
        if let signal = fact.signal { bsss[place].signal = signal }
        if !bsss[place].isChannelStated {
            if fact.frequency != 0 { bsss[place].channel = Channel(frequency: fact.frequency).number }
            if fact.channelNumber != 0 { bsss[place].channel = Int(fact.channelNumber) }
        }
    }

    private mutating func receiveBeacon(_ fact: Fact, _ body: RawSpan) {
        guard let place = bsss.place(of: fact.bssid),
            bsss[place].ssid == nil || !bsss[place].isChannelStated || bsss[place].takesPreauthentication == nil,
            let beacon = try? BeaconBody(parsing: body)
        else { return }
        if !beacon.capabilities.contains(.privacy) { bsss[place].takesPreauthentication = false }
        var walk = ElementWalk(beacon.elements)
        while let element = try? walk.next() {
            switch element.id {
            case .ssid:
                // A hidden network sends no name, or zeros.
                var union: UInt8 = 0
                for index in 0..<element.body.byteCount { union |= element.body.octet(at: index) }
                if union != 0, element.body.byteCount <= 32 { bsss[place].ssid = element.body.array }
            case .dsssParameterSet, .htOperation:
                guard element.body.byteCount > 0 else { break }
                bsss[place].channel = Int(element.body.octet(at: 0))
                bsss[place].isChannelStated = true
            case .rsn:
                guard let rsn = try? RSNElement(parsing: element.body) else { break }
                bsss[place].takesPreauthentication = rsn.capabilities.contains(.preauthentication)
            default: break
            }
        }
    }

    /// Probe Requests within a second of each other are one scan.
    private mutating func receiveProbeRequest(_ fact: Fact) {
        let dialogue = dialogue(at: place(ofStation: fact.transmitter))
        if let last = dialogue.lastProbe, abs(fact.time - last) < 1_000_000_000 {
            dialogue.lastProbe = fact.time
        } else {
            dialogue.firstProbe = fact.time
            dialogue.lastProbe = fact.time
        }
    }

    // MARK: Authentication

    private mutating func receiveAuthentication(_ fact: Fact, _ body: RawSpan) {
        guard !fact.receiver.isGroup, fact.transmitter == fact.bssid || fact.receiver == fact.bssid else { return }
        let place = place(ofStation: fact.station)
        let dialogue = dialogue(at: place)
        if let original = dialogue.original(of: fact, body) {
            return receiveCopy(fact, of: original, dialogue, .authentication)
        }
        // Shared Key's third frame is encrypted, and tells nothing that the fourth doesn't.
        guard !fact.isProtected, let frame = try? AuthenticationBody(parsing: body) else { return }
        let nonce = supplicantNonce(frame)

        if fact.isFromStation {
            if let attempt = dialogue.attempt, attempt.bssid == fact.bssid, attempt.isTransition, attempt.isLinked,
                let nonce, attempt.authentication.supplicantNonce == nonce
            {
                attempt.replays += 1
                return
            }
            let attempt: Attempt
            if let open = dialogue.attempt, authenticationContinues(open, fact, frame) {
                attempt = open
            } else {
                attempt = begin(place, dialogue, fact.bssid, fact)
            }
            attempt.authentication.algorithm = frame.algorithm
            if frame.transaction == 1 {
                if attempt.authentication.first == nil { attempt.authentication.first = fact.mark }
                attempt.authentication.supplicantNonce = nonce
                attempt.requestTransmissions += 1
            }
            if frame.algorithm == AuthenticationEvidence.fastTransition { attempt.over = .air }
            if frame.algorithm == AuthenticationEvidence.sae, frame.transaction == 1 {
                attempt.authentication.stationCommit = SAECommit(
                    parsing: frame.rest, status: frame.status.rawValue)
            }
            readMultiLink(frame, of: attempt, isFromStation: true)
            note(fact, attempt, .authentication, Self.name(frame, isRequest: true))
            return
        }

        let attempt: Attempt
        if let open = dialogue.attempt, open.bssid == fact.bssid, fact.time - open.latest.time < 5_000_000_000 {
            guard open.request == nil, open.ending == nil else { return }  // a late answer
            attempt = open
        } else {
            attempt = begin(place, dialogue, fact.bssid, fact)
        }
        attempt.authentication.algorithm = frame.algorithm
        attempt.authentication.isAnswered = true
        attempt.requestTransmissions = 0
        if frame.algorithm == AuthenticationEvidence.fastTransition { attempt.over = .air }
        let status = frame.status.rawValue
        if frame.algorithm == AuthenticationEvidence.sae {
            // Anti-clogging token, another group, Hash-to-Element, SAE-PK: the exchange goes on (Table 9-50).
            if status != 0, ![76, 77, 126, 127].contains(status) { attempt.authentication.refusal = status }
            if frame.transaction == 1, status != 76, status != 77 {
                attempt.authentication.accessPointCommit = SAECommit(parsing: frame.rest, status: status)
            }
        } else {
            attempt.authentication.refusal = status == 0 ? nil : status
            attempt.authentication.acceptedPMKID = Self.pmkidOfFILS(frame)
        }
        readMultiLink(frame, of: attempt, isFromStation: false)
        note(fact, attempt, .authentication, Self.name(frame, isRequest: false))
    }

    /// Whether an Authentication frame of the station belongs to the attempt that is open: the next step of its
    /// exchange, or the same step sent again because nothing was heard.
    private func authenticationContinues(
        _ attempt: Attempt, _ fact: Fact, _ frame: borrowing AuthenticationBody
    ) -> Bool {
        attempt.bssid == fact.bssid && attempt.request == nil && attempt.ending == nil && !attempt.isUnderWay
            && attempt.authentication.refusal == nil && fact.time - attempt.latest.time < 3_000_000_000
            && (attempt.authentication.algorithm ?? frame.algorithm) == frame.algorithm
    }

    /// The nonce of a Fast BSS Transition; nil where there is none.
    private func supplicantNonce(_ frame: borrowing AuthenticationBody) -> Nonce? {
        guard frame.algorithm == AuthenticationEvidence.fastTransition else { return nil }
        var walk = ElementWalk(frame.rest)
        guard let element = walk.first(.fastBSSTransition), element.body.byteCount >= 82 else { return nil }
        return Nonce(element.body, at: 50)
    }

    /// The PMKID that an AP's FILS answer takes (802.11-2020, 12.11.2.3.4); nil for other frames, and with forward secrecy,
    /// where a public key stands before the elements.
    private static func pmkidOfFILS(_ frame: borrowing AuthenticationBody) -> PMKID? {
        guard frame.algorithm == AuthenticationEvidence.fils.lowerBound else { return nil }
        var walk = ElementWalk(frame.rest)
        guard let element = walk.first(.rsn), let rsn = try? RSNElement(parsing: element.body), rsn.pmkidCount > 0
        else { return nil }
        return rsn.pmkid(at: 0)
    }

    private func readMultiLink(_ frame: borrowing AuthenticationBody, of attempt: Attempt, isFromStation: Bool) {
        if frame.algorithm != AuthenticationEvidence.sae {
            readMultiLink(frame.rest, of: attempt, isFromStation: isFromStation)
        }
    }

    /// Takes the MLD address of a Basic Multi-Link element (802.11be, 9.4.2.312).
    func readMultiLink(_ elements: RawSpan, of attempt: Attempt, isFromStation: Bool) {
        var walk = ElementWalk(elements)
        while let element = try? walk.next() {
            // Extension 107; Multi-Link Control with type 0; common info: its length, the MLD MAC address.
            guard element.id == .extension255, element.body.byteCount >= 10, element.body.octet(at: 0) == 107,
                element.body.octet(at: 1) & 0x07 == 0
            else { continue }
            let address = MACAddress(element.body, at: 4)
            if isFromStation { attempt.stationMLD = address } else { attempt.accessPointMLD = address }
            return
        }
    }

    private static func name(_ frame: borrowing AuthenticationBody, isRequest: Bool) -> String {
        let name =
            switch frame.algorithm {
            case AuthenticationEvidence.sae:
                frame.transaction == 1 ? "Authentication, SAE Commit" : "Authentication, SAE Confirm"
            case AuthenticationEvidence.fastTransition: "Authentication, FT"
            case AuthenticationEvidence.fils: "Authentication, FILS"
            default: "Authentication"
            }
        let status = frame.status.rawValue
        return status == 0 || isRequest ? name : "\(name), status \(status)"
    }

    /// Counts a further copy of a frame, if that belongs to the open attempt.
    mutating func receiveCopy(
        _ fact: Fact, of original: Int, _ dialogue: Dialogue, _ phase: LadderFrame.Phase
    ) {
        guard let attempt = dialogue.attempt, attempt.bssid == fact.bssid,
            attempt.first.number...max(attempt.first.number, attempt.latest.number) ~= original
        else { return }
        if fact.isFromStation, fact.kind == .management { attempt.requestTransmissions += 1 }
        note(fact, attempt, phase, isCopy: true, attempt.ladder.last { $0.number == original }?.text ?? "Copy")
    }
}
