internal import Octets

/// The FCS of a frame: CRC-32 as in Ethernet (802.11-2020, 9.2.4.8).
public enum FrameCheckSequence {
    @usableFromInline
    static let table: [UInt32] = (0..<256).map { index in
        var value = UInt32(index)
        for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        return value
    }

    /// The FCS of `octets`; it follows them on the air least significant octet first.
    public static func compute(_ octets: RawSpan) -> UInt32 {
        let table = table.span
        var value: UInt32 = 0xFFFF_FFFF
        for index in 0..<octets.byteCount {
            value = value >> 8 ^ table[Int((value ^ UInt32(octets.octet(at: index))) & 0xFF)]
        }
        return ~value
    }
}
