import Octets
import Reports
import Roaming
import Testing

/// The page of `analyze --report`, and names from the air in every output.
@Suite struct CaptureReportTests {
    /// Names that an AP may send: markup, quotes, table bars, controls, a change of direction, octets that are no UTF-8.
    static let names: [[UInt8]] = [
        Array("<script>alert(1)</script>".utf8), Array("\"'&<>".utf8), Array("a|b`*_[x](y)".utf8),
        [0x1B, 0x5B, 0x32, 0x4A, 0x00, 0x0D, 0x0A, 0x08], Array("\u{202E}evil\u{200B}".utf8),
        [0xFF, 0xFE, 0xC0, 0x80, 0x3C], Array("=cmd|' /C calc'!A0".utf8), Array("]]>-->".utf8),
    ]

    private func roams(_ name: [UInt8]) -> [Association] {
        (0..<4).map { index in
            var roam = Association(station: MACAddress(0x000E_8EFD_9371), bssid: MACAddress(0x04F0_2119_8844))
            roam.ssid = String(decoding: name, as: UTF8.self)
            roam.from = MACAddress(0x04F0_2119_8944)
            roam.isRoam = true
            roam.kind = [.okc, .full, .failed, .unknown][index]
            roam.firstFrame = index + 1
            roam.akm = roam.ssid
            roam.explanation = "It came from \(roam.ssid ?? "")."
            roam.phases.roam = Elapsed(nanoseconds: Int64(index + 1) * 7_000_000)
            roam.ladder = [
                LadderFrame(
                    number: 1, time: Elapsed(nanoseconds: 0), sender: .station, receiver: .target,
                    text: roam.ssid ?? "", length: 30, phase: .association)
            ]
            return roam
        }
    }

    @Test(arguments: names)
    func noNameBreaksOut(name: [UInt8]) {
        let roams = roams(name)
        let text = String(decoding: name, as: UTF8.self)
        let page = CaptureReport(title: text, command: text, associations: roams, objections: [text], damages: [text])
            .html
        let junit = JUnitReport.text(roams, name: text) { _ in text }
        for output in [page, junit] {
            #expect(!output.contains("<script") && !output.contains("\"'&<"))
            #expect(!output.unicodeScalars.contains { ($0.value < 0x20 && $0.value != 10) || $0.value == 0x202E })
        }
        // Line ends that belong to no row would tear a table apart: one a row, header, rule and summaries included.
        let markdown = AssociationMarkdown.text(roams)
        #expect(markdown.split(separator: "\n").allSatisfy { $0.hasPrefix("| ") && $0.hasSuffix(" |") })
        #expect(markdown.split(separator: "\n").prefix(6).allSatisfy { $0.count { $0 == "|" } == 11 })
        // A terminal must not obey: no escape, no carriage return.
        let table = AssociationTable(roams).text + RoamSummary(roams).text
        #expect(!table.unicodeScalars.contains { $0.value < 0x20 && $0.value != 10 })
        let json = ResultsJSON.text(roams)
        #expect(!json.unicodeScalars.contains { $0.value < 0x20 && $0.value != 10 })
        let csv = AssociationCSV.text(roams)
        #expect(!csv.contains(",=cmd"))
    }

    @Test func thePageFetchesAndRunsNothing() {
        let page = CaptureReport(title: "x", command: "x", associations: roams([0x61])).html
        #expect(page.contains("default-src 'none'"))
        for word in ["http:", "https:", "<script", "src=", "url("] { #expect(!page.contains(word)) }
        #expect(page.contains("4 roams of 1 station, 25 % of them fast, 1 failed"))
        #expect(page.contains("7.0 ms") || page.contains("14.0 ms"))
    }

    /// Who stamped a capture is not known, unless the laboratory says that it did.
    @Test func timesAreSimulatedOrThoseOfTheCaptureButNeverMeasuredHere() {
        for (clock, words) in [
            (ScenarioReport.Clock.capture, "All times are by the capture&#39;s clock."),
            (.simulated, "All times are simulated."), (.partlySimulated, "All times are partly simulated."),
        ] {
            let page = CaptureReport(title: "x", command: "x", associations: roams([0x61]), clock: clock).html
            #expect(page.contains(words) || page.contains(words.replacing("&#39;", with: "'")))
            #expect(!page.contains(" measured.") && !page.contains(", measured"))
            #expect(page.contains("ms, \(clock.label)") || page.contains("ms, by the capture&#39;s clock"))
        }
    }

    @Test func aCaptureWithoutRoamsSaysSo() {
        let page = CaptureReport(title: "x", command: "x", associations: []).html
        #expect(page.contains("0 associations, none of them a roam.") && page.contains("There is none."))
    }

    @Test func noTimeIsTooLongOrTooShortToDraw() {
        var roams = roams([0x61])
        for (index, time) in [Int64.min, 1, 0, .max].enumerated() {
            roams[index].phases.roam = Elapsed(nanoseconds: time)
            roams[index].phases.eap = Elapsed(nanoseconds: .max)
        }
        #expect(CaptureReport(title: "x", command: "x", associations: roams).html.hasSuffix("</html>\n"))
    }
}
