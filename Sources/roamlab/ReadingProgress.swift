#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// A bar on standard error that says how much of large captures was read, how fast, and how long the rest will take;
/// nothing where standard error is no terminal.
final class ReadingProgress {
    /// Octets of all files; nil where one of them is no file with a length.
    private let total: Int64?
    private let isShown: Bool
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var shown: ContinuousClock.Instant?

    private static let width = 30

    init(of paths: [String]) {
        total = paths.reduce(Int64?.some(0)) { sum, path in
            var status = stat()
            guard let sum, path != "-", unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                return nil
            }
            return sum + Int64(status.st_size)
        }
        isShown = StandardError.isTerminal
        start = clock.now
    }

    /// Says that `octets` were read. The bar appears after half a second, and then changes ten times a second at most.
    func advance(to octets: Int64) {
        guard isShown else { return }
        let now = clock.now
        guard now - (shown ?? start) > .milliseconds(shown == nil ? 500 : 100) else { return }
        shown = now
        StandardError.write("\r" + Self.line(octets, of: total, seconds: (now - start) / .seconds(1)) + "\u{1B}[K")
    }

    /// Takes the bar away.
    func finish() {
        if shown != nil { StandardError.write("\r\u{1B}[K") }
    }

    /// "[=========>          ]  45 %  1630 MB/s  3 s left"; what was read and how fast where the end is not known. A
    /// compressed capture expands to more than its file has: it has no bar either.
    private static func line(_ octets: Int64, of total: Int64?, seconds: Double) -> String {
        let rate = Double(octets) / max(seconds, 0.001)
        let speed = "\(Int(rate / 1e6)) MB/s"
        guard let total, total > 0, octets <= total else { return "\(octets / 1_000_000) MB read  \(speed)" }
        let done = Int(Double(octets) / Double(total) * Double(width))
        let bar = String(repeating: "=", count: done) + ">" + String(repeating: " ", count: width - done)
        return
            "[\(bar)] \(octets * 100 / total) %  \(speed)  \(Int((Double(total - octets) / rate).rounded(.up))) s left"
    }
}
