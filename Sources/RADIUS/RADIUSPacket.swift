public import Octets

/// A view of a RADIUS packet: the payload of one UDP datagram (RFC 2865, 3).
///
/// Reading it checks the header and that each attribute lies within the packet, so that the walk over ``attributes``
/// cannot fail. It does not check any authenticator: those need the secret.
public struct RADIUSPacket: ~Escapable {
    /// What a packet is for (IANA, "RADIUS Packet Type Codes").
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The number on the wire.
        public var rawValue: UInt8
        /// The code with this number.
        @inlinable
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// From the NAS: may this user have access (RFC 2865, 4.1)?
        @inlinable public static var accessRequest: Code { Code(rawValue: 1) }
        /// From the server: yes (RFC 2865, 4.2).
        @inlinable public static var accessAccept: Code { Code(rawValue: 2) }
        /// From the server: no (RFC 2865, 4.3).
        @inlinable public static var accessReject: Code { Code(rawValue: 3) }
        /// From the NAS: this is what a user did (RFC 2866, 4.1).
        @inlinable public static var accountingRequest: Code { Code(rawValue: 4) }
        /// From the server: it is written down (RFC 2866, 4.2).
        @inlinable public static var accountingResponse: Code { Code(rawValue: 5) }
        /// From the server: go on (RFC 2865, 4.4).
        @inlinable public static var accessChallenge: Code { Code(rawValue: 11) }
        /// From a client: are you alive (RFC 5997)?
        @inlinable public static var statusServer: Code { Code(rawValue: 12) }
    }

    /// Octets before the attributes.
    @inlinable public static var headerLength: Int { 20 }
    /// The longest packet that RFC 2865 allows.
    public static let maximumLength = 4096

    /// Exactly as many octets as the length field counts; padding after them is dropped (RFC 2865, 3).
    public let octets: RawSpan

    /// What the packet is for.
    @inlinable
    public var code: Code { Code(rawValue: octets.octet(at: 0)) }
    /// Matches a reply to its request.
    @inlinable
    public var identifier: UInt8 { octets.octet(at: 1) }
    /// The Request or Response Authenticator, as the code says.
    @inlinable
    public var authenticator: FixedOctets<16> { FixedOctets(octets, at: 4) }
    /// The attributes, in the order of the packet.
    @inlinable
    public var attributes: RADIUSAttributes {
        @_lifetime(copy self)
        get { RADIUSAttributes(octets, from: Self.headerLength) }
    }

    /// Reads a packet.
    @inlinable
    @_lifetime(copy datagram)
    public init(parsing datagram: RawSpan) throws(ParseError) {
        var reader = OctetReader(datagram)
        try reader.require(Self.headerLength, "RADIUS header")
        let length = Int(datagram.bigEndian(UInt16.self, at: 2))
        guard length >= Self.headerLength, length <= Self.maximumLength else {
            throw ParseError(at: 2, expected: "a RADIUS length of 20 to 4096")
        }
        octets = try reader.octets(length, "RADIUS packet")
        var offset = Self.headerLength
        while offset < length {
            guard offset + 2 <= length else {
                throw ParseError(at: offset, expected: "an attribute of 2 octets or more")
            }
            let attributeLength = Int(octets.octet(at: offset + 1))
            guard attributeLength >= 2, offset + attributeLength <= length else {
                throw ParseError(at: offset + 1, expected: "an attribute length of 2 to \(length - offset)")
            }
            offset += attributeLength
        }
    }
}
