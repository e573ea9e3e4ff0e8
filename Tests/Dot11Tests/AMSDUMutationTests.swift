import Dot11
import Octets
import TestSupport
import Testing
import Timeline

/// A-MSDUs of three subframes, altered: each is read or refused, and nothing past its end.
@Suite struct AMSDUMutationTests {
    @Test func alteredAMSDUsAreReadOrRefused() {
        var random = RandomSource.seeded(state: 9)
        var whole: [UInt8] = []
        for length in [20, 61, 7] {
            while whole.count % 4 != 0 { whole.append(0) }
            whole.append(MACAddress(0x0200_0000_0009))
            whole.append(MACAddress(0x0200_0000_0001))
            whole.append(bigEndian: UInt16(length))
            whole += LLC.snapHeader + [UInt8](repeating: 0x5A, count: length - 6)
        }
        var passed = (first: 0, all: 0)
        let cases = mutationCases
        for _ in 0..<cases {
            var octets = whole
            for _ in 0...(random.next() % 3) {
                let index = Int(random.next() % UInt64(octets.count))
                switch random.next() % 4 {
                case 0: octets[index] ^= UInt8(truncatingIfNeeded: random.next() | 1)
                case 1: octets.removeLast(octets.count - max(1, index))
                case 2: octets.insert(UInt8(truncatingIfNeeded: random.next()), at: index)
                default: octets[index] = 0xFF
                }
            }
            var walk = AMSDUWalk(octets.octets)
            var read = 0
            while let subframe = try? walk.next() {
                if read == 0 { passed.first += 1 }
                read += 14 + subframe.msdu.byteCount
            }
            #expect(read <= octets.count)
            if AMSDUWalk.isGenuine(octets.octets) { passed.all += 1 }
        }
        print("A-MSDU: \(passed) of \(cases) cases pass the first length check, and all of them")
        #expect(passed.first >= cases / 5 && passed.all > 0 && passed.all < passed.first)
    }
}
