public import Octets

/// A view of an EAP packet (RFC 3748, 4).
public struct EAPPacket: ~Escapable {
    /// What a packet is for (RFC 3748, 4).
    public enum Code: UInt8, Sendable {
        /// From the authenticator, to be answered.
        case request = 1
        /// From the peer.
        case response = 2
        /// The authentication succeeded.
        case success = 3
        /// The authentication failed.
        case failure = 4
    }

    /// Octets before the type.
    @inlinable public static var headerLength: Int { 4 }

    /// What the packet is for.
    public let code: Code
    /// Matches a response to its request.
    public let identifier: UInt8
    /// The method; nil in Success and Failure.
    public let type: EAPType?
    /// What follows the type.
    public let data: RawSpan

    /// Reads a packet; octets past its length field are padding and dropped (RFC 3748, 4).
    ///
    /// - Parameter isCut: whether the capture cut off the end: the data is then what is left of it.
    @_lifetime(copy octets)
    public init(parsing octets: RawSpan, isCut: Bool = false) throws(ParseError) {
        var reader = OctetReader(octets)
        guard let code = Code(rawValue: try reader.octet("EAP code")) else {
            throw ParseError(at: 0, expected: "an EAP code of 1 to 4")
        }
        self.code = code
        identifier = try reader.octet("EAP identifier")
        let length = Int(try reader.bigEndian(UInt16.self, "EAP length"))
        guard length >= Self.headerLength else { throw ParseError(at: 2, expected: "an EAP length of 4 or more") }
        let rest = length - Self.headerLength
        let body = try reader.octets(isCut ? min(rest, reader.remaining) : rest, "EAP packet")
        switch code {
        case .request, .response:
            guard body.byteCount > 0 else { throw ParseError(at: 4, expected: "an EAP type") }
            type = EAPType(rawValue: body.octet(at: 0))
            data = body.extracting(1..<body.byteCount)
        case .success, .failure:
            type = nil
            data = body
        }
    }
}

/// The method of an EAP Request or Response (IANA, "Method Types").
public struct EAPType: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    public var rawValue: UInt8

    /// The method with this number.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Who are you (RFC 3748, 5.1).
    @inlinable public static var identity: EAPType { EAPType(rawValue: 1) }
    /// A text to show (RFC 3748, 5.2).
    @inlinable public static var notification: EAPType { EAPType(rawValue: 2) }
    /// The peer asks for another method (RFC 3748, 5.3.1).
    @inlinable public static var legacyNak: EAPType { EAPType(rawValue: 3) }
    /// EAP-MD5 (RFC 3748, 5.4).
    @inlinable public static var md5Challenge: EAPType { EAPType(rawValue: 4) }
    /// EAP-GTC (RFC 3748, 5.6).
    @inlinable public static var genericTokenCard: EAPType { EAPType(rawValue: 6) }
    /// EAP-TLS (RFC 5216).
    @inlinable public static var tls: EAPType { EAPType(rawValue: 13) }
    /// EAP-TTLS (RFC 5281).
    @inlinable public static var ttls: EAPType { EAPType(rawValue: 21) }
    /// PEAP (draft-josefsson-pppext-eap-tls-eap).
    @inlinable public static var peap: EAPType { EAPType(rawValue: 25) }
    /// EAP-MSCHAPv2 (draft-kamath-pppext-eap-mschapv2).
    @inlinable public static var msCHAPv2: EAPType { EAPType(rawValue: 26) }
}

extension [UInt8] {
    /// Appends an EAP Request or Response whose type data `data` appends; the length is filled in afterwards.
    public mutating func appendEAP(
        _ code: EAPPacket.Code, identifier: UInt8, type: EAPType, data: (inout [UInt8]) -> Void = { _ in }
    ) {
        let start = count
        append(code.rawValue)
        append(identifier)
        append(bigEndian: UInt16(0))
        append(type.rawValue)
        data(&self)
        replace(at: start + 2, bigEndian: UInt16(count - start))
    }

    /// Appends an EAP Success or Failure.
    public mutating func appendEAP(_ code: EAPPacket.Code, identifier: UInt8) {
        append(code.rawValue)
        append(identifier)
        append(bigEndian: UInt16(EAPPacket.headerLength))
    }
}
