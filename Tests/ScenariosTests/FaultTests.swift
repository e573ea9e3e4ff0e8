import Octets
import Roaming
import Scenarios
import Testing

/// Mistakes that real networks have: each ends in a stated failure.
@Suite struct FaultTests {
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            (ScenarioOptions.Fault.wrongSecret, Reason.eapTimeout, "is the shared secret the same"),
            (.wrongPassword, .eapFailure, "wrong password"),
            (.unknownUser, .eapFailure, "unknown user"),
            (.deadServer, .eapTimeout, ""),
        ])
    func itEndsInAStatedFailure(fault: ScenarioOptions.Fault, reason: Reason, complaint: String) throws {
        var options = ScenarioOptions()
        options.fault = fault
        let products = try ScenarioRun(.both, options: options).run()
        #expect(products.interruption == "The station did not get a link to 04:f0:21:19:89:44.")
        #expect(complaint.isEmpty || products.complaints.contains { $0.contains(complaint) }, "\(products.complaints)")
        let associations = RoamingResults(analyzing: products.capture.octets).associations
        #expect(associations.map(\.kind) == [.failed])
        #expect(associations.map(\.reason) == [reason])
        #expect(associations.allSatisfy { !$0.explanation.isEmpty })
        let judgement = Judgement(
            associations, of: .both, rounds: 1, station: ScenarioRun.station, home: ScenarioRun.home,
            target: ScenarioRun.target)
        #expect(!judgement.isAsExpected)
        // The same again, to the frame and the nanosecond.
        let capture = try ScenarioRun(.both, options: options).run().capture
        let again = RoamingResults(analyzing: capture.octets)
        #expect(again.associations.map(\.lastFrame) == associations.map(\.lastFrame))
        #expect(again.associations.map(\.phases) == associations.map(\.phases))
    }
}
