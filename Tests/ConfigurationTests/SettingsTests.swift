import Configuration
import Octets
import Testing

/// What wpa_supplicant 2.10 and hostapd 2.10 answered to these commands on their control sockets (wpa_supplicant -D
/// wired, hostapd with driver=none).
@Suite struct SettingsTests {
    @Test(arguments: [
        ("ssid", "\"abc\"", true), ("nosuch", "1", false), ("key_mgmt", "WPA-EAP BOGUS", false),
        ("key_mgmt", "WPA-EAP WPA-EAP-SHA256", true), ("proactive_key_caching", "1", true),
        ("bssid", "04:f0:21:19:88:44", true), ("bssid", "any", true), ("bssid", "\"\"", true),
        ("password", "\"x\"", true), ("scan_freq", "5180 5200", true), ("ieee80211w", "1", true),
        ("phase2", "\"auth=PAP\"", true),
    ])
    func aNetworkTakesWhatTheRealOneTakes(key: String, value: String, isTaken: Bool) {
        var network = SupplicantConfiguration.Network()
        let before = network
        do {
            try network.set(key, to: Array(value.utf8))
            #expect(isTaken)
        } catch {
            #expect(!isTaken)
            #expect(network == before)
        }
    }

    @Test func aNetworkShowsItsValuesAsTheRealOneDoes() throws {
        var network = SupplicantConfiguration.Network()
        for (key, value) in [
            ("ssid", "\"abc\""), ("key_mgmt", "WPA-EAP WPA-EAP-SHA256"), ("proactive_key_caching", "1"),
            ("password", "\"x\""), ("scan_freq", "5180 5200"), ("ieee80211w", "1"), ("phase2", "\"auth=PAP\""),
            ("disabled", "1"),
        ] {
            try network.set(key, to: Array(value.utf8))
        }
        let shown: [(String, String?)] = [
            ("ssid", "\"abc\""), ("key_mgmt", "WPA-EAP WPA-EAP-SHA256"), ("eap", nil), ("password", "*"),
            ("bssid", nil), ("proactive_key_caching", "1"), ("scan_freq", "5180 5200"), ("phase2", "\"auth=PAP\""),
            ("identity", nil), ("nosuch", nil), ("pairwise", "CCMP TKIP"), ("group", "CCMP TKIP"),
            ("proto", "WPA RSN"), ("ieee80211w", "1"), ("disabled", "1"), ("scan_ssid", "0"), ("priority", "0"),
        ]
        for (key, value) in shown { #expect(network.text(of: key) == value, "\(key)") }
        let fresh = SupplicantConfiguration.Network()
        #expect(fresh.text(of: "ieee80211w") == "3")
        #expect(fresh.text(of: "proactive_key_caching") == "-1")
    }

    @Test func globalsAreSetAndShown() throws {
        var configuration = SupplicantConfiguration()
        try configuration.set("okc", to: Array("1".utf8))
        try configuration.set("dot11RSNAConfigPMKLifetime", to: Array("100".utf8))
        #expect(configuration.text(of: "okc") == "1")
        #expect(configuration.text(of: "dot11RSNAConfigPMKLifetime") == "100")
        #expect(configuration.text(of: "nosuch") == nil)
        #expect(throws: ConfigurationError.self) { try configuration.set("nosuch", to: Array("1".utf8)) }
        #expect(throws: ConfigurationError.self) { try configuration.set("network", to: Array("{".utf8)) }
        #expect(configuration.networks.isEmpty)
    }

    @Test func anAccessPointTakesOneValueAtATime() throws {
        var configuration = try HostapdConfiguration(parsing: Example.okc.text, file: "okc.conf")
        try configuration.set("okc", to: Array("0".utf8), bss: 1)
        #expect(configuration.bsses.map(\.okc) == [true, false, true])
        try configuration.set("auth_server_shared_secret", to: Array("other".utf8), bss: 1)
        #expect(configuration.bsses[1].authenticationServers.map(\.sharedSecret.octets.count) == [5])
        try configuration.set("wpa_group_rekey", to: Array("30".utf8), bss: 2)
        #expect(configuration.bsses.map(\.groupRekeyInterval) == [86400, 86400, 30])
        let before = configuration
        for (key, value) in [("nosuch", "1"), ("wpa_key_mgmt", "BOGUS"), ("bss", "x"), ("ssid", "a\nb")] {
            #expect(throws: ConfigurationError.self, "\(key)") {
                try configuration.set(key, to: Array(value.utf8) + (key == "ssid" ? [0] : []), bss: 0)
            }
        }
        #expect(configuration == before)
    }
}
