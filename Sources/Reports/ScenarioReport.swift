public import Roaming

/// What a run of scenarios found: the input of `results.json`, of the terminal's table and of `report.html`.
///
/// Text may come from the air; every output escapes what it writes.
public struct ScenarioReport: Sendable {
    /// What the times in the report were taken from.
    public enum Clock: Sendable {
        /// Charged from stated delays; outputs label every millisecond so.
        case simulated
        /// Measured.
        case wall
        /// Those of a capture, whoever stamped it.
        case capture
        /// Those of several captures, some of them simulated.
        case partlySimulated

        /// Whose the times of captures are.
        public init(of results: RoamingResults) {
            self =
                results.simulatedPacketCount == 0
                ? .capture : results.simulatedPacketCount == results.packetCount ? .simulated : .partlySimulated
        }

        /// What every time is labelled with.
        public var label: String {
            switch self {
            case .simulated: "simulated"
            case .wall: "measured"
            case .capture: "by the capture's clock"
            case .partlySimulated: "partly simulated"
            }
        }
    }

    /// The report's heading: "Opportunistic key caching, four scenarios".
    public var title: String
    /// The command that made it, so that it can be repeated: "roamlab okc --seed 7".
    public var command: String
    /// The version of the program that made it.
    public var version: String?
    /// Where times come from.
    public var clock: Clock
    /// The scenarios in the order in which they ran.
    public var scenarios: [Scenario] = []
    /// Frame lengths, ours beside the reference's.
    public var lengths: [LengthComparison] = []
    /// The delays that simulated time charges for.
    public var delays: [StatedDelay] = []

    /// A report without scenarios yet.
    public init(title: String, command: String, clock: Clock) {
        self.title = title
        self.command = command
        self.clock = clock
    }

    /// Whether each scenario did what it should, and there was one: exit status 0.
    public var isAsExpected: Bool { !scenarios.isEmpty && scenarios.allSatisfy { $0.outcome == .asExpected } }
}

/// One scenario of a run.
public struct Scenario: Sendable {
    /// Whether the scenario did what it should.
    public enum Outcome: Sendable, Equatable {
        /// It did.
        case asExpected
        /// It did not; what was seen instead, as a sentence.
        case unexpected(String)

        /// What was seen instead; nil where all is as it should be.
        public var seen: String? {
            if case .unexpected(let seen) = self { seen } else { nil }
        }
    }

    /// Its name on the command line: "vap-only".
    public var name: String
    /// What it is, in words: "OKC on the VAP and not on the station".
    public var title: String
    /// `okc` at the access point.
    public var accessPointUsesOKC: Bool
    /// `proactive_key_caching` at the station.
    public var stationUsesPKC: Bool
    /// What should happen, as a sentence: "No PMKID is offered, so the roam is a full authentication."
    public var expectation: String
    /// Whether it happened.
    public var outcome: Outcome
    /// The capture's file name, beside the report: "okc_vap_only.pcapng".
    public var captureFile: String
    /// Everything that was read back from the capture, in order of time, ladders included.
    public var associations: [Association]
    /// Which of `associations` the verdict is about; nil where it was not found.
    public var subject: Int?
    /// The subject's roam times over rounds, where there were several.
    public var rounds: RoundStatistics?
    /// The faults that were set, in order, with what they did.
    public var faults: [StatedFault] = []

    /// A scenario that has run. The subject is the first roam, unless one is named.
    public init(
        name: String, title: String, accessPointUsesOKC: Bool, stationUsesPKC: Bool, expectation: String,
        outcome: Outcome, captureFile: String, associations: [Association], subject: Int? = nil,
        rounds: RoundStatistics? = nil
    ) {
        self.name = name
        self.title = title
        self.accessPointUsesOKC = accessPointUsesOKC
        self.stationUsesPKC = stationUsesPKC
        self.expectation = expectation
        self.outcome = outcome
        self.captureFile = captureFile
        self.associations = associations
        self.subject = subject ?? associations.firstIndex { $0.isRoam }
        self.rounds = rounds
    }

    /// The association that the verdict is about.
    public var roam: Association? { subject.flatMap { associations.indices.contains($0) ? associations[$0] : nil } }
}

/// Roam times over several rounds.
public struct RoundStatistics: Sendable, Equatable {
    /// How many rounds there were.
    public var count: Int
    /// The fastest.
    public var minimum: Elapsed
    /// The middle one; of two middle ones the lower.
    public var median: Elapsed
    /// The time that 95 of 100 do not exceed (nearest rank).
    public var percentile95: Elapsed

    /// The statistics of these times; nil where there are none.
    public init?(_ times: [Elapsed]) {
        let sorted = times.sorted()
        guard let first = sorted.first, let median = sorted.nearestRank(50), let high = sorted.nearestRank(95) else {
            return nil
        }
        count = sorted.count
        minimum = first
        self.median = median
        percentile95 = high
    }
}

/// The length of a kind of frame, here and in a reference.
public struct LengthComparison: Sendable, Equatable {
    /// Which frame: "4-way message 2 with PMKID".
    public var frame: String
    /// Octets without radiotap and FCS; nil where no such frame was captured.
    public var ours: Int?
    /// The reference's octets.
    public var reference: Int
    /// The configuration that causes it: "SSID of 8 octets, RSNE of 26 with both AKMs".
    public var cause: String

    /// A comparison.
    public init(frame: String, ours: Int?, reference: Int, cause: String) {
        self.frame = frame
        self.ours = ours
        self.reference = reference
        self.cause = cause
    }

    /// Whether both are there and equal.
    public var isEqual: Bool { ours == reference }
}

/// A delay that simulated time charges.
public struct StatedDelay: Sendable, Equatable {
    /// What takes the time: "RADIUS round trip".
    public var name: String
    /// How long: "6 ms".
    public var value: String
    /// The option that changes it: "--radius-rtt"; empty where none does.
    public var option: String
    /// Where the value comes from: "the seed's frames 9741 to 9755".
    public var source: String

    /// A stated delay.
    public init(name: String, value: String, option: String, source: String) {
        self.name = name
        self.value = value
        self.option = option
        self.source = source
    }
}
