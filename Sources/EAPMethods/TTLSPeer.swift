internal import Cryptography
internal import EAP
internal import Octets
internal import Timeline

/// The peer of EAP-TTLS (RFC 5281), from the server's Start to a key. A class, since it is one end of one TLS session.
final class TTLSPeer {
    enum Phase {
        case handshake
        case tunnel(Inner)
    }

    /// Where the method inside the tunnel stands.
    enum Inner {
        case notBegun
        case passwordSent
        case awaitingMSCHAP2Success(identifier: UInt8, expected: [UInt8])
        case eap(EAPMSCHAPv2Peer)
        case authenticated
    }

    enum Step {
        case respond
        case ignored
        case failed(EAPPeerFailure)
    }

    private let configuration: EAPPeerConfiguration
    private let session: TLSSession
    private var phase = Phase.handshake
    private var incoming = TLSReassembly()
    private var outgoing: TLSFragments
    /// The key, once the TLS handshake is over.
    private(set) var masterSessionKey: MasterSessionKey?

    init(_ configuration: EAPPeerConfiguration) throws(TLSError) {
        self.configuration = configuration
        session = try TLSSession(configuration.tls)
        outgoing = TLSFragments([], size: configuration.fragmentSize, includesLengthAlways: false)
    }

    /// Whether an EAP-Success may come now: this end has proved its password, and the other too where the method can.
    var acceptsSuccess: Bool {
        switch phase {
        case .handshake: false
        case .tunnel(.passwordSent), .tunnel(.authenticated): true
        case .tunnel(.eap(let peer)): peer.hasSucceeded
        case .tunnel: false
        }
    }

    /// Lines for a TLS key log since the last call.
    func takeKeyLog() -> [String] { session.takeKeyLog() }

    /// Takes in the type data of a request, and appends the type data of the response to it.
    func receive(
        _ data: RawSpan, random: inout RandomSource, _ response: inout [UInt8], effort: inout EAPEffort
    ) -> Step {
        let isStart = data.byteCount > 0 && TLSFlags(rawValue: data.octet(at: 0)).contains(.start)
        if !isStart {
            do throws(ParseError) {
                guard try incoming.append(data) else {
                    response.append(0)  // an acknowledgement: "send the next fragment" (RFC 5281, 9.2.2)
                    return .respond
                }
            } catch {
                return .failed(.malformedRequest(error))
            }
        }
        let message = incoming.take()
        if !outgoing.isAtEnd {
            guard message.isEmpty else { return .ignored }
            outgoing.appendNext(to: &response)
            return .respond
        }
        return advance(message, random: &random, &response, effort: &effort)
    }

    private func advance(
        _ message: [UInt8], random: inout RandomSource, _ response: inout [UInt8], effort: inout EAPEffort
    ) -> Step {
        var records: [UInt8] = []
        do throws(TLSError) {
            switch phase {
            case .handshake:
                try session.handshake(message.octets, &records)
                // To take in the server's flight and answer it is where signatures are checked and keys agreed on.
                if !message.isEmpty, !records.isEmpty { effort = .asymmetric }
                guard session.isEstablished else { break }
                masterSessionKey = try EAPMethodKeys.masterSessionKey(session, .ttls)
                phase = .tunnel(.notBegun)
                // TLS 1.3 ends with this peer's own flight: the tunnel begins in the next round (RFC 9427, 2).
                if records.isEmpty { try begin(random: &random, &records) }
            case .tunnel(.notBegun):
                var plaintext: [UInt8] = []
                try session.open(message.octets, &plaintext)
                try begin(random: &random, &records)
            case .tunnel(let inner):
                var plaintext: [UInt8] = []
                try session.open(message.octets, &plaintext)
                if let failure = try receiveInner(plaintext.octets, inner, random: &random, &records) {
                    return .failed(failure)
                }
            }
        } catch {
            // What the session appended is its alert, which the server should see (RFC 5216, 2.1.3).
            session.drain(&records)
            send(records, &response)
            return .failed(.tls(error))
        }
        send(records, &response)
        return .respond
    }

    private func send(_ records: [UInt8], _ response: inout [UInt8]) {
        outgoing = TLSFragments(records, size: configuration.fragmentSize, includesLengthAlways: false)
        outgoing.appendNext(to: &response)
    }

    /// Says who is there, as the configured inner method does.
    private func begin(random: inout RandomSource, _ records: inout [UInt8]) throws(TLSError) {
        let identity = configuration.identity
        var pairs: [UInt8] = []
        switch configuration.inner {
        case .pap:
            var padded = configuration.password.octets
            // Padded to hide its length (RFC 5281, 11.2.5).
            padded.append(zeros: padded.isEmpty ? 16 : (16 - padded.count % 16) % 16)
            pairs.appendTTLS(.userName, identity.octets)
            pairs.appendTTLS(.userPassword, padded.octets)
            phase = .tunnel(.passwordSent)
        case .msCHAPv2:
            let (challenge, identifier) = try EAPMethodKeys.implicitChallenge(session)
            let (proof, expected) = MSCHAPv2Response.make(
                to: challenge, userName: identity, password: configuration.password, random: &random)
            var response: [UInt8] = [identifier, 0]
            proof.append(to: &response)
            pairs.appendTTLS(.userName, identity.octets)
            pairs.appendTTLS(.msCHAPChallenge, challenge.octets)
            pairs.appendTTLS(.msCHAP2Response, response.octets)
            phase = .tunnel(.awaitingMSCHAP2Success(identifier: identifier, expected: expected))
        case .eapMSCHAPv2:
            var packet: [UInt8] = []
            // The tunnel's end stands for a request with identifier 0 (RFC 5281, 11.2.1).
            packet.appendEAP(.response, identifier: 0, type: .identity) { $0 += identity }
            pairs.appendTTLS(.eapMessage, packet.octets)
            phase = .tunnel(.eap(EAPMSCHAPv2Peer(identity: identity, password: configuration.password)))
        }
        try session.seal(pairs.octets, &records)
    }

    private func receiveInner(
        _ plaintext: RawSpan, _ inner: Inner, random: inout RandomSource, _ records: inout [UInt8]
    ) throws(TLSError) -> EAPPeerFailure? {
        let pairs: TTLSReply
        do throws(ParseError) {
            pairs = try TTLSReply(parsing: plaintext)
        } catch {
            return .malformedRequest(error)
        }
        switch inner {
        case .awaitingMSCHAP2Success(let identifier, let expected):
            guard let success = pairs.msCHAP2Success else {
                return pairs.hasMSCHAPError ? .passwordRefused : .unexpectedRequest
            }
            let message = success.octets
            guard
                message.byteCount > 0, message.octet(at: 0) == identifier,
                MSCHAPv2.isAuthenticatorResponse(message.extracting(1..<message.byteCount), expected)
            else { return .serverDoesNotKnowPassword }
            phase = .tunnel(.authenticated)
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
            phase = .tunnel(.eap(peer))
            guard !answer.isEmpty else { return nil }
            var pairs: [UInt8] = []
            pairs.appendTTLS(.eapMessage, answer.octets)
            try session.seal(pairs.octets, &records)
            return nil
        case .passwordSent, .authenticated, .notBegun:
            // A server may say something more before its success, such as a Reply-Message: acknowledged.
            return nil
        }
    }
}
