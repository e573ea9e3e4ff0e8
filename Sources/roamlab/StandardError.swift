#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// What a person at the terminal is told, apart from results.
enum StandardError {
    /// Whether a person may be looking on.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes one line in one call, so that lines of several threads don't mix. What can't be written is lost.
    static func print(_ line: String) { write(line + "\n") }

    /// Writes as it is, in one call.
    static func write(_ text: String) {
        let octets = [UInt8](text.utf8)
        unsafe octets.withUnsafeBytes { _ = unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
