#if Live
    #if canImport(Glibc)
        import Glibc
    #else
        import Musl
    #endif
    import Testing

    /// A control client of our own, for what wpa_cli doesn't do.
    final class ControlClientSocket {
        /// How the client calls itself.
        enum Name {
            case path(String)
            /// In the abstract name space: no file.
            case abstract(String)
            /// None: nobody can answer it.
            case unbound
        }

        let descriptor: Int32

        init(_ name: Name, to server: String) throws {
            descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            try #require(descriptor >= 0)
            switch name {
            case .path(let path): try #require(unsafe Self.call(bind, descriptor, Array(path.utf8), isWhole: true) == 0)
            case .abstract(let text):
                try #require(unsafe Self.call(bind, descriptor, [0] + Array(text.utf8), isWhole: false) == 0)
            case .unbound: break
            }
            try #require(unsafe Self.call(connect, descriptor, Array(server.utf8), isWhole: true) == 0)
            var patience = timeval(tv_sec: 2, tv_usec: 0)
            _ = unsafe setsockopt(
                descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        }

        deinit { close(descriptor) }

        private static func call(
            _ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ descriptor: Int32, _ path: [UInt8],
            isWhole: Bool
        ) -> Int32 {
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { place in
                for (index, octet) in path.prefix(107).enumerated() { unsafe place[index] = octet }
            }
            // An abstract name is as long as the address says, zeros included.
            let size = socklen_t(isWhole ? MemoryLayout<sockaddr_un>.size : 2 + path.count)
            return unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe function(descriptor, $0, size)
                }
            }
        }

        /// Sends a datagram; false where the kernel doesn't take it.
        func send(_ octets: [UInt8], waits: Bool = true) -> Bool {
            unsafe octets.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, waits ? 0 : Int32(MSG_DONTWAIT)) >= 0
            }
        }

        func send(_ text: String) -> Bool { send(Array(text.utf8)) }

        /// The next datagram; nil where none comes within two seconds.
        func receive() -> String? {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            return count >= 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
        }

        /// A command and its reply; events in between are passed over.
        func ask(_ text: String) -> String? {
            guard send(text) else { return nil }
            while let reply = receive() {
                if !reply.hasPrefix("<") { return reply }
            }
            return nil
        }

        /// The events up to the first that begins so, itself included; all of 20 quiet seconds where none does.
        func events(upTo end: String) -> [String] {
            var events: [String] = []
            var silences = 0
            while silences < 10 {
                guard let event = receive() else {
                    silences += 1
                    continue
                }
                events.append(event.hasPrefix("<3>") ? String(event.dropFirst(3)) : event)
                if events.last?.hasPrefix(end) == true { return events }
            }
            Issue.record("no \(end) among \(events)")
            return events
        }
    }
#endif
