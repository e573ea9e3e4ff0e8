#if Console
    import Foundation
    import TestSupport

    #if canImport(Glibc)
        import Glibc
    #else
        import Musl
    #endif

    /// A connection of a client that sends what it is told, octet for octet, and waits twenty seconds at most.
    final class HTTPClient: @unchecked Sendable {
        private let socket: Int32
        private var buffer: [UInt8] = []

        struct Failure: Error, CustomStringConvertible {
            var description: String
        }

        /// A response: what came until the server closed the connection.
        struct Answer {
            var status: Int
            var fields: [String: String]
            var body: [UInt8]

            var text: String { String(decoding: body, as: UTF8.self) }

            /// The body as JSON.
            func json() throws -> [String: Any] {
                try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] ?? [:]
            }
        }

        /// Connects to a port of 127.0.0.1.
        init(port: Int, receiveBuffer: Int32? = nil) throws {
            socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            if var size = receiveBuffer { unsafe setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, 4) }
            var limit = timeval(tv_sec: 20, tv_usec: 0)
            unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            unsafe setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let status = unsafe withUnsafePointer(to: &address) {
                unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard status == 0 else { throw Failure(description: "connect: \(errno)") }
        }

        deinit { close(socket) }

        /// Sends octets; false where the server takes no more.
        @discardableResult
        func send(_ text: String) -> Bool {
            let octets = Array(text.utf8)
            var sent = 0
            while sent < octets.count {
                let count = unsafe octets.withUnsafeBytes { bytes in
                    unsafe Glibc.send(
                        socket, bytes.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }

        /// What came since, at least one octet; nil at the end, or where nothing comes.
        func receive() -> [UInt8]? {
            var octets = [UInt8](repeating: 0, count: 1 << 16)
            let count = unsafe recv(socket, &octets, octets.count, 0)
            return count > 0 ? Array(octets[0..<count]) : nil
        }

        /// Reads to the end of the connection.
        func answer() throws -> Answer {
            var octets: [UInt8] = []
            while let more = receive() { octets += more }
            let end = Array("\r\n\r\n".utf8)
            guard let split = octets.firstRange(of: end) else {
                throw Failure(description: "no response: \(String(decoding: octets, as: UTF8.self))")
            }
            let head = String(decoding: octets[..<split.lowerBound], as: UTF8.self)
            let lines = head.split(separator: "\r\n").map(String.init)
            var fields: [String: String] = [:]
            for line in lines.dropFirst() {
                guard let colon = line.firstIndex(of: ":") else { continue }
                fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].drop { $0 == " " }.description
            }
            let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            return Answer(status: status, fields: fields, body: Array(octets[split.upperBound...]))
        }

        /// Waits for an event of `/events` that `isWanted` takes, at most `seconds`; nil where none came. Events before it
        /// are handed to `skipped`.
        func event(
            within seconds: Double = 20, skipped: (String, [String: Any]) -> Void = { _, _ in },
            where isWanted: (String, [String: Any]) -> Bool
        ) -> [String: Any]? {
            let limit = Date(timeIntervalSinceNow: seconds)
            while limit.timeIntervalSinceNow > 0 {
                while let end = buffer.firstRange(of: Array("\n\n".utf8)) {
                    let text = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
                    buffer.removeSubrange(..<end.upperBound)
                    // Chunk lengths of HTTP stand on lines of their own.
                    var (name, data) = ("", "")
                    for line in text.split(whereSeparator: \.isNewline) {
                        if line.hasPrefix("event: ") { name = String(line.dropFirst(7)) }
                        if line.hasPrefix("data: ") { data += line.dropFirst(6) }
                    }
                    let value = try? JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
                    guard let value else { continue }
                    if isWanted(name, value) { return value }
                    skipped(name, value)
                }
                guard let more = receive() else { return nil }
                buffer += more
            }
            return nil
        }
    }
#endif
