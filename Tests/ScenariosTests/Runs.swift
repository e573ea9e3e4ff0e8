import Octets
import Roaming
import Scenarios
import TestSupport

/// Runs of the four scenarios, made once for all tests of this room, their captures in files for tshark.
enum Runs {
    /// A run and the file that holds its capture.
    struct Run: Sendable {
        var products: ScenarioRun.Products
        var path: String

        /// What is read from the capture, without keys.
        var associations: [Association] { RoamingResults(analyzing: products.capture.octets).associations }

        /// The PMKs of the keys file, in the order in which they were made.
        var pmks: [String] {
            products.keys.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap {
                $0.split(separator: " ").last.map(String.init)
            }
        }
    }

    static let all: [OKCScenario: Run] = Dictionary(
        uniqueKeysWithValues: OKCScenario.allCases.compactMap { scenario in
            run(scenario, ScenarioOptions(), name: scenario.fileName).map { (scenario, $0) }
        })

    /// Runs a scenario and writes its capture; nil where that fails.
    static func run(_ scenario: OKCScenario, _ options: ScenarioOptions, name: String) -> Run? {
        guard let products = try? ScenarioRun(scenario, options: options).run(),
            let folder = Program.folder
        else { return nil }
        let path = "\(folder)/\(name).pcapng"
        Program.write(products.capture, to: path)
        return Run(products: products, path: path)
    }

    /// Lines of tab-separated fields that tshark prints of the frames that `filter` selects.
    static func fields(_ run: Run, _ filter: String, _ fields: [String], options: String = "") -> [[String]] {
        self.fields(run.path, filter, fields, options: options)
    }

    /// The same of a capture in a file.
    static func fields(_ path: String, _ filter: String, _ fields: [String], options: String = "") -> [[String]] {
        let names = fields.map { "-e \($0)" }.joined(separator: " ")
        let command = "tshark -r \(path) \(options) -Y '\(filter)' -T fields \(names)"
        guard let text = Program.text(of: command) else { return [] }
        return text.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
