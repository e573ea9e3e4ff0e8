import Airspace
import Dot11
import Octets
import TestSupport
import Testing
import Timeline

@Suite struct MutationTests {
    @Test func noFrameTrapsTheAir() {
        var random = RandomSource.seeded(state: 0xA1)
        var test = TestAir(policy: PerfectAir())
        _ = test.air.addRadio(on: Channel(frequency: 5180), addresses: [accessPoint])
        let sta = test.air.addRadio(on: Channel(frequency: 5180), addresses: [station])
        var (sent, now) = (0, Instant.zero)
        for round in 0..<mutationCases {
            var frame = round.isMultiple(of: 2) ? authentication() : data(length: 40)
            for _ in 0...random.next() % 4 {
                let bits = random.next()
                let place = Int(bits >> 32) % frame.count
                switch bits % 8 {
                case 0: frame.removeLast(min(place, frame.count - 1))
                case 1: frame[place % min(frame.count, 4)] = UInt8(truncatingIfNeeded: bits >> 8)
                default: frame[place] ^= 1 << UInt8(bits >> 8 & 7)
                }
            }
            if test.air.transmit(frame.octets, from: sta, at: now) { sent += 1 }
            test.run()
            now = max(now, test.transmissions.last?.end ?? now) + .milliseconds(1)
            test.transmissions.removeAll()
            test.sent.removeAll()
            test.received.removeAll()
            test.receptions.removeAll()
        }
        print("Airspace: 100000 cases, \(sent / 1000) % pass the length check")
        #expect(sent > mutationCases / 5)
    }
}
