#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// Why the operating system refused something with a file.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file, as it was named.
    public var path: String
    /// What was tried: "write".
    public var operation: String
    /// The number of the error (errno).
    public var code: Int32

    /// An error of the operating system.
    public init(path: String, operation: String, code: Int32) {
        self.path = path
        self.operation = operation
        self.code = code
    }

    /// "out.pcapng: cannot write: No space left on device".
    public var description: String {
        let text = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return "\(path): cannot \(operation): \(text)"
    }
}
