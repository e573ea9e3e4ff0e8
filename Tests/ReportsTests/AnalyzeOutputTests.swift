import Octets
import Reports
import Roaming
import Testing

/// What `roamlab analyze` writes, with names from the air that try to break it.
@Suite struct AnalyzeOutputTests {
    private func roam(_ milliseconds: Int64?, ssid: String = "okctest1", kind: AssociationKind = .okc) -> Association {
        var roam = Association(station: MACAddress(0x000E_8EFD_9371), bssid: MACAddress(0x04F0_2119_8844))
        roam.ssid = ssid
        roam.from = MACAddress(0x04F0_2119_8944)
        roam.isRoam = true
        roam.request = .reassociation
        roam.kind = kind
        roam.firstFrame = 7
        roam.explanation = "Because."
        roam.phases.roam = milliseconds.map { Elapsed(nanoseconds: $0 * 1_000_000) }
        roam.phases.authenticationToAssociation = Elapsed(nanoseconds: 3_206_000)
        return roam
    }

    @Test func csvQuotesWhatRFC4180SaysAndDefusesFormulas() throws {
        let text = AssociationCSV.text([roam(7, ssid: "a,\"b\"\r\n"), roam(7, ssid: "=1+1"), roam(7, ssid: "-5")])
        let second = "00:0e:8e:fd:93:71,'=1+1,04:f0:21:19:88:44,04:f0:21:19:89:44,true,reassociation,okc,"
        #expect(text.contains("00:0e:8e:fd:93:71,\"a,\"\"b\"\"\r\n\",04:f0"))
        #expect(text.contains(second))
        #expect(text.contains(",-5,"))
        #expect(text.hasPrefix("station,ssid,bssid,from,roam,"))
    }

    @Test func theTableSaysHowStrongBothBSSsWereWhereTheyDiffer() {
        var walked = roam(7)
        (walked.fromSignal, walked.signal) = (-75, -62)
        let sentence = "Because. The capture had the BSS before at -75 dBm, this one at -62 dBm.\n"
        #expect(AssociationTable([walked]).text.contains(sentence))
        #expect(AssociationTable.line(of: walked).hasSuffix(String(sentence.dropLast())))
        walked.fromSignal = -62
        #expect(AssociationTable([walked]).text.contains("Because.\n"))
        #expect(AssociationTable([roam(7)]).text.contains("Because.\n"))
    }

    @Test func markdownEscapesMarkup() {
        let text = AssociationMarkdown.text([roam(7, ssid: "<script>|*x*\n")])
        #expect(text.contains("&#60;script&#62;&#124;&#42;x&#42; "))
        #expect(!text.contains("<script>"))
    }

    @Test func junitIsRedWhereAGateObjectsAndEscapesXML() {
        let gate = RoamGate(limit: Elapsed(nanoseconds: 50_000_000))
        let roams = [roam(7), roam(51, ssid: "<script>\u{1}&\""), roam(nil)]
        #expect(gate.objection(toCaptureOf: roams) == nil)
        let text = JUnitReport.text(roams, name: "a<b", objection: gate.objection)
        #expect(text.contains("<testsuite name=\"a&lt;b\" tests=\"3\" failures=\"2\" errors=\"0\">"))
        #expect(text.contains("classname=\"&lt;script&gt;\u{FFFD}&amp;&quot;\""))
        #expect(text.contains("51.000 ms is over the limit of 50.000 ms. Because."))
        #expect(text.contains("The capture does not tell how long the roam took. Because."))
        #expect(text.contains("Authentication to Reassociation Response 3.206 ms"))
    }

    @Test func theGatePassesWhatIsNoRoamAndUnknownTimesOnlyWhereAllowed() {
        var gate = RoamGate(limit: Elapsed(nanoseconds: 50_000_000))
        var first = roam(100)
        first.isRoam = false
        #expect(gate.objection(to: first) == nil)
        // A gate that measured nothing is not kept.
        let complaint = gate.objection(toCaptureOf: [first])
        #expect(complaint == gate.objection(toCaptureOf: []) && complaint != nil)
        let junit = JUnitReport.text([first], name: "a", complaints: [complaint ?? ""], objection: gate.objection)
        #expect(junit.contains("tests=\"1\" failures=\"1\"") && junit.contains("No roam was captured"))
        #expect(gate.objection(to: roam(50)) == nil)
        #expect(gate.objection(to: roam(nil)) != nil)
        #expect(gate.objection(to: roam(7, kind: .failed)) != nil)
        gate.allowsUnknown = true
        #expect(gate.objection(toCaptureOf: [first]) == nil)
        #expect(gate.objection(to: roam(nil)) == nil)
        #expect(gate.objection(to: roam(7, kind: .failed)) != nil)
    }

    @Test func percentilesAreNearestRanks() throws {
        // Of 1 … 100: ranks 50, 95 and 99.
        let times = (1...100).map { Elapsed(nanoseconds: $0 * 1_000_000) }
        let percentiles = try #require(RoamSummary.Percentiles(times.shuffled()))
        #expect(percentiles.median.milliseconds == "50.000")
        #expect(percentiles.percentile95.milliseconds == "95.000")
        #expect(percentiles.percentile99.milliseconds == "99.000")
    }

    @Test func theSummaryCountsPerNetworkAndPair() throws {
        let summary = RoamSummary([roam(7), roam(9), roam(40, kind: .full), roam(3, ssid: "other", kind: .ft)])
        #expect(summary.networks.map(\.name) == ["okctest1", "other"])
        #expect(summary.networks[0].fast == 2 && summary.networks[0].count == 3)
        #expect(summary.pairs.map(\.name) == ["04:f0:21:19:89:44 → 04:f0:21:19:88:44"])
        #expect(summary.slowest.map { $0.phases.roam?.milliseconds } == ["40.000", "9.000", "7.000", "3.000"])
        #expect(summary.text.contains("okctest1: 3 roams, 66 % fast (1 full, 2 okc)"))
    }
}
