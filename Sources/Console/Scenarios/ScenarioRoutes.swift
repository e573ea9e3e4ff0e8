#if Console
    internal import EAPMethods
    internal import Foundation
    internal import HTTPTypes
    internal import Hummingbird
    internal import Lab
    internal import Reports
    internal import Roaming
    internal import Scenarios

    /// `/scenarios`: the four scenarios from one button.
    enum ScenarioRoutes {
        private struct Begun: Encodable {
            var run: String
        }

        static func add(to api: RouterGroup<ConsoleContext>, _ runs: ScenarioRuns) {
            api.post("scenarios") { request, context in
                let wish = try await JSONAnswer.value(ScenarioRuns.Wish.self, of: request, context)
                do {
                    return JSONAnswer.response(Begun(run: String(try runs.begin(wish))), status: .accepted)
                } catch let problem as Problem {
                    throw problem
                } catch {
                    throw Problem(.unprocessableContent, "\(error)")
                }
            }
            api.get("scenarios/:run") { _, context in
                let name = try context.parameters.require("run")
                guard let run = Int(name).flatMap({ runs[$0] }) else { throw Problem.notFound("run \(name)") }
                return JSONAnswer.response(text: Data(text(run).utf8))
            }
        }

        /// The run as JSON. Associations stand as in results.json, of which they are a part.
        private static func text(_ run: ScenarioRuns.Run) -> String {
            var detail: String?
            if case .failed(let reason) = run.state { detail = reason }
            let head = Head(run: String(run.number), state: run.state.name, detail: detail)
            return joined(
                head, "\"scenarios\":[" + run.results.map { text($0) }.joined(separator: ",") + "]")
        }

        private static func text(_ result: ScenarioRuns.Result) -> String {
            let roam = result.judgement.roams.last
            let head = ScenarioHead(
                scenario: result.scenario.rawValue, title: result.scenario.title,
                verdict: result.interruption ?? roam?.explanation ?? "No roam was found.",
                kind: roam?.kind.rawValue, roamMs: roam?.phases.roam.map { Double($0.nanoseconds) / 1e6 },
                holds: result.isAsExpected,
                expectation: result.scenario.expectation.sentence, differences: result.judgement.differences,
                capture: result.capture, simulated: true, ladder: roam.map(LadderDescription.init))
            let associations = result.associations.map { ResultsJSON.object($0) }.joined(separator: ",")
            return joined(head, "\"associations\":[\(associations)]")
        }

        private struct Head: Encodable {
            var run: String
            var state: String
            var detail: String?
        }

        private struct ScenarioHead: Encodable {
            var scenario: String
            var title: String
            var verdict: String
            var kind: String?
            var roamMs: Double?
            var holds: Bool
            var expectation: String
            var differences: [String]
            var capture: String
            var simulated: Bool
            var ladder: LadderDescription?
        }

        /// An object and one member more, which is JSON already.
        private static func joined(_ head: some Encodable, _ member: String) -> String {
            let text = String(decoding: JSONAnswer.text(head), as: UTF8.self)
            return text.dropLast() + "," + member + "}"
        }
    }
#endif
