#if Console
    internal import GRDB
    internal import Reports
    internal import Roaming

    extension RunHistory {
        private static var selection: String {
            let fast = AssociationKind.allCases.filter(\.isFast).map { "'\($0.rawValue)'" }.joined(separator: ", ")
            return """
                SELECT run.id, run.source, run.title, run.command, run.time, run.simulated, run.as_expected,
                    COUNT(association.id) AS associations, COALESCE(SUM(association.roam), 0) AS roams,
                    COALESCE(SUM(association.roam AND association.kind IN (\(fast))), 0) AS fast,
                    (SELECT value FROM setting WHERE run_id = run.id AND is_version AND name = 'roamlab') AS version
                FROM run LEFT JOIN association ON association.run_id = run.id
                """
        }

        private static func record(_ row: Row) -> RunRecord {
            RunRecord(
                id: row["id"], source: row["source"], title: row["title"], command: row["command"], time: row["time"],
                simulated: row["simulated"], asExpected: row["as_expected"], associations: row["associations"],
                roams: row["roams"], fast: row["fast"], version: row["version"])
        }

        /// The runs, the latest first.
        ///
        /// - Parameters:
        ///   - limit: how many at most.
        ///   - source: those of one command alone; nil for all.
        public func runs(limit: Int = 100, source: String? = nil) throws -> [RunRecord] {
            try database.read { database in
                try Row.fetchAll(
                    database,
                    sql: Self.selection + """
                         WHERE ? IS NULL OR run.source = ? GROUP BY run.id ORDER BY run.id DESC LIMIT ?
                        """, arguments: [source, source, limit]
                ).map { Self.record($0) }
            }
        }

        /// A run; nil where there is none of that number. Its roams are grouped by scenario too, where `byScenario`.
        public func run(_ id: Int64, byScenario: Bool = true) throws -> RunDetails? {
            try database.read { database in
                guard
                    let row = try Row.fetchOne(
                        database, sql: Self.selection + " WHERE run.id = ? GROUP BY run.id", arguments: [id])
                else { return nil }
                var details = RunDetails(
                    run: Self.record(row), versions: [:], configuration: [:],
                    groups: try Self.groups(of: id, byScenario, database))
                for row in try Row.fetchAll(
                    database, sql: "SELECT is_version, name, value FROM setting WHERE run_id = ?", arguments: [id])
                {
                    let name: String = row["name"]
                    if row["is_version"] {
                        details.versions[name] = row["value"]
                    } else {
                        details.configuration[name] = row["value"]
                    }
                }
                return details
            }
        }

        /// The associations of a run, in their order.
        public func associations(of id: Int64, from first: Int = 0, limit: Int = 1000) throws -> [AssociationRecord] {
            try database.read { database in
                try Row.fetchAll(
                    database,
                    sql: "SELECT * FROM association WHERE run_id = ? AND number >= ? ORDER BY number LIMIT ?",
                    arguments: [id, first, limit]
                ).map { row in
                    AssociationRecord(
                        number: row["number"], scenario: row["scenario"], time: row["time"], station: row["station"],
                        ssid: row["ssid"], bssid: row["bssid"], fromBssid: row["from_bssid"], roam: row["roam"],
                        kind: row["kind"], reason: row["reason"], akm: row["akm"], explanation: row["explanation"],
                        roamMs: row["roam_ms"])
                }
            }
        }

        /// The groups of a run's roams, percentiles by nearest rank.
        private static func groups(of id: Int64, _ byScenario: Bool, _ database: Database) throws -> [RoamGroup] {
            var groups: [RoamGroup] = []
            var times: [Double] = []
            func close() {
                guard !groups.isEmpty, !times.isEmpty else { return }
                let last = groups.count - 1
                groups[last].count = times.count
                groups[last].p50 = times.nearestRank(50)
                groups[last].p95 = times.nearestRank(95)
                groups[last].p99 = times.nearestRank(99)
                times.removeAll(keepingCapacity: true)
            }
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT IIF(?, scenario, NULL) AS scenario, kind, akm, roam_ms FROM association WHERE run_id = ? AND roam
                    ORDER BY 1, kind, akm, roam_ms
                    """, arguments: [byScenario, id])
            while let row = try rows.next() {
                let scenario: String? = row["scenario"]
                let kind: String = row["kind"]
                let akm: String? = row["akm"]
                if groups.last.map({ ($0.scenario, $0.kind, $0.keyManagement) != (scenario, kind, akm) }) ?? true {
                    close()
                    groups.append(RoamGroup(scenario: scenario, kind: kind, keyManagement: akm, roams: 0, count: 0))
                }
                groups[groups.count - 1].roams += 1
                if let time: Double = row["roam_ms"] { times.append(time) }
            }
            close()
            return groups
        }

        /// What differs between two runs; nil where there is none of either number.
        public func difference(
            from first: Int64, to second: Int64, byScenario: Bool = true
        ) throws -> RunDifference? {
            guard let one = try run(first, byScenario: byScenario), let other = try run(second, byScenario: byScenario)
            else { return nil }
            func settings(_ left: [String: String], _ right: [String: String]) -> [RunDifference.Setting] {
                Set(left.keys).union(right.keys).sorted().filter { left[$0] != right[$0] }.map {
                    RunDifference.Setting(name: $0, first: left[$0], second: right[$0])
                }
            }
            func isSame(_ left: RoamGroup, _ right: RoamGroup) -> Bool {
                (left.scenario, left.kind, left.keyManagement) == (right.scenario, right.kind, right.keyManagement)
            }
            func longer(_ left: Double?, _ right: Double?) -> Double? {
                if let left, let right { right - left } else { nil }
            }
            var pairs = one.groups.map { group in
                let match = other.groups.first { isSame(group, $0) }
                return RunDifference.Pair(
                    first: group, second: match, p50Difference: longer(group.p50, match?.p50),
                    p95Difference: longer(group.p95, match?.p95))
            }
            for group in other.groups where !one.groups.contains(where: { isSame(group, $0) }) {
                pairs.append(RunDifference.Pair(first: nil, second: group))
            }
            return RunDifference(
                first: one.run, second: other.run, versions: settings(one.versions, other.versions),
                configuration: settings(one.configuration, other.configuration), groups: pairs)
        }

        /// The latest runs with their roams, in order of time.
        public func trend(limit: Int = 100, source: String? = nil, byScenario: Bool = true) throws -> [TrendPoint] {
            let runs = try runs(limit: limit, source: source).reversed()
            return try database.read { database in
                try runs.map { TrendPoint(run: $0, groups: try Self.groups(of: $0.id, byScenario, database)) }
            }
        }
    }
#endif
