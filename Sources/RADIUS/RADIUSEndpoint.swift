/// The address and port of one end of a RADIUS conversation.
public struct RADIUSEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// The IPv6 address, or the IPv4 address as IPv6 maps it (RFC 4291, 2.5.5.2).
    public var address: UInt128
    /// The UDP port: 1812 at a server, as assigned.
    public var port: UInt16

    /// An endpoint at an IPv6 address.
    public init(ipv6 address: UInt128, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// An endpoint at an IPv4 address, first octet most significant: 127.0.0.1 is 0x7F000001.
    public init(ipv4 address: UInt32, port: UInt16) {
        self.init(ipv6: 0xFFFF << 32 | UInt128(address), port: port)
    }

    /// The IPv4 address; nil where it is an IPv6 one.
    public var ipv4: UInt32? { address >> 32 == 0xFFFF ? UInt32(truncatingIfNeeded: address) : nil }

    /// "127.0.0.1:1812", or "[…]:1812" with the groups of an IPv6 address.
    public var description: String {
        if let ipv4 {
            let octets = stride(from: 24, through: 0, by: -8).map { String(ipv4 >> UInt32($0) & 0xFF) }
            return octets.joined(separator: ".") + ":\(port)"
        }
        let groups = stride(from: 112, through: 0, by: -16).map {
            String(UInt16(truncatingIfNeeded: address >> UInt128($0)), radix: 16)
        }
        return "[" + groups.joined(separator: ":") + "]:\(port)"
    }
}
