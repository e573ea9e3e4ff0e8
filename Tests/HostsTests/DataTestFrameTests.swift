import Hosts
import Octets
import Testing

/// Frames that Debian's hostapd 2.10 sent through a veth pair, as tshark showed them.
@Suite struct DataTestFrameTests {
    /// `DATA_TEST_TX 02:00:00:00:00:01 02:00:00:00:00:02 0`, its first 66 octets.
    private static let start: [UInt8] =
        [
            0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 0x02, 0x00, 0x00, 0x00, 0x00, 0x02, 0x08, 0x00, 0x45, 0x00,
            0x05, 0xCE, 0x00, 0x00, 0x00, 0x00, 0x40, 0x01, 0xF1, 0xDB, 0xC0, 0xA8, 0x01, 0x01, 0xC0, 0xA8,
            0x01, 0x02,
        ] + (0x00...0x1F)

    @Test func itIsHostapdsFrame() {
        let frame = DataTestFrame(
            destination: MACAddress(0x0200_0000_0001), source: MACAddress(0x0200_0000_0002))
        #expect(frame.octets.count == 1500)
        #expect(Array(frame.octets.prefix(66)) == Self.start)
        #expect(frame.octets.last == 0xB9)
        #expect(DataTestFrame(parsing: frame.octets.octets) == frame)
    }

    @Test(arguments: [20, 21, 100, 1485]) func anyLengthIsRead(length: Int) {
        let frame = DataTestFrame(
            destination: MACAddress(0xFFFF_FFFF_FFFF), source: MACAddress(0x0200_0000_0002), typeOfService: 0x10,
            length: length)
        #expect(frame.octets.count == 14 + length)
        #expect(DataTestFrame(parsing: frame.octets.octets) == frame)
    }

    @Test func whatIsAlteredOrCutIsNone() {
        let whole = DataTestFrame(destination: MACAddress(1), source: MACAddress(2), length: 60).octets
        for count in 0..<whole.count { #expect(DataTestFrame(parsing: Array(whole.prefix(count)).octets) == nil) }
        // EtherType, version and header length, total length and each octet after the header.
        for place in [12, 13, 14, 16] + Array(34..<whole.count) {
            var altered = whole
            altered[place] ^= 0x80
            #expect(DataTestFrame(parsing: altered.octets) == nil)
        }
    }
}
