internal import Dot11
internal import EAP
internal import Octets
internal import RSN

// EAPOL in the clear: EAP and the 4-way handshake.
extension RoamingAnalyzer {
    mutating func receiveEAPOL(_ fact: Fact, _ octets: RawSpan) {
        guard !fact.receiver.isGroup, fact.control.isToDS != fact.control.isFromDS else { return }
        if !fact.isFromStation { hear(fact) }
        let place = place(ofStation: fact.station)
        let dialogue = dialogue(at: place)
        guard let frame = try? EAPOLFrame(parsing: octets, isCut: fact.isCut), let kind = frame.kind else { return }
        let phase: LadderFrame.Phase = kind == .key ? .fourWay : .eap
        if let original = dialogue.original(of: fact, octets) {
            return receiveCopy(fact, of: original, dialogue, phase)
        }
        guard let attempt = attempt(for: fact, octets, kind, place, dialogue) else { return }
        meet(place, fact)
        // Who goes on has not left; but an AP may repeat itself to a station that has.
        if let ending = attempt.ending, fact.isFromStation || !ending.isFromStation { attempt.ending = nil }
        switch kind {
        case .eapPacket:
            if let packet = try? EAPPacket(parsing: frame.body, isCut: fact.isCut) {
                receiveEAP(packet, fact, attempt)
            }
        case .start:
            if attempt.eap.hasRequest {
                attempt.eap.hasLaterStart = true
            } else if attempt.eap.startBeforeRequest == nil {
                attempt.eap.startBeforeRequest = fact.mark
            }
            note(fact, attempt, .eap, "EAPOL-Start")
        case .key: receiveKey(octets, fact, attempt)
        case .logoff: break
        }
    }

    /// The attempt that an EAPOL frame belongs to; a new one where the frames that began it were not captured.
    private mutating func attempt(
        for fact: Fact, _ octets: RawSpan, _ kind: EAPOLFrame.Kind, _ place: Int, _ dialogue: Dialogue
    ) -> Attempt? {
        guard kind != .logoff else { return nil }
        if let open = dialogue.attempt, open.bssid == fact.bssid {
            guard open.isLinked else {
                return open.isRefused || isOfLater(octets, kind, fact, than: open)
                    ? begin(place, dialogue, fact.bssid, fact) : open
            }
            // Once linked, EAPOL travels encrypted. In the clear it repeats the handshake's end, or belongs to an
            // association whose beginning was not captured: then message 1 comes without the Secure bit.
            let isLater = fact.time - open.latest.time > 1_000_000_000
            guard isLater, kind != .start else { return open.fourWay.lastMessage > 0 ? open : nil }
            if kind == .key {
                guard let key = try? EAPOLKeyFrame(parsing: octets, micLength: open.akm?.keyMICLength ?? 16),
                    key.message == .message1,
                    !key.information.contains(.secure)
                else { return open }
            } else if fact.isFromStation {
                return nil
            }
            return begin(place, dialogue, fact.bssid, fact)
        }
        if !fact.isFromStation, dialogue.attempt != nil,
            stations[place].presences.contains(where: {
                $0.bssid == fact.bssid && fact.time - $0.lastFrame < 10_000_000_000
            })
        {
            return nil  // the BSS that the station has left repeats itself
        }
        return begin(place, dialogue, fact.bssid, fact)
    }

    /// Whether an EAPOL frame belongs to a later association with the same BSS, whose beginning was not captured.
    private func isOfLater(
        _ octets: RawSpan, _ kind: EAPOLFrame.Kind, _ fact: Fact, than attempt: Attempt
    ) -> Bool {
        // Who left has come back, unless the two frames only changed places.
        if let ending = attempt.ending, fact.time > ending.mark.time,
            fact.isFromStation || ending.isFromStation
        {
            return true
        }
        switch kind {
        case .eapPacket:
            // In one association EAP comes after message 1 only where the station asks for it.
            return (attempt.fourWay.lastMessage > 0 || attempt.protectedData != nil) && !attempt.eap.hasLaterStart
                && attempt.eap.startBeforeRequest == nil
        case .key:
            guard !attempt.fourWay.mayBeginAnew, let known = attempt.fourWay.authenticatorNonce,
                let key = try? EAPOLKeyFrame(parsing: octets, micLength: attempt.akm?.keyMICLength ?? 16)
            else { return false }
            // Repeated messages 1 have the same nonce, or at least a higher counter.
            switch key.message {
            case .message1:
                return key.nonce != known
                    && (attempt.fourWay.lastMessage > 1 || key.replayCounter <= attempt.fourWay.message1Counter)
            case .message3: return key.nonce != known
            default: return false
            }
        case .start, .logoff: return false
        }
    }

