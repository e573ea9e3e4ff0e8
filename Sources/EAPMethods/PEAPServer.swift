internal import EAP
internal import Octets
internal import Timeline

/// The server inside the tunnel of PEAP version 0: identity, one EAP method, and the exchange of Result TLVs.
struct PEAPServer {
    private enum State {
        case notBegun
        case awaitingIdentity
        case method(InnerEAPServer)
        case awaitingResult(userName: [UInt8], InnerEAPMethod)
        /// The peer was told of the failure; whatever it answers, it is over.
        case failing(EAPServerFailure)
    }

    let users: UserPasswords
    private var state = State.notBegun
    /// Of the inner request that waits for its response.
    private var identifier: UInt8 = 0

    init(users: UserPasswords) { self.users = users }

    /// Asks who is there.
    mutating func begin(_ session: TLSSession, _ records: inout [UInt8]) throws(TLSError) {
        state = .awaitingIdentity
        try session.seal([EAPType.identity.rawValue].octets, &records)
    }

    /// Says that all is well with a peer that proved it in an earlier session.
    mutating func conclude(
        userName: [UInt8], _ method: InnerEAPMethod, _ session: TLSSession, _ records: inout [UInt8]
    ) throws(TLSError) {
        state = .awaitingResult(userName: userName, method)
        try session.seal(PEAPResult.success.packet(.request, identifier: identifier).octets, &records)
    }

    /// Takes in what the peer said in the tunnel; nothing, where it only acknowledges the end of the handshake.
    ///
    /// - Parameter next: the identifier of the next packet outside, which the inner ones without a header have too.
    mutating func receive(
        _ plaintext: RawSpan, next: UInt8, _ session: TLSSession, random: inout RandomSource, _ records: inout [UInt8]
    ) throws(TLSError) -> TLSMethodServer.Step {
        if case .notBegun = state {
            guard plaintext.byteCount == 0 else { return .failure(.unexpectedResponse) }
            try begin(session, &records)
            return .request
        }
        if case .failing(let reason) = state { return .failure(reason) }
        guard plaintext.byteCount > 0 else { return .failure(.unexpectedResponse) }
        let outcome: Outcome
        do throws(ParseError) {
            outcome = try proceed(plaintext, next: next, random: &random)
        } catch {
            outcome = .failure(.malformedResponse(error))
        }
        switch outcome {
        case .request(let packet):
            try session.seal(packet.octets, &records)
            return .request
        case .success(let userName, let method):
            return .success(userName: userName, .peap(method))
        case .failure(let reason):
            // Under protection, so that the peer need not believe an EAP-Failure that anyone can send.
            state = .failing(reason)
            try session.seal(PEAPResult.failure.packet(.request, identifier: next).octets, &records)
            return .request
        }
    }

    private enum Outcome {
        /// What goes into the tunnel.
        case request([UInt8])
        case success(userName: [UInt8], InnerEAPMethod)
        case failure(EAPServerFailure)
    }

    private mutating func proceed(
        _ plaintext: RawSpan, next: UInt8, random: inout RandomSource
    ) throws(ParseError) -> Outcome {
        let packet = PEAPPacket.restored(plaintext, code: .response, identifier: identifier)
        let response = try EAPPacket(parsing: packet.octets)
        var request: [UInt8] = []
        switch state {
        case .awaitingIdentity:
            guard response.type == .identity else { return .failure(.unexpectedResponse) }
            let server = InnerEAPServer(identity: response, next: next, random: &random, &request)
            identifier = next
            state = .method(server)
            return .request(PEAPPacket.compressed(request))
        case .method(var server):
            let step = try server.receive(response, next: next, users: users, random: &random, &request)
            identifier = next
            switch step {
            case .request:
                state = .method(server)
                return .request(PEAPPacket.compressed(request))
            case .success(let method):
                state = .awaitingResult(userName: server.userName, method)
                return .request(PEAPResult.success.packet(.request, identifier: identifier))
            case .failure(let reason):
                return .failure(reason)
            }
        case .awaitingResult(let userName, let method):
            guard response.type == PEAPPacket.tlv, try PEAPResult(parsing: response.data) == .success else {
                return .failure(.unexpectedResponse)
            }
            return .success(userName: userName, method)
        case .notBegun, .failing:
            return .failure(.unexpectedResponse)
        }
    }
}
