#if Console
    /// Where the console listens: "127.0.0.1:8080", "[::1]:8080", "0.0.0.0:0".
    public struct ConsoleAddress: Sendable, Equatable, CustomStringConvertible {
        /// An IPv4 or IPv6 address, without brackets; names are not looked up, but for "localhost", which is 127.0.0.1.
        public let address: String
        /// The port; 0 takes a free one.
        public let port: Int

        /// An address and a port.
        public init(address: String, port: Int) {
            self.address = address
            self.port = port
        }

        /// Reads "address:port"; nil where it is none.
        public init?(_ text: String) {
            guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
                return nil
            }
            var address = text[..<colon]
            if address.first == "[", address.last == "]" {
                address = address.dropFirst().dropLast()
                guard address.contains(":") else { return nil }
            } else if address.contains(":") {
                return nil
            }
            if address == "localhost" { address = "127.0.0.1" }
            guard HostName.isAddress(address) else { return nil }
            self.init(address: String(address), port: Int(port))
        }

        /// Whether only this machine reaches it.
        public var isLoopback: Bool { HostName.isLoopback(address[...]) }

        /// As it stands in an address of the Web.
        public var description: String { (address.contains(":") ? "[\(address)]" : address) + ":\(port)" }
    }
#endif
