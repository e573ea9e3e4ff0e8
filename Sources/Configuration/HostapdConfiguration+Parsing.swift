internal import Octets

extension HostapdConfiguration {
    /// Reads hostapd.conf as hostapd 2.10 does.
    ///
    /// A line is `key=value`, no space around the sign taken away; `#` in the first column begins a comment; a later
    /// line wins; `bss=` opens a section that begins with hostapd's defaults, not with the first section's values.
    /// Stricter than hostapd in this: a number must be one (hostapd reads `okc=yes` as 0), a country code has two
    /// letters and no more, and a carriage return, which hostapd takes into the value, is refused.
    ///
    /// - Parameters:
    ///   - text: the file's content.
    ///   - file: its name, for messages.
    /// - Throws: everything that is wrong in the file, at once.
    public init(parsing text: RawSpan, file: String) throws(ConfigurationError) {
        var reader = HostapdReader(file: file)
        if reader.diagnostics.accepts(text) {
            for line in ConfigurationLine.all(of: text) { reader.read(line) }
            reader.check()
        }
        try reader.diagnostics.finish()
        self = reader.configuration
        notes = reader.diagnostics.notes
        notEmulated = reader.diagnostics.notEmulated
        self.file = file
    }

    /// Reads hostapd.conf from a string.
    public init(parsing text: String, file: String) throws(ConfigurationError) {
        try self.init(parsing: Array(text.utf8).octets, file: file)
    }
}

/// The state of reading one hostapd.conf.
struct HostapdReader {
    var configuration = HostapdConfiguration()
    var diagnostics: Diagnostics
    /// The BSS of the section that is being read; the first section may name its interface late.
    var bss = HostapdConfiguration.BSS(interface: "")
    private var isFirstSection = true
    var defaults = SectionDefaults()
    private(set) var sections: [(bss: HostapdConfiguration.BSS, defaults: SectionDefaults)] = []

    /// What a section left unsaid, and where hostapd's default depends on the rest of the file.
    struct SectionDefaults {
        var wmmEnabled: Bool?
        var rsnPairwise: [Cipher]?
        var groupCipher: Cipher?
        var groupRekeyInterval: Int?
        /// hostapd takes passphrases from elsewhere.
        var hasForeignPassphrases = false
    }

    init(file: String) { diagnostics = Diagnostics(file: file) }

    mutating func read(_ line: ConfigurationLine) {
        diagnostics.line = line.number
        if line.octets.isEmpty || line.octets[0] == UInt8(ascii: "#") { return }
        if line.octets.contains(0x0d) {
            return diagnostics.error("a carriage return, which hostapd takes into the value; save with Unix line ends")
        }
        guard line.octets.count < 4095 else {
            return diagnostics.error("longer than the 4094 octets of a line that hostapd reads")
        }
        guard let (key, value) = line.keyAndValue else {
            return diagnostics.error("\(quoted(line.text)) is not key=value")
        }
        if readRadio(key, value) {
            configuration.radio.lines[key] = line.number
        } else if readStructure(key, value) || readSecurity(key, value) || readRADIUS(key, value)
            || readBSS(key, value)
        {
            bss.lines[key] = line.number
        } else {
            guard KeyTable.hostapd.contains(key) else { return unknown(key) }
            if key == "wpa_psk_file" || key == "wpa_psk_radius" { defaults.hasForeignPassphrases = true }
        }
        diagnostics.tell(.hostapd, key, value)
    }

    private mutating func unknown(_ key: String) {
        let bare = words(Array(key.utf8)).joined(separator: " ")
        if bare != key, KeyTable.hostapd.contains(bare) {
            diagnostics.error("no space may stand around the key: write \(bare)=…")
        } else if bare.hasPrefix("#") {
            diagnostics.error("a comment begins in the first column")
        } else {
            diagnostics.unknownKey(key, .hostapd)
        }
    }

