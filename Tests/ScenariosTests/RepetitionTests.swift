import Scenarios
import TestSupport
import Testing

/// A seed repeats a run.
@Suite struct RepetitionTests {
    /// Time, kind and length of every frame that `roamlab okc --seed` leaves, in a process of its own.
    private func frames(seed: Int, run: String) throws -> String {
        let program = try #require(Program.roamlab)
        let folder = try #require(Program.folder) + "/" + run
        _ = Program.text(of: "\(program) okc --seed \(seed) --roams 2 --out \(folder)")
        let fields = "-e frame.time_epoch -e wlan.fc.type_subtype -e _ws.col.Protocol -e frame.len"
        return try OKCScenario.allCases.map { scenario in
            try #require(Program.text(of: "tshark -r \(folder)/\(scenario.fileName).pcapng -T fields \(fields)"))
        }.joined()
    }

    @Test func twoProcessesWithOneSeedLeaveTheSameFramesAtTheSameTimes() throws {
        try #require(Program.isThere("tshark", package: "tshark"))
        let first = try frames(seed: 7, run: "first")
        #expect(first.count > 100_000)
        #expect(try frames(seed: 7, run: "again") == first)
        #expect(try frames(seed: 8, run: "other") != first)
    }
}
