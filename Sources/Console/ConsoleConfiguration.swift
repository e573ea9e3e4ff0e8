#if Console
    /// How the console is served.
    public struct ConsoleConfiguration: Sendable {
        /// Where it listens.
        public var address: ConsoleAddress
        /// Captures that are open from the beginning.
        public var captures: [String] = []
        /// Where the page is read from, while it is worked on; nil serves the one in the program.
        public var pageFolder: String?

        /// A console at this address.
        public init(address: ConsoleAddress) { self.address = address }
    }
#endif
