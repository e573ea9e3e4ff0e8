#if Console
    public import Configuration
    internal import Octets

    /// How the console is served.
    public struct ConsoleConfiguration: Sendable {
        /// Where it listens.
        public var address: ConsoleAddress
        /// Names that lead to it, beside addresses in numbers and "localhost": a request for another one is refused.
        public var names: [String] = []
        /// What each request must show; nil where none is asked for, which goes on loopback alone.
        public var token: Secret?
        /// Captures that are open from the beginning.
        public var captures: [String] = []
        /// Where runs are kept; nil keeps none.
        public var history: String?
        /// Octets of a capture that a page hands over, at most.
        public var uploadLimit = 4 << 30
        /// The version of the program, as runs and results name it.
        public var version = "unknown"
        /// Octets of the lab's own capture at most, which is kept for the page.
        public var liveCaptureLimit = 2 << 30
        /// Told, in one line each, what whoever started the console should know.
        public var tell: @Sendable (String) -> Void = { _ in }
        /// Where the page is read from, while it is worked on; nil serves the one in the program.
        public var pageFolder: String?

        /// A console at this address; off loopback it asks for a token that was made for it.
        public init(address: ConsoleAddress) {
            self.address = address
            if !address.isLoopback { token = Self.newToken() }
        }

        /// 128 random bits in hexadecimal.
        public static func newToken() -> Secret {
            var source = SystemRandomNumberGenerator()
            let octets = (0..<16).map { _ in UInt8.random(in: 0 ... .max, using: &source) }
            return Secret(Array(octets.octets.hexadecimal.utf8))
        }
    }
#endif
