internal import Octets
public import Roaming

/// The associations of a capture as a table for a terminal: one row each, the sentence that explains it below.
public struct AssociationTable {
    private static let headings = [
        "Frame", "Time", "Station", "BSSID", "From", "SSID", "Kind", "Roam", "EAP", "4-way", "Gap",
    ]

    private let associations: [Association]

    /// A table of these associations.
    public init(_ associations: [Association]) { self.associations = associations }

    /// The table's text; times are in milliseconds, but for the second column's seconds.
    public var text: String {
        var rows = [Self.headings]
        for association in associations { rows.append(Self.cells(association)) }
        let widths = Self.headings.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var text = ""
        for (index, row) in rows.enumerated() {
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                // Numbers stand at the right of their column.
                line += [0, 1, 7, 8, 9, 10].contains(column) ? padding + cell : cell + padding
                line += "  "
            }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
            if index > 0 { text += Self.sentence(of: associations[index - 1]) + "\n" }
        }
        return text + summary
    }

    /// One association without a table around it, in two lines, the last without its end.
    public static func line(of association: Association) -> String {
        cells(association).prefix(8).joined(separator: "  ") + "\n" + sentence(of: association)
    }

    private static func sentence(of association: Association) -> String {
        "       \(printable(association.explanation))" + signals(of: association)
    }

    /// How strong both BSSs of a roam were, where the capture tells and one was stronger.
    private static func signals(of association: Association) -> String {
        guard association.isRoam, let from = association.fromSignal, let to = association.signal, from != to else {
            return ""
        }
        return " The capture had the BSS before at \(from) dBm, this one at \(to) dBm."
    }

    private static func cells(_ association: Association) -> [String] {
        func milliseconds(_ phase: Elapsed?) -> String { phase?.milliseconds ?? "-" }
        let phases = association.phases
        let kind =
            association.kind.rawValue + (association.evidence == .inferred ? " (probably)" : "")
            + (association.reason.map { ", " + $0.code } ?? "")
        return [
            String(association.requestFrame ?? association.firstFrame), association.time.seconds,
            association.station.description, association.bssid.description,
            association.from?.description ?? "-", printable(association.ssid ?? "-"), kind,
            phases.roam?.milliseconds ?? phases.roamFromRequest.map { ">" + $0.milliseconds } ?? "-",
            milliseconds(phases.eap), milliseconds(phases.fourWay), milliseconds(phases.dataGap),
        ]
    }

    private var summary: String {
        let roams = associations.count { $0.isRoam }
        let counts = AssociationKind.allCases.compactMap { kind in
            let count = associations.count { $0.kind == kind }
            return count > 0 ? "\(count) \(kind.rawValue)" : nil
        }
        guard !associations.isEmpty else { return "No association was captured.\n" }
        return "\(associations.count) associations, \(roams) of them roams: " + counts.joined(separator: ", ") + "\n"
    }

    /// A name from the air must not move the cursor.
    public static func printable(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.map {
                    $0.properties.isDefaultIgnorableCodePoint
                        || $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "\u{FFFD}" : $0
                }))
    }
}