    private mutating func receiveEAP(_ packet: borrowing EAPPacket, _ fact: Fact, _ attempt: Attempt) {
        guard !attempt.isLinked else { return }
        let isMethod = packet.type.map { $0.rawValue >= 4 } ?? false
        switch packet.code {
        case .request:
            attempt.eap.failure = nil
            attempt.eap.hasRequest = true
            if packet.type == .identity, attempt.eap.firstIdentityRequest == nil {
                attempt.eap.firstIdentityRequest = fact.mark
            }
            if isMethod {
                attempt.eap.methodRan = true
                attempt.eap.method = packet.type
            }
            if let outstanding = attempt.eap.outstanding, outstanding.identifier == packet.identifier {
                attempt.eap.outstanding?.transmissions += 1
            } else {
                attempt.eap.outstanding = (packet.identifier, 1)
            }
            attempt.eap.last = fact.mark
        case .response:
            attempt.eap.hasRequest = true
            if isMethod {
                attempt.eap.methodRan = true
                attempt.eap.method = packet.type
            } else if packet.type == .legacyNak {
                attempt.eap.method = nil
            }
            if attempt.eap.outstanding?.identifier == packet.identifier {
                attempt.eap.roundTrips += 1
                attempt.eap.outstanding = nil
            }
            attempt.eap.last = fact.mark
        case .success: attempt.eap.success = fact.mark
        case .failure: attempt.eap.failure = fact.mark
        }
        note(fact, attempt, .eap, Self.name(packet.code, packet.type))
    }

    private static func name(_ code: EAPPacket.Code, _ type: EAPType?) -> String {
        switch code {
        case .request: "EAP Request, \(type.map(EAPMethodName.text) ?? "")"
        case .response: "EAP Response, \(type.map(EAPMethodName.text) ?? "")"
        case .success: "EAP Success"
        case .failure: "EAP Failure"
        }
    }

    private mutating func receiveKey(_ octets: RawSpan, _ fact: Fact, _ attempt: Attempt) {
        let micLength = attempt.akm?.keyMICLength ?? 16
        guard let key = try? EAPOLKeyFrame(parsing: octets, micLength: micLength) else { return }
        let message = key.message
        switch message {
        case .message1:
            guard !fact.isFromStation, !attempt.isLinked else { return }
            beginAnew(attempt, with: key.nonce)
            if attempt.fourWay.message1 == nil {
                attempt.fourWay.message1 = fact.mark
                if fact.control.type.hasQoSControl { attempt.fourWay.message1Sequence = fact.sequenceControl >> 4 }
            }
            attempt.fourWay.message1Count += 1
            attempt.fourWay.message1Counter = key.replayCounter
            attempt.fourWay.authenticatorNonce = key.nonce
            if let pmkid = (try? KeyData(parsing: key.keyData))?.pmkid { attempt.fourWay.pmkid = pmkid }
        case .message2:
            guard fact.isFromStation, attempt.fourWay.message4 == nil else { return }
            if attempt.fourWay.message2 == nil, fact.control.type.hasQoSControl {
                attempt.fourWay.message2Sequence = fact.sequenceControl >> 4
            }
            attempt.fourWay.message2 = fact.mark
            attempt.fourWay.supplicantNonce = key.nonce
            // FILS encrypts what message 2 says.
            if !key.information.contains(.encryptedKeyData) {
                attempt.fourWay.suite = Self.suite(key.keyData)
                readTransition(key.keyData, attempt)
            }
            keep(key, fact, attempt)
        case .message3:
            guard !fact.isFromStation, !isRekey(key, attempt) else { return }
            beginAnew(attempt, with: key.nonce)
            if attempt.fourWay.message3 == nil, fact.control.type.hasQoSControl {
                attempt.fourWay.message3Sequence = fact.sequenceControl >> 4
            }
            attempt.fourWay.receiveMessage3(fact.mark, counter: key.replayCounter)
            attempt.fourWay.authenticatorNonce = key.nonce
            keep(key, fact, attempt)
        case .message4:
            guard fact.isFromStation else { return }
            attempt.fourWay.receiveMessage4(
                fact.mark, counter: key.replayCounter, isNear: fact.time - attempt.latest.time < 250_000_000)
            keep(key, fact, attempt)
        case .group1, .group2:
            keep(key, fact, attempt)
            return
        case .request: return
        }
        note(fact, attempt, .fourWay, "Key, Message \(message.rawValue) of 4")
    }

