internal import Octets
internal import Roaming

/// The frames of one association between the lifelines of those who sent them.
struct LadderDiagram {
    private static let limit = 300
    private static let top = 58

    private let association: Association
    private let name: String
    private let frames: [LadderFrame]
    private let parties: [LadderFrame.Party]
    /// Where each frame's arrow lies.
    private var rows: [Int] = []
    /// The frames before which a long silence lies, and how long it is.
    private var silences: [Int: Elapsed] = [:]
    private var height = 0

    init(_ association: Association, name: String) {
        self.association = association
        self.name = name
        frames = Array(association.ladder.prefix(Self.limit))
        // The order in which hardly any arrow crosses another's lifeline.
        parties = [.old, .station, .target, .radius].filter { party in
            party == .station || party == .target
                || association.ladder.contains { $0.sender == party || $0.receiver == party }
        }
        layOut()
    }

    private mutating func layOut() {
        // A damaged capture may claim any time, so every difference is a checked one.
        let span = Elapsed(from: frames.first?.time.nanoseconds ?? 0, to: frames.last?.time.nanoseconds ?? 0)
            .nanoseconds
        var y = Self.top + 20
        for (index, frame) in frames.enumerated() {
            if index > 0 {
                let silence = Elapsed(from: frames[index - 1].time.nanoseconds, to: frame.time.nanoseconds)
                if frames.count > 3, silence.nanoseconds > 5_000_000, silence.nanoseconds > span / 6 {
                    silences[index] = silence
                    y += 24
                }
                y += 27
            }
            rows.append(y)
        }
        height = y + 22
    }

    private func x(_ party: LadderFrame.Party) -> Int {
        let index = parties.firstIndex(of: party) ?? 0
        let (left, right) = (190, 858)
        return left + index * (right - left) / max(1, parties.count - 1)
    }

    private func title(_ party: LadderFrame.Party) -> (String, String) {
        switch party {
        case .station: ("Station", association.station.description)
        case .target: ("Target AP", association.bssid.description)
        case .old: ("Old AP", association.from?.description ?? "")
        case .radius: ("RADIUS", "server")
        }
    }

    /// Milliseconds since the association began.
    private func milliseconds(_ frame: LadderFrame) -> String {
        Elapsed(from: association.time.nanoseconds, to: frame.time.nanoseconds).milliseconds
    }

