internal import Cryptography
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

    let identity: [UInt8]
    let password: Password
    private(set) var state = State.awaitingChallenge

    init(identity: [UInt8], password: Password) {
        self.identity = identity
        self.password = password
    }

    /// Whether each end has proved the password to the other.
    var hasSucceeded: Bool { if case .succeeded = state { true } else { false } }

    /// Takes in the type data of a request and appends that of the response.
    mutating func receive(
        _ request: RawSpan, random: inout RandomSource, _ response: inout [UInt8]
    ) throws(ParseError) -> InnerEAPPeer.Step {
        let packet = try EAPMSCHAPv2Packet(parsing: request)
        switch (packet.operation, state) {
        case (.challenge, .awaitingChallenge):
            var reader = OctetReader(packet.content)
            guard try reader.octet("challenge length") == 16 else {
                throw ParseError(at: 4, expected: "a challenge of 16 octets")
            }
            let challenge = FixedOctets<16>(try reader.octets(16, "challenge"), at: 0)
            let (proof, expected) = MSCHAPv2Response.make(
                to: challenge, userName: identity, password: password, random: &random)
            response.appendEAPMSCHAPv2(.response, identifier: packet.identifier) { content in
                content.append(49)
                proof.append(to: &content)
                content.append(0)
                content += identity
            }
            state = .awaitingSuccess(expected: expected)
            return .respond
        case (.success, .awaitingSuccess(let expected)):
            guard MSCHAPv2.isAuthenticatorResponse(packet.content, expected) else {
                state = .failed
                return .failed(.serverDoesNotKnowPassword)
            }
            state = .succeeded
            response.append(EAPMSCHAPv2Packet.Operation.success.rawValue)
            return .respond
        case (.failure, .awaitingSuccess):
            state = .failed
            response.append(EAPMSCHAPv2Packet.Operation.failure.rawValue)
            return .respond
        default:
            return .ignored
        }
    }
}
