#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// A datagram socket in the file system, as the control interfaces of hostapd and wpa_supplicant have it. Nothing
/// that a client does, or leaves undone, blocks it.
public struct UnixDatagramSocket: ~Copyable {
    /// Octets of a path at most: sun_path without its last, which is zero.
    public static let pathLimit = 107

    /// Where it is.
    public let path: String
    /// For ``Readiness``.
    public let descriptor: Int32

    /// Binds the socket. One that a process left behind is replaced; one that is alive is left alone.
    public init(path: String) throws(SystemError) {
        guard path.utf8.count <= Self.pathLimit else {
            throw SystemError(
                path, "\(path.utf8.count) octets, and the path of a socket has \(Self.pathLimit) at most")
        }
        let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let made = socket(AF_UNIX, type, 0)
        guard made >= 0 else { throw SystemError(path, "socket", code: errno) }
        do throws(SystemError) {
            try Self.bind(made, to: path)
        } catch {
            close(made)
            throw error
        }
        self.path = path
        descriptor = made
        // Owner and group, as the daemons' sockets.
        _ = unsafe chmod(path, 0o770)
        // Room for the unread replies of many clients.
        var size: Int32 = 1 << 20
        unsafe setsockopt(made, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit {
        _ = unsafe unlink(path)
        close(descriptor)
    }

    private static func bind(_ descriptor: Int32, to path: String) throws(SystemError) {
        guard unsafe !succeeds(descriptor, path, Glibc.bind) else { return }
        guard errno == EADDRINUSE else { throw SystemError(path, "bind", code: errno) }
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else {
            throw SystemError(path, "a file that is no socket is there")
        }
        let probe = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard probe >= 0 else { throw SystemError(path, "socket", code: errno) }
        defer { close(probe) }
        guard unsafe !succeeds(probe, path, Glibc.connect) else {
            throw SystemError(path, "another process answers there")
        }
        guard errno == ECONNREFUSED else { throw SystemError(path, "connect", code: errno) }
        _ = unsafe unlink(path)
        guard unsafe succeeds(descriptor, path, Glibc.bind) else { throw SystemError(path, "bind", code: errno) }
    }

    private static func succeeds(
        _ descriptor: Int32, _ path: String, _ call: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32
    ) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { place in
            for (index, octet) in path.utf8.prefix(pathLimit).enumerated() { unsafe place[index] = octet }
        }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe call(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    /// Reads one datagram; what doesn't fit into `buffer` is lost.
    ///
    /// - Returns: its length and the sender's address, which is empty for a client that bound none; nil where none
    ///   is there.
    public func receive(into buffer: inout [UInt8]) -> (count: Int, sender: [UInt8])? {
        var address = [UInt8](repeating: 0, count: MemoryLayout<sockaddr_un>.size)
        var length = socklen_t(address.count)
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe address.withUnsafeMutableBytes { place in
                unsafe recvfrom(
                    descriptor, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT),
                    place.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
            }
        }
        guard count >= 0 else { return nil }
        // The family alone is no address to answer to.
        return (count, length > 2 ? Array(address.prefix(Int(length))) : [])
    }

    /// What became of a datagram.
    public enum Delivery: Sendable {
        /// The client has it.
        case done
        /// The client reads too slowly, or not at all.
        case full
        /// The client is gone, or has no address.
        case gone
    }

    /// Sends one datagram, or doesn't; never waits.
    public func send(_ octets: [UInt8], to client: [UInt8]) -> Delivery {
        guard client.count > 2 else { return .gone }
        let sent = unsafe octets.withUnsafeBytes { bytes in
            unsafe client.withUnsafeBytes { place in
                unsafe sendto(
                    descriptor, bytes.baseAddress, bytes.count,
                    Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL),
                    place.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(client.count))
            }
        }
        if sent >= 0 { return .done }
        switch errno {
        case EAGAIN, EWOULDBLOCK, ENOBUFS, ENOMEM, EINTR, EMSGSIZE: return .full
        default: return .gone
        }
    }
}
