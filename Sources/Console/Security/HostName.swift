#if Console
    #if canImport(Glibc)
        internal import Glibc
    #else
        internal import Musl
    #endif

    /// What a name of a host says about who it can lead to.
    enum HostName {
        /// Whether it is an IPv4 or IPv6 address in numbers: no name server has a say in where it leads.
        static func isAddress(_ host: Substring) -> Bool {
            var octets = (UInt64(0), UInt64(0))
            let text = String(host)
            return unsafe inet_pton(AF_INET, text, &octets) == 1 || inet_pton(AF_INET6, text, &octets) == 1
        }

        /// Whether it leads to this machine alone: "localhost", 127.0.0.0/8 or ::1.
        static func isLoopback(_ host: Substring) -> Bool {
            if host == "localhost" { return true }
            var address = in_addr()
            if unsafe inet_pton(AF_INET, String(host), &address) == 1 {
                return UInt32(bigEndian: address.s_addr) >> 24 == 127
            }
            var six = in6_addr()
            guard unsafe inet_pton(AF_INET6, String(host), &six) == 1 else { return false }
            return unsafe withUnsafeBytes(of: six) { unsafe $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
        }

        /// The host and the port of a Host field, or of an Origin after its scheme; nil where it is none.
        static func parts(_ field: Substring) -> (host: Substring, port: Int?)? {
            var rest = field
            let host: Substring
            if rest.first == "[" {
                guard let end = rest.firstIndex(of: "]") else { return nil }
                host = rest[rest.index(after: rest.startIndex)..<end]
                rest = rest[rest.index(after: end)...]
            } else {
                host = rest.prefix { $0 != ":" }
                rest = rest.dropFirst(host.count)
            }
            guard !host.isEmpty else { return nil }
            if rest.isEmpty { return (host, nil) }
            guard rest.first == ":", let port = UInt16(rest.dropFirst()) else { return nil }
            return (host, Int(port))
        }
    }
#endif
