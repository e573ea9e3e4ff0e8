#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// An address and a port.
public struct IPv4Endpoint: Hashable, Sendable {
    /// The address, its first octet most significant.
    public var address: UInt32
    /// The port.
    public var port: UInt16

    /// The endpoint with this address and port.
    public init(address: UInt32, port: UInt16) {
        self.address = address
        self.port = port
    }
}

/// A UDP socket of a RADIUS client, on a port of its own; IPv4, as the access point's servers are.
public struct UDPSocket: ~Copyable {
    /// For ``Readiness``.
    public let descriptor: Int32

    /// A socket on a free port.
    public init() throws(SystemError) {
        let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let made = socket(AF_INET, type, 0)
        guard made >= 0 else { throw SystemError("RADIUS client", "socket", code: errno) }
        var any = sockaddr_in()
        any.sin_family = sa_family_t(AF_INET)
        guard unsafe Self.with(&any, { unsafe bind(made, $0, $1) }) == 0 else {
            let code = errno
            close(made)
            throw SystemError("RADIUS client", "bind", code: code)
        }
        descriptor = made
    }

    deinit { close(descriptor) }

    /// From where a datagram to `server` leaves: this socket's port, and the address that the system routes from.
    public func source(toward server: IPv4Endpoint) -> IPv4Endpoint? {
        guard let own = Self.name(of: descriptor) else { return nil }
        var address = Self.address(of: server)
        let probe = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard probe >= 0 else { return nil }
        defer { close(probe) }
        guard unsafe Self.with(&address, { unsafe connect(probe, $0, $1) }) == 0, let route = Self.name(of: probe)
        else { return nil }
        return IPv4Endpoint(
            address: UInt32(bigEndian: route.sin_addr.s_addr), port: UInt16(bigEndian: own.sin_port))
    }

    /// Sends a datagram; what cannot be sent is lost, as on any network, and sent again by the client's timer.
    public func send(_ octets: [UInt8], to server: IPv4Endpoint) {
        var address = Self.address(of: server)
        _ = unsafe octets.withUnsafeBytes { bytes in
            unsafe Self.with(&address) { place, length in
                Int32(
                    truncatingIfNeeded: unsafe sendto(
                        descriptor, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT), place, length))
            }
        }
    }

    /// Reads one datagram; nil where none is there.
    public func receive(into buffer: inout [UInt8]) -> (count: Int, sender: IPv4Endpoint)? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe withUnsafeMutablePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe recvfrom(
                        descriptor, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT), $0, &length)
                }
            }
        }
        guard count >= 0 else { return nil }
        let sender = IPv4Endpoint(
            address: UInt32(bigEndian: address.sin_addr.s_addr), port: UInt16(bigEndian: address.sin_port))
        return (count, sender)
    }

    private static func address(of endpoint: IPv4Endpoint) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = endpoint.port.bigEndian
        address.sin_addr.s_addr = endpoint.address.bigEndian
        return address
    }

    private static func name(of descriptor: Int32) -> sockaddr_in? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        return status == 0 ? address : nil
    }

    private static func with(
        _ address: inout sockaddr_in, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe call($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
