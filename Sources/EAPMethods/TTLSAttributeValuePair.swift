internal import Octets

/// A view of one attribute-value pair inside the tunnel of EAP-TTLS (RFC 5281, 10.1).
struct TTLSAttributeValuePair: ~Escapable {
    /// What a pair means: a code, and whose code it is (0 for RADIUS's own).
    struct Name: Hashable, Sendable {
        var code: UInt32
        var vendor: UInt32 = 0

        static let userName = Name(code: 1)
        static let userPassword = Name(code: 2)
        static let chapPassword = Name(code: 3)
        static let chapChallenge = Name(code: 60)
        static let eapMessage = Name(code: 79)
        /// RFC 2548, 2.1.3.
        static let msCHAPResponse = Name(code: 1, vendor: 311)
        /// RFC 2548, 2.1.1.
        static let msCHAPError = Name(code: 2, vendor: 311)
        /// RFC 2548, 2.1.2.
        static let msCHAPChallenge = Name(code: 11, vendor: 311)
        /// RFC 2548, 2.3.2.
        static let msCHAP2Response = Name(code: 25, vendor: 311)
        /// RFC 2548, 2.3.3.
        static let msCHAP2Success = Name(code: 26, vendor: 311)
    }

    let name: Name
    /// Whoever does not know the pair must give up.
    let isMandatory: Bool
    let data: RawSpan

    /// Reads the pair at the reader, and the padding after it; the last pair's may be missing.
    @_lifetime(copy reader)
    init(_ reader: inout OctetReader) throws(ParseError) {
        let start = reader.position
        let code = try reader.bigEndian(UInt32.self, "AVP code")
        let word = try reader.bigEndian(UInt32.self, "AVP flags and length")
        let flags = UInt8(truncatingIfNeeded: word >> 24)
        let length = Int(word & 0x00FF_FFFF)
        let hasVendor = flags & 0x80 != 0
        let header = hasVendor ? 12 : 8
        guard length >= header else { throw ParseError(at: start + 5, expected: "an AVP length of \(header) or more") }
        name = Name(code: code, vendor: hasVendor ? try reader.bigEndian(UInt32.self, "AVP vendor") : 0)
        isMandatory = flags & 0x40 != 0
        data = try reader.octets(length - header, "AVP data")
        try reader.skip(min((4 - length % 4) % 4, reader.remaining), "AVP padding")
    }
}

extension [UInt8] {
    /// Appends a mandatory attribute-value pair, padded to four octets (RFC 5281, 10.1 and 10.2).
    mutating func appendTTLS(_ name: TTLSAttributeValuePair.Name, _ data: RawSpan) {
        append(bigEndian: name.code)
        let header = name.vendor == 0 ? 8 : 12
        let flags: UInt32 = name.vendor == 0 ? 0x40 : 0xC0
        append(bigEndian: flags << 24 | UInt32(header + data.byteCount))
        if name.vendor != 0 { append(bigEndian: name.vendor) }
        append(octets: data)
        append(zeros: (4 - data.byteCount % 4) % 4)
    }
}
