internal import Octets
public import Roaming

/// Roams as test cases of a JUnit file: red where a gate objects.
public enum JUnitReport {
    /// The whole text.
    ///
    /// - Parameters:
    ///   - name: the suite's name: the capture's.
    ///   - complaints: what is wrong with the capture as a whole, each a test that fails.
    ///   - objection: why a roam does not pass, or nil.
    public static func text(
        _ associations: [Association], name: String, complaints: [String] = [], objection: (Association) -> String?
    ) -> String {
        let roams = associations.filter(\.isRoam)
        let objections = roams.map(objection)
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text +=
            "<testsuite name=\"\(escaped(name))\" tests=\"\(roams.count + complaints.count)\""
            + " failures=\"\(objections.count { $0 != nil } + complaints.count)\" errors=\"0\">\n"
        for complaint in complaints {
            text += "  <testcase classname=\"capture\" name=\"\(escaped(name))\">\n"
            text += "    <failure message=\"\(escaped(complaint))\" type=\"capture\"/>\n  </testcase>\n"
        }
        for (roam, objection) in zip(roams, objections) {
            let title =
                "\(roam.station) from \(roam.from?.description ?? "?") to \(roam.bssid) at \(roam.time.seconds) s"
            let seconds = roam.phases.roam.map { " time=\"\($0.seconds)\"" } ?? ""
            text += "  <testcase classname=\"\(escaped(roam.ssid ?? "?"))\" name=\"\(escaped(title))\"\(seconds)>\n"
            if let objection {
                text += "    <failure message=\"\(escaped(objection))\" type=\"\(roam.kind.rawValue)\"/>\n"
            }
            let lines = [roam.explanation, RoamGate.lanforgeMeasure(of: roam)].compactMap { $0 }
            text += "    <system-out>\(escaped(lines.joined(separator: "\n")))</system-out>\n  </testcase>\n"
        }
        return text + "</testsuite>\n"
    }

    /// Escaped for XML 1.0; a character that XML cannot hold becomes U+FFFD.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: escaped += "\u{FFFD}"
            // What shows nothing but changes how its neighbours show.
            case _ where scalar.properties.isBidiControl || scalar.properties.isDefaultIgnorableCodePoint:
                escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
