#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
internal import Octets

/// A capture to be read: a file, or standard input.
///
/// One buffer of 4 MiB is filled by `read` again and again, so that a file, a pipe and a live capture are read alike and
/// memory does not grow. (A mapped file that is cut by its writer kills the reader with SIGBUS.)
public struct CaptureFile: ~Copyable {
    /// The file, as it was named.
    public let path: String
    private let descriptor: Int32

    /// Opens the file; "-" is standard input.
    public init(path: String) throws(FileError) {
        self.path = path
        if path == "-" {
            descriptor = 0
            return
        }
        let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw FileError(path: path, operation: "open", code: errno) }
        descriptor = opened
    }

    deinit {
        if descriptor > 0 { close(descriptor) }
    }

    /// Whether a file can be opened again and read from its start: no pipe, terminal or device. It isn't opened: a pipe
    /// whose reader leaves is lost to its writer.
    public static func isRegular(path: String) -> Bool {
        var status = stat()
        return unsafe path != "-" && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// How reading ended.
    public enum Ending: Equatable, Sendable {
        /// At the capture's end.
        case complete
        /// Before it: the capture is damaged or cut.
        case damaged(CaptureError)
    }

    /// Hands every packet to `sink`, in order.
    ///
    /// - Returns: whether the capture was whole; where it wasn't, all packets before the damage were handed out.
    /// - Throws: ``FileError`` where the operating system cannot read.
    @inlinable
    public consuming func read(into sink: inout some PacketSink & ~Copyable) throws(FileError) -> Ending {
        var buffer = ReadBuffer()
        var decoder = CaptureDecoder()
        while true {
            let isMore: Bool
            switch fill(&buffer) {
            case .success(let more): isMore = more
            case .failure(.damaged(let damage)): return .damaged(damage)
            case .failure(.system(let code)): throw FileError(path: path, operation: "read", code: code)
            }
            do throws(CaptureError) {
                guard isMore else {
                    try decoder.finish(buffer.octets)
                    return .complete
                }
                buffer.take(try decoder.decode(buffer.octets, into: &sink))
            } catch {
                return .damaged(error)
            }
        }
    }

    @usableFromInline
    borrowing func fill(_ buffer: inout ReadBuffer, atMost limit: Int = .max) -> Result<Bool, ReadFailure> {
        Result { () throws(ReadFailure) in try buffer.fill(from: descriptor, atMost: limit) }
    }
}
