internal import EAP
internal import Octets
internal import Timeline

/// The server of EAP inside a tunnel, from the peer's Response/Identity on: it proposes EAP-MSCHAPv2.
struct InnerEAPServer {
    private enum State {
        case msCHAPv2(EAPMSCHAPv2Server)
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

    /// Begins with the peer's Response/Identity, and appends the first request of the method that is proposed.
    init(identity: borrowing EAPPacket, random: inout RandomSource, _ request: inout [UInt8]) {
        userName = identity.data.array
        identifier = identity.identifier &+ 1
        var data: [UInt8] = []
        state = .msCHAPv2(EAPMSCHAPv2Server(identifier: identifier, random: &random, &data))
        request.appendEAP(.request, identifier: identifier, type: .msCHAPv2) { $0 += data }
    }

    /// Takes in an EAP response and appends the next request.
    mutating func receive(
        _ response: borrowing EAPPacket, users: UserPasswords, random: inout RandomSource, _ request: inout [UInt8]
    ) throws(ParseError) -> Step {
        guard response.code == .response, response.identifier == identifier, let type = response.type else {
            return .failure(.unexpectedResponse)
        }
        switch (state, type) {
        case (.msCHAPv2(var server), .msCHAPv2):
            var data: [UInt8] = []
            switch try server.receive(response.data, userName: userName, users: users, &data) {
            case .request:
                state = .msCHAPv2(server)
                identifier &+= 1
                request.appendEAP(.request, identifier: identifier, type: .msCHAPv2) { $0 += data }
                return .request
            case .success: return .success(.msCHAPv2)
            case .failure(let reason): return .failure(reason)
            }
        default: return .failure(.unexpectedResponse)
        }
    }
}
