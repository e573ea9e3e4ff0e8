internal import Octets
public import Roaming

/// Associations and their summary as Markdown, for an issue or a wiki.
public enum AssociationMarkdown {
    /// The whole text.
    public static func text(_ associations: [Association]) -> String {
        var text = row([
            "Frame", "Time, s", "Station", "From", "BSSID", "SSID", "Kind", "Reason", "Roam, ms", "Gap, ms",
        ])
        text += row(["---:", "---:", "---", "---", "---", "---", "---", "---", "---:", "---:"], isEscaped: true)
        for association in associations {
            text += row([
                String(association.requestFrame ?? association.firstFrame), association.time.seconds,
                association.station.description, association.from?.description ?? "", association.bssid.description,
                association.ssid ?? "", association.kind.rawValue, association.reason?.code ?? "",
                association.phases.roam?.milliseconds ?? "", association.phases.dataGap?.milliseconds ?? "",
            ])
        }
        let summary = RoamSummary(associations)
        for (title, groups) in [("SSID", summary.networks), ("From and to", summary.pairs)] where !groups.isEmpty {
            text += "\n" + row([title, "Roams", "Fast", "Kinds", "Roam p50, ms", "p95", "p99"])
            text += row(["---", "---:", "---:", "---", "---:", "---:", "---:"], isEscaped: true)
            for group in groups {
                let roam = group.phases.first { $0.name == "roam" }?.percentiles
                text += row([
                    group.name, String(group.count), String(group.fast),
                    group.kinds.map { "\($0.count) \($0.kind.rawValue)" }.joined(separator: ", "),
                    roam?.median.milliseconds ?? "", roam?.percentile95.milliseconds ?? "",
                    roam?.percentile99.milliseconds ?? "",
                ])
            }
        }
        return text
    }

    private static func row(_ cells: [String], isEscaped: Bool = false) -> String {
        "| " + cells.map { isEscaped ? $0 : escaped($0) }.joined(separator: " | ") + " |\n"
    }

    /// What Markdown or HTML would take for markup is written as a character reference; line ends become spaces.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "|", "<", ">", "&", "*", "_", "`", "[", "]", "\\", "#", "~": escaped += "&#\(scalar.value);"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
