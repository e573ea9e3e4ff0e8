internal import Cryptography
internal import EAP
internal import Octets
internal import Timeline

/// The server of EAP-MSCHAPv2, inside a tunnel.
struct EAPMSCHAPv2Server {
    enum State {
        case awaitingResponse(challenge: FixedOctets<16>)
        case awaitingAcknowledgement
    }

    enum Step {
        case request
        case success
        case failure(EAPServerFailure)
    }

    let userName: [UInt8]
    private var identifier: UInt8
    private var state: State

    /// Begins with the peer's Response/Identity, and appends the challenge to it.
    init(identity: borrowing EAPPacket, random: inout RandomSource, _ request: inout [UInt8]) {
        userName = identity.data.array
        identifier = identity.identifier &+ 1
        var bits: [UInt8] = []
        random.fill(&bits, count: 16)
        let challenge = FixedOctets<16>(bits.octets, at: 0)
        state = .awaitingResponse(challenge: challenge)
        let identifier = identifier
        request.appendEAP(.request, identifier: identifier, type: .msCHAPv2) { data in
            data.appendEAPMSCHAPv2(.challenge, identifier: identifier) { content in
                content.append(16)
                content.append(octets: challenge.octets)
                content += [UInt8]("roamlab".utf8)
            }
        }
    }

    /// Takes in an EAP response and appends the next request.
    mutating func receive(
        _ response: borrowing EAPPacket, users: UserPasswords, _ request: inout [UInt8]
    ) throws(ParseError) -> Step {
        guard response.code == .response, response.identifier == identifier, response.type == .msCHAPv2 else {
            return .failure(.unexpectedResponse)
        }
        let packet = try EAPMSCHAPv2Packet(parsing: response.data)
        switch (packet.operation, state) {
        case (.response, .awaitingResponse(let challenge)):
            var reader = OctetReader(packet.content)
            guard try reader.octet("response length") == 49 else {
                throw ParseError(at: 4, expected: "a response of 49 octets")
            }
            let proof = try MSCHAPv2Response(&reader)
            guard let password = users[userName] else { return .failure(.unknownUser(userName)) }
            guard
                let answer = proof.authenticatorResponse(to: challenge, userName: userName, password: password)
            else { return .failure(.wrongPassword(userName)) }
            let challengeIdentifier = identifier
            identifier &+= 1
            request.appendEAP(.request, identifier: identifier, type: .msCHAPv2) { data in
                data.appendEAPMSCHAPv2(.success, identifier: challengeIdentifier) { $0 += answer }
            }
            state = .awaitingAcknowledgement
            return .request
        case (.success, .awaitingAcknowledgement):
            return .success
        default:
            return .failure(.unexpectedResponse)
        }
    }
}
