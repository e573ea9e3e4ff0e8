import Capture
import Octets
import Testing

@Suite struct PCAPTests {
    @Test func readsBothByteOrdersInMicrosecondsAndNanoseconds() {
        for (big, magic, fraction, time) in [
            (false, 0xA1B2_C3D4 as UInt32, 7 as UInt32, 3_000_007_000 as Int64), (true, 0xA1B2_C3D4, 7, 3_000_007_000),
            (false, 0xA1B2_3C4D, 7, 3_000_000_007), (true, 0xA1B2_3C4D, 7, 3_000_000_007),
        ] {
            var file = PCAPNGTests.number(magic, big)
            file += big ? [0, 2, 0, 4] : [2, 0, 4, 0]
            for value in [0, 0, 65_535, 105] as [UInt32] { file += PCAPNGTests.number(value, big) }
            for value in [3, fraction, 2, 5] { file += PCAPNGTests.number(value, big) }
            file += [0xAB, 0xCD]
            let (packets, error) = Gathering.read(file)
            #expect(error == nil)
            #expect(
                packets == [
                    Gathering.Packet(interface: 0, linkType: 105, time: time, originalLength: 5, octets: [0xAB, 0xCD])
                ])
        }
    }

    @Test func refusesARecordOf4GiB() {
        var file = PCAPNGTests.number(0xA1B2_C3D4)
        file += [2, 0, 4, 0]
        for value in [0, 0, 65_535, 105, 1, 1, 0xFFFF_FFFF, 0xFFFF_FFFF] as [UInt32] {
            file += PCAPNGTests.number(value)
        }
        #expect(Gathering.read(file).error?.offset == 32)
    }
}
