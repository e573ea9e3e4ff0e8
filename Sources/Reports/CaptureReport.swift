internal import Octets
public import Roaming

/// What a capture says of its roams, as one HTML file: summary, all of them on one scale, the slowest first with their
/// frames.
///
/// Text may come from the air; all of it is escaped.
public struct CaptureReport: Sendable {
    /// What was read: "roam.pcapng".
    public var title: String
    /// The command that made it, so that it can be repeated.
    public var command: String
    /// The associations, ladders included for those whose frames should be drawn.
    public var associations: [Association]
    /// What gates and expectations object to, one sentence each.
    public var objections: [String]
    /// Where times come from.
    public var clock: ScenarioReport.Clock
    /// Where and why captures ended before their end; empty where all were read whole.
    public var damages: [String]

    /// How many of the slowest roams are drawn frame by frame.
    static let drawn = 5
    /// How many rows the table of roams has.
    static let listed = 200

    /// A report.
    public init(
        title: String, command: String, associations: [Association], clock: ScenarioReport.Clock = .capture,
        objections: [String] = [], damages: [String] = []
    ) {
        self.title = title
        self.command = command
        self.associations = associations
        self.clock = clock
        self.objections = objections
        self.damages = damages
    }

    /// The whole page.
    public var html: String {
        let summary = RoamSummary(associations)
        var html = HTMLText()
        html.beginPage(title: "Roams of \(title)", skip: "#roams", to: "To the roams")
        writeHeader(summary, &html)
        html.raw("<main>\n")
        if !objections.isEmpty || !damages.isEmpty {
            html.raw("<section aria-label=\"Objections\">\n")
            for objection in objections.prefix(3) { html.element("p", #"class="alert""#, objection) }
            if objections.count > 3 {
                html.raw("<details><summary>and \(objections.count - 3) more like these</summary>\n")
                for objection in objections.dropFirst(3).prefix(500) { html.element("p", #"class="small""#, objection) }
                html.raw("</details>\n")
            }
            for damage in damages { html.element("p", #"class="alert""#, damage) }
            html.raw("</section>\n")
        }
        if !summary.networks.isEmpty {
            html.raw(#"<section id="networks" aria-label="Networks">\#n<div class="verdicts">\#n"#)
            for group in summary.networks { writeCard(group, &html) }
            html.raw("</div>\n</section>\n")
            writeDistribution(&html)
            writePhases(summary, &html)
        }
        writeSlowest(summary, &html)
        writeTable(&html)
        html.raw("</main>\n<footer>\n")
        html.element(
            "p",
            "Every verdict rests on captured bytes alone. Frames are numbered as Wireshark numbers them; times are "
                + "\(clock.label). A fast roam is one that ran no authentication anew.")
        html.raw("</footer>\n</body>\n</html>\n")
        return html.text
    }

    private func writeHeader(_ summary: RoamSummary, _ html: inout HTMLText) {
        html.raw(#"<header>\#n<div class="eyebrow">roamlab analyze</div>\#n"#)
        html.element("h1", title)
        html.element("p", #"class="lead""#, headline)
        html.raw(#"<p class="soft small">"#)
        html.element("code", command)
        html.raw(" · ")
        html.text("All times are \(clock.label).")
        html.raw("</p>\n</header>\n")
    }

    /// What came out, in two sentences.
    private var headline: String {
        let roams = associations.filter(\.isRoam)
        guard !roams.isEmpty else { return "\(associations.count) associations, none of them a roam." }
        let fast = roams.count { $0.kind.isFast }
        let failed = roams.count { $0.kind == .failed }
        let stations = Set(roams.map(\.station)).count
        var text =
            "\(roams.count) roam\(roams.count == 1 ? "" : "s") of \(stations) station\(stations == 1 ? "" : "s"), "
            + "\(100 * fast / roams.count) % of them fast"
        if failed > 0 { text += ", \(failed) failed" }
        if let times = RoamSummary.Percentiles(roams.compactMap(\.phases.roam)) {
            text += ". Half took no more than \(short(times.median)) ms, and 95 of 100 no more than "
            text += "\(short(times.percentile95)) ms"
        }
        let slow = Dictionary(grouping: roams.filter { $0.kind == .full }.compactMap { $0.reason?.code }) { $0 }
        if let common = slow.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) {
            text += ". The usual reason for a full authentication is \(common.key) (\(common.value.count))"
        }
        return text + "."
    }

    /// What colour stands for a kind.
    static func style(of kind: AssociationKind) -> String {
        switch kind {
        case .okc, .pmksa, .cached, .ft: "k-fast"
        case .full, .psk, .sae, .owe, .wep, .open: "k-slow"
        case .failed: "k-failed"
        case .unknown: "k-other"
        }
    }
}
