internal import Roaming

/// One part of a roam's time.
private struct Segment {
    var phase: String
    var name: String
    var time: Elapsed
}

extension HTMLReport {
    /// The bars of all roams on one scale.
    func writeComparison(_ html: inout HTMLText) {
        let bars = report.scenarios.compactMap { scenario in
            scenario.roam.flatMap { roam in roam.phases.roam.map { (scenario, roam, $0) } }
        }
        let longest = bars.map(\.2.nanoseconds).max() ?? 0
        guard bars.count > 1, longest > 0 else { return }
        html.raw(#"<section class="panel">\#n<h2>Where the time of each roam goes</h2>\#n"#)
        html.element(
            "p", #"class="soft small""#,
            "From the first Authentication frame to message 4, all on one scale, in milliseconds, \(label).")
        writeLegend(bars.contains { $0.1.phases.radius != nil }, &html)
        let (left, width, step) = (110, 880, 46)
        let height = bars.count * step + 6
        let alternative = bars.map { "\($0.0.name): \(describe($0.1, total: $0.2))" }.joined(separator: ". ")
        html.beginFigure(height: height, label: alternative)
        for (index, bar) in bars.enumerated() {
            let y = index * step + 4
            html.raw(#"<text x="0" y="\#(y + 21)" class="bold">\#(escaped(bar.0.name))</text>\#n"#)
            let length = max(2, Int(Double(max(0, bar.2.nanoseconds)) / Double(longest) * Double(width)))
            drawBar(bar.1, total: bar.2, x: left, y: y, width: length, height: 32, &html)
            html.raw(#"<text x="\#(left + length + 10)" y="\#(y + 21)" class="bold">\#(short(bar.2)) ms</text>\#n"#)
        }
        html.endFigure()
        html.raw("</section>\n")
    }

    /// The bar of one association over the whole width.
    func writeBar(of association: Association, name: String, _ html: inout HTMLText) {
        guard let total = association.phases.roam, total.nanoseconds > 0 else { return }
        writeLegend(association.phases.radius != nil, &html)
        let alternative = "Phases of \(name): \(describe(association, total: total))"
        html.beginFigure(height: 38, label: alternative)
        drawBar(association, total: total, x: 0, y: 2, width: 1080, height: 34, &html)
        html.endFigure()
        html.raw(#"<div class="wide small"><dl class="facts">"#)
        for segment in segments(association, total: total) {
            fact(segment.name, "\(segment.time.milliseconds) ms", &html)
            if segment.phase == "eap", let radius = association.phases.radius {
                fact("of it, in RADIUS", "\(radius.milliseconds) ms", &html)
            }
        }
        fact("Roam", "\(total.milliseconds) ms, \(label)", &html)
        if let gap = association.phases.dataGap { fact("Data gap", "\(gap.milliseconds) ms, \(label)", &html) }
        html.raw("</dl></div>\n")
    }

    private func writeLegend(_ hasRADIUS: Bool, _ html: inout HTMLText) {
        html.raw(#"<ul class="legend">"#)
        for (phase, name) in [
            ("authentication", "authentication and association"), ("eap", "EAP"), ("radius", "of it, RADIUS"),
            ("four_way", "4-way handshake"), ("between", "between them"),
        ] where hasRADIUS || phase != "radius" { html.raw(#"<li><i class="f-\#(phase)"></i>\#(name)</li>"#) }
        html.raw("</ul>\n")
    }

    private func segments(_ association: Association, total: Elapsed) -> [Segment] {
        let phases = association.phases
        var segments: [Segment] = []
        if let time = phases.authenticationToAssociation {
            segments.append(Segment(phase: "authentication", name: "Authentication and association", time: time))
        }
        if let time = phases.eap { segments.append(Segment(phase: "eap", name: "EAP", time: time)) }
        if let time = phases.fourWay {
            segments.append(Segment(phase: "four_way", name: "4-way handshake", time: time))
        }
        let known = segments.reduce(Elapsed(nanoseconds: 0)) { $0 + $1.time }
        if total > known {
            let rest = Elapsed(from: known.nanoseconds, to: total.nanoseconds)
            segments.append(Segment(phase: "between", name: "Between them", time: rest))
        }
        return segments
    }

    private func describe(_ association: Association, total: Elapsed) -> String {
        let parts = segments(association, total: total).map { "\($0.name) \($0.time.milliseconds) ms" }
        return parts.joined(separator: ", ") + "; in all \(total.milliseconds) ms, \(label)"
    }

    private func drawBar(
        _ association: Association, total: Elapsed, x: Int, y: Int, width: Int, height: Int, _ html: inout HTMLText
    ) {
        // A capture out of order may hold phases that are longer than the whole, or below zero.
        let parts = segments(association, total: total).filter { $0.time.nanoseconds > 0 }
        let whole = max(total.nanoseconds, parts.reduce(Elapsed(nanoseconds: 0)) { $0 + $1.time }.nanoseconds)
        var position = Double(x)
        for part in parts {
            let length = Double(part.time.nanoseconds) / Double(whole) * Double(width)
            let text = "\(part.name): \(part.time.milliseconds) ms"
            html.raw("<g><title>\(escaped(text))</title>")
            rectangle(position, Double(y), length, Double(height), "f-\(part.phase)", &html)
            if part.phase == "eap", let radius = association.phases.radius, radius.nanoseconds > 0 {
                let share = min(1, Double(radius.nanoseconds) / Double(part.time.nanoseconds))
                rectangle(
                    position, Double(y + height * 5 / 8), length * share, Double(height * 3 / 8), "f-radius", &html)
            }
            html.raw("</g>")
            let label = "\(short(part.time)) ms"
            if length > 62, part.phase != "between" {
                let isShared = part.phase == "eap" && association.phases.radius != nil
                let baseline = y + height / 2 + (isShared ? 0 : 5)
                html.raw(#"<text x="\#(rounded(position + 8))" y="\#(baseline)" class="onbar">\#(label)</text>"#)
            }
            html.raw("\n")
            position += length
        }
    }

    private func rectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, _ html: inout HTMLText
    ) {
        // A hair of space parts neighbours, but the shortest stays visible.
        let shown = max(1.2, width - 1.5)
        html.raw(#"<rect class="\#(style)" x="\#(rounded(x))" y="\#(rounded(y))" rx="2" "#)
        html.raw(#"width="\#(rounded(shown))" height="\#(rounded(height))"/>"#)
    }
}

/// A coordinate with one decimal.
func rounded(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
}
