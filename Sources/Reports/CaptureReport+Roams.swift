internal import Octets
internal import Roaming

extension CaptureReport {
    /// Roams and failures: what is not known to be fast first, the slowest before others.
    private var inOrder: [Association] {
        associations.filter { $0.isRoam || $0.kind == .failed }.sorted { left, right in
            let times = [left, right].map { $0.phases.roam?.nanoseconds ?? .max }
            return (times[1], left.firstFrame) < (times[0], right.firstFrame)
        }
    }

    /// One row a roam, the slowest first, those of unknown time before.
    func writeTable(_ html: inout HTMLText) {
        let roams = inOrder
        html.raw(#"<section id="roams" class="panel">\#n<h2>Roams and failures, slowest first</h2>\#n"#)
        guard !roams.isEmpty else {
            html.raw("<p>There is none.</p>\n</section>\n")
            return
        }
        html.beginTable([
            "Frame#", "Station", "From, to", "Kind and reason", "Roam#", "EAP#", "4-way#", "Gap#", "Signal#",
        ])
        for roam in roams.prefix(Self.listed) {
            html.raw("<tr>")
            html.element("td", #"class="number mono""#, String(roam.requestFrame ?? roam.firstFrame))
            html.element("td", #"class="mono""#, roam.station.description)
            html.raw(#"<td class="mono">"#)
            html.text(roam.from?.description ?? "?")
            html.raw("<br>")
            html.text(roam.bssid.description)
            html.raw("</td><td>")
            html.raw(#"<b><i class="\#(Self.style(of: roam.kind))"></i>"#)
            html.text(roam.kind.rawValue)
            html.raw("</b>")
            html.text(roam.evidence == .inferred ? " (probably)" : "")
            html.text(roam.reason.map { ", \($0.code)" } ?? "")
            html.raw(#"<div class="soft small">"#)
            html.text(roam.explanation)
            html.raw("</div></td>")
            let phases = roam.phases
            for time in [phases.roam, phases.eap, phases.fourWay, phases.dataGap] {
                html.element("td", #"class="number mono""#, time?.milliseconds ?? "–")
            }
            let signals = [roam.fromSignal, roam.signal].map { $0.map { String($0) } ?? "–" }
            html.element(
                "td", #"class="number mono""#, signals == ["–", "–"] ? "–" : signals.joined(separator: " → "))
            html.raw("</tr>\n")
        }
        html.endTable()
        if roams.count > Self.listed {
            html.element("p", #"class="soft small""#, "\(roams.count - Self.listed) faster ones are not listed.")
        }
        html.raw("</section>\n")
    }

    /// The slowest roams frame by frame, only the first unfolded.
    func writeSlowest(_ summary: RoamSummary, _ html: inout HTMLText) {
        let drawn = summary.slowest.filter { !$0.ladder.isEmpty }.prefix(Self.drawn)
        guard !drawn.isEmpty else { return }
        let page = HTMLReport(report: ScenarioReport(title: title, command: command, clock: clock))
        html.raw(#"<section class="panel scenario">\#n<h2>The slowest, frame by frame</h2>\#n"#)
        for (index, roam) in drawn.enumerated() {
            html.raw("<details\(index == 0 ? " open" : "")><summary><b>")
            html.text("\(roam.phases.roam?.milliseconds ?? "?") ms")
            html.raw("</b> ")
            html.text("at \(roam.time.seconds) s · \(page.sentence(for: roam))")
            html.raw("</summary>\n")
            html.element("p", #"class="why""#, roam.explanation)
            page.write(roam, name: "the roam at frame \(roam.firstFrame)", &html)
            html.raw("</details>\n")
        }
        html.raw("</section>\n")
    }
}