    func write(_ html: inout HTMLText) {
        writeLegend(&html)
        let label = "Ladder diagram of \(name): \(frames.count) frames in order of time; the table below says the same."
        html.beginFigure(height: height, label: label, style: "ladder")
        for index in frames.indices where !index.isMultiple(of: 2) {
            html.raw(#"<rect class="stripe" x="0" y="\#(rows[index] - 18)" width="1080" height="27"/>\#n"#)
        }
        html.raw(#"<text x="62" y="26" text-anchor="end" class="soft">ms</text>"#)
        html.raw(#"<text x="1010" y="26" text-anchor="end" class="soft">frame</text>"#)
        html.raw(#"<text x="1076" y="26" text-anchor="end" class="soft">octets</text>\#n"#)
        for party in parties {
            let (title, address) = title(party)
            html.raw(#"<line class="life" x1="\#(x(party))" y1="48" x2="\#(x(party))" y2="\#(height - 4)"/>"#)
            html.raw(#"<rect class="head" x="\#(x(party) - 72)" y="4" width="144" height="42" rx="9"/>"#)
            html.raw(#"<text x="\#(x(party))" y="22" text-anchor="middle" class="bold">\#(title)</text>"#)
            html.raw(
                #"<text x="\#(x(party))" y="38" text-anchor="middle" class="mono soft">\#(escaped(address))</text>\#n"#)
        }
        for (index, frame) in frames.enumerated() { draw(frame, index, &html) }
        html.endFigure()
        if association.ladder.count > Self.limit {
            html.element(
                "p", #"class="soft small""#, "\(association.ladder.count - Self.limit) further frames are not shown.")
        }
    }

    private func writeLegend(_ html: inout HTMLText) {
        let phases: [(LadderFrame.Phase, String)] = [
            (.authentication, "authentication"), (.association, "association"), (.eap, "EAP and RADIUS"),
            (.fourWay, "4-way handshake"), (.leaving, "leaving"), (.data, "data"),
        ]
        html.raw(#"<ul class="legend">"#)
        for (phase, name) in phases where frames.contains(where: { $0.phase == phase }) {
            html.raw(#"<li><i class="f-\#(phase.rawValue)"></i>\#(name)</li>"#)
        }
        html.raw("</ul>\n")
    }

    private func draw(_ frame: LadderFrame, _ index: Int, _ html: inout HTMLText) {
        let y = rows[index]
        if let silence = silences[index] {
            html.raw(
                #"<text x="62" y="\#(y - 25)" text-anchor="end" class="mono soft">+\#(silence.milliseconds)</text>"#)
            html.raw(#"<text x="76" y="\#(y - 25)" class="soft">⋮</text>"#)
        }
        let (from, to) = (x(frame.sender), x(frame.receiver))
        let direction = to >= from ? 1 : -1
        // On the wire the arrows of EAP are RADIUS.
        let isWire = frame.sender == .radius || frame.receiver == .radius
        let phase = isWire && frame.phase == .eap ? "radius" : frame.phase.rawValue
        html.raw("<g><title>\(escaped("Frame \(frame.number): \(frame.text), \(frame.length) octets"))</title>")
        html.raw(#"<text x="62" y="\#(y + 1)" text-anchor="end" class="mono">\#(milliseconds(frame))</text>"#)
        html.raw(#"<line class="arrow\#(frame.isRetry ? " retry" : "") s-\#(phase)" "#)
        html.raw(#"x1="\#(from)" y1="\#(y)" x2="\#(to - 7 * direction)" y2="\#(y)"/>"#)
        html.raw(#"<path class="f-\#(phase)" d="M\#(to) \#(y)l\#(-9 * direction) -4.5v9z"/>"#)
        html.raw(#"<circle class="f-\#(phase)" cx="\#(from)" cy="\#(y)" r="3"/>"#)
        let text = (frame.isRetry ? "again: " : "") + frame.text
        html.raw(#"<text x="\#((from + to) / 2)" y="\#(y - 5)" text-anchor="middle" class="halo">"#)
        html.text(shortened(text, from, to))
        html.raw("</text>")
        html.raw(#"<text x="1010" y="\#(y + 1)" text-anchor="end" class="mono soft">\#(frame.number)</text>"#)
        html.raw(#"<text x="1076" y="\#(y + 1)" text-anchor="end" class="mono">\#(frame.length)</text></g>\#n"#)
    }

    /// The text that fits over an arrow; the whole stands in its title and in the table.
    private func shortened(_ text: String, _ from: Int, _ to: Int) -> String {
        let room = abs(to - from) / 6
        return text.count <= room ? text : text.prefix(max(8, room - 1)) + "…"
    }

    /// The same as a table, for those who do not see the diagram, and for copying.
    func writeTable(_ html: inout HTMLText) {
        html.raw("<details><summary>The same frames as a table</summary>\n")
        html.beginTable(["ms#", "Frame#", "From", "To", "What", "Octets#"])
        for frame in frames {
            html.raw("<tr>")
            html.element("td", #"class="number mono""#, milliseconds(frame))
            html.element("td", #"class="number mono""#, String(frame.number))
            html.element("td", title(frame.sender).0)
            html.element("td", title(frame.receiver).0)
            html.element("td", (frame.isRetry ? "again: " : "") + frame.text)
            html.element("td", #"class="number mono""#, String(frame.length))
            html.raw("</tr>\n")
        }
        html.endTable()
        html.raw("</details>\n")
    }
}
