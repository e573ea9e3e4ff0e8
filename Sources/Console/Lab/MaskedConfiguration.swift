#if Console
    internal import Control

    /// A hostapd.conf without its secrets.
    enum MaskedConfiguration {
        /// The keys whose values are secrets.
        private static let secrets: Set<Substring> = [
            "auth_server_shared_secret", "acct_server_shared_secret", "wpa_passphrase", "wpa_psk", "sae_password",
            "private_key_passwd", "wep_key0", "wep_key1", "wep_key2", "wep_key3", "ap_pin", "r0kh", "r1kh",
        ]
        /// Those of a wpa_supplicant.conf.
        private static let stationSecrets: Set<Substring> = [
            "password", "machine_password", "psk", "sae_password", "private_key_passwd", "private_key2_passwd",
            "machine_private_key_passwd", "pin", "pin2", "machine_pin", "wep_key0", "wep_key1", "wep_key2", "wep_key3",
            "mem_only_psk", "passphrase",
        ]

        /// Whether the value of a key, in either file, is a secret.
        static func isSecret(_ key: Substring) -> Bool { secrets.contains(key) || stationSecrets.contains(key) }

        /// The text with each secret replaced by ``StationSettings/mask``.
        static func masked(_ text: String) -> String {
            lines(text).map { line in
                guard let key = secretKey(line) else { return String(line) }
                return "\(key)=\(StationSettings.mask)"
            }.joined(separator: "\n")
        }

        /// The text with the secrets of `old` where it has what stands for them: the secret of the same key, in the same
        /// place of that key's row in the same section.
        static func restored(_ text: String, from old: String) -> String {
            var known: [String: [Substring]] = [:]
            walk(old) { place, line in known[place, default: []].append(line) }
            var taken: [String: Int] = [:]
            var restored: [String] = []
            walk(text, all: { restored.append(String($0)) }) { place, line in
                let index = taken[place, default: 0]
                taken[place] = index + 1
                guard line.hasSuffix("=" + StationSettings.mask), let lines = known[place], index < lines.count else {
                    return
                }
                restored[restored.count - 1] = String(lines[index])
            }
            return restored.joined(separator: "\n")
        }

        /// Hands out each line, and each secret with its section and key.
        private static func walk(
            _ text: String, all: (Substring) -> Void = { _ in }, secret: (String, Substring) -> Void
        ) {
            var section = Substring()
            for line in lines(text) {
                all(line)
                if line.hasPrefix("bss=") || line.hasPrefix("interface=") { section = line }
                if let key = secretKey(line) { secret("\(section)\n\(key)", line) }
            }
        }

        private static func secretKey(_ line: Substring) -> Substring? {
            guard let equals = line.firstIndex(of: "=") else { return nil }
            let key = line[..<equals]
            return secrets.contains(key.drop { $0 == " " || $0 == "\t" }) ? key : nil
        }

        private static func lines(_ text: String) -> [Substring] {
            text.split(separator: "\n", omittingEmptySubsequences: false)
        }
    }
#endif
