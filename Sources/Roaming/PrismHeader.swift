internal import Octets

/// The header that some drivers put before a frame: Prism's, or AVS, which shares its link type (tcpdump.org,
/// LINKTYPE_IEEE802_11_PRISM).
public struct PrismHeader: Sendable {
    /// Octets of the header.
    public var length: Int
    /// The channel number.
    public var channel: UInt16?

    /// Reads the header at the start of `packet`; nil where there is none.
    public init?(parsing packet: RawSpan) {
        guard packet.byteCount >= 24 else { return nil }
        // AVS: version 0x80211xxx and the length, most significant octet first.
        if packet.bigEndian(UInt32.self, at: 0) & 0xFFFF_F000 == 0x8021_1000 {
            length = Int(packet.bigEndian(UInt32.self, at: 4))
            guard length >= 24, length <= packet.byteCount else { return nil }
            return
        }
        // Prism is in the byte order of whoever captured.
        let isLittleEndian = packet.littleEndian(UInt32.self, at: 4) <= 0xFFFF
        func number(_ offset: Int) -> UInt32 {
            isLittleEndian ? packet.littleEndian(UInt32.self, at: offset) : packet.bigEndian(UInt32.self, at: offset)
        }
        length = Int(number(4))
        guard length >= 24, length <= packet.byteCount else { return nil }
        // Code, length and device name, then items of 12 octets: identifier, status, length, value.
        for item in stride(from: 24, through: length - 12, by: 12) where number(item) >> 16 == 3 {
            let value = number(item + 8)
            channel = value <= 233 ? UInt16(value) : nil
            break
        }
    }
}
