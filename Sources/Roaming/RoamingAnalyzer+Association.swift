internal import Dot11
internal import Octets
internal import RSN

// (Re)Association, and what ends it.
extension RoamingAnalyzer {
    mutating func receiveRequest(_ fact: Fact, _ body: RawSpan) {
        guard fact.receiver == fact.bssid, !fact.isProtected else { return }
        let place = place(ofStation: fact.transmitter)
        let dialogue = dialogue(at: place)
        if let original = dialogue.original(of: fact, body) {
            return receiveCopy(fact, of: original, dialogue, .association)
        }
        guard let frame = try? AssociationRequestBody(parsing: body, of: fact.control.type) else { return }
        let request = RequestEvidence(fact, frame)

        if !request.transitionProof.isEmpty {
            if let attempt = dialogue.attempt, attempt.bssid == fact.bssid, attempt.isLinked,
                attempt.request?.transitionProof == request.transitionProof
            {
                attempt.replays += 1
                return
            }
            if dialogue.history.transitionProofs.contains(request.transitionProof) { return }
        }
        let attempt: Attempt
        if let open = dialogue.attempt, requestContinues(open, fact, place) {
            attempt = open
            if attempt.request == nil { attempt.requestTransmissions = 0 }
        } else {
            attempt = begin(place, dialogue, fact.bssid, fact)
        }
        attempt.request = request
        attempt.requests += 1
        attempt.requestTransmissions += 1
        attempt.response = nil
        attempt.ending = nil
        readMultiLink(frame.elements, of: attempt, isFromStation: true)
        readTransition(frame.elements, attempt)
        keepTransition(fact, frame.elements, attempt)
        note(fact, attempt, .association, Self.name(request))
    }

    /// Whether a request belongs to the attempt that is open: its next step, or the same sent again.
    private func requestContinues(_ attempt: Attempt, _ fact: Fact, _ place: Int) -> Bool {
        guard attempt.bssid == fact.bssid else { return false }
        let pause = fact.time - attempt.latest.time
        guard attempt.request != nil else {
            return attempt.authentication.refusal == nil && attempt.response == nil
                && !attempt.isLinked && attempt.fourWay.lastMessage == 0 && pause < 1_000_000_000
                && !hasLife(place, since: attempt)
        }
        // The AP may have gone on with message 1; a station that answers it has heard the Response.
        guard attempt.ending == nil, attempt.fourWay.lastMessage <= 1, !attempt.eap.hasRequest,
            attempt.protectedData == nil
        else { return false }
        // Nothing heard, "try again later" (status 30), or an answer that the station seems not to have heard.
        guard let response = attempt.response else { return pause < 5_000_000_000 }
        return response.status == 30 ? pause < 10_000_000_000 : response.status == 0 && pause < 1_000_000_000
    }

    mutating func receiveResponse(_ fact: Fact, _ body: RawSpan) {
        guard fact.transmitter == fact.bssid, !fact.receiver.isGroup, !fact.isProtected else { return }
        let place = place(ofStation: fact.receiver)
        let dialogue = dialogue(at: place)
        if let original = dialogue.original(of: fact, body) {
            return receiveCopy(fact, of: original, dialogue, .association)
        }
        // A refusal may be cut short behind its status code.
        guard body.byteCount >= 4 else { return }
        let status = body.littleEndian(UInt16.self, at: 2)
        let kind: AssociationRequestKind =
            fact.control.type == .associationResponse ? .association : .reassociation
        let attempt: Attempt
        if let open = dialogue.attempt, open.bssid == fact.bssid, open.isTransition && open.isLinked {
            return  // the answer to a replay
        } else if let open = dialogue.attempt, open.bssid == fact.bssid,
            fact.time - open.latest.time < 10_000_000_000
        {
            guard !open.isLinked else { return }
            if open.fourWay.lastMessage > 0 {
                // To each request that it heard the AP answers, and begins the handshake anew, however far it was.
                guard open.responses < open.requests, status == 0 else { return }
                open.fourWay.mayBeginAnew = true
            }
            attempt = responseContinues(open, fact, kind, place) ? open : begin(place, dialogue, fact.bssid, fact)
        } else {
            attempt = begin(place, dialogue, fact.bssid, fact)
        }
        attempt.response = ResponseEvidence(
            mark: fact.mark, kind: kind, status: status, sequenceNumber: fact.sequenceControl >> 4)
        attempt.responses += 1
        attempt.requestTransmissions = 0
        if body.byteCount > 6 {
            let elements = body.extracting(6..<body.byteCount)
            readMultiLink(elements, of: attempt, isFromStation: false)
            attempt.response?.readDiffieHellman(elements)
            readTransition(elements, attempt)
            keepTransition(fact, elements, attempt)
        }
        if status == 0 { meet(place, fact) }
        note(
            fact, attempt, .association,
            (kind == .association ? "Association Response" : "Reassociation Response")
                + (status == 0 ? "" : ", status \(status)"))
    }

