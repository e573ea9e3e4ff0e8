public import Octets

/// What the radiotap header before a captured frame says of its reception (radiotap.org).
public struct Radiotap: Equatable, Sendable {
    /// Octets of the header.
    public var length = 0
    /// The TSF when the frame's first octet arrived, in microseconds.
    public var timestamp: UInt64?
    /// Whether an FCS follows the frame.
    public var hasFCS = false
    /// Whether the receiver found the FCS wrong.
    public var hasBadFCS = false
    /// Whether the header is padded to four octets.
    public var hasDataPadding = false
    /// The legacy rate in units of 500 kb/s.
    public var rate: UInt8?
    /// The channel.
    public var channel: Channel?
    /// Signal strength in dBm.
    public var signal: Int8?

    /// Nothing known.
    public init() {}

    /// Reads the header at the start of `packet`; fields that this project has no use for are passed over.
    @inlinable @inline(__always)
    public init(parsing packet: RawSpan) throws(ParseError) {
        guard packet.byteCount >= 8 else { throw ParseError(at: 0, expected: "8 octets of radiotap header") }
        guard packet.octet(at: 0) == 0 else { throw ParseError(at: 0, expected: "radiotap version 0") }
        length = Int(packet.littleEndian(UInt16.self, at: 2))
        guard length >= 8, length <= packet.byteCount else {
            throw ParseError(at: 2, expected: "a radiotap length of 8 to \(packet.byteCount)")
        }
        let present = packet.littleEndian(UInt32.self, at: 4)
        var fields = Fields(end: length)
        var word = present
        // Bit 31 of each word says that another follows; the length field bounds them.
        while word & 0x8000_0000 != 0 {
            word = packet.littleEndian(UInt32.self, at: try fields.next(4, alignedTo: 4))
        }
        if present & 1 << 0 != 0 { timestamp = packet.littleEndian(UInt64.self, at: try fields.next(8, alignedTo: 8)) }
        if present & 1 << 1 != 0 {
            let flags = packet.octet(at: try fields.next(1))
            hasFCS = flags & 0x10 != 0
            hasDataPadding = flags & 0x20 != 0
            hasBadFCS = flags & 0x40 != 0
        }
        if present & 1 << 2 != 0 { rate = packet.octet(at: try fields.next(1)) }
        if present & 1 << 3 != 0 {
            channel = Channel(frequency: packet.littleEndian(UInt16.self, at: try fields.next(4, alignedTo: 2)))
        }
        if present & 1 << 4 != 0 { _ = try fields.next(2) }  // FHSS
        if present & 1 << 5 != 0 { signal = Int8(bitPattern: packet.octet(at: try fields.next(1))) }
    }

    /// Where the next field stands: each is aligned to its own measure, from the header's start on.
    @usableFromInline
    struct Fields {
        @usableFromInline var offset = 8
        @usableFromInline let end: Int

        @inlinable @inline(__always)
        init(end: Int) { self.end = end }

        @inlinable @inline(__always)
        mutating func next(_ size: Int, alignedTo alignment: Int = 1) throws(ParseError) -> Int {
            let start = (offset + alignment - 1) & ~(alignment - 1)
            guard start + size <= end else {
                throw ParseError(at: start, expected: "a radiotap field of \(size) octets")
            }
            offset = start + size
            return start
        }
    }
}

extension [UInt8] {
    /// Appends a radiotap header of 23 octets (TSFT, Flags, Rate, Channel, dBm antenna signal) for a frame without FCS.
    ///
    /// - Parameters:
    ///   - timestamp: microseconds of TSF at the frame's first octet.
    ///   - rate: in units of 500 kb/s.
    ///   - signal: in dBm.
    ///   - hasBadFCS: whether the frame failed its check.
    @inlinable
    public mutating func appendRadiotap(
        timestamp: UInt64, rate: UInt8, channel: Channel, signal: Int8, hasBadFCS: Bool = false
    ) {
        let isDSSS = rate == 2 || rate == 4 || rate == 11 || rate == 22
        var header = FixedOctets<23>()
        header.replace(at: 2, littleEndian: UInt16(23))
        header.replace(at: 4, littleEndian: UInt32(0b10_1111))
        header.replace(at: 8, littleEndian: timestamp)
        header.replace(at: 16, littleEndian: UInt8(hasBadFCS ? 0x40 : 0))
        header.replace(at: 17, littleEndian: rate)
        header.replace(at: 18, littleEndian: channel.frequency)
        header.replace(
            at: 20, littleEndian: UInt16(isDSSS ? 0x0020 : 0x0040) | (channel.isIn2GHz ? 0x0080 : 0x0100))
        header.replace(at: 22, littleEndian: signal)
        append(header)
    }
}
