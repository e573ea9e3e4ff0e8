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
    @inlinable
    public init(parsing packet: RawSpan) throws(ParseError) {
        guard packet.byteCount >= 8 else { throw ParseError(at: 0, expected: "8 octets of radiotap header") }
        guard packet.octet(at: 0) == 0 else { throw ParseError(at: 0, expected: "radiotap version 0") }
        length = Int(packet.littleEndian(UInt16.self, at: 2))
        guard length >= 8, length <= packet.byteCount else {
            throw ParseError(at: 2, expected: "a radiotap length of 8 to \(packet.byteCount)")
        }
        let present = packet.littleEndian(UInt32.self, at: 4)
        var offset = 8
        var word = present
        // Bit 31 of each word says that another follows; the length field bounds them.
        while word & 0x8000_0000 != 0 {
            guard offset + 4 <= length else { throw ParseError(at: offset, expected: "another radiotap present word") }
            word = packet.littleEndian(UInt32.self, at: offset)
            offset += 4
        }
        for bit in 0...5 where present & (1 << UInt32(bit)) != 0 {
            // Size and alignment of TSFT, Flags, Rate, Channel, FHSS, dBm antenna signal.
            let (size, alignment) = bit == 0 ? (8, 8) : bit == 3 ? (4, 2) : bit == 4 ? (2, 1) : (1, 1)
            offset = (offset + alignment - 1) & ~(alignment - 1)
            guard offset + size <= length else { throw ParseError(at: offset, expected: "radiotap field \(bit)") }
            switch bit {
            case 0: timestamp = packet.littleEndian(UInt64.self, at: offset)
            case 1:
                let flags = packet.octet(at: offset)
                hasFCS = flags & 0x10 != 0
                hasDataPadding = flags & 0x20 != 0
                hasBadFCS = flags & 0x40 != 0
            case 2: rate = packet.octet(at: offset)
            case 3: channel = Channel(frequency: packet.littleEndian(UInt16.self, at: offset))
            case 5: signal = Int8(bitPattern: packet.octet(at: offset))
            default: break
            }
            offset += size
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
    @inlinable
    public mutating func appendRadiotap(timestamp: UInt64, rate: UInt8, channel: Channel, signal: Int8) {
        append(littleEndian: UInt16(0))
        append(littleEndian: UInt16(23))
        append(littleEndian: UInt32(0b10_1111))
        append(littleEndian: timestamp)
        append(0)
        append(rate)
        append(littleEndian: channel.frequency)
        let isDSSS = [2, 4, 11, 22].contains(rate)
        append(littleEndian: UInt16(isDSSS ? 0x0020 : 0x0040) | (channel.isIn2GHz ? 0x0080 : 0x0100))
        append(UInt8(bitPattern: signal))
    }
}
