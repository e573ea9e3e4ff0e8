import Faults
import Octets
import Reports
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

    /// hostapd repeats message 3 after 100 ms and after a second more.
    @Test func aFaultOnTheAirIsReportedWithWhenItActed() throws {
        var options = ScenarioOptions()
        let line = "drop eapol-key 3 from ap bssid 04:f0:21:19:88:44 first 2"
        options.faults = [try Faults.Fault(parsing: line), try Faults.Fault(parsing: "drop radius access-reject")]
        let products = try ScenarioRun(.both, options: options).run()
        #expect(products.faults.map(\.acted) == [2, 0])
        #expect(products.faults.map(\.counted) == [3, 0])
        let associations = RoamingResults(analyzing: products.capture.octets, gathersLadders: true).associations
        let judgement = Judgement(
            associations, of: .both, rounds: 1, station: ScenarioRun.station, home: ScenarioRun.home,
            target: ScenarioRun.target)
        #expect(judgement.isAsExpected)
        let roam = try #require(judgement.roams.first)
        let time = try #require(roam.phases.fourWay.flatMap { Double($0.milliseconds) })
        #expect((1090...1130).contains(time))

        let scenario = Reports.Scenario(.both, associations: associations, judgement: judgement, products: products)
        #expect(scenario.faults.map(\.text) == [line, "drop radius access-reject"])
        let occasions = try #require(scenario.faults.first?.occasions)
        #expect(occasions.map(\.frame) == ["eapol-key 3", "eapol-key 3"])
        #expect(occasions.map(\.sender) == ["04:f0:21:19:88:44", "04:f0:21:19:88:44"])
        // Within the roam: the first message 3 a few milliseconds after the first frame.
        let first = try #require(occasions.first)
        #expect(
            (0...0.02).contains(try #require(Double(first.time.seconds)) - (try #require(Double(roam.time.seconds)))))

        var report = ScenarioReport(title: "", command: "", clock: .simulated)
        report.scenarios = [scenario]
        #expect(report.json.contains("\"fault\": \"\(line)\""))
        #expect(report.text(isColored: false).contains("drop radius access-reject: never acted"))
        #expect(report.text(isColored: false).contains("acted 2 times: eapol-key 3 at "))
        #expect(report.html.contains(line))
    }
}