    /// Whether a response answers what was asked: a request of its own kind, or one that was missed just now.
    private func responseContinues(
        _ attempt: Attempt, _ fact: Fact, _ kind: AssociationRequestKind, _ place: Int
    ) -> Bool {
        if let request = attempt.request { return request.kind == kind }
        return fact.time - attempt.latest.time < 100_000_000 && !hasLife(place, since: attempt)
    }

    /// Whether a station sent data to the BSS of its attempt after the attempt's last frame: only a link lets it.
    private func hasLife(_ place: Int, since attempt: Attempt) -> Bool {
        stations[place].presences.contains { $0.bssid == attempt.bssid && $0.lastNumber > attempt.latest.number }
    }

    /// Keeps that a station and a BSS exchanged a frame.
    mutating func meet(_ place: Int, _ fact: Fact) {
        let presence = stations[place].presence(at: fact.bssid, fact)
        stations[place][presence].lastFrame = fact.time
        stations[place][presence].lastNumber = fact.number
    }

    mutating func receiveEnding(_ fact: Fact, _ body: RawSpan) {
        let reason = fact.isProtected || body.byteCount < 2 ? nil : body.littleEndian(UInt16.self, at: 0)
        if fact.receiver.isGroup {
            if fact.transmitter == fact.bssid {
                let place = bsss.place(of: fact.bssid, making: BSSRecord()).place
                bsss[place].deauthentication = fact.number
            }
            return
        }
        guard fact.transmitter == fact.bssid || fact.receiver == fact.bssid,
            let place = stations.place(of: fact.station), let dialogue = stations[place].dialogue
        else { return markEnding(fact) }
        if let original = dialogue.original(of: fact, body) {
            return receiveCopy(fact, of: original, dialogue, .leaving)
        }
        markEnding(fact)
        guard let attempt = dialogue.attempt else { return }
        let text =
            (fact.control.type == .deauthentication ? "Deauthentication" : "Disassociation")
            + (reason.map { ", reason \($0)" } ?? ", encrypted")
        if attempt.bssid == fact.bssid {
            guard attempt.ending == nil else { return }
            let delay = fact.time - attempt.latest.time
            let isNextStep =
                attempt.steps > 1
                && delay <= (attempt.latest.time - attempt.first.time) / Int64(attempt.steps - 1)
            attempt.ending = EndingEvidence(
                mark: fact.mark, reason: reason, isFromStation: fact.isFromStation, delay: delay,
                isNextStep: isNextStep, followsLife: hasLife(place, since: attempt))
            // A link that ends was one all the same, unless the AP says that it never took message 4.
            if attempt.isLinked {
                attempt.ending = nil
                return
            }
            note(fact, attempt, .leaving, text)
        } else if gathersLadders, !attempt.isLinked {
            // The old AP lets go: it belongs to the picture, not to the attempt.
            let (latest, steps) = (attempt.latest, attempt.steps)
            note(fact, attempt, .leaving, text)
            (attempt.latest, attempt.steps) = (latest, steps)
        }
    }

    /// Keeps that the two parted, where they were seen together.
    private mutating func markEnding(_ fact: Fact) {
        guard let place = stations.place(of: fact.station),
            let index = stations[place].presences.firstIndex(where: { $0.bssid == fact.bssid })
        else { return }
        stations[place][index].deauthentication = fact.number
        stations[place][index].isDeauthenticatedByAP = !fact.isFromStation
    }

    /// FT over the DS, and requests to leave.
    mutating func receiveAction(_ fact: Fact, _ body: RawSpan) {
        guard !fact.isProtected, !fact.receiver.isGroup, body.byteCount >= 2 else { return }
        switch (body.octet(at: 0), body.octet(at: 1)) {
        case (6, 1), (6, 2): receiveTransitionAction(fact, body)
        case (10, 7) where fact.transmitter == fact.bssid:
            let dialogue = dialogue(at: place(ofStation: fact.receiver))
            dialogue.transitionRequest = (fact.bssid, fact.time)
        default: break
        }
    }

