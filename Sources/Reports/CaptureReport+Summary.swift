internal import Octets
internal import Roaming

extension CaptureReport {
    /// One network: the share of fast roams, the kinds, and the middle of each phase.
    func writeCard(_ group: RoamSummary.Group, _ html: inout HTMLText) {
        html.raw(#"<article class="panel verdict">\#n<div class="top">"#)
        html.element("h2", group.name)
        html.raw("</div>\n")
        html.raw(#"<div class="big">\#(100 * group.fast / max(1, group.count)) <small>% fast</small></div>\#n"#)
        html.element("div", #"class="soft small""#, "of \(group.count) roams")
        html.raw(#"<div class="share" aria-hidden="true">"#)
        for (kind, count) in group.kinds {
            html.raw(#"<i class="\#(Self.style(of: kind))" style="flex:\#(count)"></i>"#)
        }
        html.raw("</div>\n<dl class=\"facts\">")
        for (kind, count) in group.kinds {
            html.element("dt", kind.rawValue)
            html.element("dd", String(count))
        }
        html.raw("</dl>\n</article>\n")
    }

    /// All roams by their time, on a scale on which each step is ten times the last.
    func writeDistribution(_ html: inout HTMLText) {
        let roams = associations.filter { $0.isRoam && ($0.phases.roam?.nanoseconds ?? 0) > 0 }
        guard roams.count > 2 else { return }
        let rows: [(name: String, style: String)] = [
            ("fast", "k-fast"), ("not fast", "k-slow"), ("failed", "k-failed"), ("unknown", "k-other"),
        ].filter { row in roams.contains { Self.style(of: $0.kind) == row.1 } }
        html.raw(#"<section class="panel">\#n<h2>How long each roam took</h2>\#n"#)
        html.element(
            "p", #"class="soft small""#,
            "From the first Authentication frame to message 4, one dot a roam, in milliseconds; each step is ten times "
                + "the last.")
        let height = rows.count * 44 + 34
        html.beginFigure(
            height: height, label: "\(roams.count) roams by their time; the table of roams below says the same.")
        for (step, name) in ["0.1", "1", "10", "100", "1 000", "10 000", "100 000"].enumerated() {
            let x = 100 + 150 * step
            html.raw(#"<line class="axis" x1="\#(x)" y1="4" x2="\#(x)" y2="\#(height - 26)"/>"#)
            html.raw(#"<text x="\#(x)" y="\#(height - 8)" text-anchor="middle" class="soft">\#(name)</text>\#n"#)
        }
        for (index, row) in rows.enumerated() {
            let y = index * 44 + 26
            html.raw(#"<text x="0" y="\#(y + 4)" class="bold">\#(row.name)</text>\#n"#)
            for (place, roam) in roams.filter({ Self.style(of: $0.kind) == row.style }).prefix(4000).enumerated() {
                let x = position(of: roam.phases.roam?.nanoseconds ?? 1)
                // Neighbours would hide each other on one line.
                let lane = y - 12 + place * 7 % 25
                html.raw(#"<circle class="dot \#(row.style)" cx="\#(rounded(x))" cy="\#(lane)" r="3.2">"#)
                html.raw("<title>")
                html.text(
                    "Frame \(roam.firstFrame): \(roam.kind.rawValue), \(roam.phases.roam?.milliseconds ?? "-") ms")
                html.raw("</title></circle>\n")
            }
        }
        html.endFigure()
        html.raw("</section>\n")
    }

    /// Where a time lies: 0.1 ms at 100, ten times as long 150 further, without a logarithm from outside.
    private func position(of nanoseconds: Int64) -> Double {
        var decades = 0.0
        var low: Int64 = 100_000
        guard nanoseconds > low else { return 100 }
        while decades < 6, nanoseconds >= low * 10 {
            low *= 10
            decades += 1
        }
        // Within a decade eight halvings find the place closely enough to draw.
        var (from, to) = (0.0, 1.0)
        let ratio = min(10, Double(nanoseconds) / Double(low))
        for _ in 0..<10 {
            let middle = (from + to) / 2
            if Self.power(of: middle) < ratio { from = middle } else { to = middle }
        }
        return min(1060, 100 + 150 * (decades + from))
    }

    /// Ten to the power of `exponent`, from square roots of ten.
    private static func power(of exponent: Double) -> Double {
        var (result, rest, step, root) = (1.0, exponent, 0.5, 10.0.squareRoot())
        for _ in 0..<12 {
            if rest >= step {
                result *= root
                rest -= step
            }
            step /= 2
            root = root.squareRoot()
        }
        return result
    }

    /// Percentiles of every phase, per network and per pair of BSSs.
    func writePhases(_ summary: RoamSummary, _ html: inout HTMLText) {
        html.raw(#"<section class="panel">\#n<h2>Phases, in milliseconds</h2>\#n"#)
        html.element(
            "p", #"class="soft small""#,
            "Authentication to association is what LANforge's script passes below 50 ms; it leaves out EAP and the "
                + "4-way handshake.")
        html.beginTable(["Where", "Roams#", "Fast#", "Kinds", "Phase", "p50#", "p95#", "p99#"])
        for group in summary.networks + summary.pairs.prefix(40) {
            for (index, phase) in group.phases.enumerated() {
                html.raw("<tr>")
                html.element("td", index == 0 ? group.name : "")
                html.element("td", #"class="number""#, index == 0 ? String(group.count) : "")
                html.element(
                    "td", #"class="number""#, index == 0 ? "\(100 * group.fast / max(1, group.count)) %" : "")
                html.element(
                    "td",
                    index == 0 ? group.kinds.map { "\($0.count) \($0.kind.rawValue)" }.joined(separator: ", ") : "")
                html.element("td", #"class="soft""#, Self.words(phase.name))
                for time in [phase.percentiles.median, phase.percentiles.percentile95, phase.percentiles.percentile99] {
                    html.element("td", #"class="number mono""#, time.milliseconds)
                }
                html.raw("</tr>\n")
            }
        }
        html.endTable()
        html.raw("</section>\n")
    }

    private static func words(_ phase: String) -> String {
        switch phase {
        case "authentication_to_association": "authentication to association"
        case "four_way": "4-way handshake"
        case "data_gap": "data gap"
        case "eap": "EAP"
        case "radius": "RADIUS"
        default: phase
        }
    }
}
