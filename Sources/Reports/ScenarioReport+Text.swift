internal import Roaming

extension ScenarioReport {
    /// The scenarios as a table for a terminal, then what is wrong, and what the times are made of.
    ///
    /// - Parameter isColored: whether verdicts are coloured; for a terminal, where `NO_COLOR` is not set.
    public func text(isColored: Bool) -> String {
        let hasRounds = scenarios.contains { $0.rounds != nil }
        var rows = [["Scenario", "VAP", "STA", "PMKID in request", "EAP", "4-way"]]
        rows[0] += hasRounds ? ["Rounds", "Min", "Median", "95 %"] : ["Roam"]
        rows[0].append("Verdict")
        for scenario in scenarios { rows.append(scenario.cells(hasRounds: hasRounds)) }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var text = ""
        for (index, row) in rows.enumerated() {
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                // Numbers stand at the right of their column.
                line += (column >= 5 && column < row.count - 1 ? padding + cell : cell + padding) + "  "
            }
            while line.last == " " { line.removeLast() }
            if index > 0, isColored, let verdict = row.last {
                let color = scenarios[index - 1].outcome == .asExpected ? "32" : "31"
                line = line.dropLast(verdict.count) + "\u{1b}[1;\(color)m\(verdict)\u{1b}[0m"
            }
            text += line + "\n"
        }
        for scenario in scenarios {
            guard let seen = scenario.outcome.seen else { continue }
            text += "\n\(scenario.name): \(printable(seen))\n"
            if let roam = scenario.roam { text += "  \(printable(roam.explanation))\n" }
        }
        for scenario in scenarios where !scenario.faults.isEmpty {
            text += "\n\(scenario.name), faults:\n"
            for fault in scenario.faults { text += "  \(printable(fault.text)): \(printable(fault.sentence))\n" }
        }
        return text + legend
    }

    private var legend: String {
        guard clock == .simulated else { return "\nTimes are \(clock.label), in milliseconds.\n" }
        guard !delays.isEmpty else { return "\nTimes are simulated, in milliseconds.\n" }
        var text = "\nTimes are simulated, in milliseconds, charged from\n"
        for delay in delays {
            text += "  \(delay.value)  \(delay.name)" + (delay.option.isEmpty ? "\n" : " (\(delay.option))\n")
        }
        return text
    }
}

extension Scenario {
    fileprivate func cells(hasRounds: Bool) -> [String] {
        func milliseconds(_ time: Elapsed?) -> String { time?.milliseconds ?? "-" }
        var cells = [
            name, accessPointUsesOKC ? "okc=1" : "okc=0", stationUsesPKC ? "pkc=1" : "pkc=0",
            roam.map { $0.pmkidsOffered.isEmpty ? "absent" : "present" } ?? "-",
            roam.map { $0.eap ? $0.eapMethod ?? "yes" : "none" } ?? "-", milliseconds(roam?.phases.fourWay),
        ]
        if hasRounds {
            cells += [
                rounds.map { String($0.count) } ?? "-", milliseconds(rounds?.minimum), milliseconds(rounds?.median),
                milliseconds(rounds?.percentile95),
            ]
        } else {
            cells.append(milliseconds(roam?.phases.roam))
        }
        let kind = roam.map { $0.kind.rawValue + ($0.reason.map { ", \($0.code)" } ?? "") } ?? "no roam"
        cells.append((outcome == .asExpected ? "ok: " : "NOT OK: ") + kind)
        return cells
    }
}

/// Text without what would move a terminal's cursor.
private func printable(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "\u{FFFD}" : $0 }))
}
