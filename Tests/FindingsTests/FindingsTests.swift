import FuzzTargets
import Octets
import TestSupport
import Testing

/// What the fuzzer begins with and what it has found, read again: a reader may refuse it, not trap.
@Suite struct FindingsTests {
    @Test(arguments: FuzzTarget.allCases) func whatTheFuzzerFoundIsReadWithoutTrapping(target: FuzzTarget) throws {
        let folders = ["Corpus", "Findings"].map { "\(Reference.package)/Fuzz/\($0)/\(target.rawValue)" }
        let names = try #require(
            Program.text(of: "find \(folders.joined(separator: " ")) -type f", mayFail: true)
        ).split(separator: "\n")
        #expect(!names.isEmpty, "the corpus of \(target.rawValue) is missing")
        for name in names {
            let octets = try #require(Program.octets(of: String(name)))
            target.read(octets.octets)
        }
    }
}
