internal import Cryptography
internal import EAP
internal import Octets
internal import Timeline

/// The server of EAP-TTLS (RFC 5281), after its Start. A class, since it is one end of one TLS session.
final class TTLSServer {
    enum Phase {
        case handshake
        case tunnel(Inner)
        /// The alert is on its way; whatever the peer answers, it is over.
        case failing(EAPServerFailure)
    }

    /// Where the method inside the tunnel stands.
    enum Inner {
        case awaitingCredentials
        /// The peer must acknowledge MS-CHAP2-Success by an empty message (RFC 5281, 11.2.4).
        case awaitingAcknowledgement(userName: [UInt8])
        case eap(EAPMSCHAPv2Server)
    }

    enum Step {
        case request
        case success(userName: [UInt8], TTLSInnerMethod)
        case failure(EAPServerFailure)
    }

    private let configuration: EAPServerConfiguration
    private let session: TLSSession
    private var phase = Phase.handshake
    private var incoming = TLSReassembly()
    private var outgoing: TLSFragments
    /// The key, once the TLS handshake is over.
    private(set) var masterSessionKey: MasterSessionKey?

    init(_ configuration: EAPServerConfiguration) throws(TLSError) {
        self.configuration = configuration
        session = try TLSSession(configuration.tls)
        outgoing = TLSFragments([], size: configuration.fragmentSize, includesLengthAlways: true)
    }

    /// Lines for a TLS key log since the last call.
    func takeKeyLog() -> [String] { session.takeKeyLog() }

    /// Takes in the type data of a response, and appends the type data of the next request to it.
    func receive(
        _ data: RawSpan, random: inout RandomSource, _ request: inout [UInt8], effort: inout EAPEffort
    ) -> Step {
        do throws(ParseError) {
            guard try incoming.append(data) else {
                request.append(0)  // an acknowledgement: "send the next fragment" (RFC 5281, 9.2.2)
                return .request
            }
        } catch {
            return .failure(.malformedResponse(error))
        }
        let message = incoming.take()
        if !outgoing.isAtEnd {
            guard message.isEmpty else { return .failure(.unexpectedResponse) }
            outgoing.appendNext(to: &request)
            return .request
        }
        var records: [UInt8] = []
        do throws(TLSError) {
            let step = try advance(message, random: &random, &records, effort: &effort)
            guard case .request = step else { return step }
        } catch {
            // What the session appended is its alert, which the peer should see before the end (RFC 5216, 2.1.3).
            session.drain(&records)
            guard !records.isEmpty else { return .failure(.tls(error)) }
            phase = .failing(.tls(error))
        }
        if records.isEmpty {
            request.append(0)  // nothing to say, and the turn is the peer's: the tunnel of TLS 1.3 begins so
        } else {
            outgoing = TLSFragments(records, size: configuration.fragmentSize, includesLengthAlways: true)
            outgoing.appendNext(to: &request)
        }
        return .request
    }

    private func advance(
        _ message: [UInt8], random: inout RandomSource, _ records: inout [UInt8], effort: inout EAPEffort
    ) throws(TLSError) -> Step {
        switch phase {
        case .failing(let reason):
            return .failure(reason)
        case .handshake:
            guard !message.isEmpty else { return .failure(.unexpectedResponse) }
            try session.handshake(message.octets, &records)
            // To answer a flight is where keys are agreed on and signatures made.
            if !records.isEmpty { effort = .asymmetric }
            guard session.isEstablished else { return records.isEmpty ? .failure(.unexpectedResponse) : .request }
            masterSessionKey = try TTLSKeys.masterSessionKey(session)
            phase = .tunnel(.awaitingCredentials)
            guard records.isEmpty else { return .request }
            var plaintext: [UInt8] = []
            try session.open(RawSpan(), &plaintext)
            // TLS 1.3 lets a peer send its credentials along with its Finished.
            return plaintext.isEmpty ? .request : try check(plaintext.octets, random: &random, &records)
        case .tunnel(.awaitingAcknowledgement(let userName)):
            return message.isEmpty ? .success(userName: userName, .msCHAPv2) : .failure(.unexpectedResponse)
        case .tunnel(let inner):
            var plaintext: [UInt8] = []
            try session.open(message.octets, &plaintext)
            guard !plaintext.isEmpty else { return .failure(.unexpectedResponse) }
            if case .eap(let server) = inner { return try proceed(server, plaintext.octets, &records) }
            return try check(plaintext.octets, random: &random, &records)
        }
    }

