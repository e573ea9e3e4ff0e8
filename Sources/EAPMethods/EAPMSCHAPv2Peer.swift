internal import Cryptography
internal import EAP
internal import Octets
internal import Timeline

/// The peer of EAP-MSCHAPv2, inside a tunnel.
struct EAPMSCHAPv2Peer {
    enum State {
        case awaitingChallenge
        case awaitingSuccess(expected: [UInt8])
        case succeeded
        case failed
    }

    enum Step {
        case respond
        case ignored
        case failed(EAPPeerFailure)
    }

    let identity: [UInt8]
    let password: Password
    private(set) var state = State.awaitingChallenge

    init(identity: [UInt8], password: Password) {
        self.identity = identity
        self.password = password
    }

    /// Whether each end has proved the password to the other.
    var hasSucceeded: Bool { if case .succeeded = state { true } else { false } }

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
        case .msCHAPv2:
            return try receiveMethod(request, random: &random, &response)
        default:
            response.appendEAP(.response, identifier: request.identifier, type: .legacyNak) {
                $0.append(EAPType.msCHAPv2.rawValue)
            }
            return .respond
        }
    }

    private mutating func receiveMethod(
        _ request: borrowing EAPPacket, random: inout RandomSource, _ response: inout [UInt8]
    ) throws(ParseError) -> Step {
        let packet = try EAPMSCHAPv2Packet(parsing: request.data)
        switch (packet.operation, state) {
        case (.challenge, .awaitingChallenge):
            var reader = OctetReader(packet.content)
            guard try reader.octet("challenge length") == 16 else {
                throw ParseError(at: 4, expected: "a challenge of 16 octets")
            }
            let challenge = FixedOctets<16>(try reader.octets(16, "challenge"), at: 0)
            let (proof, expected) = MSCHAPv2Response.make(
                to: challenge, userName: identity, password: password, random: &random)
            let identifier = packet.identifier
            response.appendEAP(.response, identifier: request.identifier, type: .msCHAPv2) { data in
                data.appendEAPMSCHAPv2(.response, identifier: identifier) { content in
                    content.append(49)
                    proof.append(to: &content)
                    content.append(0)
                    content += identity
                }
            }
            state = .awaitingSuccess(expected: expected)
            return .respond
        case (.success, .awaitingSuccess(let expected)):
            guard MSCHAPv2.isAuthenticatorResponse(packet.content, expected) else {
                state = .failed
                return .failed(.serverDoesNotKnowPassword)
            }
            state = .succeeded
            response.appendEAP(.response, identifier: request.identifier, type: .msCHAPv2) {
                $0.append(EAPMSCHAPv2Packet.Operation.success.rawValue)
            }
            return .respond
        case (.failure, .awaitingSuccess):
            state = .failed
            response.appendEAP(.response, identifier: request.identifier, type: .msCHAPv2) {
                $0.append(EAPMSCHAPv2Packet.Operation.failure.rawValue)
            }
            return .respond
        default:
            return .ignored
        }
    }
}
