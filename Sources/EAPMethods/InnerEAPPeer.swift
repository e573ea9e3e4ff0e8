internal import EAP
internal import Octets
internal import Timeline

/// The peer of EAP inside a tunnel: says who it is, and runs the one method that it is configured for.
struct InnerEAPPeer {
    private enum State {
        case msCHAPv2(EAPMSCHAPv2Peer)
        /// EAP-MD5 and EAP-GTC: one question, one answer, and nothing that proves the server.
        case awaitingQuestion
        case answered
    }

    enum Step {
        case respond
        case ignored
        case failed(EAPPeerFailure)
    }

    let method: InnerEAPMethod
    private let identity: [UInt8]
    private let password: Password
    private var state: State

    init(_ method: InnerEAPMethod, identity: [UInt8], password: Password) {
        self.method = method
        self.identity = identity
        self.password = password
        switch method {
        case .msCHAPv2: state = .msCHAPv2(EAPMSCHAPv2Peer(identity: identity, password: password))
        case .md5, .genericTokenCard: state = .awaitingQuestion
        }
    }

    /// Whether this end has proved its password, and the other too where the method can.
    var hasSucceeded: Bool {
        switch state {
        case .msCHAPv2(let peer): peer.hasSucceeded
        case .awaitingQuestion: false
        case .answered: true
        }
    }

    /// Takes in an EAP request and appends the EAP response.
    mutating func receive(
        _ request: borrowing EAPPacket, random: inout RandomSource, _ response: inout [UInt8]
    ) throws(ParseError) -> Step {
        guard request.code == .request, let type = request.type else { return .ignored }
        switch type {
        case .identity:
            response.appendEAP(.response, identifier: request.identifier, type: .identity) { $0 += identity }
            return .respond
        case .notification:
            response.appendEAP(.response, identifier: request.identifier, type: .notification)
            return .respond
        case method.type:
            return try receiveMethod(request, random: &random, &response)
        default:
            response.appendEAP(.response, identifier: request.identifier, type: .legacyNak) {
                $0.append(method.type.rawValue)
            }
            return .respond
        }
    }

    private mutating func receiveMethod(
        _ request: borrowing EAPPacket, random: inout RandomSource, _ response: inout [UInt8]
    ) throws(ParseError) -> Step {
        var data: [UInt8] = []
        let step: Step
        switch state {
        case .msCHAPv2(var peer):
            step = try peer.receive(request.data, random: &random, &data)
            state = .msCHAPv2(peer)
        case .awaitingQuestion, .answered:
            if method == .md5 {
                let proof = CHAP.response(
                    identifier: request.identifier, password: password,
                    challenge: try EAPMD5Packet(parsing: request.data).value)
                data = EAPMD5Packet.data(proof.octets)
            } else {
                data = password.octets
            }
            state = .answered
            step = .respond
        }
        if case .respond = step {
            response.appendEAP(.response, identifier: request.identifier, type: method.type) { $0 += data }
        }
        return step
    }
}
