#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// Where a live capture goes, and how it is cut.
public struct CaptureTarget: Sendable {
    /// The file; "-" is standard output.
    public var path: String
    /// Octets after which a new file begins; nil for never.
    public var size: Int?
    /// How many of these files are kept; nil for all.
    public var files: Int?

    /// A capture into one file, or a row of files of about `size` octets of which the last `files` are kept.
    public init(path: String, size: Int? = nil, files: Int? = nil) {
        self.path = path
        self.size = size
        self.files = files
    }

    /// The file with this number: "lab.pcapng" is followed by "lab-00002.pcapng" where files are cut.
    func path(number: Int) -> String {
        guard size != nil, path != "-" else { return path }
        let digits = String(number)
        let tag = "-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return path + tag }
        return path[..<dot] + tag + path[dot...]
    }
}

/// Writes a capture as it grows: whole blocks, at once, without ever making the lab wait. A file or a full disk that
/// stops it leaves a capture that ends with its last whole block.
public struct CaptureStream: ~Copyable {
    /// Octets that wait for a slow reader at most; what comes then is lost, whole blocks of it.
    public static let backlogLimit = 64 << 20

    private let target: CaptureTarget
    private let head: [UInt8]
    /// For ``Readiness``, while something waits for a slow reader.
    public private(set) var descriptor: Int32
    /// Octets in the file so far, whole blocks alone.
    private var length = 0
    private var number = 1
    private var pending: [UInt8] = []
    private var position = 0
    /// Whether the file can take in anything at any time, as files of a disk do.
    private let isRegular: Bool
    /// Octets that were lost because the reader was too slow.
    public private(set) var lostOctets = 0

    /// How a capture ended before the lab did.
    public enum Ending: Error {
        /// Nobody reads it any more.
        case readerLeft
        /// It can't be written.
        case failed(SystemError)
    }

    /// Opens the target; `head`, with which each of its files begins, is written with the first ``flush()``.
    public init(_ target: CaptureTarget, head: [UInt8]) throws(SystemError) {
        let opened = target.path == "-" ? dup(STDOUT_FILENO) : Self.open(target.path(number: 1))
        guard opened >= 0 else { throw SystemError(target.path(number: 1), "create", code: errno) }
        var status = stat()
        isRegular = unsafe fstat(opened, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        self.target = target
        self.head = head
        descriptor = opened
        pending = head
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Whether octets wait for the reader.
    public var hasBacklog: Bool { position < pending.count }

    /// Appends whole blocks, and writes what can be written now.
    public mutating func write(_ blocks: [UInt8]) throws(Ending) {
        guard !blocks.isEmpty else { return }
        if let size = target.size, isRegular, target.path != "-", length + blocks.count > size, length > head.count {
            try beginNextFile()
        }
        if pending.count - position + blocks.count > Self.backlogLimit {
            lostOctets += blocks.count
        } else {
            pending += blocks
        }
        try flush()
    }

    /// Writes what can be written without waiting.
    public mutating func flush() throws(Ending) {
        while hasBacklog {
            // A pipe that is ready takes PIPE_BUF octets at once.
            let count = isRegular ? pending.count - position : min(4096, pending.count - position)
            guard isRegular || isWritable(within: 0) else { break }
            let written = unsafe pending.withUnsafeBytes { bytes in
                unsafe Glibc.write(
                    descriptor, bytes.baseAddress?.advanced(by: position), count)
            }
            if written > 0 {
                position += written
            } else if written < 0, errno == EINTR {
                continue
            } else if written < 0, errno == EAGAIN {
                break
            } else {
                throw fail(code: written == 0 ? ENOSPC : errno)
            }
        }
        guard !hasBacklog else { return }
        length += pending.count
        pending.removeAll(keepingCapacity: true)
        position = 0
    }

    /// Gives a slow reader this many milliseconds for the rest.
    public mutating func finish(within milliseconds: Int32) throws(Ending) {
        var left = milliseconds
        while hasBacklog, left > 0 {
            if !isRegular, !isWritable(within: 10) { left -= 10 }
            try flush()
        }
    }

    private func isWritable(within milliseconds: Int32) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return unsafe Glibc.poll(&poll, 1, milliseconds) > 0
    }

    /// Cuts off the part of a block that a full disk took in.
    private mutating func fail(code: Int32) -> Ending {
        if isRegular { ftruncate(descriptor, off_t(length)) }
        close(descriptor)
        descriptor = -1
        pending = []
        position = 0
        return code == EPIPE ? .readerLeft : .failed(SystemError(target.path(number: number), "write", code: code))
    }

    private mutating func beginNextFile() throws(Ending) {
        try flush()
        let next = target.path(number: number + 1)
        let opened = Self.open(next)
        guard opened >= 0 else { throw .failed(SystemError(next, "create", code: errno)) }
        close(descriptor)
        descriptor = opened
        number += 1
        length = 0
        pending = head
        if let files = target.files, number > files { _ = unsafe unlink(target.path(number: number - files)) }
    }

    private static func open(_ path: String) -> Int32 {
        unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(0o666))
    }
}
