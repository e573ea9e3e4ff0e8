#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// Files that clients name: read whole, and never waited for.
public enum SmallFile {
    /// The content of a regular file of `limit` octets at most; nil for anything else, a pipe or a device among them.
    public static func octets(of path: String, limit: Int = 1 << 20) -> [UInt8]? {
        guard !path.utf8.contains(0) else { return nil }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit
        else { return nil }
        var octets = [UInt8](repeating: 0, count: limit + 1)
        var filled = 0
        while filled < octets.count {
            let count = unsafe octets.withUnsafeMutableBytes {
                unsafe read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
            }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            filled += count
        }
        return filled <= limit ? Array(octets[..<filled]) : nil
    }
}
