internal import Octets
internal import Roaming

extension ScenarioReport {
    /// `report.html`: one file, without links to outside and without script.
    public var html: String { HTMLReport(report: self).page }
}

/// Composes `report.html`.
struct HTMLReport {
    let report: ScenarioReport

    /// The words that every time is labelled with.
    var label: String { report.clock.label }

    var page: String {
        var html = HTMLText()
        html.beginPage(title: report.title, skip: "#verdicts", to: "To the verdicts")
        writeHeader(&html)
        html.raw("<main>\n")
        writeVerdicts(&html)
        writeComparison(&html)
        for scenario in report.scenarios { write(scenario, &html) }
        if !report.lengths.isEmpty { writeLengths(&html) }
        if !report.delays.isEmpty { writeDelays(&html) }
        html.raw("</main>\n")
        writeFooter(&html)
        html.raw("</body>\n</html>\n")
        return html.text
    }

    private func writeHeader(_ html: inout HTMLText) {
        html.raw(#"<header>\#n<div class="eyebrow">roamlab</div>\#n"#)
        html.element("h1", report.title)
        html.element("p", #"class="lead""#, headline)
        html.raw(#"<p class="soft small">"#)
        html.element("code", report.command)
        switch report.clock {
        case .simulated:
            html.raw(" · All times are simulated: charged from ")
            html.raw(report.delays.isEmpty ? "stated delays.</p>" : ##"<a href="#delays">stated delays</a>.</p>"##)
        case .wall, .capture, .partlySimulated: html.raw(" · All times are \(label).</p>")
        }
        html.raw("\n</header>\n")
    }

    /// What came out, in one or two sentences.
    private var headline: String {
        let wrong = report.scenarios.count { $0.outcome != .asExpected }
        let count = report.scenarios.count
        var text =
            switch (wrong, count) {
            case (_, 0): "No scenario ran."
            case (0, 1): "The scenario did what it should."
            case (0, 2): "Both scenarios did what they should."
            case (0, _): "All \(spelled(count)) scenarios did what they should."
            default: "\(wrong) of \(count) scenarios did not do what they should."
            }
        let roams = report.scenarios.compactMap(\.roam)
        let fast = roams.filter { $0.kind.isFast }.compactMap(\.phases.roam).min()
        let full = roams.filter { $0.kind == .full }.compactMap(\.phases.roam).sorted()
        if let fast, let slow = full.dropFirst(full.count / 2).first, fast.nanoseconds >= 1000, slow > fast {
            let factor = slow.nanoseconds / (fast.nanoseconds / 10)
            text +=
                " With a reused key the roam takes \(short(fast)) ms; with a full authentication, \(short(slow)) ms, "
                + "\(factor / 10).\(factor % 10) times as long."
        }
        return text
    }

    private func spelled(_ count: Int) -> String {
        let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        return words.indices.contains(count) ? words[count] : String(count)
    }

    private func writeVerdicts(_ html: inout HTMLText) {
        html.raw(#"<section id="verdicts" aria-label="Verdicts">\#n<div class="verdicts">\#n"#)
        for scenario in report.scenarios {
            let isGood = scenario.outcome == .asExpected
            html.raw(#"<article class="panel verdict\#(isGood ? "" : " bad")">\#n"#)
            html.raw(##"<div class="top"><a href="#\##(anchor(scenario))">"##)
            html.element("h2", scenario.name)
            html.raw("</a>")
            writeBadge(scenario, &html)
            html.raw("</div>\n")
            html.raw(#"<ul class="switches">"#)
            writeSwitch("OKC on the VAP", isOn: scenario.accessPointUsesOKC, &html)
            writeSwitch("PKC on the station", isOn: scenario.stationUsesPKC, &html)
            html.raw("</ul>\n")
            writeResult(of: scenario, &html)
            html.raw("</article>\n")
        }
        html.raw("</div>\n</section>\n")
    }

    func writeBadge(_ scenario: Scenario, _ html: inout HTMLText) {
        html.raw(
            scenario.outcome == .asExpected
                ? #"<span class="badge">✓ expected</span>"# : #"<span class="badge bad">✗ unexpected</span>"#)
    }

    private func writeSwitch(_ name: String, isOn: Bool, _ html: inout HTMLText) {
        html.raw(#"<li><span class="switch\#(isOn ? " on" : "")" aria-hidden="true"></span>"#)
        html.text("\(name): ")
        html.raw("<b>\(isOn ? "on" : "off")</b></li>")
    }

    private func writeResult(of scenario: Scenario, _ html: inout HTMLText) {
        if let roam = scenario.roam {
            let time = (scenario.rounds?.median ?? roam.phases.roam).map(short) ?? "–"
            let what = scenario.rounds.map { "median of \($0.count) roams, \(label)" } ?? "roam, \(label)"
            html.raw(#"<div class="big">\#(time) <small>ms</small></div>\#n<div class="soft small">\#(what)</div>\#n"#)
            html.element("div", #"class="kind""#, sentence(for: roam))
            html.raw(#"<dl class="facts">"#)
            fact("PMKID offered", roam.pmkidsOffered.isEmpty ? "no" : "yes", &html)
            fact("EAP", roam.eap ? "\(roam.eapRoundTrips) round trips" : "none", &html)
            fact("4-way handshake", roam.phases.fourWay.map { "\(short($0)) ms" } ?? "not seen", &html)
            if let gap = roam.phases.dataGap { fact("Data gap", "\(short(gap)) ms", &html) }
            if let rounds = scenario.rounds {
                fact("Fastest", "\(short(rounds.minimum)) ms", &html)
                fact("95th percentile", "\(short(rounds.percentile95)) ms", &html)
            }
            html.raw("</dl>\n")
        } else {
            html.raw(#"<div class="big">– <small>no roam</small></div>\#n"#)
        }
        if case .unexpected(let seen) = scenario.outcome { html.element("p", #"class="alert""#, seen) }
    }

    func fact(_ name: String, _ value: String, _ html: inout HTMLText) {
        html.element("dt", name)
        html.element("dd", value)
    }

    /// What the kind means, for a reader who does not know the word.
    func sentence(for association: Association) -> String {
        let probably = association.evidence == .inferred ? ", probably" : ""
        return switch association.kind {
        case .full: "Full authentication" + (association.eapMethod.map { ", \($0)" } ?? "")
        case .okc: "Key of another BSS reused (OKC\(probably))"
        case .pmksa: "Key of this BSS reused (PMKSA caching)"
        case .cached: "Key reused"
        case .ft: "Fast BSS Transition" + (association.over.map { $0 == .ds ? " over the DS" : " over the air" } ?? "")
        case .psk: "Pre-shared key"
        case .sae: "SAE"
        case .owe: "OWE"
        case .wep: "WEP"
        case .open: "Open network"
        case .failed: "Failed" + (association.reason.map { ": \($0.code)" } ?? "")
        case .unknown: "Not all of it was captured"
        }
    }

    func anchor(_ scenario: Scenario) -> String {
        "scenario-" + scenario.name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }

    private func writeLengths(_ html: inout HTMLText) {
        let equal = report.lengths.count { $0.isEqual }
        html.raw(#"<section id="lengths" class="panel">\#n<h2>Frame lengths, ours and the seed's</h2>\#n"#)
        html.element(
            "p", #"class="soft small""#,
            "Octets without radiotap and FCS. \(equal) of \(report.lengths.count) are equal; "
                + "none is reached by padding."
        )
        html.beginTable(["Frame", "Ours#", "The seed's#", "Equal", "What makes it so"])
        for length in report.lengths {
            html.raw("<tr>")
            html.element("td", length.frame)
            html.element("td", #"class="number""#, length.ours.map(String.init) ?? "not captured")
            html.element("td", #"class="number""#, String(length.reference))
            html.raw(#"<td class="\#(length.isEqual ? "yes\">✓ equal" : "no\">✗ not")</td>"#)
            html.element("td", #"class="soft""#, length.cause)
            html.raw("</tr>\n")
        }
        html.endTable()
        html.raw("</section>\n")
    }

    private func writeDelays(_ html: inout HTMLText) {
        html.raw(#"<section id="delays" class="panel">\#n<h2>The delays that simulated time charges</h2>\#n"#)
        html.element(
            "p", #"class="soft small""#,
            "No device was measured: these stand for what real ones take, and airtime follows the PHY's timing.")
        html.beginTable(["Delay", "Value#", "Option", "Where it comes from"])
        for delay in report.delays {
            html.raw("<tr>")
            html.element("td", delay.name)
            html.element("td", #"class="number""#, delay.value)
            html.raw("<td>")
            html.element("code", delay.option)
            html.raw("</td>")
            html.element("td", #"class="soft""#, delay.source)
            html.raw("</tr>\n")
        }
        html.endTable()
        html.raw("</section>\n")
    }

    private func writeFooter(_ html: inout HTMLText) {
        html.raw("<footer>\n")
        html.element(
            "p",
            "Every verdict here was read back from the capture beside this page, never from the emulator's own state. "
                + "Open the captures in Wireshark; the TLS keys are inside, the PMKs in the .keys files.")
        html.raw("</footer>\n")
    }
}

/// Milliseconds with one decimal, for headings; tables have three.
func short(_ time: Elapsed) -> String {
    let tenths = (time.nanoseconds.magnitude + 50_000) / 100_000
    return (time.nanoseconds < 0 && tenths > 0 ? "−" : "") + "\(tenths / 10).\(tenths % 10)"
}
