public import Capture
internal import Octets

/// The Per-Packet Information header that some sniffers put before a frame (CACE, "PPI Packet Header Application Note"
/// 1.0.10; least significant octets first).
public struct PPIHeader: Sendable {
    /// Octets of the header.
    public var length: Int
    /// What follows it.
    public var linkType: LinkType
    /// In MHz; 0 where the header does not say.
    public var frequency: UInt16 = 0
    /// In dBm.
    public var signal: Int8?
    /// Whether an FCS follows the frame.
    public var hasFCS = false
    /// Whether the receiver found the FCS wrong.
    public var hasBadFCS = false

    /// Reads the header at the start of `packet`; nil where there is none.
    public init?(parsing packet: RawSpan) {
        guard packet.byteCount >= 8, packet.octet(at: 0) == 0 else { return nil }
        length = Int(packet.littleEndian(UInt16.self, at: 2))
        guard length >= 8, length <= packet.byteCount else { return nil }
        let isAligned = packet.octet(at: 1) & 1 != 0
        linkType = LinkType(rawValue: UInt16(truncatingIfNeeded: packet.littleEndian(UInt32.self, at: 4)))
        var offset = 8
        while offset + 4 <= length {
            let type = packet.littleEndian(UInt16.self, at: offset)
            let size = Int(packet.littleEndian(UInt16.self, at: offset + 2))
            guard offset + 4 + size <= length else { return }
            // 802.11-Common: TSF, flags, rate, frequency, channel flags, FHSS, signal, noise.
            if type == 2, size >= 20 {
                let flags = packet.littleEndian(UInt16.self, at: offset + 12)
                hasFCS = flags & 1 != 0
                hasBadFCS = flags & 4 != 0
                frequency = packet.littleEndian(UInt16.self, at: offset + 16)
                let value = Int8(bitPattern: packet.octet(at: offset + 22))
                signal = value == -128 ? nil : value
            }
            offset += 4 + (isAligned ? (size + 3) & ~3 : size)
        }
    }
}
