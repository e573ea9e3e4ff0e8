internal import Cryptography
internal import EAP
internal import Octets
internal import Timeline

/// The peer inside the tunnel of EAP-TTLS (RFC 5281, 11).
struct TTLSPeer {
    private enum State {
        case notBegun
        case passwordSent
        case awaitingMSCHAP2Success(identifier: UInt8, expected: [UInt8])
        case eap(InnerEAPPeer)
        case authenticated
        /// The session is an earlier one, in which all was proved (RFC 5281, 7.4).
        case resumed
    }

    private let inner: TTLSInnerMethod
    private let identity: [UInt8]
    private let password: Password
    private var state = State.notBegun

    init(_ inner: TTLSInnerMethod, identity: [UInt8], password: Password, isResumed: Bool) {
        self.inner = inner
        self.identity = identity
        self.password = password
        if isResumed { state = .resumed }
    }

    /// Whether an EAP-Success may come now: this end has proved its password, and the other too where the method can.
    var acceptsSuccess: Bool {
        switch state {
        case .passwordSent, .authenticated, .resumed: true
        case .eap(let peer): peer.hasSucceeded
        case .notBegun, .awaitingMSCHAP2Success: false
        }
    }

    /// Takes in what the server said in the tunnel; nothing, where it only opens the tunnel.
    mutating func receive(
        _ plaintext: RawSpan, _ session: TLSSession, random: inout RandomSource, _ records: inout [UInt8]
    ) throws(TLSError) -> EAPPeerFailure? {
        switch state {
        case .notBegun:
            try begin(session, random: &random, &records)
            return nil
        case .resumed:
            // Whatever the server ends it with is acknowledged, as wpa_supplicant does: phase 2 is skipped.
            return nil
        default: break
        }
        return try receiveInner(plaintext, session, random: &random, &records)
    }

    /// Says who is there, as the configured inner method does.
    mutating func begin(
        _ session: TLSSession, random: inout RandomSource, _ records: inout [UInt8]
    ) throws(TLSError) {
        if case .resumed = state { return }
        var pairs: [UInt8] = []
        switch inner {
        case .pap:
            var padded = password.octets
            // Padded to hide its length (RFC 5281, 11.2.5).
            padded.append(zeros: padded.isEmpty ? 16 : (16 - padded.count % 16) % 16)
            pairs.appendTTLS(.userName, identity.octets)
            pairs.appendTTLS(.userPassword, padded.octets)
            state = .passwordSent
        case .chap:
            let (challenge, identifier) = try EAPMethodKeys.implicitChallenge(session, count: 16)
            let proof = CHAP.response(identifier: identifier, password: password, challenge: challenge.octets)
            pairs.appendTTLS(.userName, identity.octets)
            pairs.appendTTLS(.chapChallenge, challenge.octets)
            pairs.appendTTLS(.chapPassword, ([identifier] + proof.octets.array).octets)
            state = .passwordSent
        case .msCHAP:
            let (challenge, identifier) = try EAPMethodKeys.implicitChallenge(session, count: 8)
            let proof = MSCHAPv2.ntResponse(
                challenge: FixedOctets(challenge.octets, at: 0), passwordHash: MSCHAPv2.passwordHash(password.octets))
            // Flags: look at the NT-Response, not at the LM-Response before it (RFC 2548, 2.1.3).
            var response: [UInt8] = [identifier, 1]
            response.append(zeros: 24)
            response.append(octets: proof.octets)
            pairs.appendTTLS(.userName, identity.octets)
            pairs.appendTTLS(.msCHAPChallenge, challenge.octets)
            pairs.appendTTLS(.msCHAPResponse, response.octets)
            state = .passwordSent
        case .msCHAPv2:
            let (implicit, identifier) = try EAPMethodKeys.implicitChallenge(session, count: 16)
            let challenge = FixedOctets<16>(implicit.octets, at: 0)
            let (proof, expected) = MSCHAPv2Response.make(
                to: challenge, userName: identity, password: password, random: &random)
            var response: [UInt8] = [identifier, 0]
            proof.append(to: &response)
            pairs.appendTTLS(.userName, identity.octets)
            pairs.appendTTLS(.msCHAPChallenge, challenge.octets)
            pairs.appendTTLS(.msCHAP2Response, response.octets)
            state = .awaitingMSCHAP2Success(identifier: identifier, expected: expected)
        case .eapMSCHAPv2, .eapMD5, .eapGenericTokenCard:
            guard let method = inner.eap else { return }
            var packet: [UInt8] = []
            // The tunnel's end stands for a request with identifier 0 (RFC 5281, 11.2.1).
            packet.appendEAP(.response, identifier: 0, type: .identity) { $0 += identity }
            pairs.appendTTLS(.eapMessage, packet.octets)
            state = .eap(InnerEAPPeer(method, identity: identity, password: password))
        }
        try session.seal(pairs.octets, &records)
    }

    private mutating func receiveInner(
        _ plaintext: RawSpan, _ session: TLSSession, random: inout RandomSource, _ records: inout [UInt8]
    ) throws(TLSError) -> EAPPeerFailure? {
        let pairs: TTLSReply
        do throws(ParseError) {
            pairs = try TTLSReply(parsing: plaintext)
        } catch {
            return .malformedRequest(error)
        }
        switch state {
        case .awaitingMSCHAP2Success(let identifier, let expected):
            guard let success = pairs.msCHAP2Success else {
                return pairs.hasMSCHAPError ? .passwordRefused : .unexpectedRequest
            }
            let message = success.octets
            guard
                message.byteCount > 0, message.octet(at: 0) == identifier,
                MSCHAPv2.isAuthenticatorResponse(message.extracting(1..<message.byteCount), expected)
            else { return .serverDoesNotKnowPassword }
            state = .authenticated
            return nil
        case .eap(var peer):
            guard let message = pairs.eapMessage else { return .unexpectedRequest }
            var answer: [UInt8] = []
            do throws(ParseError) {
                let request = try EAPPacket(parsing: message.octets)
                if case .failed(let failure) = try peer.receive(request, random: &random, &answer) { return failure }
            } catch {
                return .malformedRequest(error)
            }
            state = .eap(peer)
            guard !answer.isEmpty else { return nil }
            var pairs: [UInt8] = []
            pairs.appendTTLS(.eapMessage, answer.octets)
            try session.seal(pairs.octets, &records)
            return nil
        case .passwordSent, .authenticated, .notBegun, .resumed:
            // A server may say something more before its success, such as a Reply-Message: acknowledged.
            return nil
        }
    }
}
