import Testing
import Timeline

@Suite struct TimelineTests {
    /// 2^64 ns are 18446744073.709551616 s; 2^55 s in nanoseconds are 0 modulo 2^64.
    @Test func lengthsOfTimeStayAtTheLongestRatherThanBeginAnew() {
        let longest = Interval(nanoseconds: 18_446_744_073_709_551_615)
        #expect(Interval.seconds(36_028_797_018_963_968) == longest)
        #expect(Interval.seconds(18_446_744_073).nanoseconds == 18_446_744_073_000_000_000)
        #expect(Interval.seconds(18_446_744_074) == longest)
        #expect(Interval.milliseconds(18_446_744_073_709).nanoseconds == 18_446_744_073_709_000_000)
        #expect(Interval.milliseconds(18_446_744_073_710) == longest)
        #expect(Interval.microseconds(18_446_744_073_709_551).nanoseconds == 18_446_744_073_709_551_000)
        #expect(Interval.microseconds(18_446_744_073_709_552) == longest)
        #expect(Interval.seconds(.max) == longest)
        #expect(longest + Interval(nanoseconds: 1) == longest)
        #expect(Interval.seconds(2) + .milliseconds(3) == Interval(nanoseconds: 2_003_000_000))
        #expect(longest * 2 == longest)
        #expect(Interval.seconds(2) * 3 == Interval(nanoseconds: 6_000_000_000))
        #expect(Instant.zero + .milliseconds(1) + longest == Instant(nanoseconds: .max))
    }

    @Test func deadlinesComeOutInOrderOfTimeThenOfIndex() {
        var deadlines = Deadlines()
        for (milliseconds, index) in [(5, 2), (1, 9), (5, 0), (3, 4), (5, 1)] as [(UInt64, Int)] {
            deadlines.insert(.zero + .milliseconds(milliseconds), index: index)
        }
        var order: [Int] = []
        while let entry = deadlines.popFirst() { order.append(entry.index) }
        #expect(order == [9, 4, 0, 1, 2])
    }

    @Test func anIndexHasOneDeadlineTheEarliest() {
        var deadlines = Deadlines()
        for milliseconds in [5, 9, 3, 5, 3] as [UInt64] {
            deadlines.insert(.zero + .milliseconds(milliseconds), index: 0)
        }
        deadlines.insert(.zero + .milliseconds(4), index: 1)
        var next = deadlines.popFirst()
        #expect(next?.index == 0 && next?.instant == .zero + .milliseconds(3))
        // What index 0 was inserted with before is void now.
        deadlines.insert(.zero + .milliseconds(7), index: 0)
        next = deadlines.popFirst()
        #expect(next?.index == 1 && next?.instant == .zero + .milliseconds(4))
        next = deadlines.popFirst()
        #expect(next?.index == 0 && next?.instant == .zero + .milliseconds(7))
        #expect(deadlines.first == nil)
    }

    @Test func deadlinesThatAreInsertedAgainAndAgainTakeNoRoom() {
        var deadlines = Deadlines()
        for round in 1...1000 as ClosedRange<UInt64> {
            let next = Instant.zero + .milliseconds(10 * round)
            // Far away, then near.
            deadlines.insert(next + .seconds(1000), index: 7)
            for _ in 0..<3 { deadlines.insert(next, index: 7) }
            #expect(deadlines.count < 40)
            #expect(deadlines.popFirst()?.instant == next)
        }
    }

    @Test func timeDoesNotRunBackwardsOrOver() {
        #expect(Instant.zero - (.zero + .seconds(1)) == .zero)
        #expect(Instant(nanoseconds: .max) + .seconds(1) == Instant(nanoseconds: .max))
    }

    @Test func theSeededSourceIsSplitMix64() {
        // The first numbers of SplitMix64 with seed 1234567, as its author's reference program prints them.
        var random = RandomSource.seeded(state: 1_234_567)
        let numbers = (0..<3).map { _ in random.next() }
        #expect(numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test func streamsOfOneSeedAreUnrelatedAndRepeatable() {
        var first = RandomSource.seeded(7, stream: 1)
        var again = RandomSource.seeded(7, stream: 1)
        var other = RandomSource.seeded(7, stream: 2)
        let numbers = (0..<100).map { _ in first.next() }
        #expect(numbers == (0..<100).map { _ in again.next() })
        #expect(Set(numbers).isDisjoint(with: (0..<100).map { _ in other.next() }))
    }
}
