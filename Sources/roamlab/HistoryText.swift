#if Console
    internal import Foundation
    internal import History

    /// The history for a terminal.
    enum HistoryText {
        /// One line a run.
        static func line(_ run: RunRecord) -> String {
            let verdict = run.asExpected.map { $0 ? "ok" : "NOT OK" } ?? "-"
            return
                "\(pad(String(run.id), 5)) \(date(run.time))  \(run.source) \(verdict), \(run.fast) of \(run.roams) roams "
                + "fast\(run.simulated ? ", simulated" : ""): \(printable(run.title))\n"
        }

        /// A run with its roams.
        static func details(_ details: RunDetails) -> String {
            var text = line(details.run) + "command: \(printable(details.run.command))\n"
            for (name, value) in details.versions.sorted(by: { $0.key < $1.key }) {
                text += "\(printable(name)): \(printable(value))\n"
            }
            for (name, value) in details.configuration.sorted(by: { $0.key < $1.key }) {
                text += "\(printable(name)) = \(printable(value))\n"
            }
            return text + details.groups.map { "  " + group($0) + "\n" }.joined()
        }

        /// Two runs beside each other.
        static func difference(_ difference: RunDifference) -> String {
            var text = "- " + line(difference.first) + "+ " + line(difference.second)
            for setting in difference.versions + difference.configuration {
                text += "\(printable(setting.name)): \(setting.first.map(printable) ?? "(none)") -> "
                text += "\(setting.second.map(printable) ?? "(none)")\n"
            }
            for pair in difference.groups {
                if let first = pair.first { text += "- \(group(first))\n" }
                if let second = pair.second { text += "+ \(group(second))\n" }
                if let p50 = pair.p50Difference, let p95 = pair.p95Difference {
                    text += "  p50 \(signed(p50)) ms, p95 \(signed(p95)) ms\n"
                }
            }
            return text
        }

        /// A run's part of a trend.
        static func point(_ point: TrendPoint) -> String {
            line(point.run) + point.groups.map { "        " + group($0) + "\n" }.joined()
        }

        private static func group(_ group: RoamGroup) -> String {
            let name = [group.scenario, group.kind, group.keyManagement].compactMap { $0 }.map(printable)
                .joined(separator: " ")
            guard let p50 = group.p50, let p95 = group.p95, let p99 = group.p99 else {
                return "\(name): \(group.roams) roams"
            }
            return "\(name): \(group.roams) roams, p50 \(decimal(p50))  p95 \(decimal(p95))  p99 \(decimal(p99)) ms"
        }

        private static func date(_ time: Double) -> String {
            Date(timeIntervalSince1970: time).formatted(.iso8601)
        }

        private static func decimal(_ value: Double) -> String { String(format: "%.3f", value) }

        private static func signed(_ value: Double) -> String { String(format: "%+.3f", value) }

        private static func pad(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }

        /// Without what could move a terminal's cursor.
        private static func printable(_ text: String) -> String {
            String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
        }
    }
#endif
