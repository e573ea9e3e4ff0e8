#if Live
    #if canImport(Glibc)
        internal import Glibc
    #else
        internal import Musl
    #endif
    internal import NIOCore

    /// Why a socket could not be bound.
    public struct ListenError: Error, Equatable, Sendable, CustomStringConvertible {
        /// What was asked for, and what stands against it: "127.0.0.1:1812: the port is in use".
        public var description: String

        init(address: String, port: UInt16, _ error: any Error) {
            let reason =
                switch error {
                case let error as IOError where error.errnoCode == EADDRINUSE: "the port is in use"
                case let error as IOError where error.errnoCode == EACCES: "not allowed (ports below 1024 need root)"
                case let error as IOError where error.errnoCode == EADDRNOTAVAIL:
                    "this machine does not have the address"
                case is SocketAddressError: "not an IPv4 or IPv6 address"
                default: "\(error)"
                }
            description = "\(address):\(port): \(reason)"
        }
    }
#endif
