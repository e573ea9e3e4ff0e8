import Testing
import Timeline

/// Counts of how late timers were.
@Suite struct LatenessTests {
    @Test func quantilesAreOfAllTimersAndAtMostASixteenthTooMuch() {
        var lateness = Lateness()
        for microseconds in 1...1000 { lateness.note(.microseconds(UInt64(microseconds)), hasFired: true) }
        #expect(lateness.due == 1000 && lateness.fired == 1000)
        #expect(lateness.maximum == 1)
        for (quantile, exact) in [(0.1, 0.1), (0.5, 0.5), (0.9, 0.9), (0.999, 0.999), (1, 1)] {
            let measured = lateness.milliseconds(at: quantile)
            #expect(measured >= exact && measured <= exact * 17 / 16)
        }
    }

    @Test func aTimerThatDidNotFireIsDueAllTheSame() {
        var lateness = Lateness()
        lateness.note(.zero, hasFired: false)
        lateness.note(.seconds(3), hasFired: true)
        #expect(lateness.due == 2 && lateness.fired == 1)
        #expect(lateness.maximum == 3000)
    }
}
