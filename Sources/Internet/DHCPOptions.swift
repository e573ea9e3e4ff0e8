public import Octets

/// The number of a DHCP option (RFC 2132).
public struct DHCPOptionCode: RawRepresentable, Hashable, Sendable {
    /// The number on the wire, 1 to 254.
    public var rawValue: UInt8

    /// The option with this number.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The network's mask (3.3).
    @inlinable public static var subnetMask: DHCPOptionCode { DHCPOptionCode(rawValue: 1) }
    /// Routers, best first (3.5).
    @inlinable public static var router: DHCPOptionCode { DHCPOptionCode(rawValue: 3) }
    /// The client's name (3.14).
    @inlinable public static var hostName: DHCPOptionCode { DHCPOptionCode(rawValue: 12) }
    /// The address that the client asks for (9.1).
    @inlinable public static var requestedAddress: DHCPOptionCode { DHCPOptionCode(rawValue: 50) }
    /// How long the address may be used, in seconds (9.2).
    @inlinable public static var leaseTime: DHCPOptionCode { DHCPOptionCode(rawValue: 51) }
    /// What the message is for (9.6).
    @inlinable public static var messageType: DHCPOptionCode { DHCPOptionCode(rawValue: 53) }
    /// The server's address (9.7).
    @inlinable public static var serverIdentifier: DHCPOptionCode { DHCPOptionCode(rawValue: 54) }
    /// The options that the client wants (9.8).
    @inlinable public static var parameterRequestList: DHCPOptionCode { DHCPOptionCode(rawValue: 55) }
    /// Seconds until the client asks its server to extend the lease (9.11).
    @inlinable public static var renewalTime: DHCPOptionCode { DHCPOptionCode(rawValue: 58) }
    /// Seconds until the client asks any server (9.12).
    @inlinable public static var rebindingTime: DHCPOptionCode { DHCPOptionCode(rawValue: 59) }
}

/// One DHCP option as a view.
public struct DHCPOption: ~Escapable {
    /// Its number.
    public let code: DHCPOptionCode
    /// Its value, 0 to 255 octets.
    public let value: RawSpan

    @_lifetime(copy value)
    init(_ code: DHCPOptionCode, _ value: RawSpan) {
        self.code = code
        self.value = value
    }
}

/// A walk over DHCP options (RFC 2132, 2): pads are passed over, End or the end of the octets ends it.
public struct DHCPOptions: ~Escapable {
    private var reader: OctetReader

    /// A walk over `octets`, which begin after the magic cookie.
    @_lifetime(copy octets)
    public init(_ octets: RawSpan) { reader = OctetReader(octets) }

    /// The next option; nil at the end. Throws where a length reaches past the octets.
    @_lifetime(copy self)
    public mutating func next() throws(ParseError) -> DHCPOption? {
        while !reader.isAtEnd {
            let code = try reader.octet("option code")
            if code == 0 { continue }
            if code == 255 { return nil }
            let length = try reader.octet("option length")
            return DHCPOption(DHCPOptionCode(rawValue: code), try reader.octets(Int(length), "option value"))
        }
        return nil
    }
}
