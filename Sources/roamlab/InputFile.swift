#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
internal import Capture

/// A small file, such as a configuration, read whole.
enum InputFile {
    /// The longest file that is read.
    static let limit = 16 << 20

    /// The file's octets, ``limit`` of them at most; throws the operating system's reason.
    static func octets(of path: String) throws(FileError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, operation: "open", code: errno) }
        defer { close(descriptor) }
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while octets.count < limit {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return octets }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw FileError(path: path, operation: "read", code: errno)
            }
            octets += buffer[0..<count]
        }
        throw FileError(path: path, operation: "read", code: EFBIG)
    }
}
