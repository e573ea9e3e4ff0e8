internal import Cryptography
internal import EAP
internal import Octets
internal import Timeline

/// The server of EAP inside a tunnel, from the peer's Response/Identity on: it proposes EAP-MSCHAPv2, and takes a Nak
/// that asks for EAP-MD5 or EAP-GTC.
struct InnerEAPServer {
    private enum State {
        case msCHAPv2(EAPMSCHAPv2Server)
        case md5(challenge: [UInt8])
        case genericTokenCard
    }

    enum Step {
        case request
        case success(InnerEAPMethod)
        case failure(EAPServerFailure)
    }

    /// Who the peer says it is.
    let userName: [UInt8]
    /// Of the request that waits for its response.
    private(set) var identifier: UInt8
    private var state: State
    /// Whether the peer has not answered the first request yet: a Nak answers nothing else (RFC 3748, 5.3.1).
    private var mayRefuse = true

    /// Begins with the peer's Response/Identity, and appends the first request of the method that is proposed.
    ///
    /// - Parameter next: the identifier of that request. In PEAP, where inner packets have no header, it is that of the
    ///   packet outside, and EAP-MD5 hashes it.
    init(
        identity: borrowing EAPPacket, next: UInt8, random: inout RandomSource, _ request: inout [UInt8]
    ) {
        userName = identity.data.array
        identifier = next
        state = Self.propose(.msCHAPv2, identifier: identifier, random: &random, &request)
    }

    private static func propose(
        _ method: InnerEAPMethod, identifier: UInt8, random: inout RandomSource, _ request: inout [UInt8]
    ) -> State {
        var data: [UInt8] = []
        let state: State
        switch method {
        case .msCHAPv2:
            state = .msCHAPv2(EAPMSCHAPv2Server(identifier: identifier, random: &random, &data))
        case .md5:
            var challenge: [UInt8] = []
            random.fill(&challenge, count: 16)
            data = EAPMD5Packet.data(challenge.octets)
            state = .md5(challenge: challenge)
        case .genericTokenCard:
            data = [UInt8]("Password: ".utf8)
            state = .genericTokenCard
        }
        request.appendEAP(.request, identifier: identifier, type: method.type) { $0 += data }
        return state
    }

    /// Takes in an EAP response and appends the request with the identifier `next`.
    mutating func receive(
        _ response: borrowing EAPPacket, next: UInt8, users: UserPasswords, random: inout RandomSource,
        _ request: inout [UInt8]
    ) throws(ParseError) -> Step {
        guard response.code == .response, response.identifier == identifier, let type = response.type else {
            return .failure(.unexpectedResponse)
        }
        defer { mayRefuse = false }
        switch (state, type) {
        case (_, .legacyNak) where mayRefuse:
            let types = response.data.array.map(EAPType.init(rawValue:))
            guard let wanted = types.lazy.compactMap(InnerEAPMethod.init).first else {
                return .failure(.noCommonMethod(types))
            }
            identifier = next
            state = Self.propose(wanted, identifier: identifier, random: &random, &request)
            return .request
        case (.msCHAPv2(var server), .msCHAPv2):
            var data: [UInt8] = []
            switch try server.receive(response.data, userName: userName, users: users, &data) {
            case .request:
                state = .msCHAPv2(server)
                identifier = next
                request.appendEAP(.request, identifier: identifier, type: .msCHAPv2) { $0 += data }
                return .request
            case .success: return .success(.msCHAPv2)
            case .failure(let reason): return .failure(reason)
            }
        case (.md5(let challenge), .md5Challenge):
            let value = try EAPMD5Packet(parsing: response.data).value
            guard let password = users[userName] else { return .failure(.unknownUser(userName)) }
            let proof = CHAP.response(identifier: identifier, password: password, challenge: challenge.octets)
            return constantTimeEquals(proof.octets, value) ? .success(.md5) : .failure(.wrongPassword(userName))
        case (.genericTokenCard, .genericTokenCard):
            guard let password = users[userName] else { return .failure(.unknownUser(userName)) }
            return constantTimeEquals(password.octets.octets, response.data)
                ? .success(.genericTokenCard) : .failure(.wrongPassword(userName))
        default: return .failure(.unexpectedResponse)
        }
    }
}