    /// `interface` and `bss`, which name the sections.
    private mutating func readStructure(_ key: String, _ value: [UInt8]) -> Bool {
        guard key == "interface" || key == "bss" else { return false }
        let name = String(decoding: value, as: UTF8.self)
        // IFNAMSIZ counts the terminating zero.
        guard (1...15).contains(value.count), value.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "/") })
        else {
            diagnostics.error("\(quoted(name)) is no name of a network interface: 1 to 15 visible characters")
            return true
        }
        if key == "interface" {
            guard isFirstSection else {
                diagnostics.error(
                    "interface= after a bss= line, which hostapd applies to the first section; move it up")
                return true
            }
            bss.interface = name
            bss.line = diagnostics.line
        } else {
            closeSection()
            isFirstSection = false
            bss = HostapdConfiguration.BSS(interface: name, line: diagnostics.line)
            defaults = SectionDefaults()
        }
        return true
    }

    mutating func closeSection() { sections.append((bss, defaults)) }

    private mutating func readRadio(_ key: String, _ value: [UInt8]) -> Bool {
        switch key {
        case "driver":
            configuration.radio.driver = String(decoding: value, as: UTF8.self)
        case "hw_mode":
            let text = String(decoding: value, as: UTF8.self)
            if let mode = HostapdConfiguration.HardwareMode(rawValue: text) {
                configuration.radio.hardwareMode = mode
            } else {
                diagnostics.error("hw_mode is a, b, g, ad or any, not \(quoted(text))")
            }
        case "channel":
            let isAutomatic = String(decoding: value, as: UTF8.self) == "acs_survey"
            set(\.configuration.radio.channel, isAutomatic ? 0 : integer(value, key, 0...233))
        case "ieee80211n": set(\.configuration.radio.ieee80211n, flag(value, key))
        case "ieee80211ac": set(\.configuration.radio.ieee80211ac, flag(value, key))
        case "ieee80211ax": set(\.configuration.radio.ieee80211ax, flag(value, key))
        case "ieee80211d": set(\.configuration.radio.ieee80211d, flag(value, key))
        case "beacon_int": set(\.configuration.radio.beaconInterval, integer(value, key, 10...65535))
        case "country_code":
            let letters = value.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
            guard value.count == 2, letters else {
                diagnostics.error("country_code is two capital letters, not \(quoted(text(value)))")
                return true
            }
            configuration.radio.countryCode = text(value)
        case "logger_syslog", "logger_syslog_level", "logger_stdout", "logger_stdout_level", "ctrl_interface_group":
            break
        default: return false
        }
        return true
    }

    private mutating func readSecurity(_ key: String, _ value: [UInt8]) -> Bool {
        switch key {
        case "wpa": set(\.bss.wpa, integer(value, key, 0...3))
        case "wpa_key_mgmt":
            let names = diagnostics.names(value, for: key, of: KeyManagement.self, allowed: \.isForAccessPoints)
            set(\.bss.keyManagement, names)
        case "wpa_pairwise":
            set(\.bss.wpaPairwise, diagnostics.names(value, for: key, of: Cipher.self, allowed: \.isPairwise))
        case "rsn_pairwise":
            set(\.defaults.rsnPairwise, diagnostics.names(value, for: key, of: Cipher.self, allowed: \.isPairwise))
        case "group_cipher":
            let names = diagnostics.names(value, for: key, of: Cipher.self, allowed: \.isPairwise)
            set(\.defaults.groupCipher, names?.first)
        case "wpa_passphrase":
            guard (8...63).contains(value.count) else {
                diagnostics.error("wpa_passphrase has \(value.count) octets, expected 8 to 63")
                return true
            }
            (bss.passphrase, bss.preSharedKey) = (Secret(value), nil)
        case "wpa_psk":
            guard let octets = [UInt8](hexadecimal: text(value)), octets.count == 32 else {
                diagnostics.error("wpa_psk is 64 hexadecimal digits")
                return true
            }
            (bss.passphrase, bss.preSharedKey) = (nil, Secret(octets))
        case "ieee80211w":
            set(\.bss.managementFrameProtection, integer(value, key, 0...2).flatMap(ManagementFrameProtection.init))
        case "auth_algs": set(\.bss.authenticationAlgorithms, integer(value, key, 1...3))
        case "wpa_group_rekey": set(\.defaults.groupRekeyInterval, integer(value, key, wholeNumbers))
        case "wpa_ptk_rekey": set(\.bss.ptkRekeyInterval, integer(value, key, wholeNumbers))
        case "okc": set(\.bss.okc, flag(value, key))
        case "disable_pmksa_caching": set(\.bss.disablePMKSACaching, flag(value, key))
        case "rsn_preauth_interfaces": bss.rsnPreauthenticationInterfaces = words(value)
        case "rsn_preauth": set(\.bss.rsnPreauthentication, flag(value, key))
        case "ieee8021x": set(\.bss.ieee8021X, flag(value, key))
        case "eapol_version": set(\.bss.eapolVersion, integer(value, key, 1...2))
        case "ap_max_inactivity": set(\.bss.maximumInactivity, integer(value, key, wholeNumbers))
        case "skip_inactivity_poll": set(\.bss.skipsInactivityPoll, flag(value, key))
        case "eap_reauth_period": set(\.bss.eapReauthenticationPeriod, integer(value, key, wholeNumbers))
        default: return false
        }
        return true
    }

    private mutating func readRADIUS(_ key: String, _ value: [UInt8]) -> Bool {
        switch key {
        case "own_ip_addr":
            guard let address = address(value, key) else { return true }
            bss.ownIPAddress = address
        case "nas_identifier": bss.nasIdentifier = text(value)
        case "auth_server_addr":
            guard let address = address(value, key) else { return true }
            bss.authenticationServers.append(HostapdConfiguration.RADIUSServer(address: address))
        case "auth_server_port", "auth_server_shared_secret":
            readServer(key, value, after: "auth_server_addr", \.bss.authenticationServers)
        case "acct_server_addr":
            guard let address = address(value, key) else { return true }
            bss.accountingServers.append(HostapdConfiguration.RADIUSServer(address: address, port: 1813))
        case "acct_server_port", "acct_server_shared_secret":
            readServer(key, value, after: "acct_server_addr", \.bss.accountingServers)
        case "radius_acct_interim_interval":
            set(\.bss.accountingInterimInterval, integer(value, key, wholeNumbers))
        default: return false
        }
        return true
    }

    /// What a server is told of belongs to the one that was named last.
    private mutating func readServer(
        _ key: String, _ value: [UInt8], after first: String,
        _ servers: WritableKeyPath<HostapdReader, [HostapdConfiguration.RADIUSServer]>
    ) {
        guard !self[keyPath: servers].isEmpty else {
            return diagnostics.error("\(key) without an \(first) before it in this section")
        }
        let last = self[keyPath: servers].count - 1
        if key.hasSuffix("_port") {
            guard let port = integer(value, key, 1...65535) else { return }
            self[keyPath: servers][last].port = UInt16(port)
        } else if value.isEmpty {
            diagnostics.error("an empty shared secret")
        } else {
            self[keyPath: servers][last].sharedSecret = Secret(value)
        }
    }

    private mutating func readBSS(_ key: String, _ value: [UInt8]) -> Bool {
        switch key {
        case "bridge": bss.bridge = text(value)
        case "ctrl_interface": bss.controlInterface = text(value)
        case "bssid":
            guard let address = MACAddress(text(value)), value.contains(UInt8(ascii: ":")) else {
                diagnostics.error("bssid is six octets as 02:00:00:00:00:01, not \(quoted(text(value)))")
                return true
            }
            guard !address.isGroup else {
                diagnostics.error("bssid \(address) is a group address")
                return true
            }
            bss.bssid = address
        case "ssid", "ssid2":
            guard let octets = key == "ssid" ? value : unquoted(value), (1...32).contains(octets.count) else {
                diagnostics.error("\(key) is 1 to 32 octets, not \(quoted(text(value)))")
                return true
            }
            bss.ssid = octets
        case "ignore_broadcast_ssid": set(\.bss.ignoreBroadcastSSID, integer(value, key, 0...2))
        case "wmm_enabled": set(\.defaults.wmmEnabled, flag(value, key))
        case "bss_transition": set(\.bss.bssTransition, flag(value, key))
        case "rrm_neighbor_report": set(\.bss.rrmNeighborReport, flag(value, key))
        case "rrm_beacon_report": set(\.bss.rrmBeaconReport, flag(value, key))
        case "bss_load_update_period": set(\.bss.bssLoadUpdatePeriod, integer(value, key, 0...100))
        case "chan_util_avg_period": set(\.bss.channelUtilizationAveragePeriod, integer(value, key, wholeNumbers))
        case "macaddr_acl": set(\.bss.addressAccess, integer(value, key, 0...2))
        case "max_num_sta": set(\.bss.maximumStations, integer(value, key, 0...2007))
        case "dtim_period": set(\.bss.dtimPeriod, integer(value, key, 1...255))
        default: return false
        }
        return true
    }
}
