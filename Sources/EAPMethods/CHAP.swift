internal import Cryptography
internal import Octets

/// The computation of CHAP (RFC 1994, 4.1), which EAP-MD5 shares (RFC 3748, 5.4).
enum CHAP {
    /// MD5 of identifier, password and challenge.
    static func response(identifier: UInt8, password: Password, challenge: RawSpan) -> FixedOctets<16> {
        var digest = MD5()
        digest.update([identifier].octets)
        digest.update(password.octets.octets)
        digest.update(challenge)
        return digest.finalize()
    }
}

/// A view of the type data of EAP-MD5 (RFC 3748, 5.4): a value, and a name that says nothing more.
struct EAPMD5Packet: ~Escapable {
    /// The challenge in a request, 16 octets of MD5 in a response.
    let value: RawSpan

    /// Reads a packet.
    @_lifetime(copy data)
    init(parsing data: RawSpan) throws(ParseError) {
        var reader = OctetReader(data)
        let size = Int(try reader.octet("EAP-MD5 value size"))
        guard size > 0 else { throw ParseError(at: 0, expected: "a value of 1 octet or more") }
        value = try reader.octets(size, "EAP-MD5 value")
    }

    /// The type data with this value and no name.
    static func data(_ value: RawSpan) -> [UInt8] {
        var data = [UInt8(truncatingIfNeeded: value.byteCount)]
        data.append(octets: value)
        return data
    }
}
