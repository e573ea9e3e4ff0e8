internal import Octets
internal import RSN
public import Timeline

extension FourWayAuthenticator {
    /// Takes in an EAPOL-Key frame of the station, from its EAPOL header on.
    ///
    /// - Parameter groupKeys: what message 3 shall carry, its packet number as it stands now.
    public mutating func receive(
        _ eapol: RawSpan, groupKeys: GroupKeys, at now: Instant, to out: inout HandshakeOutputs
    ) {
        do throws(ParseError) {
            let frame = try EAPOLKeyFrame(parsing: eapol, micLength: scheme.micLength)
            try receive(frame, groupKeys, at: now, to: &out)
        } catch {
            out.append(.ignored(.malformed(error)))
        }
    }

    private mutating func receive(
        _ frame: EAPOLKeyFrame, _ groupKeys: GroupKeys, at now: Instant, to out: inout HandshakeOutputs
    ) throws(ParseError) {
        let message = frame.message
        guard frame.descriptor == .rsn, frame.information.contains(.mic),
            frame.information.descriptorVersion == security.akm.keyDescriptorVersion
        else { return out.append(.ignored(.unexpected(message))) }
        if message == .request { return receiveRequest(frame, to: &out) }
        // Any try of the message that awaits its answer may be the one that is answered.
        guard frame.replayCounter >= firstAwaited, frame.replayCounter <= replayCounter else {
            return out.append(.ignored(.replayed(message)))
        }
        switch (state, message) {
        case (.awaitingMessage2(let pmk, _, _), .message2):
            try receiveMessage2(frame, pmk, groupKeys, at: now, to: &out)
        case (.awaitingMessage4(let ptk, _), .message4):
            guard ptk.kck.verifies(frame) else { return out.append(.ignored(.notGenuine(message))) }
            establish(ptk.kck, ptk.kek)
            out.append(.installPairwiseKey(ptk.temporalKey))
            out.append(.completed)
            if rekeysGroupNext { rekeyGroup(groupKeys, at: now, to: &out) }
        case (.awaitingGroup2(let kck, let kek, _), .group2):
            guard kck.verifies(frame) else { return out.append(.ignored(.notGenuine(message))) }
            establish(kck, kek)
            out.append(.groupKeysConfirmed)
        default:
            out.append(.ignored(.unexpected(message)))
        }
    }

    /// The station asks for a new pairwise key; its requests have a counter of their own (802.11-2020, 12.7.2).
    private mutating func receiveRequest(_ frame: EAPOLKeyFrame, to out: inout HandshakeOutputs) {
        let kck: KCK
        switch state {
        case .established(let own, _), .awaitingGroup2(let own, _, _): kck = own
        case .idle, .awaitingMessage2, .awaitingMessage4, .failed: return out.append(.ignored(.unexpected(.request)))
        }
        if let lastRequest, frame.replayCounter <= lastRequest { return out.append(.ignored(.replayed(.request))) }
        guard kck.verifies(frame) else { return out.append(.ignored(.notGenuine(.request))) }
        lastRequest = frame.replayCounter
        guard frame.information.contains(.pairwise), !frame.information.contains(.error) else {
            return out.append(.ignored(.unexpected(.request)))
        }
        out.append(.pairwiseKeyRequested)
    }

    private mutating func receiveMessage2(
        _ frame: EAPOLKeyFrame, _ pmk: PMK, _ groupKeys: GroupKeys, at now: Instant, to out: inout HandshakeOutputs
    ) throws(ParseError) {
        let ptk = PTK(
            pmk: pmk, akm: security.akm, cipher: security.pairwiseCipher, authenticator: security.authenticator,
            supplicant: security.supplicant, authenticatorNonce: nonce, supplicantNonce: frame.nonce)
        guard let ptk, ptk.kck.verifies(frame) else { return out.append(.ignored(.notGenuine(.message2))) }
        guard let element = try KeyData(parsing: frame.keyData).rsnElement,
            element.isEqual(to: security.supplicantElement.octets)
        else { return fail(.requestElementDiffers, to: &out) }
        firstAwaited = replayCounter + 1
        sendMessage3(ptk: ptk, attempt: 1, groupKeys, at: now, to: &out)
    }

    private mutating func establish(_ kck: KCK, _ kek: KEK) {
        state = .established(kck: kck, kek: kek)
        firstAwaited = replayCounter + 1
        deadline = nil
    }
}
