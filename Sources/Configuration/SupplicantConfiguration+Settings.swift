internal import Octets

extension Diagnostics {
    /// Throws if an error was found, or what the lab does not emulate: a command is the place to hear of it.
    func finishSetting() throws(ConfigurationError) {
        try finish()
        if !notEmulated.isEmpty { throw ConfigurationError(diagnostics: notEmulated) }
    }
}

// One value at a time, as the control interface sets and gets them.
extension SupplicantConfiguration {
    /// Sets a value outside of any block, as `wpa_cli set` does.
    ///
    /// - Throws: where the key is unknown, the value is none of its, or the lab does not emulate it.
    public mutating func set(_ key: String, to value: [UInt8]) throws(ConfigurationError) {
        var reader = SupplicantReader(file: "SET")
        reader.configuration = self
        reader.diagnostics.line = 1
        reader.readGlobal(ConfigurationLine(number: 1, octets: Array("\(key)=".utf8) + value))
        // "network={" would open a block.
        reader.finish()
        try reader.diagnostics.finishSetting()
        reader.configuration.lines = lines
        self = reader.configuration
    }

    /// The value of a key outside of any block as `wpa_cli get` shows it; nil for one that is not kept.
    public func text(of key: String) -> String? {
        switch key {
        case "ctrl_interface": controlInterface
        case "update_config": updateConfig ? "1" : "0"
        case "country": country
        case "ap_scan": String(apScan)
        case "fast_reauth": fastReauthentication ? "1" : "0"
        case "eapol_version": String(eapolVersion)
        case "okc": okc ? "1" : "0"
        case "pmf": String(managementFrameProtection.rawValue)
        case "dot11RSNAConfigPMKLifetime": String(pmkLifetime)
        case "dot11RSNAConfigPMKReauthThreshold": String(pmkReauthenticationThreshold)
        case "dot11RSNAConfigSATimeout": String(securityAssociationTimeout)
        default: nil
        }
    }
}

extension SupplicantConfiguration.Network {
    /// Sets a value of the block, as `wpa_cli set_network` does.
    ///
    /// - Throws: where the key is unknown, the value is none of its, or the lab does not emulate it.
    public mutating func set(_ key: String, to value: [UInt8]) throws(ConfigurationError) {
        var reader = SupplicantReader(file: "SET_NETWORK")
        reader.network = self
        reader.diagnostics.line = 1
        reader.readNetwork(ConfigurationLine(number: 1, octets: Array("\(key)=".utf8) + value))
        try reader.diagnostics.finishSetting()
        reader.network.lines = lines
        self = reader.network
    }

    /// Takes over the value of a key from another block, as `wpa_cli dup_network` does.
    ///
    /// - Returns: false where it has none there.
    /// - Throws: where the lab does not emulate it.
    public mutating func copy(_ key: String, from other: Self) throws(ConfigurationError) -> Bool {
        guard let text = other.text(of: key) else { return false }
        switch key {
        case "psk": preSharedKey = other.preSharedKey
        case "password": password = other.password
        case "private_key_passwd": privateKeyPassword = other.privateKeyPassword
        default: try set(key, to: Array(text.utf8))
        }
        return true
    }

    /// The value of a key as `wpa_cli get_network` shows it, secrets as `*`; nil for one that is not set or not kept.
    public func text(of key: String) -> String? {
        switch key {
        case "ssid": ssid.map(shown)
        case "bssid": bssid?.description
        case "scan_ssid": scanSSID ? "1" : "0"
        case "scan_freq": list(scanFrequencies.map(String.init))
        case "freq_list": list(frequencies.map(String.init))
        case "bgscan": backgroundScan.isEmpty ? nil : "\"\(backgroundScan)\""
        case "priority": String(priority)
        case "disabled": isDisabled ? "1" : "0"
        case "key_mgmt": list(Self.keyManagementOrder.filter(keyManagement.contains).map(\.rawValue))
        case "proto": list(protocols.map(\.rawValue))
        case "pairwise": list(pairwise.map(\.rawValue))
        case "group": list(group.map(\.rawValue))
        case "ieee80211w": String(managementFrameProtection?.rawValue ?? 3)
        case "psk": preSharedKey.map { _ in "*" }
        case "proactive_key_caching": proactiveKeyCaching.map { $0 ? "1" : "0" } ?? "-1"
        case "wpa_ptk_rekey": String(ptkRekeyInterval)
        case "eap": list(eapMethods.map(\.rawValue))
        case "identity": identity.map(shown)
        case "anonymous_identity": anonymousIdentity.map(shown)
        case "password": password.map { _ in "*" }
        case "phase1": phase1.isEmpty ? nil : "\"\(phase1)\""
        case "phase2": phase2.isEmpty ? nil : "\"\(phase2)\""
        case "ca_cert": caCertificate.map { "\"\($0)\"" }
        case "client_cert": clientCertificate.map { "\"\($0)\"" }
        case "private_key": privateKey.map { "\"\($0)\"" }
        case "private_key_passwd": privateKeyPassword.map { _ in "*" }
        case "domain_suffix_match": domainSuffixMatch.map { "\"\($0)\"" }
        case "fragment_size": String(fragmentSize)
        default: nil
        }
    }

    /// The order in which wpa_supplicant writes suites.
    private static let keyManagementOrder: [KeyManagement] = [
        .psk, .eap, .ieee8021X, .none, .wpaNone, .ftPSK, .ftEAP, .ftEAPSHA384, .pskSHA256, .eapSHA256, .wps, .sae,
        .ftSAE, .osen, .suiteB, .suiteB192, .filsSHA256, .filsSHA384, .ftFILSSHA256, .ftFILSSHA384, .owe, .dpp,
    ]

    /// Visible text in quotes, anything else in hexadecimal.
    private func shown(_ octets: [UInt8]) -> String {
        octets.allSatisfy { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") }
            ? "\"\(String(decoding: octets, as: UTF8.self))\"" : octets.octets.hexadecimal
    }

    private func list(_ words: [String]) -> String? { words.isEmpty ? nil : words.joined(separator: " ") }
}
