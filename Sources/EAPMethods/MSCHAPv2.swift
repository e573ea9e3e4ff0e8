internal import Cryptography
internal import Octets

/// The computations of MS-CHAP version 2 (RFC 2759, 8).
enum MSCHAPv2 {
    /// What a password turns into before anything else: MD4 of its UTF-16 form (RFC 2759, 8.3).
    static func passwordHash(_ password: [UInt8]) -> SecretOctets<16> {
        var wide: [UInt8] = []
        for unit in String(decoding: password, as: UTF8.self).utf16 { wide.append(littleEndian: unit) }
        let hash = MD4.hash(wide.octets)
        return SecretOctets(hash.octets, at: 0)
    }

    /// The 8 octets that both challenges and the name come down to (RFC 2759, 8.2).
    static func challengeHash(
        peerChallenge: FixedOctets<16>, authenticatorChallenge: FixedOctets<16>, userName: [UInt8]
    ) -> FixedOctets<8> {
        var digest = SHA1()
        digest.update(peerChallenge.octets)
        digest.update(authenticatorChallenge.octets)
        digest.update(withoutDomain(userName).octets)
        let hash = digest.finalize()
        return FixedOctets(hash.octets, at: 0)
    }

    /// The NT-Response, which proves the password to the server (RFC 2759, 8.1 and 8.5; in version 1, where `challenge`
    /// is the server's own, RFC 2433, A.1).
    static func ntResponse(challenge: FixedOctets<8>, passwordHash: SecretOctets<16>) -> SecretOctets<24> {
        var padded = SecretOctets<21>()
        for index in 0..<16 { padded.storage[index] = passwordHash.storage[index] }
        var response = SecretOctets<24>()
        for part in 0..<3 {
            let block = DES.encrypt(challenge, key: desKey(padded, at: 7 * part))
            for index in 0..<8 { response.storage[8 * part + index] = block.storage[index] }
        }
        return response
    }

    /// "S=" and 40 hexadecimal digits, which prove the password to the peer (RFC 2759, 8.7).
    static func authenticatorResponse(
        passwordHash: SecretOctets<16>, ntResponse: SecretOctets<24>, challenge: FixedOctets<8>
    ) -> [UInt8] {
        let hashOfHash = MD4.hash(passwordHash.octets)
        var digest = SHA1()
        digest.update(hashOfHash.octets)
        digest.update(ntResponse.octets)
        digest.update([UInt8]("Magic server to client signing constant".utf8).octets)
        let first = digest.finalize()
        digest = SHA1()
        digest.update(first.octets)
        digest.update(challenge.octets)
        digest.update([UInt8]("Pad to make it do more than one iteration".utf8).octets)
        let second = digest.finalize()
        return [UInt8](("S=" + second.octets.hexadecimal.uppercased()).utf8)
    }

    /// Whether both messages hold the same "S=…", in constant time; what follows in `message` is text for people.
    static func isAuthenticatorResponse(_ message: RawSpan, _ expected: [UInt8]) -> Bool {
        message.byteCount >= expected.count
            && constantTimeEquals(message.extracting(0..<expected.count), expected.octets)
    }

    /// The name without "DOMAIN\" before it (RFC 2759, 4).
    private static func withoutDomain(_ name: [UInt8]) -> [UInt8] {
        name.lastIndex(of: UInt8(ascii: "\\")).map { Array(name[($0 + 1)...]) } ?? name
    }

    /// Seven octets spread over eight, with a parity bit in each that DES does not look at (RFC 2759, 8.6).
    private static func desKey(_ octets: SecretOctets<21>, at offset: Int) -> SecretOctets<8> {
        var bits: UInt64 = 0
        for index in 0..<7 { bits = bits << 8 | UInt64(octets.storage[offset + index]) }
        var key = SecretOctets<8>()
        for index in 0..<8 { key.storage[index] = UInt8(truncatingIfNeeded: bits >> UInt64(49 - 7 * index)) << 1 }
        return key
    }
}
