/// A line on standard error that says how far a long command has come; nothing where standard error is no terminal.
final class Progress {
    private let total: Int
    private let unit: String
    private let isShown: Bool
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var shown: ContinuousClock.Instant?
    private var done = 0

    init(total: Int, unit: String) {
        self.total = total
        self.unit = unit
        isShown = StandardError.isTerminal
        start = clock.now
    }

    /// One more is done. The line appears after a second, and then changes ten times a second at most.
    func advance() {
        done += 1
        guard isShown, clock.now - start > .seconds(1) else { return }
        if let shown, clock.now - shown < .milliseconds(100), done < total { return }
        shown = clock.now
        StandardError.write("\r\(done) of \(total) \(unit)")
    }

    /// Takes the line away.
    func finish() {
        if shown != nil { StandardError.write("\r\u{1B}[K") }
    }
}
