internal import Octets

extension SupplicantReader {
    /// Reads a line of a `network={` block.
    mutating func readNetwork(_ line: ConfigurationLine) {
        guard let (key, value) = line.keyAndValue else {
            return diagnostics.error("\(quoted(line.text)) is not key=value")
        }
        let isRead = readSelection(key, value) || readSecurity(key, value) || readEAP(key, value)
        let place = "outside of the network={ block"
        guard isRead || isKnown(key, table: .network, other: .supplicant, place: place) else { return }
        network.lines[key] = line.number
        diagnostics.tell(.network, key, value)
    }

    private mutating func readSelection(_ key: String, _ value: [UInt8]) -> Bool {
        switch key {
        case "ssid":
            guard let octets = unquoted(value), octets.count <= 32 else {
                diagnostics.error("ssid is up to 32 octets, in quotes or in hexadecimal, not \(shown(value))")
                return true
            }
            network.ssid = octets
        case "bssid":
            let text = String(decoding: value, as: UTF8.self)
            if text == "any" || text.isEmpty || text == "\"\"" {
                network.bssid = nil
            } else if value.contains(UInt8(ascii: ":")), let address = MACAddress(text) {
                network.bssid = address
            } else {
                diagnostics.error("bssid is six octets as 02:00:00:00:00:01, or any, not \(shown(value))")
            }
        case "scan_ssid": set(\.network.scanSSID, integer(value, key, 0...1).map { $0 == 1 })
        case "scan_freq": set(\.network.scanFrequencies, frequencies(value, key))
        case "freq_list": set(\.network.frequencies, frequencies(value, key))
        case "bgscan": set(\.network.backgroundScan, text(value, key))
        case "priority": set(\.network.priority, integer(value, key, Int(Int32.min)...Int(Int32.max)))
        case "disabled": set(\.network.isDisabled, integer(value, key, 0...2).map { $0 != 0 })
        default: return false
        }
        return true
    }

    private mutating func readSecurity(_ key: String, _ value: [UInt8]) -> Bool {
        switch key {
        case "key_mgmt": set(\.network.keyManagement, diagnostics.names(value, for: key, of: KeyManagement.self))
        case "proto":
            // WPA2 is wpa_supplicant's other name for RSN.
            let names = words(value).map { $0 == "WPA2" ? "RSN" : $0 }.joined(separator: " ")
            let found = diagnostics.names(
                Array(names.utf8), for: key, of: SupplicantConfiguration.SecurityProtocol.self)
            set(\.network.protocols, found)
        case "pairwise":
            let found = diagnostics.names(value, for: key, of: Cipher.self) { $0.isPairwise || $0 == .none }
            set(\.network.pairwise, found)
        case "group":
            set(\.network.group, diagnostics.names(value, for: key, of: Cipher.self) { $0 != .none })
        case "ieee80211w":
            // 3 is the default spelt out: whatever `pmf` says.
            guard let mode = integer(value, key, 0...3) else { return true }
            network.managementFrameProtection = ManagementFrameProtection(rawValue: mode)
        case "psk":
            if let key = [UInt8](hexadecimal: String(decoding: value, as: UTF8.self)), key.count == 32 {
                network.preSharedKey = .key(Secret(key))
            } else if value.first == UInt8(ascii: "\""), let passphrase = unquoted(value),
                (8...63).contains(passphrase.count)
            {
                network.preSharedKey = .passphrase(Secret(passphrase))
            } else {
                diagnostics.error("psk is a quoted passphrase of 8 to 63 octets, or 64 hexadecimal digits")
            }
        case "proactive_key_caching":
            // −1 is the default spelt out: whatever `okc` says.
            guard let caching = integer(value, key, -1...1) else { return true }
            network.proactiveKeyCaching = caching < 0 ? nil : caching == 1
        case "wpa_ptk_rekey": set(\.network.ptkRekeyInterval, integer(value, key, wholeNumbers))
        default: return false
        }
        return true
    }

    private mutating func readEAP(_ key: String, _ value: [UInt8]) -> Bool {
        switch key {
        case "eap": readMethods(value)
        case "identity": set(\.network.identity, octets(value, key))
        case "anonymous_identity": set(\.network.anonymousIdentity, octets(value, key))
        case "password": readPassword(value)
        case "phase1": set(\.network.phase1, text(value, key))
        case "phase2": set(\.network.phase2, text(value, key))
        case "ca_cert": set(\.network.caCertificate, text(value, key))
        case "client_cert": set(\.network.clientCertificate, text(value, key))
        case "private_key": set(\.network.privateKey, text(value, key))
        case "private_key_passwd":
            set(\.network.privateKeyPassword, octets(value, key, isSecret: true).map(Secret.init))
        case "domain_match": set(\.network.domainMatch, text(value, key))
        case "domain_suffix_match": set(\.network.domainSuffixMatch, text(value, key))
        case "fragment_size": set(\.network.fragmentSize, integer(value, key, 1...65535))
        default: return false
        }
        return true
    }

    /// The order is the station's preference, so it is kept.
    private mutating func readMethods(_ value: [UInt8]) {
        var methods: [EAPMethodName] = []
        for word in words(value) {
            guard let method = EAPMethodName(rawValue: word) else {
                return diagnostics.error("eap does not take \(quoted(word))")
            }
            if !methods.contains(method) { methods.append(method) }
        }
        network.eapMethods = methods
    }

    private mutating func readPassword(_ value: [UInt8]) {
        let prefix = Array("hash:".utf8)
        if value.starts(with: prefix) {
            guard let hash = [UInt8](hexadecimal: String(decoding: value.dropFirst(prefix.count), as: UTF8.self)),
                hash.count == 16
            else { return diagnostics.error("password=hash: is followed by 32 hexadecimal digits") }
            network.password = .ntHash(Secret(hash))
        } else if let octets = octets(value, "password", isSecret: true) {
            network.password = .text(Secret(octets))
        }
    }

    private mutating func octets(_ value: [UInt8], _ key: String, isSecret: Bool = false) -> [UInt8]? {
        if let octets = unquoted(value) { return octets }
        // A password that was forgotten to be quoted must not end up in a log.
        let found = isSecret ? "" : ", not \(shown(value))"
        diagnostics.error("\(key) is text in quotes, or hexadecimal\(found)")
        return nil
    }

    private mutating func text(_ value: [UInt8], _ key: String) -> String? {
        octets(value, key).map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func frequencies(_ value: [UInt8], _ key: String) -> [Int]? {
        var list: [Int] = []
        for word in words(value) {
            guard let frequency = Int(word), (1...1_000_000).contains(frequency) else {
                diagnostics.error("\(key) is a list of frequencies in MHz, not \(quoted(word))")
                return nil
            }
            list.append(frequency)
        }
        return list
    }

    private func shown(_ value: [UInt8]) -> String { quoted(String(decoding: value, as: UTF8.self)) }
}
