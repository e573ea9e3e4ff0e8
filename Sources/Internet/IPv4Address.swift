public import Octets

/// An IPv4 address (RFC 791), kept as one integer: 10.2.7.1 is 0x0A020701.
public struct IPv4Address: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The 32 bits, first octet most significant.
    public var rawValue: UInt32

    /// The address with these bits.
    @inlinable @inline(__always)
    public init(_ rawValue: UInt32) { self.rawValue = rawValue }

    /// The address with these four octets.
    @inlinable
    public init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
        rawValue = UInt32(first) << 24 | UInt32(second) << 16 | UInt32(third) << 8 | UInt32(fourth)
    }

    /// The address written as four decimal numbers parted by dots, without signs or leading zeros; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard let octet = UInt8(part), String(octet) == part else { return nil }
            value = value << 8 | UInt32(octet)
        }
        rawValue = value
    }

    /// 0.0.0.0: this host, which doesn't know its address yet (RFC 1122, 3.2.1.3).
    @inlinable public static var unspecified: IPv4Address { IPv4Address(0) }
    /// 255.255.255.255: every host of this link (RFC 1122, 3.2.1.3).
    @inlinable public static var broadcast: IPv4Address { IPv4Address(0xFFFF_FFFF) }

    /// The network mask of this many leading ones, 0 to 32; a larger count is taken as 32.
    public static func mask(prefixLength: Int) -> IPv4Address {
        IPv4Address(prefixLength <= 0 ? 0 : ~0 << UInt32(32 - min(prefixLength, 32)))
    }

    /// Whether both addresses have the same bits under `mask`.
    @inlinable
    public func isInNetwork(of other: IPv4Address, mask: IPv4Address) -> Bool {
        rawValue & mask.rawValue == other.rawValue & mask.rawValue
    }

    /// Orders addresses as their octets order.
    @inlinable @inline(__always)
    public static func < (left: IPv4Address, right: IPv4Address) -> Bool { left.rawValue < right.rawValue }

    /// The four octets in decimal, parted by dots.
    public var description: String {
        "\(rawValue >> 24).\(rawValue >> 16 & 0xFF).\(rawValue >> 8 & 0xFF).\(rawValue & 0xFF)"
    }
}

extension [UInt8] {
    /// Appends an address, as it stands on the wire.
    @inlinable
    public mutating func append(_ address: IPv4Address) { append(bigEndian: address.rawValue) }
}
