#if Console
    internal import Octets
    internal import Reports
    internal import Roaming

    /// Times of a phase: how many, percentiles by nearest rank, in milliseconds.
    struct PhaseStatistics: Encodable, Sendable {
        var count: Int
        var p50: Double
        var p95: Double
        var p99: Double

        init?(_ times: [Elapsed]) {
            guard let percentiles = RoamSummary.Percentiles(times) else { return nil }
            self.init(percentiles)
        }

        init(_ percentiles: RoamSummary.Percentiles) {
            count = percentiles.count
            p50 = percentiles.median.inMilliseconds
            p95 = percentiles.percentile95.inMilliseconds
            p99 = percentiles.percentile99.inMilliseconds
        }
    }

    /// What the roams of a capture have in common.
    struct SummaryDescription: Encodable, Sendable {
        var associations: Int
        var roams: Int
        var fast: Int
        var failed: Int
        /// How many roams of each kind.
        var kinds: [String: Int]
        var networks: [Group]
        var pairs: [Group]
        /// Numbers of the associations that are roams whose time is known, the slowest first, a hundred at most.
        var slowest: [Int]

        struct Group: Encodable, Sendable {
            var name: String
            var roams: Int
            var fast: Int
            var kinds: [String: Int]
            var phases: [String: PhaseStatistics]

            init(_ group: RoamSummary.Group) {
                name = group.name
                roams = group.count
                fast = group.fast
                kinds = Dictionary(uniqueKeysWithValues: group.kinds.map { ($0.kind.rawValue, $0.count) })
                phases = Dictionary(
                    uniqueKeysWithValues: group.phases.map { ($0.name, PhaseStatistics($0.percentiles)) })
            }
        }

        init(_ all: [Association]) {
            let summary = RoamSummary(all)
            let roams = all.filter(\.isRoam)
            associations = all.count
            self.roams = roams.count
            fast = roams.count { $0.kind.isFast }
            failed = all.count { $0.kind == .failed }
            kinds = Dictionary(roams.map { ($0.kind.rawValue, 1) }, uniquingKeysWith: +)
            networks = summary.networks.prefix(100).map { Group($0) }
            pairs = summary.pairs.prefix(100).map { Group($0) }
            slowest = all.indices.filter { all[$0].isRoam && all[$0].phases.roam != nil }
                .sorted { all[$0].roamTime > all[$1].roamTime }.prefix(100).map { $0 }
        }
    }

    /// Roam times by kind and key management, for plots.
    struct ComparisonDescription: Encodable, Sendable {
        /// Times of a group at most; of more, every n-th of the sorted ones.
        private static let valueLimit = 2000

        /// All captures together.
        var groups: [Group]
        /// Each by itself.
        var captures: [Capture]

        struct Capture: Encodable, Sendable {
            var id: String
            var groups: [Group]
        }

        struct Group: Encodable, Sendable {
            var kind: String
            var keyManagement: String?
            /// Roams, and those of them whose time is known.
            var roams: Int
            var count: Int
            var fast: Bool
            /// Milliseconds; null where no time is known.
            var minimum: Double?
            var p25: Double?
            var p50: Double?
            var p75: Double?
            var p95: Double?
            var p99: Double?
            var maximum: Double?
            /// Sorted, in milliseconds.
            var values: [Double]
        }

        init(_ captures: [(id: String, associations: [Association])]) {
            groups = Self.groups(captures.flatMap(\.associations))
            self.captures = captures.map { Capture(id: $0.id, groups: Self.groups($0.associations)) }
        }

        private struct Key: Hashable {
            var kind: AssociationKind
            var akm: String?
        }

        private static func groups(_ associations: [Association]) -> [Group] {
            var members: [Key: [Association]] = [:]
            for roam in associations where roam.isRoam {
                members[Key(kind: roam.kind, akm: roam.akm), default: []].append(roam)
            }
            let order = AssociationKind.allCases
            func place(_ key: Key) -> (Int, String) { (order.firstIndex(of: key.kind) ?? 0, key.akm ?? "") }
            return members.sorted { place($0.key) < place($1.key) }.map { key, roams in
                let times = roams.compactMap(\.phases.roam).map(\.inMilliseconds).sorted()
                let step = max(1, (times.count + valueLimit - 1) / valueLimit)
                return Group(
                    kind: key.kind.rawValue, keyManagement: key.akm, roams: roams.count,
                    count: times.count, fast: key.kind.isFast, minimum: times.first, p25: times.nearestRank(25),
                    p50: times.nearestRank(50),
                    p75: times.nearestRank(75), p95: times.nearestRank(95), p99: times.nearestRank(99),
                    maximum: times.last,
                    values: stride(from: 0, to: times.count, by: step).map { times[$0] })
            }
        }
    }

    extension Elapsed {
        var inMilliseconds: Double { Double(nanoseconds) / 1e6 }
    }

    extension Association {
        /// How long the roam took, in nanoseconds; -1 where that is not known.
        var roamTime: Int64 { phases.roam?.nanoseconds ?? -1 }
    }
#endif
