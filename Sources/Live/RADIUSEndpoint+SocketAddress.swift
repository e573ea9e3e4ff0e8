#if Live
    internal import NIOCore
    internal import RADIUS

    extension RADIUSEndpoint {
        /// The endpoint at an address of IPv4 or IPv6; nil for any other.
        init?(_ address: SocketAddress) {
            let port = UInt16(truncatingIfNeeded: address.port ?? 0)
            switch address {
            case .v4:
                // struct sockaddr_in: family, port, then the address.
                let value = Self.load(UInt32.self, from: address, at: 4)
                self.init(ipv4: UInt32(bigEndian: value), port: port)
            case .v6:
                // struct sockaddr_in6: family, port, flow information, then the address.
                let value = Self.load(UInt128.self, from: address, at: 8)
                self.init(ipv6: UInt128(bigEndian: value), port: port)
            default:
                return nil
            }
        }

        /// The address to send to.
        var socketAddress: SocketAddress? {
            var buffer = ByteBuffer()
            if let ipv4 {
                buffer.writeInteger(ipv4)
            } else {
                buffer.writeInteger(UInt64(truncatingIfNeeded: address >> 64))
                buffer.writeInteger(UInt64(truncatingIfNeeded: address))
            }
            return try? SocketAddress(packedIPAddress: buffer, port: Int(port))
        }

        private static func load<T: FixedWidthInteger & BitwiseCopyable>(
            _ type: T.Type, from address: SocketAddress, at offset: Int
        ) -> T {
            unsafe address.withSockAddr { pointer, size in
                let octets = unsafe UnsafeRawBufferPointer(start: pointer, count: size)
                return unsafe octets.loadUnaligned(fromByteOffset: offset, as: type)
            }
        }
    }
#endif
