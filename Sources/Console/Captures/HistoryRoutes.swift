#if Console
    internal import Foundation
    internal import History
    internal import Hummingbird
    internal import Reports
    internal import Roaming
    internal import Synchronization

    /// The history of runs, opened when it is first needed.
    final class HistoryBook: Sendable {
        private let path: String?
        private let version: String
        private let opened = Mutex<RunHistory?>(nil)

        /// - Parameters:
        ///   - path: the file; nil keeps nothing.
        ///   - version: of the program.
        init(path: String?, version: String) {
            self.path = path
            self.version = version
        }

        /// The history.
        ///
        /// - Throws: ``Problem`` where none is kept, or it cannot be opened.
        func history() throws -> RunHistory {
            guard let path else {
                throw Problem(.notFound, "no history is kept: start the console with --history FILE")
            }
            return try opened.withLock { opened in
                if let opened { return opened }
                do {
                    let history = try RunHistory(path: path)
                    opened = history
                    return history
                } catch {
                    throw Problem(.serviceUnavailable, "\(error)")
                }
            }
        }

        /// Keeps a capture that a person looked at as a run.
        func keep(_ title: String, _ results: RoamingResults) {
            var run = KeptRun(
                source: "console", title: title, command: "roamlab console", time: Date().timeIntervalSince1970)
            run.isSimulated = ScenarioReport.Clock(of: results) == .simulated
            run.associations = results.associations.map { (nil, $0) }
            keep(run)
        }

        /// Keeps a run of this program; where that fails, nothing is kept.
        func keep(_ run: KeptRun) {
            guard path != nil, let history = try? history() else { return }
            var run = run
            run.versions = ["roamlab": version]
            _ = try? history.add(run)
        }
    }

    /// `/history`: the runs that were kept.
    enum HistoryRoutes {
        private struct Runs: Encodable {
            var runs: [Run]
        }

        /// A run, with its roams taken together.
        private struct Run: Encodable {
            var id: Int64
            var name: String
            var source: String
            var command: String
            var started: Double
            var version: String?
            var simulated: Bool
            var asExpected: Bool?
            var associations: Int
            var roams: Int
            var fast: Int

            init(_ run: RunRecord) {
                id = run.id
                name = run.title
                source = run.source
                command = run.command
                started = run.time
                version = run.version
                simulated = run.simulated
                asExpected = run.asExpected
                associations = run.associations
                roams = run.roams
                fast = run.fast
            }
        }

        private struct Details: Encodable {
            var id: Int64
            var name: String
            var source: String
            var command: String
            var started: Double
            var version: String?
            /// One setting a line.
            var configuration: String
            var groups: [RoamGroup]
            var associations: [AssociationRecord]
        }

        private struct Difference: Encodable {
            struct Side: Encodable {
                var roams: Int
                var count: Int
                var median: Double?
                var p95: Double?
                var p99: Double?

                init(_ group: RoamGroup) {
                    (roams, count, median, p95, p99) = (group.roams, group.count, group.p50, group.p95, group.p99)
                }
            }

            struct Group: Encodable {
                var kind: String
                var keyManagement: String?
                var a: Side?
                var b: Side?
            }

            var a: Run
            var b: Run
            var groups: [Group]
            /// Lines that begin with "-" for what stands in a, and "+" for what stands in b.
            var configuration: [String]
        }

        private struct Trend: Encodable {
            struct Series: Encodable {
                var kind: String
                var keyManagement: String?
                /// For each run; null where it has no such roam.
                var median: [Double?]
                var p95: [Double?]
            }

            var runs: [Run]
            var series: [Series]
        }

        static func add(to api: RouterGroup<ConsoleContext>, _ book: HistoryBook) {
            api.get("history/runs") { request, _ in
                let runs = try book.history().runs(limit: limit(request), source: request.query["source"])
                return JSONAnswer.response(Runs(runs: runs.map { Run($0) }))
            }
            api.get("history/runs/:id") { request, context in
                let name = try context.parameters.require("id")
                guard let id = Int64(name), let details = try book.history().run(id) else {
                    throw Problem.notFound("run \(name)")
                }
                let first = max(0, request.query["from"].flatMap { Int($0) } ?? 0)
                let associations = try book.history().associations(of: id, from: first, limit: limit(request))
                let run = details.run
                let settings = (details.versions.map { "\($0) \($1)" } + details.configuration.map { "\($0) = \($1)" })
                return JSONAnswer.response(
                    Details(
                        id: run.id, name: run.title, source: run.source, command: run.command, started: run.time,
                        version: run.version, configuration: settings.sorted().joined(separator: "\n"),
                        groups: details.groups, associations: associations))
            }
            api.get("history/diff") { request, _ in
                guard let a = request.query["a"].flatMap({ Int64($0) }),
                    let b = request.query["b"].flatMap({ Int64($0) })
                else { throw Problem(.badRequest, "expected ?a= and &b=, numbers of runs") }
                guard let found = try book.history().difference(from: a, to: b, byScenario: false) else {
                    throw Problem.notFound("run \(a) or \(b)")
                }
                return JSONAnswer.response(difference(found))
            }
            api.get("history/trend") { request, _ in
                let points = try book.history().trend(
                    limit: limit(request), source: request.query["source"], byScenario: false)
                return JSONAnswer.response(trend(points))
            }
        }

        private static func difference(_ found: RunDifference) -> Difference {
            let groups = found.groups.compactMap { pair in
                (pair.first ?? pair.second).map { group in
                    Difference.Group(
                        kind: group.kind, keyManagement: group.keyManagement, a: pair.first.map { Difference.Side($0) },
                        b: pair.second.map { Difference.Side($0) })
                }
            }
            var lines: [String] = []
            for setting in found.versions + found.configuration {
                if let first = setting.first { lines.append("- \(setting.name) = \(first)") }
                if let second = setting.second { lines.append("+ \(setting.name) = \(second)") }
            }
            return Difference(a: Run(found.first), b: Run(found.second), groups: groups, configuration: lines)
        }

        private static func trend(_ points: [TrendPoint]) -> Trend {
            var series: [Trend.Series] = []
            for (index, point) in points.enumerated() {
                for group in point.groups {
                    let place =
                        series.firstIndex { $0.kind == group.kind && $0.keyManagement == group.keyManagement }
                        ?? series.count
                    if place == series.count {
                        let none = [Double?](repeating: nil, count: points.count)
                        series.append(
                            Trend.Series(
                                kind: group.kind, keyManagement: group.keyManagement, median: none, p95: none))
                    }
                    series[place].median[index] = group.p50
                    series[place].p95[index] = group.p95
                }
            }
            return Trend(runs: points.map { Run($0.run) }, series: series)
        }

        private static func limit(_ request: Request) -> Int {
            min(max(1, request.query["limit"].flatMap { Int($0) } ?? 100), 1000)
        }
    }
#endif
