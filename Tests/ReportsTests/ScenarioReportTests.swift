import Octets
import Reports
import Roaming
import Testing

@Suite struct ScenarioReportTests {
    private static let oldBSS = MACAddress(0x04F0_2119_8744)
    private static let targetBSS = MACAddress(0x04F0_2119_8844)

    private func milliseconds(_ count: Int64) -> Elapsed { Elapsed(nanoseconds: count * 1_000_000) }

    /// A roam of 120 ms, whose network has the name that is given.
    private func roam(ssid: String = "okctest1", kind: AssociationKind = .full) -> Association {
        var roam = Association(station: MACAddress(0x000E_8EFD_9371), bssid: Self.targetBSS)
        roam.ssid = ssid
        roam.from = Self.oldBSS
        roam.isRoam = true
        roam.kind = kind
        roam.reason = kind == .full ? .noPMKIDOffered : nil
        roam.eap = kind == .full
        roam.eapMethod = kind == .full ? "EAP-TTLS" : nil
        roam.explanation = "Why it went so in \(ssid)."
        roam.phases.roam = milliseconds(kind == .full ? 120 : 15)
        roam.phases.fourWay = milliseconds(8)
        roam.phases.eap = kind == .full ? milliseconds(100) : nil
        roam.phases.radius = kind == .full ? milliseconds(60) : nil
        roam.ladder = [
            LadderFrame(
                number: 11, time: milliseconds(0), sender: .station, receiver: .target, text: "Authentication, \(ssid)",
                length: 30, phase: .authentication),
            LadderFrame(
                number: 12, time: milliseconds(1), sender: .old, receiver: .station, text: "Deauthentication, reason 2",
                length: 26, phase: .leaving),
            LadderFrame(
                number: 13, time: milliseconds(7), sender: .target, receiver: .radius, text: "Access-Request 5",
                length: 180, phase: .eap, isRetry: true),
        ]
        return roam
    }

    private func report(_ scenarios: [(String, Association, Scenario.Outcome)]) -> ScenarioReport {
        var report = ScenarioReport(title: "Four <scenarios>", command: "roamlab okc", clock: .simulated)
        for (name, roam, outcome) in scenarios {
            report.scenarios.append(
                Scenario(
                    name: name, title: "The scenario \(name)", accessPointUsesOKC: true, stationUsesPKC: false,
                    expectation: "Full.", outcome: outcome, captureFile: "okc_\(name).pcapng",
                    associations: [roam]))
        }
        report.delays = [
            StatedDelay(name: "RADIUS round trip", value: "6 ms", option: "--radius-rtt", source: "the seed")
        ]
        return report
    }

