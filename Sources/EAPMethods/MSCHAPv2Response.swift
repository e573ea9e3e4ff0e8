internal import Cryptography
internal import Octets
internal import Timeline

/// The 49 octets with which a peer proves its password (RFC 2759, 4): challenge, zeros, NT-Response, flags.
struct MSCHAPv2Response {
    var peerChallenge: FixedOctets<16>
    var ntResponse: SecretOctets<24>

    /// The proof with these parts.
    init(peerChallenge: FixedOctets<16>, ntResponse: SecretOctets<24>) {
        self.peerChallenge = peerChallenge
        self.ntResponse = ntResponse
    }

    /// Reads challenge, eight reserved octets, and NT-Response.
    init(_ reader: inout OctetReader) throws(ParseError) {
        peerChallenge = FixedOctets(try reader.octets(16, "peer challenge"), at: 0)
        try reader.skip(8, "reserved octets")
        ntResponse = SecretOctets(try reader.octets(24, "NT-Response"), at: 0)
    }

    /// Appends challenge, eight reserved octets, and NT-Response.
    func append(to octets: inout [UInt8]) {
        octets.append(octets: peerChallenge.octets)
        octets.append(zeros: 8)
        octets.append(octets: ntResponse.octets)
    }

    /// The proof of `password`, with a challenge of the peer's own from `random`, and what a server that knows the
    /// password must answer.
    static func make(
        to authenticatorChallenge: FixedOctets<16>, userName: [UInt8], password: Password, random: inout RandomSource
    ) -> (response: MSCHAPv2Response, expected: [UInt8]) {
        var bits: [UInt8] = []
        random.fill(&bits, count: 16)
        let peerChallenge = FixedOctets<16>(bits.octets, at: 0)
        let challenge = MSCHAPv2.challengeHash(
            peerChallenge: peerChallenge, authenticatorChallenge: authenticatorChallenge, userName: userName)
        let hash = MSCHAPv2.passwordHash(password.octets)
        let ntResponse = MSCHAPv2.ntResponse(challenge: challenge, passwordHash: hash)
        return (
            MSCHAPv2Response(peerChallenge: peerChallenge, ntResponse: ntResponse),
            MSCHAPv2.authenticatorResponse(passwordHash: hash, ntResponse: ntResponse, challenge: challenge)
        )
    }

    /// What the server answers to the peer; nil where `password` is not what the peer proves.
    func authenticatorResponse(
        to authenticatorChallenge: FixedOctets<16>, userName: [UInt8], password: Password
    ) -> [UInt8]? {
        let challenge = MSCHAPv2.challengeHash(
            peerChallenge: peerChallenge, authenticatorChallenge: authenticatorChallenge, userName: userName)
        let hash = MSCHAPv2.passwordHash(password.octets)
        guard MSCHAPv2.ntResponse(challenge: challenge, passwordHash: hash) == ntResponse else { return nil }
        return MSCHAPv2.authenticatorResponse(passwordHash: hash, ntResponse: ntResponse, challenge: challenge)
    }
}
