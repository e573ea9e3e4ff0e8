#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// A file of which any part can be read, again and again, by several threads.
public final class SeekableFile: Sendable {
    /// The file, as it was named.
    public let path: String
    private let descriptor: Int32

    /// Opens the file.
    public init(path: String) throws(FileError) {
        self.path = path
        let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw FileError(path: path, operation: "open", code: errno) }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Octets that it has now.
    public var length: Int64 {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? Int64(status.st_size) : 0
    }

    /// Reads into `octets`, whose length says how many are wanted.
    ///
    /// - Returns: how many there were; fewer than wanted at the file's end.
    public func read(into octets: inout [UInt8], at offset: Int64) throws(FileError) -> Int {
        var done = 0
        while done < octets.count {
            let (count, code) = unsafe octets.withUnsafeMutableBytes { bytes in
                (
                    unsafe pread(
                        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done,
                        off_t(offset) + off_t(done)),
                    errno
                )
            }
            if count < 0, code == EINTR { continue }
            guard count >= 0 else { throw FileError(path: path, operation: "read", code: code) }
            if count == 0 { break }
            done += count
        }
        return done
    }
}
