#if Console
    public import Roaming

    /// A run to be kept: what was run, and the associations that it showed.
    public struct KeptRun: Sendable {
        /// Which command made it: "okc", "analyze", "console".
        public var source: String
        /// What it is about: "Opportunistic key caching, four scenarios", "office.pcapng".
        public var title: String
        /// The command, without secrets.
        public var command: String
        /// When it was made, in seconds since the epoch.
        public var time: Double
        /// Whether its times are simulated.
        public var isSimulated = false
        /// Whether all was as expected; nil where nothing was expected.
        public var isAsExpected: Bool?
        /// What made it, by name: "roamlab", "wpa_supplicant", …
        public var versions: [String: String] = [:]
        /// How it was configured, by name; no secrets.
        public var configuration: [String: String] = [:]
        /// Its associations, each with the scenario that it belongs to, if any.
        public var associations: [(scenario: String?, association: Association)] = []

        /// A run without associations.
        public init(source: String, title: String, command: String, time: Double) {
            self.source = source
            self.title = title
            self.command = command
            self.time = time
        }
    }
#endif
