public import Octets

/// A view of an IPv6 packet (RFC 8200), its extension headers passed over.
public struct IPv6Packet: ~Escapable {
    /// Octets before extension headers and payload.
    public static let headerLength = 40

    /// Where a fragment stands in its datagram (RFC 8200, 4.5).
    public struct Fragment: Equatable, Sendable {
        /// The number that fragments of one packet share.
        public var identification: UInt32
        /// Octets of the whole packet's payload before this fragment's.
        public var offset: Int
        /// Whether another fragment follows.
        public var isFollowed: Bool

        /// A fragment's place.
        public init(identification: UInt32, offset: Int, isFollowed: Bool) {
            self.identification = identification
            self.offset = offset
            self.isFollowed = isFollowed
        }
    }

    /// The fixed header.
    public let header: RawSpan
    /// What the payload is, in the numbers of IPv4.
    public let `protocol`: IPv4Protocol
    /// Where this fragment stands; nil in a whole packet.
    public let fragment: Fragment?
    /// What follows the last header that was passed over, bounded by the payload length.
    public let payload: RawSpan

    /// Reads the headers: hop-by-hop options, routing, destination options, authentication and fragment.
    @_lifetime(copy octets)
    public init(parsing octets: RawSpan) throws(ParseError) {
        guard octets.byteCount >= Self.headerLength else {
            throw ParseError(at: octets.byteCount, expected: "an IPv6 header of 40 octets")
        }
        guard octets.octet(at: 0) >> 4 == 6 else { throw ParseError(at: 0, expected: "IP version 6") }
        let end = Self.headerLength + Int(octets.bigEndian(UInt16.self, at: 4))
        guard end <= octets.byteCount else {
            throw ParseError(at: 4, expected: "a payload length of at most \(octets.byteCount - Self.headerLength)")
        }
        var next = octets.octet(at: 6)
        var start = Self.headerLength
        var fragment: Fragment?
        // Each header is eight octets at least, so that the packet's length bounds the walk.
        while next == 0 || next == 43 || next == 44 || next == 51 || next == 60 {
            guard start + 8 <= end else { throw ParseError(at: start, expected: "an extension header of 8 octets") }
            let length =
                switch next {
                case 44: 8
                case 51: 4 * (Int(octets.octet(at: start + 1)) + 2)
                default: 8 * (Int(octets.octet(at: start + 1)) + 1)
                }
            guard start + length <= end else {
                throw ParseError(at: start + 1, expected: "an extension header within the packet")
            }
            if next == 44 {
                let field = octets.bigEndian(UInt16.self, at: start + 2)
                // An "atomic" fragment is a whole packet (RFC 6946).
                if field & 0xFFF9 != 0 {
                    fragment = Fragment(
                        identification: octets.bigEndian(UInt32.self, at: start + 4), offset: Int(field & 0xFFF8),
                        isFollowed: field & 1 != 0)
                }
            }
            next = octets.octet(at: start)
            start += length
            // Behind a later fragment's header comes the middle of the datagram, whatever the number says.
            if let fragment, fragment.offset > 0 { break }
        }
        header = octets.extracting(0..<Self.headerLength)
        `protocol` = IPv4Protocol(rawValue: next)
        self.fragment = fragment
        payload = octets.extracting(start..<end)
    }

    /// Who sent it: the 16 octets of its address.
    @inlinable public var source: RawSpan {
        @_lifetime(copy self)
        get { header.extracting(8..<24) }
    }
    /// Who shall receive it: the 16 octets of its address.
    @inlinable public var destination: RawSpan {
        @_lifetime(copy self)
        get { header.extracting(24..<40) }
    }
}
