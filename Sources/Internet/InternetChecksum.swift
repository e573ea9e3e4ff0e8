public import Octets

/// The ones' complement sum over 16-bit words that IPv4, UDP and ICMP share (RFC 1071).
public struct InternetChecksum: Sendable {
    // 32-bit words of frames up to 2^32 octets cannot overflow 64 bits, so carries are folded once, at the end.
    @usableFromInline internal var sum: UInt64 = 0

    /// The sum of nothing.
    @inlinable
    public init() {}

    /// Adds octets; an odd last one counts as the high half of a word, so only the last part may be odd.
    @inlinable
    public mutating func add(_ octets: RawSpan) {
        var offset = 0
        while offset + 4 <= octets.byteCount {
            sum &+= UInt64(octets.bigEndian(UInt32.self, at: offset))
            offset += 4
        }
        if offset + 2 <= octets.byteCount {
            sum &+= UInt64(octets.bigEndian(UInt16.self, at: offset))
            offset += 2
        }
        if offset < octets.byteCount { sum &+= UInt64(octets.octet(at: offset)) << 8 }
    }

    /// Adds the pseudo header of an IPv4 payload (RFC 768).
    @inlinable
    public mutating func addPseudoHeader(
        from source: IPv4Address, to destination: IPv4Address, protocol: IPv4Protocol, length: Int
    ) {
        sum &+= UInt64(source.rawValue)
        sum &+= UInt64(destination.rawValue)
        sum &+= UInt64(`protocol`.rawValue)
        sum &+= UInt64(length)
    }

    /// The complement of the sum, as it stands in a header; 0 over a part that holds its own right checksum.
    @inlinable
    public var value: UInt16 {
        var folded = sum
        while folded >> 16 != 0 { folded = (folded & 0xFFFF) &+ (folded >> 16) }
        return ~UInt16(truncatingIfNeeded: folded)
    }

    /// The checksum of `octets` alone.
    @inlinable
    public static func of(_ octets: RawSpan) -> UInt16 {
        var checksum = InternetChecksum()
        checksum.add(octets)
        return checksum.value
    }
}
