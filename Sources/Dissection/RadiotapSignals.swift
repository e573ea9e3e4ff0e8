internal import Octets

/// Appends each dBm antenna signal of a radiotap header: the frame's, and, in further present words, each antenna's
/// (radiotap.org, "Extended presence masks").
func readSignals(_ header: RawSpan, into values: inout [FieldValue]) {
    // Size and alignment of the fields that bits 0 to 28 announce.
    let fields: [(size: Int, alignment: Int)] = [
        (8, 8), (1, 1), (1, 1), (4, 2), (2, 1), (1, 1), (1, 1), (2, 2), (2, 2), (2, 2), (1, 1), (1, 1), (1, 1), (1, 1),
        (2, 2), (2, 2), (1, 1), (1, 1), (8, 4), (3, 1), (8, 4), (12, 2), (12, 8), (12, 2), (12, 2), (6, 2), (1, 1),
        (4, 2), (0, 1),
    ]
    var words: [UInt32] = []
    var offset = 4
    repeat {
        guard offset + 4 <= header.byteCount else { return }
        words.append(header.littleEndian(UInt32.self, at: offset))
        offset += 4
    } while words.last.map { $0 & 0x8000_0000 != 0 } == true
    for word in words {
        for bit in fields.indices where word & (1 << UInt32(bit)) != 0 {
            let (size, alignment) = fields[bit]
            offset = (offset + alignment - 1) & ~(alignment - 1)
            guard offset + size <= header.byteCount else { return }
            if bit == 5 { values.append(.number(Int64(Int8(bitPattern: header.octet(at: offset))))) }
            offset += size
        }
        // A vendor's words are not ours to read.
        if word & 0x4000_0000 != 0 { return }
    }
}
