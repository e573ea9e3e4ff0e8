public import Octets

/// What an IPv4 packet carries (RFC 790 and its successor, the IANA registry).
public struct IPv4Protocol: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    public var rawValue: UInt8

    /// The protocol with this number.
    @inlinable @inline(__always)
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// ICMP.
    @inlinable public static var icmp: IPv4Protocol { IPv4Protocol(rawValue: 1) }
    /// UDP.
    @inlinable public static var udp: IPv4Protocol { IPv4Protocol(rawValue: 17) }
}

/// A view of an IPv4 packet (RFC 791).
///
/// Lengths are checked; the checksum is not, because a capture taken at the sender often shows one that the network card
/// was still to fill in. Whoever receives asks ``hasValidChecksum``.
public struct IPv4Packet: ~Escapable {
    /// Octets of a header without options.
    @inlinable public static var headerLength: Int { 20 }

    /// The header, options included.
    public let header: RawSpan
    /// What follows the header, as far as the total length counts; padding after it is dropped.
    public let payload: RawSpan

    /// Reads the header and bounds the payload by the total length.
    @inlinable
    @_lifetime(copy octets)
    public init(parsing octets: RawSpan) throws(ParseError) {
        guard octets.byteCount >= Self.headerLength else {
            throw ParseError(at: octets.byteCount, expected: "an IPv4 header of 20 octets")
        }
        guard octets.octet(at: 0) >> 4 == 4 else { throw ParseError(at: 0, expected: "IP version 4") }
        let length = 4 * Int(octets.octet(at: 0) & 0x0F)
        guard length >= Self.headerLength, length <= octets.byteCount else {
            throw ParseError(at: 0, expected: "an IPv4 header of 20 to \(octets.byteCount) octets, not \(length)")
        }
        let total = Int(octets.bigEndian(UInt16.self, at: 2))
        guard total >= length, total <= octets.byteCount else {
            throw ParseError(at: 2, expected: "a total length of \(length) to \(octets.byteCount), not \(total)")
        }
        header = octets.extracting(0..<length)
        payload = octets.extracting(length..<total)
    }

    /// The number that fragments of one packet share.
    @inlinable public var identification: UInt16 { header.bigEndian(UInt16.self, at: 4) }
    /// Whether this is a part of a larger packet: more fragments follow, or some went before.
    @inlinable public var isFragment: Bool { header.bigEndian(UInt16.self, at: 6) & 0x3FFF != 0 }
    /// Whether more fragments follow this one.
    @inlinable public var isFollowedByFragment: Bool { header.bigEndian(UInt16.self, at: 6) & 0x2000 != 0 }
    /// Octets of the whole packet's payload before this fragment's.
    @inlinable public var fragmentOffset: Int { 8 * Int(header.bigEndian(UInt16.self, at: 6) & 0x1FFF) }
    /// Hops left.
    @inlinable public var timeToLive: UInt8 { header.octet(at: 8) }
    /// What the payload is.
    @inlinable public var `protocol`: IPv4Protocol { IPv4Protocol(rawValue: header.octet(at: 9)) }
    /// Who sent it.
    @inlinable public var source: IPv4Address { IPv4Address(header.bigEndian(UInt32.self, at: 12)) }
    /// Who shall receive it.
    @inlinable public var destination: IPv4Address { IPv4Address(header.bigEndian(UInt32.self, at: 16)) }
    /// Whether the header checksum is right.
    @inlinable public var hasValidChecksum: Bool { InternetChecksum.of(header) == 0 }
}

extension [UInt8] {
    /// Appends an IPv4 packet without options, not to be fragmented, whose payload `body` appends; total length and
    /// checksum are filled in afterwards.
    ///
    /// Traps where the packet would be longer than 65,535 octets.
    ///
    /// - Parameter identification: 0 is right for a packet that is never fragmented (RFC 6864, 4.1).
    @inlinable
    public mutating func appendIPv4(
        from source: IPv4Address, to destination: IPv4Address, protocol: IPv4Protocol, identification: UInt16 = 0,
        timeToLive: UInt8 = 64, body: (inout [UInt8]) -> Void
    ) {
        let start = count
        append(0x45)
        append(0)
        append(bigEndian: UInt16(0))
        append(bigEndian: identification)
        append(bigEndian: UInt16(0x4000))
        append(timeToLive)
        append(`protocol`.rawValue)
        append(bigEndian: UInt16(0))
        append(source)
        append(destination)
        body(&self)
        replace(at: start + 2, bigEndian: UInt16(count - start))
        let checksum = InternetChecksum.of(octets.extracting(start..<start + IPv4Packet.headerLength))
        replace(at: start + 10, bigEndian: checksum)
    }
}