    /// Forgets a handshake that the AP has given up for another.
    private func beginAnew(_ attempt: Attempt, with nonce: Nonce) {
        guard attempt.fourWay.mayBeginAnew, attempt.fourWay.authenticatorNonce != nonce else { return }
        attempt.fourWay = FourWayEvidence()
    }

    /// Keeps a message with a MIC for the time when the key is known.
    private func keep(_ key: borrowing EAPOLKeyFrame, _ fact: Fact, _ attempt: Attempt) {
        guard attempt.fourWay.signed.count < SignedFrame.limit, key.information.contains(.mic),
            keys.mayKnow(attempt.stationMLD ?? attempt.station)
        else { return }
        attempt.fourWay.signed.append(
            SignedFrame(
                number: fact.number, content: .key(key.message, key.whole.array),
                authenticatorNonce: attempt.fourWay.authenticatorNonce,
                supplicantNonce: attempt.fourWay.supplicantNonce))
    }

    /// Keeps who holds the keys of an FT AKM, for the time when the key is known.
    func readTransition(_ elements: RawSpan, _ attempt: Attempt) {
        guard attempt.akm?.isFT == true, keys.mayKnow(attempt.stationMLD ?? attempt.station) else { return }
        var evidence = attempt.transition ?? TransitionEvidence()
        evidence.read(elements)
        attempt.transition = evidence
    }

    /// Keeps a Reassociation frame of a Fast BSS Transition with its MIC.
    func keepTransition(_ fact: Fact, _ elements: RawSpan, _ attempt: Attempt) {
        guard attempt.transition != nil, attempt.isTransition, attempt.fourWay.signed.count < SignedFrame.limit,
            let signed = SignedFrame(fact, elements)
        else { return }
        attempt.fourWay.signed.append(signed)
    }

    /// Whether a message 3 belongs to a later handshake: another nonce after the link came up.
    private func isRekey(_ key: borrowing EAPOLKeyFrame, _ attempt: Attempt) -> Bool {
        guard attempt.isLinked, let nonce = attempt.fourWay.authenticatorNonce else { return false }
        return key.nonce != nonce
    }

    /// What the RSNE or WPA element of message 2 asks for.
    private static func suite(_ keyData: RawSpan) -> FourWayEvidence.Suite? {
        guard let data = try? KeyData(parsing: keyData) else { return nil }
        if let whole = data.rsnElement, whole.byteCount > 2,
            let rsn = try? RSNElement(parsing: whole.extracting(2..<whole.byteCount))
        {
            return FourWayEvidence.Suite(
                isWPA: false, akm: rsn.akms[0], cipher: rsn.pairwiseCiphers[0],
                pmkids: Array(rsn.pmkids.prefix(16)))
        }
        if let whole = data.wpaElement, whole.byteCount > 2 {
            let akm = WPASuite.akm(in: whole.extracting(2..<whole.byteCount))
            return FourWayEvidence.Suite(isWPA: true, akm: akm, cipher: nil, pmkids: [])
        }
        return nil
    }
}

/// How EAP types are called (IANA, "Method Types").
enum EAPMethodName {
    static func text(_ type: EAPType) -> String {
        switch type.rawValue {
        case 1: "Identity"
        case 2: "Notification"
        case 3: "Legacy Nak"
        case 4: "EAP-MD5"
        case 5: "EAP-OTP"
        case 6: "EAP-GTC"
        case 13: "EAP-TLS"
        case 17: "EAP-LEAP"
        case 18: "EAP-SIM"
        case 21: "EAP-TTLS"
        case 23: "EAP-AKA"
        case 25: "EAP-PEAP"
        case 26: "EAP-MSCHAPv2"
        case 43: "EAP-FAST"
        case 47: "EAP-PSK"
        case 50: "EAP-AKA'"
        case 52: "EAP-PWD"
        case 55: "EAP-TEAP"
        default: "EAP type \(type.rawValue)"
        }
    }
}
