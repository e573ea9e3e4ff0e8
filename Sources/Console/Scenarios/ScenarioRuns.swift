#if Console
    internal import EAPMethods
    internal import Foundation
    internal import History
    internal import HTTPTypes
    internal import Octets
    internal import RSN
    internal import Roaming
    internal import Scenarios
    internal import Synchronization

    /// The runs of the four scenarios, one after another, each in simulated time on a thread of its own. A verdict is read
    /// back from the capture that the run wrote.
    final class ScenarioRuns: Sendable {
        /// Runs that are kept, the newest.
        static let limit = 4

        /// What a run is asked for.
        struct Wish: Decodable, Sendable {
            var seed: UInt64?
            var roams: Int?
            var eap: String?
            var keyManagement: String?
        }

        /// One run.
        struct Run: Sendable {
            var number: Int
            var state = State.running
            var results: [Result] = []

            /// How far it is.
            enum State: Sendable {
                case running
                case done
                case failed(String)

                var name: String {
                    switch self {
                    case .running: "running"
                    case .done: "done"
                    case .failed: "failed"
                    }
                }
            }
        }

        /// What one scenario came to.
        struct Result: Sendable {
            var scenario: OKCScenario
            var judgement: Judgement
            var associations: [Association]
            var capture: String
            var interruption: String?

            /// Whether the scenario did what it should.
            var isAsExpected: Bool { judgement.isAsExpected && interruption == nil }
        }

        /// What is told while a run goes on.
        private struct Progress: Encodable {
            var run: String
            var state: String
            var done: Int
            var total: Int
        }

        private struct Runs {
            var runs: [Run] = []
            var next = 1
            var isStopped = false
        }

        private let runs = Mutex(Runs())
        private let captures: OwnCaptures
        private let events: EventHub
        private let keep: @Sendable (KeptRun) -> Void

        /// - Parameter keep: told of a run that came to its end, for the history.
        init(captures: OwnCaptures, events: EventHub, keep: @escaping @Sendable (KeptRun) -> Void = { _ in }) {
            self.captures = captures
            self.events = events
            self.keep = keep
        }

        /// A run; nil where there is none of this number, or no longer.
        subscript(number: Int) -> Run? { runs.withLock { $0.runs.first { $0.number == number } } }

        /// Whether runs come to their end early, as the console does.
        private var isStopped: Bool { runs.withLock { $0.isStopped } }

        /// Lets no further scenario begin.
        func stop() { runs.withLock { $0.isStopped = true } }

        /// Begins a run.
        ///
        /// - Throws: ``Problem`` where the wish makes no sense, or another run goes on.
        func begin(_ wish: Wish) throws -> Int {
            let options = try Self.options(wish)
            var kept = Self.run(wish, options)
            for scenario in OKCScenario.allCases { try ScenarioRun(scenario, options: options).check() }
            let (number, gone) = try runs.withLock { runs in
                if case .running = runs.runs.last?.state { throw Problem(.conflict, "a run goes on") }
                let number = runs.next
                runs.next += 1
                runs.runs.append(Run(number: number))
                guard runs.runs.count > Self.limit else { return (number, nil as Int?) }
                return (number, runs.runs.removeFirst().number)
            }
            if let gone { captures.remove { $0.id.hasPrefix("okc-\(gone)-") } }
            kept.time = Date().timeIntervalSince1970
            let thread = Thread { [self, kept] in run(number, options, kept) }
            thread.name = "scenarios"
            thread.stackSize = 4 << 20
            thread.start()
            return number
        }

        private static func options(_ wish: Wish) throws -> ScenarioOptions {
            var options = ScenarioOptions()
            options.seed = wish.seed ?? 1
            let roams = wish.roams ?? 1
            guard (1...100).contains(roams) else { throw Problem(.badRequest, "roams: expected 1 to 100") }
            options.rounds = roams
            if let name = wish.eap {
                guard let method = EAPMethod.allCases.first(where: { $0.name == name }) else {
                    let known = EAPMethod.allCases.map(\.name).joined(separator: ", ")
                    throw Problem(.badRequest, "eap: expected one of \(known)")
                }
                options.method = method
            }
            switch wish.keyManagement {
            case nil: break
            case "WPA-EAP": options.akm = .wpaEAP
            case "WPA-EAP-SHA256": options.akm = .wpaEAPSHA256
            default: throw Problem(.badRequest, "key_management: expected WPA-EAP or WPA-EAP-SHA256")
            }
            return options
        }

        /// The run as the history keeps it: as `roamlab okc` would, which repeats it.
        private static func run(_ wish: Wish, _ options: ScenarioOptions) -> KeptRun {
            var command = "roamlab okc --seed \(options.seed) --roams \(options.rounds)"
            if let name = wish.eap { command += " --eap \(name)" }
            if let name = wish.keyManagement { command += " --key-management \(name)" }
            var run = KeptRun(
                source: "okc", title: "Opportunistic key caching, four scenarios, in the console", command: command,
                time: 0)
            run.isSimulated = true
            run.configuration = [
                "roams": "\(options.rounds)", "seed": "\(options.seed)", "eap": wish.eap ?? "as configured",
                "key-management": wish.keyManagement ?? "as configured",
            ]
            return run
        }

        // MARK: On the run's thread

        private func run(_ number: Int, _ options: ScenarioOptions, _ kept: KeptRun) {
            var kept = kept
            kept.isAsExpected = true
            let all = OKCScenario.allCases
            tell(number, "running", 0)
            do {
                for (index, scenario) in all.enumerated() where !isStopped {
                    let result = try run(scenario, of: number, options)
                    change(number) { $0.results.append(result) }
                    kept.associations += result.associations.map { (scenario.rawValue, $0) }
                    if !result.isAsExpected { kept.isAsExpected = false }
                    tell(number, "running", index + 1)
                }
                if !isStopped { keep(kept) }
                change(number) { $0.state = .done }
                tell(number, "done", all.count)
            } catch {
                change(number) { $0.state = .failed("\(error)") }
                tell(number, "failed", all.count)
            }
        }

        private func run(_ scenario: OKCScenario, of number: Int, _ options: ScenarioOptions) throws -> Result {
            let products = try ScenarioRun(scenario, options: options).run()
            let id = "okc-\(number)-\(scenario.rawValue)"
            let path = "\(captures.folder)/\(id).pcapng"
            guard FileOctets.write(products.capture, to: path) else {
                throw Problem(.internalServerError, "\(path) cannot be written")
            }
            let keys = try KeysFile(parsing: products.keys)
            let results = try RoamingResults(analyzing: path, keys: keys, gathersLadders: true)
            captures.add(
                OwnCaptures.Capture(
                    id: id, name: "\(scenario.title), run \(number)", path: path, keys: keys, isGrowing: false))
            let judgement = Judgement(
                results.associations, of: scenario, rounds: options.rounds, station: ScenarioRun.station,
                home: ScenarioRun.home, target: ScenarioRun.target)
            return Result(
                scenario: scenario, judgement: judgement, associations: results.associations, capture: id,
                interruption: products.interruption)
        }

        private func change(_ number: Int, _ body: (inout Run) -> Void) {
            runs.withLock { runs in
                guard let index = runs.runs.firstIndex(where: { $0.number == number }) else { return }
                body(&runs.runs[index])
            }
        }

        private func tell(_ number: Int, _ state: String, _ done: Int) {
            events.publish(
                .scenarios, Progress(run: String(number), state: state, done: done, total: OKCScenario.allCases.count))
        }
    }
#endif
