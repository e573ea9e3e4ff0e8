#if Console
    /// A run that was kept.
    public struct RunRecord: Codable, Equatable, Sendable {
        /// Its number.
        public var id: Int64
        /// Which command made it.
        public var source: String
        /// What it is about.
        public var title: String
        /// The command, without secrets.
        public var command: String
        /// When it was made, in seconds since the epoch.
        public var time: Double
        /// Whether its times are simulated.
        public var simulated: Bool
        /// Whether all was as expected; nil where nothing was expected.
        public var asExpected: Bool?
        /// How many associations it has.
        public var associations: Int
        /// How many of them are roams.
        public var roams: Int
        /// How many roams came up without a new authentication.
        public var fast: Int
        /// The version of the program; nil where it was not kept.
        public var version: String?
    }

    /// Roams of one kind and key management, of one scenario where the run has some: how many, and how long they took.
    public struct RoamGroup: Codable, Equatable, Sendable {
        /// The scenario; nil where the run has none.
        public var scenario: String?
        /// The kind, as results.json has it.
        public var kind: String
        /// The AKM, as hostapd spells it; nil where none was captured.
        public var keyManagement: String?
        /// How many roams.
        public var roams: Int
        /// Of how many the time is known.
        public var count: Int
        /// Milliseconds that half of them do not exceed (nearest rank); nil where no time is known.
        public var p50: Double?
        /// Milliseconds that 95 of 100 do not exceed.
        public var p95: Double?
        /// Milliseconds that 99 of 100 do not exceed.
        public var p99: Double?
    }

    /// A run with all that was kept of it but its single associations.
    public struct RunDetails: Codable, Sendable {
        /// The run.
        public var run: RunRecord
        /// What made it.
        public var versions: [String: String]
        /// How it was configured.
        public var configuration: [String: String]
        /// Its roams.
        public var groups: [RoamGroup]
    }

    /// One association that was kept.
    public struct AssociationRecord: Codable, Sendable {
        /// Its place in the run, from 0.
        public var number: Int
        /// The scenario; nil where the run has none.
        public var scenario: String?
        /// Seconds since the capture's first frame.
        public var time: Double
        /// The station.
        public var station: String
        /// The network's name.
        public var ssid: String?
        /// The BSS that it came to.
        public var bssid: String
        /// The BSS that it came from.
        public var fromBssid: String?
        /// Whether it is a roam.
        public var roam: Bool
        /// How the link got its keys.
        public var kind: String
        /// Why it failed, or was not fast.
        public var reason: String?
        /// The AKM.
        public var akm: String?
        /// One sentence.
        public var explanation: String
        /// Milliseconds; nil where it is not known.
        public var roamMs: Double?
    }

    /// What differs between two runs.
    public struct RunDifference: Codable, Sendable {
        /// The earlier run, or the one that was named first.
        public var first: RunRecord
        /// The other one.
        public var second: RunRecord
        /// Versions that differ, by name.
        public var versions: [Setting]
        /// Settings that differ, by name.
        public var configuration: [Setting]
        /// Groups of roams that any of the two has.
        public var groups: [Pair]

        /// A setting in both runs; nil where a run has none of that name.
        public struct Setting: Codable, Equatable, Sendable {
            /// Its name.
            public var name: String
            /// What it is in the first run.
            public var first: String?
            /// What it is in the second.
            public var second: String?
        }

        /// A group of roams in both runs; nil where a run has none such.
        public struct Pair: Codable, Sendable {
            /// In the first run.
            public var first: RoamGroup?
            /// In the second.
            public var second: RoamGroup?
            /// By how many milliseconds the median of the second is longer; nil where one is not known.
            public var p50Difference: Double?
            /// By how many milliseconds the 95th percentile of the second is longer.
            public var p95Difference: Double?
        }
    }

    /// A run's part of a trend.
    public struct TrendPoint: Codable, Sendable {
        /// The run.
        public var run: RunRecord
        /// Its roams.
        public var groups: [RoamGroup]
    }
#endif
