internal import ArgumentParser
internal import Configuration
internal import Faults
internal import Scenarios

/// What `--fault` takes: the name of a mistake that networks have, or a fault on the air or the wire.
enum FaultArgument {
    case mistake(ScenarioOptions.Fault)
    case fault(Fault)

    init(_ text: String) throws {
        if let mistake = ScenarioOptions.Fault(rawValue: text) {
            self = .mistake(mistake)
            return
        }
        do throws(FaultError) {
            self = .fault(try Fault(parsing: text))
        } catch {
            // A word alone was meant as a name.
            let names = ScenarioOptions.Fault.allCases.map(\.rawValue)
            if let name = nearestName(to: text, in: names) {
                throw ValidationError("unknown fault \"\(text)\"; did you mean \"\(name)\"?")
            }
            throw ValidationError("\(error)")
        }
    }

    /// The names of mistakes.
    static var mistakes: String { ScenarioOptions.Fault.allCases.map(\.rawValue).joined(separator: ", ") }

    var mistake: ScenarioOptions.Fault? { if case .mistake(let mistake) = self { mistake } else { nil } }
    var fault: Fault? { if case .fault(let fault) = self { fault } else { nil } }
}
