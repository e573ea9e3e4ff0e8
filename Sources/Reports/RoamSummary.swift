internal import Octets
public import Roaming

/// What the roams of a capture have in common: per SSID and per pair of BSSs, how many of each kind, how many were fast,
/// and how long the phases took.
public struct RoamSummary: Sendable {
    /// Roams of one SSID, or from one BSS to another.
    public struct Group: Sendable {
        /// "okctest1", or "04:f0:21:19:89:44 → 04:f0:21:19:88:44".
        public var name: String
        /// How many of each kind, in the order of ``AssociationKind``.
        public var kinds: [(kind: AssociationKind, count: Int)]
        /// How many came up without running an authentication anew, of those whose kind is known.
        public var fast: Int
        /// How many there are.
        public var count: Int
        /// Percentiles of the phases that some roam has.
        public var phases: [(name: String, percentiles: Percentiles)]
    }

    /// The 50th, 95th and 99th percentile of a phase (nearest rank).
    public struct Percentiles: Equatable, Sendable {
        /// How many times they are of.
        public var count: Int
        /// Half do not exceed it.
        public var median: Elapsed
        /// 95 of 100 do not exceed it.
        public var percentile95: Elapsed
        /// 99 of 100 do not exceed it.
        public var percentile99: Elapsed

        /// Percentiles of these times; nil of none.
        public init?(_ times: [Elapsed]) {
            let sorted = times.sorted()
            guard let median = sorted.nearestRank(50), let percentile95 = sorted.nearestRank(95),
                let percentile99 = sorted.nearestRank(99)
            else { return nil }
            count = sorted.count
            self.median = median
            self.percentile95 = percentile95
            self.percentile99 = percentile99
        }
    }

    /// Per SSID, in order of name.
    public private(set) var networks: [Group] = []
    /// Per pair of BSSs, those with most roams first.
    public private(set) var pairs: [Group] = []
    /// The roams whose time is known, the slowest first.
    public private(set) var slowest: [Association] = []

    /// Phases by the names that results.json gives them.
    private static let phases: [(name: String, phase: @Sendable (Phases) -> Elapsed?)] = [
        ("authentication_to_association", { $0.authenticationToAssociation }), ("eap", { $0.eap }),
        ("radius", { $0.radius }), ("four_way", { $0.fourWay }), ("roam", { $0.roam }), ("data_gap", { $0.dataGap }),
    ]

    /// The summary of these associations' roams.
    public init(_ associations: [Association]) {
        let roams = associations.filter(\.isRoam)
        networks = Self.groups(roams) { $0.ssid ?? "(SSID not captured)" }.sorted { $0.name < $1.name }
        pairs = Self.groups(roams) { "\($0.from?.description ?? "?") → \($0.bssid)" }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
        slowest = roams.filter { $0.phases.roam != nil }.sorted {
            ($1.phases.roam ?? Elapsed(nanoseconds: 0)) < ($0.phases.roam ?? Elapsed(nanoseconds: 0))
        }
    }

    private static func groups(_ roams: [Association], by name: (Association) -> String) -> [Group] {
        var members: [String: [Association]] = [:]
        for roam in roams { members[name(roam), default: []].append(roam) }
        return members.map { name, roams in
            Group(
                name: name,
                kinds: AssociationKind.allCases.compactMap { kind in
                    let count = roams.count { $0.kind == kind }
                    return count > 0 ? (kind, count) : nil
                },
                fast: roams.count { $0.kind.isFast }, count: roams.count,
                phases: phases.compactMap { phase in
                    Percentiles(roams.compactMap { phase.phase($0.phases) }).map { (phase.name, $0) }
                })
        }
    }
}

extension RoamSummary {
    /// For a terminal: per SSID and per pair of BSSs, then the slowest roams; empty where there is no roam.
    public var text: String {
        var text = ""
        for group in networks + pairs { text += Self.text(group) }
        if slowest.count > 1 {
            text += "\nSlowest:"
            for roam in slowest.prefix(5) {
                text += " \(roam.phases.roam?.milliseconds ?? "-") ms (frame \(roam.firstFrame))"
            }
            text += "\n"
        }
        return text
    }

    private static func text(_ group: Group) -> String {
        let kinds = group.kinds.map { "\($0.count) \($0.kind.rawValue)" }.joined(separator: ", ")
        var text =
            "\n\(AssociationTable.printable(group.name)): \(group.count) roams, "
            + "\(100 * group.fast / group.count) % fast (\(kinds))\n"
        for (name, percentiles) in group.phases {
            let label = name + String(repeating: " ", count: max(0, 31 - name.count))
            text +=
                "  \(label)p50 \(percentiles.median.milliseconds)  p95 \(percentiles.percentile95.milliseconds)"
                + "  p99 \(percentiles.percentile99.milliseconds) ms\n"
        }
        return text
    }
}