    /// Looks at the first credentials, which say by what they are which inner method the peer uses.
    private func check(
        _ plaintext: RawSpan, random: inout RandomSource, _ records: inout [UInt8]
    ) throws(TLSError) -> Step {
        let credentials: TTLSCredentials
        do throws(ParseError) {
            credentials = try TTLSCredentials(parsing: plaintext)
        } catch {
            return .failure(.malformedResponse(error))
        }
        if let message = credentials.eapMessage { return try begin(message.octets, random: &random, &records) }
        guard let userName = credentials.userName else { return .failure(.unexpectedResponse) }
        guard let password = configuration.users[userName] else { return .failure(.unknownUser(userName)) }
        if let proof = credentials.userPassword {
            return Self.isPassword(password, proof)
                ? .success(userName: userName, .pap) : .failure(.wrongPassword(userName))
        }
        if let response = credentials.msCHAP2Response, let challenge = credentials.msCHAPChallenge {
            return try checkMSCHAPv2(
                response.octets, challenge: challenge.octets, userName: userName, password: password, &records)
        }
        return .failure(.unexpectedResponse)
    }

    /// Compares without the zeros that pad a User-Password (RFC 5281, 11.2.5).
    private static func isPassword(_ password: Password, _ proof: [UInt8]) -> Bool {
        let count = proof.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        return constantTimeEquals(password.octets.octets, proof.octets.extracting(0..<count))
    }

    private func checkMSCHAPv2(
        _ response: RawSpan, challenge: RawSpan, userName: [UInt8], password: Password, _ records: inout [UInt8]
    ) throws(TLSError) -> Step {
        let (expected, identifier) = try TTLSKeys.implicitChallenge(session)
        var reader = OctetReader(response)
        let proof: MSCHAPv2Response
        do throws(ParseError) {
            // The challenge is the tunnel's own, or the proof could come from elsewhere (RFC 5281, 11.2.4).
            guard try reader.octet("MS-CHAP-V2 identifier") == identifier, expected.octets.isEqual(to: challenge)
            else { return .failure(.unexpectedResponse) }
            try reader.skip(1, "MS-CHAP-V2 flags")
            proof = try MSCHAPv2Response(&reader)
        } catch {
            return .failure(.malformedResponse(error))
        }
        guard let answer = proof.authenticatorResponse(to: expected, userName: userName, password: password) else {
            return .failure(.wrongPassword(userName))
        }
        var pairs: [UInt8] = []
        pairs.appendTTLS(.msCHAP2Success, ([identifier] + answer).octets)
        try session.seal(pairs.octets, &records)
        phase = .tunnel(.awaitingAcknowledgement(userName: userName))
        return .request
    }

    private func begin(
        _ message: RawSpan, random: inout RandomSource, _ records: inout [UInt8]
    ) throws(TLSError) -> Step {
        var request: [UInt8] = []
        do throws(ParseError) {
            let identity = try EAPPacket(parsing: message)
            guard identity.code == .response, identity.type == .identity else { return .failure(.unexpectedResponse) }
            phase = .tunnel(.eap(EAPMSCHAPv2Server(identity: identity, random: &random, &request)))
        } catch {
            return .failure(.malformedResponse(error))
        }
        try seal(request, &records)
        return .request
    }

    private func proceed(
        _ running: EAPMSCHAPv2Server, _ plaintext: RawSpan, _ records: inout [UInt8]
    ) throws(TLSError) -> Step {
        var server = running
        var request: [UInt8] = []
        do throws(ParseError) {
            guard let message = try TTLSCredentials(parsing: plaintext).eapMessage else {
                return .failure(.unexpectedResponse)
            }
            let response = try EAPPacket(parsing: message.octets)
            switch try server.receive(response, users: configuration.users, &request) {
            case .request: phase = .tunnel(.eap(server))
            case .success: return .success(userName: server.userName, .eapMSCHAPv2)
            case .failure(let reason): return .failure(reason)
            }
        } catch {
            return .failure(.malformedResponse(error))
        }
        try seal(request, &records)
        return .request
    }

    private func seal(_ packet: [UInt8], _ records: inout [UInt8]) throws(TLSError) {
        var pairs: [UInt8] = []
        pairs.appendTTLS(.eapMessage, packet.octets)
        try session.seal(pairs.octets, &records)
    }
}