    /// FT Request and FT Response: station, target AP, in a response the status, elements (802.11-2020, 9.6.8).
    private mutating func receiveTransitionAction(_ fact: Fact, _ body: RawSpan) {
        guard body.byteCount >= 14 else { return }
        let place = place(ofStation: MACAddress(body, at: 2))
        let target = MACAddress(body, at: 8)
        let dialogue = dialogue(at: place)
        if let original = dialogue.original(of: fact, body) {
            return receiveCopy(fact, of: original, dialogue, .authentication)
        }
        let isRequest = body.octet(at: 1) == 1
        let attempt: Attempt
        if let open = dialogue.attempt, open.bssid == target, open.over == .ds, open.request == nil {
            attempt = open
        } else {
            attempt = begin(place, dialogue, target, fact)
            attempt.over = .ds
        }
        if isRequest {
            if attempt.authentication.first == nil { attempt.authentication.first = fact.mark }
            attempt.requestTransmissions += 1
        } else if body.byteCount >= 16 {
            let status = body.littleEndian(UInt16.self, at: 14)
            attempt.authentication.refusal = status == 0 ? nil : status
            attempt.authentication.isAnswered = true
            attempt.requestTransmissions = 0
        }
        note(fact, attempt, .authentication, isRequest ? "FT Request" : "FT Response")
    }

    private static func name(_ request: RequestEvidence) -> String {
        let name = request.kind == .association ? "Association Request" : "Reassociation Request"
        guard let pmkid = request.pmkids.first else { return name }
        return "\(name), PMKID \(pmkid)"
    }
}

extension RequestEvidence {
    /// Reads what a (Re)Association Request asks for.
    init(_ fact: Fact, _ frame: borrowing AssociationRequestBody) {
        mark = fact.mark
        sequenceNumber = fact.sequenceControl >> 4
        kind = fact.control.type == .associationRequest ? .association : .reassociation
        currentAP = frame.currentAP
        var walk = ElementWalk(frame.elements)
        var breaksOff = fact.isCut
        while true {
            let next: Element?
            do throws(ParseError) { next = try walk.next() } catch {
                breaksOff = true
                break
            }
            guard let element = next else { break }
            switch element.id {
            case .ssid:
                if element.body.byteCount <= 32 { ssid = element.body.array }
            case .rsn:
                protection = .rsn
                guard let rsn = try? RSNElement(parsing: element.body) else {
                    hidesSecurity = true
                    break
                }
                akm = rsn.akms[0]
                cipher = rsn.pairwiseCiphers[0]
                pmkids = Array(rsn.pmkids.prefix(16))
            case .vendorSpecific where WPAElement.isWPA(element.body) && protection != .rsn:
                protection = .wpa
                akm = WPASuite.akm(in: element.body)
            case .fastBSSTransition where element.body.byteCount >= 82:
                transitionProof = element.body.extracting(2..<82).array
            case .extension255 where element.body.byteCount > 0 && element.body.octet(at: 0) == 32:
                hasDiffieHellman = true
                publicKey = OWEPublicKey(parsing: element.body)
            default: break
            }
        }
        if protection == nil {
            hidesSecurity = breaksOff
            if !breaksOff { protection = frame.capabilities.contains(.privacy) ? .wep : .open }
        }
    }
}

extension ResponseEvidence {
    /// Looks for a Diffie-Hellman Parameter element (RFC 8110, 4.1).
    mutating func readDiffieHellman(_ elements: RawSpan) {
        var walk = ElementWalk(elements)
        do throws(ParseError) {
            while let element = try walk.next() {
                if element.id == .extension255, element.body.byteCount > 0, element.body.octet(at: 0) == 32 {
                    hasDiffieHellman = true
                    publicKey = OWEPublicKey(parsing: element.body)
                    return
                }
            }
            hasDiffieHellman = false
        } catch {}
    }
}

/// The AKM of WPA's own element, by the RSN suite that took its place.
enum WPASuite {
    /// The first AKM of the body of a WPA element; nil where it is cut short.
    static func akm(in body: RawSpan) -> AKM? {
        // OUI and type, version, group cipher, then the lists of pairwise ciphers and AKMs.
        var reader = OctetReader(body)
        guard (try? reader.skip(10, "WPA element")) != nil,
            let ciphers = try? reader.littleEndian(UInt16.self, "pairwise cipher count"),
            (try? reader.skip(4 * Int(ciphers), "pairwise ciphers")) != nil,
            let akms = try? reader.littleEndian(UInt16.self, "AKM count"), akms > 0,
            let selector = try? reader.bigEndian(UInt32.self, "AKM")
        else { return nil }
        return switch selector {
        case 0x0050_F201: .wpaEAP
        case 0x0050_F202: .wpaPSK
        default: AKM(rawValue: selector)
        }
    }
}
