internal import Cryptography
internal import EAP
internal import Octets
internal import Timeline

/// The server inside the tunnel of EAP-TTLS (RFC 5281, 11).
struct TTLSServer {
    private enum State {
        case awaitingCredentials
        /// The peer must acknowledge MS-CHAP2-Success by an empty message (RFC 5281, 11.2.4).
        case awaitingAcknowledgement(userName: [UInt8])
        case eap(InnerEAPServer)
    }

    let users: UserPasswords
    private var state = State.awaitingCredentials

    init(users: UserPasswords) { self.users = users }

    /// Takes in what the peer said in the tunnel: pairs, or nothing where it acknowledges.
    mutating func receive(
        _ plaintext: RawSpan, _ session: TLSSession, random: inout RandomSource, _ records: inout [UInt8]
    ) throws(TLSError) -> TLSMethodServer.Step {
        if case .awaitingAcknowledgement(let userName) = state {
            return plaintext.byteCount == 0
                ? .success(userName: userName, .ttls(.msCHAPv2)) : .failure(.unexpectedResponse)
        }
        guard plaintext.byteCount > 0 else { return .failure(.unexpectedResponse) }
        let credentials: TTLSCredentials
        do throws(ParseError) {
            credentials = try TTLSCredentials(parsing: plaintext)
        } catch {
            return .failure(.malformedResponse(error))
        }
        if case .eap(let server) = state {
            return try proceed(server, credentials, session, random: &random, &records)
        }
        return try check(credentials, session, random: &random, &records)
    }

    /// Looks at the first credentials, which say by what they are which inner method the peer uses.
    private mutating func check(
        _ credentials: TTLSCredentials, _ session: TLSSession, random: inout RandomSource, _ records: inout [UInt8]
    ) throws(TLSError) -> TLSMethodServer.Step {
        if let message = credentials.eapMessage {
            return try begin(message.octets, session, random: &random, &records)
        }
        guard let userName = credentials.userName else { return .failure(.unexpectedResponse) }
        guard let password = users[userName] else { return .failure(.unknownUser(userName)) }
        if let proof = credentials.userPassword {
            return Self.isPassword(password, proof)
                ? .success(userName: userName, .ttls(.pap)) : .failure(.wrongPassword(userName))
        }
        if let response = credentials.chapPassword, let challenge = credentials.chapChallenge {
            return try checkCHAP(response, challenge: challenge, userName: userName, password: password, session)
        }
        if let response = credentials.msCHAPResponse, let challenge = credentials.msCHAPChallenge {
            return try checkMSCHAP(response, challenge: challenge, userName: userName, password: password, session)
        }
        if let response = credentials.msCHAP2Response, let challenge = credentials.msCHAPChallenge {
            return try checkMSCHAPv2(
                response.octets, challenge: challenge.octets, userName: userName, password: password, session, &records)
        }
        return .failure(.unexpectedResponse)
    }

    /// Compares without the zeros that pad a User-Password (RFC 5281, 11.2.5).
    private static func isPassword(_ password: Password, _ proof: [UInt8]) -> Bool {
        let count = proof.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        return constantTimeEquals(password.octets.octets, proof.octets.extracting(0..<count))
    }

    // The challenge is the tunnel's own, or the proof could come from elsewhere (RFC 5281, 11.2.2 to 11.2.4).

    /// CHAP-Password is the identifier and MD5 (RFC 5281, 11.2.2).
    private func checkCHAP(
        _ response: [UInt8], challenge: [UInt8], userName: [UInt8], password: Password, _ session: TLSSession
    ) throws(TLSError) -> TLSMethodServer.Step {
        let (expected, identifier) = try EAPMethodKeys.implicitChallenge(session, count: 16)
        guard response.count == 17, response[0] == identifier, challenge == expected else {
            return .failure(.unexpectedResponse)
        }
        let proof = CHAP.response(identifier: identifier, password: password, challenge: expected.octets)
        return constantTimeEquals(proof.octets, response.octets.extracting(1..<17))
            ? .success(userName: userName, .ttls(.chap)) : .failure(.wrongPassword(userName))
    }

    /// MS-CHAP-Response is identifier, flags, LM-Response, which nobody sends any more, and NT-Response
    /// (RFC 2548, 2.1.3; RFC 5281, 11.2.3).
    private func checkMSCHAP(
        _ response: [UInt8], challenge: [UInt8], userName: [UInt8], password: Password, _ session: TLSSession
    ) throws(TLSError) -> TLSMethodServer.Step {
        let (expected, identifier) = try EAPMethodKeys.implicitChallenge(session, count: 8)
        guard response.count == 50, response[0] == identifier, response[1] == 1, challenge == expected else {
            return .failure(.unexpectedResponse)
        }
        let proof = MSCHAPv2.ntResponse(
            challenge: FixedOctets(expected.octets, at: 0), passwordHash: MSCHAPv2.passwordHash(password.octets))
        return constantTimeEquals(proof.octets, response.octets.extracting(26..<50))
            ? .success(userName: userName, .ttls(.msCHAP)) : .failure(.wrongPassword(userName))
    }

    private mutating func checkMSCHAPv2(
        _ response: RawSpan, challenge: RawSpan, userName: [UInt8], password: Password, _ session: TLSSession,
        _ records: inout [UInt8]
    ) throws(TLSError) -> TLSMethodServer.Step {
        let (implicit, identifier) = try EAPMethodKeys.implicitChallenge(session, count: 16)
        let expected = FixedOctets<16>(implicit.octets, at: 0)
        var reader = OctetReader(response)
        let proof: MSCHAPv2Response
        do throws(ParseError) {
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
        state = .awaitingAcknowledgement(userName: userName)
        return .request
    }

    private mutating func begin(
        _ message: RawSpan, _ session: TLSSession, random: inout RandomSource, _ records: inout [UInt8]
    ) throws(TLSError) -> TLSMethodServer.Step {
        var request: [UInt8] = []
        do throws(ParseError) {
            let identity = try EAPPacket(parsing: message)
            guard identity.code == .response, identity.type == .identity else { return .failure(.unexpectedResponse) }
            state = .eap(
                InnerEAPServer(identity: identity, next: identity.identifier &+ 1, random: &random, &request))
        } catch {
            return .failure(.malformedResponse(error))
        }
        try seal(request, session, &records)
        return .request
    }

    private mutating func proceed(
        _ running: InnerEAPServer, _ credentials: TTLSCredentials, _ session: TLSSession,
        random: inout RandomSource, _ records: inout [UInt8]
    ) throws(TLSError) -> TLSMethodServer.Step {
        var server = running
        var request: [UInt8] = []
        do throws(ParseError) {
            guard let message = credentials.eapMessage else { return .failure(.unexpectedResponse) }
            let response = try EAPPacket(parsing: message.octets)
            switch try server.receive(
                response, next: response.identifier &+ 1, users: users, random: &random, &request)
            {
            case .request: state = .eap(server)
            case .success(let method): return .success(userName: server.userName, .ttls(TTLSInnerMethod(method)))
            case .failure(let reason): return .failure(reason)
            }
        } catch {
            return .failure(.malformedResponse(error))
        }
        try seal(request, session, &records)
        return .request
    }

    private func seal(
        _ packet: [UInt8], _ session: TLSSession, _ records: inout [UInt8]
    ) throws(TLSError) {
        var pairs: [UInt8] = []
        pairs.appendTTLS(.eapMessage, packet.octets)
        try session.seal(pairs.octets, &records)
    }
}