    @Test func theTableHasARowAScenarioAndSaysThatTimesAreSimulated() {
        var report = report([
            ("none", roam(), .asExpected), ("both", roam(kind: .okc), .unexpected("EAP ran.")),
        ])
        #expect(
            report.text(isColored: false) == """
                Scenario  VAP    STA    PMKID in request  EAP       4-way     Roam  Verdict
                none      okc=1  pkc=0  absent            EAP-TTLS  8.000  120.000  ok: full, no-pmkid-offered
                both      okc=1  pkc=0  absent            none      8.000   15.000  NOT OK: okc

                both: EAP ran.
                  Why it went so in okctest1.

                Times are simulated, in milliseconds, charged from
                  6 ms  RADIUS round trip (--radius-rtt)

                """)
        report.scenarios[0].rounds = RoundStatistics([milliseconds(120)])
        #expect(report.text(isColored: false).contains("Rounds      Min   Median     95 %  Verdict"))
    }

    @Test func onlyATerminalGetsColors() {
        let report = report([("none", roam(), .asExpected)])
        #expect(report.text(isColored: true).contains("\u{1b}[1;32mok: full, no-pmkid-offered\u{1b}[0m"))
        #expect(!report.text(isColored: false).contains("\u{1b}"))
    }

    @Test func aRunIsAsExpectedOnlyIfEachScenarioIsAndThereIsOne() {
        #expect(report([("a", roam(), .asExpected)]).isAsExpected)
        #expect(!report([("a", roam(), .asExpected), ("b", roam(), .unexpected("x"))]).isAsExpected)
        #expect(!report([]).isAsExpected)
    }

    @Test func statisticsAreOfNearestRank() throws {
        let hundred = try #require(RoundStatistics((1...100).map { milliseconds($0) }))
        #expect(hundred.minimum == milliseconds(1))
        #expect(hundred.median == milliseconds(50))
        #expect(hundred.percentile95 == milliseconds(95))
        let three = try #require(RoundStatistics([milliseconds(9), milliseconds(2), milliseconds(5)]))
        #expect(three.median == milliseconds(5))
        #expect(three.percentile95 == milliseconds(9))
        #expect(RoundStatistics([]) == nil)
    }

    @Test func whatComesFromTheAirIsEscapedInThePage() {
        let evil = "<script>alert(\"1\")</script>&'\u{202E}"
        let html = report([("none", roam(ssid: evil), .unexpected(evil))]).html
        #expect(!html.contains("<script"))
        #expect(html.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;\u{FFFD}"))
        #expect(html.contains("Four &lt;scenarios&gt;"))
    }

    @Test func thePageStandsAlone() {
        let html = report([("none", roam(), .asExpected), ("both", roam(kind: .okc), .asExpected)]).html
        for outside in ["http:", "https:", "<script", "<link", "@import", "url(", "src="] {
            #expect(!html.contains(outside), "\(outside)")
        }
        #expect(
            html.contains("With a reused key the roam takes 15.0 ms; with a full authentication, 120.0 ms, 8.0 times"))
        #expect(html.contains("prefers-color-scheme: dark"))
        #expect(html.contains("@media print"))
    }

    @Test func everyElementOfThePageIsClosed() {
        let html = report([("none", roam(), .asExpected), ("both", roam(kind: .okc), .unexpected("x"))]).html
        for name in [
            "section", "article", "div", "dl", "dt", "dd", "ul", "li", "svg", "figure", "g", "text", "table", "tr",
            "td",
            "th", "details", "summary", "p", "span", "a", "code", "b", "h1", "h2", "h3", "main", "header", "footer",
        ] {
            let opened = html.ranges(of: "<\(name)>").count + html.ranges(of: "<\(name) ").count
            #expect(opened == html.ranges(of: "</\(name)>").count, "\(name)")
        }
    }

    @Test func theLadderNamesEachFrameInTheDiagramAndInTheTable() {
        let html = report([("none", roam(), .asExpected)]).html
        #expect(html.contains("Frame 12: Deauthentication, reason 2, 26 octets"))
        #expect(html.contains(#"<td class="number mono">1.000</td><td class="number mono">12</td><td>Old AP</td>"#))
        #expect(html.contains("again: Access-Request 5"))
    }

    @Test func resultsHoldTheScenarioWithEachAssociationAndTheVerdicts() {
        let json = report([("none", roam(), .unexpected("EAP \"ran\"."))]).json
        #expect(json.hasPrefix("{\n  \"associations\": [\n    {\n      \"scenario\": \"none\",\n"))
        #expect(json.contains("\"seen\": \"EAP \\\"ran\\\".\""))
        #expect(json.contains("\"as_expected\": false"))
        #expect(json.contains("\"clock\": \"simulated\""))
        #expect(json.contains("\"rounds\": null"))
    }

    @Test func noTimeThatACaptureClaimsOverflowsTheDrawings() {
        var roam = roam()
        roam.phases.eap = Elapsed(nanoseconds: .max)
        roam.phases.fourWay = Elapsed(nanoseconds: -5)
        roam.ladder[1].time = Elapsed(nanoseconds: .min)
        roam.ladder[2].time = Elapsed(nanoseconds: .max)
        #expect(report([("none", roam, .asExpected)]).html.contains("</html>"))
        roam.ladder[0].time = Elapsed(nanoseconds: .min)
        roam.phases.roam = Elapsed(nanoseconds: .max)
        var other = self.roam(kind: .okc)
        other.phases.roam = Elapsed(nanoseconds: 1)
        #expect(report([("none", roam, .asExpected), ("both", other, .asExpected)]).html.contains("</html>"))
    }
}
