#if Console
    @testable import Console
    import Testing

    /// Which devices the console tells of, and when.
    @Suite struct LabLogTests {
        @Test func whatIsNotToldNowIsToldLater() {
            let log = LabLog()
            for number in 0..<10 { log.touch("sta\(number)") }
            log.touch("ap")
            let first = log.takeChanged(7) { $0 != "ap" }
            let second = log.takeChanged(7) { $0 != "ap" }
            #expect(first.count == 7)
            #expect(second.count == 3)
            #expect(first.isDisjoint(with: second))
            #expect(log.takeChanged(7) { $0 != "ap" }.isEmpty)
            #expect(log.takeChanged(7) { _ in true } == ["ap"])
        }
    }
#endif
