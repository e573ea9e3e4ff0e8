internal import Octets

extension HostapdReader {
    /// Fills in the defaults that depend on the whole file, and checks what one line alone cannot show.
    mutating func check() {
        closeSection()
        let radio = configuration.radio
        configuration.bsses = sections.map { bss, defaults in
            var bss = bss
            bss.wmmEnabled = defaults.wmmEnabled ?? (radio.ieee80211n || radio.ieee80211ac || radio.ieee80211ax)
            bss.rsnPairwise = defaults.rsnPairwise ?? bss.wpaPairwise
            bss.hasRSNPairwise = defaults.rsnPairwise != nil || bss.wpa & 2 != 0
            bss.groupCipher = defaults.groupCipher ?? groupCipher(of: bss)
            let isStrong = bss.groupCipher != .tkip && bss.wpa != 0
            bss.groupRekeyInterval = defaults.groupRekeyInterval ?? (isStrong ? 86400 : 600)
            return bss
        }
        if configuration.bsses[0].interface.isEmpty {
            diagnostics.error("no interface= names the access point's first BSS", line: nil)
        }
        for (index, bss) in configuration.bsses.enumerated() {
            check(bss, hasForeignPassphrases: sections[index].defaults.hasForeignPassphrases)
            check(bss, against: configuration.bsses[..<index])
        }
    }

    private mutating func check(_ bss: HostapdConfiguration.BSS, hasForeignPassphrases: Bool) {
        let line = bss.line == 0 ? nil : bss.line
        if bss.ieee8021X, bss.authenticationServers.isEmpty {
            diagnostics.error("ieee8021x=1 in \(bss.interface) without an auth_server_addr", line: line)
        }
        if let server = bss.authenticationServers.first(where: { $0.sharedSecret.octets.isEmpty }) {
            diagnostics.note("auth_server_addr \(server.address) has no auth_server_shared_secret", line: line)
        }
        if let server = bss.accountingServers.first(where: { $0.sharedSecret.octets.isEmpty }) {
            diagnostics.note("acct_server_addr \(server.address) has no acct_server_shared_secret", line: line)
        }
        guard bss.wpa != 0 else { return }
        let needsPassphrase = bss.keyManagement.contains(.psk)
        if needsPassphrase, bss.passphrase == nil, bss.preSharedKey == nil, !hasForeignPassphrases {
            diagnostics.error("\(bss.interface) offers WPA-PSK and has no wpa_passphrase or wpa_psk", line: line)
        }
        let needsEAP = bss.keyManagement.contains { $0 == .eap || $0 == .eapSHA256 || $0 == .ftEAP }
        if needsEAP, !bss.ieee8021X {
            diagnostics.note("\(bss.interface) offers 802.1X without ieee8021x=1: no station gets in", line: line)
        }
    }

    private mutating func check(
        _ bss: HostapdConfiguration.BSS, against earlier: ArraySlice<HostapdConfiguration.BSS>
    ) {
        if let other = earlier.first(where: { $0.interface == bss.interface }) {
            diagnostics.error("bss=\(bss.interface) has the name of the BSS of line \(other.line)", line: bss.line)
        }
        if let bssid = bss.bssid, let other = earlier.first(where: { $0.bssid == bssid }) {
            diagnostics.error("bssid \(bssid) of \(bss.interface) is that of \(other.interface) too", line: bss.line)
        }
    }

    /// 802.11-2020, 12.7.2: group frames must be readable by every station, so the weakest cipher protects them.
    func groupCipher(of bss: HostapdConfiguration.BSS) -> Cipher {
        let ciphers = (bss.wpa & 1 != 0 ? bss.wpaPairwise : []) + (bss.wpa & 2 != 0 ? bss.rsnPairwise : [])
        return ciphers.contains(.tkip) ? .tkip : ciphers.contains(.ccmp) ? .ccmp : ciphers.last ?? .tkip
    }
}

extension HostapdReader {
    func text(_ value: [UInt8]) -> String { String(decoding: value, as: UTF8.self) }

    mutating func integer(_ value: [UInt8], _ key: String, _ range: ClosedRange<Int>) -> Int? {
        diagnostics.integer(value, for: key, in: range)
    }

    mutating func flag(_ value: [UInt8], _ key: String) -> Bool? { diagnostics.flag(value, for: key) }

    mutating func address(_ value: [UInt8], _ key: String) -> String? {
        let text = text(value)
        guard isIPAddress(text) else {
            diagnostics.error("\(key) is an IP address, not \(quoted(text))")
            return nil
        }
        return text
    }

    /// Stores a value that was accepted; leaves the default where it was not.
    mutating func set<Value>(_ place: WritableKeyPath<HostapdReader, Value>, _ value: Value?) {
        if let value { self[keyPath: place] = value }
    }

    mutating func set<Value>(_ place: WritableKeyPath<HostapdReader, Value?>, _ value: Value?) {
        if let value { self[keyPath: place] = value }
    }
}
