#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// What a person at the terminal is told, apart from results.
enum StandardError {
    /// Writes one line in one call, so that lines of several threads don't mix. What can't be written is lost.
    static func print(_ line: String) {
        let octets = [UInt8]((line + "\n").utf8)
        unsafe octets.withUnsafeBytes { _ = unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
