internal import Cryptography
internal import Octets
internal import Timeline

/// The server of EAP-MSCHAPv2, inside a tunnel: from the challenge to the peer's acknowledgement.
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

    private let identifier: UInt8
    private var state: State

    /// Begins, and appends the type data of the challenge to `data`.
    init(identifier: UInt8, random: inout RandomSource, _ data: inout [UInt8]) {
        self.identifier = identifier
        var bits: [UInt8] = []
        random.fill(&bits, count: 16)
        let challenge = FixedOctets<16>(bits.octets, at: 0)
        state = .awaitingResponse(challenge: challenge)
        data.appendEAPMSCHAPv2(.challenge, identifier: identifier) { content in
            content.append(16)
            content.append(octets: challenge.octets)
            content += [UInt8]("roamlab".utf8)
        }
    }

    /// Takes in the type data of a response and appends that of the next request.
    mutating func receive(
        _ response: RawSpan, userName: [UInt8], users: UserPasswords, _ request: inout [UInt8]
    ) throws(ParseError) -> Step {
        let packet = try EAPMSCHAPv2Packet(parsing: response)
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
            request.appendEAPMSCHAPv2(.success, identifier: identifier) { $0 += answer }
            state = .awaitingAcknowledgement
            return .request
        case (.success, .awaitingAcknowledgement):
            return .success
        default:
            return .failure(.unexpectedResponse)
        }
    }
}
