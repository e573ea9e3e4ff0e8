import Octets
import Roaming
import Scenarios
import TestSupport
import Testing

/// Our own captures with frames taken away or changed by other tools: each verdict changes as Docs/Results.md defines.
@Suite struct EditedCaptureTests {
    /// The roam to the target, read from the scenario's capture without the frames that a display filter selects.
    private func roam(_ scenario: OKCScenario, without filter: String, keys: Bool = false) throws -> Association {
        try #require(Program.isThere("editcap", package: "wireshark-common"))
        let run = try #require(Runs.all[scenario])
        let numbers = Runs.fields(run, filter, ["frame.number"]).map { $0[0] }
        try #require(!numbers.isEmpty)
        let path = run.path + ".\(filter.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }).edited"
        _ = Program.text(of: "editcap \(run.path) \(path) \(numbers.joined(separator: " "))")
        let known = keys ? try KeysFile(parsing: run.products.keys) : KeysFile()
        return try #require(
            try RoamingResults(analyzing: path, keys: known).associations.first { $0.bssid == ScenarioRun.target })
    }

    private let target = "wlan.bssid == 04:f0:21:19:88:44"

    @Test func withoutEAPOnTheAirTheWireStillContradictsAReuse() throws {
        let roam = try roam(.none, without: "wlan && eap && \(target)")
        #expect(roam.kind == .unknown && roam.reason == .incompleteCapture)
    }

    @Test func withoutEAPAndWithoutTheWireItSeemsAReuseByAddress() throws {
        let edited = try roam(.none, without: "(wlan && eap && \(target)) || radius")
        #expect(edited.kind == .okc && edited.evidence == .inferred && edited.pmkidAccepted == nil)
        let proven = try roam(.none, without: "(wlan && eap && \(target)) || radius", keys: true)
        #expect(proven.kind == .unknown)
    }

    @Test func withoutMessage1TheHandshakeHasNoDuration() throws {
        let roam = try roam(.both, without: "wlan_rsna_eapol.keydes.msgnr == 1 && \(target)")
        #expect(roam.kind == .okc && roam.phases.fourWay == nil && roam.pmkidAccepted == nil)
        #expect(roam.phases.roam != nil)
    }

    @Test func withoutMessage4ProtectedDataShowTheLink() throws {
        let roam = try roam(.both, without: "wlan_rsna_eapol.keydes.msgnr == 4 && \(target)")
        #expect(roam.kind == .okc && roam.phases.fourWay == nil && roam.phases.roam == nil)
        let silent = try self.roam(
            .both, without: "(wlan_rsna_eapol.keydes.msgnr == 4 || wlan.fc.protected == 1) && \(target)")
        #expect(silent.kind == .unknown && silent.reason == .incompleteCapture)
    }

    @Test(arguments: [false, true])
    func anOfferedPMKIDThatMessage1DoesNotShowMeansAMissedExchange(isKnown: Bool) throws {
        let run = try #require(Runs.all[.both])
        let offered = try #require(
            Runs.fields(run, "wlan.fc.type_subtype == 2 && \(target)", ["wlan.pmkid.akms"]).first?.first)
        let pmkid = try #require([UInt8](hexadecimal: offered))
        var capture = run.products.capture
        let start = try #require(capture.indices.first { capture[$0...].starts(with: pmkid) })
        capture[start + 15] ^= 1
        let keys = isKnown ? try KeysFile(parsing: run.products.keys) : KeysFile()
        let roam = try #require(
            RoamingResults(analyzing: capture.octets, keys: keys).associations.first { $0.bssid == ScenarioRun.target })
        #expect(roam.kind == .unknown && roam.pmkidAccepted == nil)
        #expect(roam.isPMKIDVerified == (isKnown ? false : nil))
    }
}
