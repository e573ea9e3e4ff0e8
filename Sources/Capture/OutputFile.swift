#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
internal import Octets

/// A file to be written from its start, by `write`, so that a full disk is an error with a name.
public struct OutputFile: ~Copyable {
    /// The file, as it was named.
    public let path: String
    private let descriptor: Int32

    /// Creates the file, or empties it if it is there. A private one is for its owner alone, such as a key.
    public init(path: String, isPrivate: Bool = false) throws(FileError) {
        self.path = path
        let mode = mode_t(isPrivate ? 0o600 : 0o666)
        let opened = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard opened >= 0 else { throw FileError(path: path, operation: "create", code: errno) }
        // A file that was there already keeps its mode otherwise.
        if isPrivate, fchmod(opened, mode) != 0 {
            let code = errno
            close(opened)
            throw FileError(path: path, operation: "protect", code: code)
        }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Writes all of `octets`.
    public borrowing func write(_ octets: RawSpan) throws(FileError) {
        var position = 0
        while position < octets.byteCount {
            let left = octets.extracting(position..<octets.byteCount)
            let (written, code) = unsafe left.withUnsafeBytes { bytes in
                (unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count), errno)
            }
            if written > 0 {
                position += written
            } else if written == 0 || code != EINTR {
                throw FileError(path: path, operation: "write", code: written == 0 ? ENOSPC : code)
            }
        }
    }

    /// Writes a whole file. A private one is for its owner alone.
    public static func write(_ octets: RawSpan, to path: String, isPrivate: Bool = false) throws(FileError) {
        try OutputFile(path: path, isPrivate: isPrivate).write(octets)
    }
}
