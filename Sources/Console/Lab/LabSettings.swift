#if Console
    internal import Configuration
    public import Control

    /// What a live lab is set to at its start, as the history of runs keeps it: a line of a file is a setting. Secrets are
    /// masked, and the users' file is not among it.
    public enum LabSettings {
        /// Settings at most.
        private static let limit = 2000

        /// The settings, by name: "Examples/okc.conf vap0000_0 okc" is "1".
        ///
        /// - Parameter texts: of each file that the plan names, by the name that messages have.
        public static func settings(of plan: LabPlan, texts: [String: String]) -> [String: String] {
            var settings = [
                "access points": "\(plan.accessPoints.count)", "bsses": "\(plan.accessPoints.flatMap(\.bsses).count)",
                "stations": "\(plan.stations.count)", "radius": plan.hasServer ? "built-in" : "external",
                "faults": "\(plan.faults.count)", "script": "\(plan.script.count) steps",
            ]
            var files: Set<String> = []
            for file in plan.accessPoints.map(\.file) + plan.stations.map(\.configuration.file)
            where files.insert(file).inserted {
                guard let text = texts[file] else { continue }
                for (name, value) in lines(of: text) where settings.count < limit {
                    let name = "\(file) \(name)"
                    // A key that stands several times is a list.
                    settings[name] = settings[name].map { "\($0), \(value)" } ?? value
                }
            }
            return settings
        }

        /// The settings of a hostapd.conf or wpa_supplicant.conf, each with its interface or block before the key.
        static func lines(of text: String) -> [(name: String, value: String)] {
            var found: [(name: String, value: String)] = []
            var section = ""
            var blocks = 0
            var isBlob = false
            for line in text.split(whereSeparator: \.isNewline) {
                let line = line.drop { $0.isWhitespace }
                if line.first == "#" { continue }
                if line.first == "}" {
                    section = ""
                    isBlob = false
                    continue
                }
                // A blob may be a private key.
                guard !isBlob, let equals = line.firstIndex(of: "=") else { continue }
                let key = line[..<equals].trimmingSuffix { $0.isWhitespace }
                let rest = line[line.index(after: equals)...].drop { $0.isWhitespace }
                let value = rest.trimmingSuffix { $0.isWhitespace }
                if value == "{" {
                    isBlob = key.hasPrefix("blob")
                    blocks += 1
                    section = "\(key) \(blocks) "
                    continue
                }
                if key == "interface" || key == "bss" { section = "\(value) " }
                let isSecret = MaskedConfiguration.isSecret(key)
                found.append(("\(section)\(key)", isSecret ? StationSettings.mask : String(value)))
            }
            return found
        }
    }

    extension Substring {
        fileprivate func trimmingSuffix(while isIn: (Character) -> Bool) -> Substring {
            var rest = self
            while let last = rest.last, isIn(last) { rest.removeLast() }
            return rest
        }
    }
#endif
