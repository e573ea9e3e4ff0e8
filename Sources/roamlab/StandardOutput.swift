#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
internal import Capture

/// Results, for a terminal, a file or another program.
enum StandardOutput {
    /// Whether colours are wanted: on a terminal, unless NO_COLOR says no (no-color.org).
    static var isColored: Bool {
        guard isatty(STDOUT_FILENO) == 1 else { return false }
        guard let wish = unsafe getenv("NO_COLOR") else { return true }
        return unsafe wish.pointee == 0
    }

    /// Writes all of `text`. A reader that has gone ends the program quietly, as `head` expects; a full disk is an error.
    static func write(_ text: String) throws(FileError) { try write([UInt8](text.utf8)) }

    /// Writes all of `octets`, likewise.
    static func write(_ octets: [UInt8]) throws(FileError) {
        // Else the first write to a reader that has gone kills the process before it can say so.
        signal(SIGPIPE, SIG_IGN)
        var position = 0
        while position < octets.count {
            let count = unsafe octets.withUnsafeBytes { bytes in
                let left = unsafe UnsafeRawBufferPointer(rebasing: bytes[position...])
                return unsafe Glibc.write(STDOUT_FILENO, left.baseAddress, left.count)
            }
            if count >= 0 {
                position += count
            } else if errno == EPIPE {
                exit(EXIT_SUCCESS)
            } else if errno != EINTR {
                throw FileError(path: "standard output", operation: "write", code: errno)
            }
        }
    }
}
