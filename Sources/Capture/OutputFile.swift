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

    /// Creates the file, or empties it if it is there.
    public init(path: String) throws(FileError) {
        self.path = path
        let opened = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(0o666))
        guard opened >= 0 else { throw FileError(path: path, operation: "create", code: errno) }
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

    /// Writes a whole file.
    public static func write(_ octets: RawSpan, to path: String) throws(FileError) {
        try OutputFile(path: path).write(octets)
    }
}
