internal import Octets
internal import Roaming

extension HTMLReport {
    /// The section of one scenario: what was expected, what happened and why, and the ladder of its roam.
    func write(_ scenario: Scenario, _ html: inout HTMLText) {
        html.raw(#"<section id="\#(anchor(scenario))" class="panel scenario">\#n<div class="top">"#)
        html.element("h2", scenario.title)
        writeBadge(scenario, &html)
        html.raw("</div>\n")
        html.raw(#"<p class="soft small">"#)
        html.element("code", scenario.name)
        html.raw(" · ")
        html.text("Expected: \(scenario.expectation)")
        html.raw("</p>\n")
        if let roam = scenario.roam {
            html.element("p", #"class="why""#, roam.explanation)
            if let seen = scenario.outcome.seen { html.element("p", #"class="alert""#, seen) }
            write(roam, name: "\(scenario.name), the roam", &html)
        } else if let seen = scenario.outcome.seen {
            html.element("p", #"class="alert""#, seen)
        }
        for fault in scenario.faults {
            html.raw(#"<p class="soft small">Fault: "#)
            html.element("code", fault.text)
            html.text(": \(fault.sentence)")
            html.raw("</p>\n")
        }
        for (index, association) in scenario.associations.enumerated() where index != scenario.subject {
            writeOther(association, scenario, index, &html)
        }
        html.raw(#"<p class="soft small">Capture: "#)
        html.element("code", scenario.captureFile)
        html.raw("</p>\n</section>\n")
    }

    /// An association that the verdict is not about, folded.
    private func writeOther(_ association: Association, _ scenario: Scenario, _ index: Int, _ html: inout HTMLText) {
        let what = association.isRoam ? "Another roam" : association.isReconnect ? "A reconnection" : "An association"
        html.raw("<details><summary><b>")
        html.text("\(what) to \(association.bssid)")
        html.raw("</b> ")
        let time = association.phases.roam.map { " · \(short($0)) ms, \(label)" } ?? ""
        html.text("at \(association.time.seconds) s · \(sentence(for: association))\(time)")
        html.raw("</summary>\n")
        html.element("p", #"class="why""#, association.explanation)
        write(association, name: "\(scenario.name), association \(index + 1)", &html)
        html.raw("</details>\n")
    }

    /// Facts, phases and frames of one association.
    func write(_ association: Association, name: String, _ html: inout HTMLText) {
        html.raw(#"<div class="wide"><dl class="facts">"#)
        fact("Station", association.station.description, &html)
        let from = association.from.map { " from \($0)" } ?? ""
        let ssid = association.ssid.map { ", SSID \($0)" } ?? ""
        fact("BSS", "\(association.bssid)\(from)\(ssid)", &html)
        fact(
            "PMKID offered",
            association.pmkidsOffered.isEmpty
                ? "none" : association.pmkidsOffered.map { $0.description }.joined(separator: ", "), &html)
        if let accepted = association.pmkidAccepted { fact("PMKID accepted", accepted.description, &html) }
        let evidence =
            switch association.evidence {
            case .key: "the PMK is known, and the PMKID was computed with it"
            case .pmkid: "an earlier message 1 shows the PMKID"
            case .inferred: "inferred: EAP ran at another BSS and not here"
            case nil: "what the frames say"
            }
        fact("This rests on", evidence, &html)
        fact("AKM", association.akm ?? "not seen", &html)
        fact("Frames", "\(association.firstFrame) to \(association.lastFrame), \(association.retries) retries", &html)
        html.raw("</dl></div>\n")
        if association.phases.roam != nil {
            html.raw("<h3>Where the time goes</h3>\n")
            writeBar(of: association, name: name, &html)
        }
        guard !association.ladder.isEmpty else { return }
        html.raw("<h3>The frames</h3>\n")
        let ladder = LadderDiagram(association, name: name)
        ladder.write(&html)
        ladder.writeTable(&html)
    }
}
