internal import Dot11
internal import Octets

/// The pcap record header of Aruba's remote mirroring, types 0 and 3: seconds, microseconds, octets kept and octets on the
/// air, most significant octet first; in type 3 rate, channel and signal in percent follow.
struct ArubaRecord {
    /// Octets before the frame.
    var length: Int
    /// Whether it is of type 3.
    var hasRadio = false
    /// The channel's number; 0 in type 0.
    var channel: UInt16 = 0
    /// Octets of FCS, in type 3: a frame that the access point sent itself says 100 % and has none.
    var fcs = 4

    private static let radioLength = 4

    /// Reads the header at the start of `packet`; nil where there is none.
    init?(parsing packet: RawSpan) {
        guard packet.byteCount > 20 + 10 else { return nil }
        let rest = packet.byteCount - 16
        let kept = Int(packet.bigEndian(UInt32.self, at: 8))
        guard packet.bigEndian(UInt32.self, at: 4) < 1_000_000, kept <= Int(packet.bigEndian(UInt32.self, at: 12)),
            kept == rest || kept == rest - Self.radioLength
        else { return nil }
        length = 16
        guard kept != rest || Self.isRadio(packet) else { return }
        hasRadio = true
        length += Self.radioLength
        channel = UInt16(packet.octet(at: 18))
        if packet.octet(at: 19) == 100 { fcs = 0 }
    }

    /// Whether the four octets behind a record that counts them are a radio header, not a frame's first. Where both could
    /// be, the frame's FCS tells.
    private static func isRadio(_ packet: RawSpan) -> Bool {
        guard packet.octet(at: 16) <= 8, Channel(number: Int(packet.octet(at: 18))) != nil, packet.octet(at: 19) <= 100,
            (try? MACHeader(parsing: packet.extracting(20..<packet.byteCount))) != nil
        else { return false }
        let end = packet.byteCount - 4
        return FrameCheckSequence.compute(packet.extracting(16..<end)) != packet.littleEndian(UInt32.self, at: end)
    }
}
