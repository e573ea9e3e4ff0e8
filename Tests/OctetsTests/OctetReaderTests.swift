import Octets
import Testing

@Suite struct OctetReaderTests {
    @Test func readsIntegersInBothOrders() throws {
        let octets: [UInt8] = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06]
        var reader = OctetReader(octets.octets)
        let first = try reader.littleEndian(UInt16.self, "first")
        let second = try reader.bigEndian(UInt32.self, "second")
        let isAtEnd = reader.isAtEnd
        #expect(first == 0x0201)
        #expect(second == 0x0304_0506)
        #expect(isAtEnd)
    }

    @Test func saysWhereAndWhatIsMissing() {
        let octets: [UInt8] = [0x01, 0x02, 0x03]
        #expect(throws: ParseError(at: 2, expected: "2 octets of length, 1 are left")) {
            var reader = OctetReader(octets.octets)
            try reader.skip(2, "header")
            _ = try reader.littleEndian(UInt16.self, "length")
        }
    }
}
