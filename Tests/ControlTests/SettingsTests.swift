import Configuration
import Control
import Testing

/// What a dialog sets, in a lab in simulated time.
@Suite struct SettingsTests {
    private func settings(_ change: (inout StationSettings) -> Void) -> StationSettings {
        var settings = StationSettings()
        change(&settings)
        return settings
    }

    private func connected() throws -> Bench {
        let bench = try Bench()
        bench.attach()
        bench.connect()
        #expect(bench.link(to: "04:f0:21:19:87:44"))
        _ = bench.events()
        return bench
    }

    /// The fields of `Examples/station.conf`.
    @Test func theSeedsStationIsShownFieldByField() throws {
        let bench = try connected()
        let shown = bench.lab.settings(ofStation: 0, revealsSecrets: true)
        #expect(shown.enabled == true)
        #expect(shown.ssid == "okctest1")
        #expect(shown.keyManagement == "WPA-EAP")
        #expect(shown.eap == "TTLS")
        #expect(shown.identity == "testuser")
        #expect(shown.anonymousIdentity == "")
        #expect(shown.password == "testpasswd")
        #expect(shown.phase2 == "auth=PAP")
        #expect(shown.proactiveKeyCaching == false)
        #expect(shown.bssid == "")
        #expect(bench.lab.settings(ofStation: 0, revealsSecrets: false).password == "********")
    }

    @Test func theTextIsAConfigurationThatSaysTheSame() throws {
        let bench = try Bench()
        for (key, value) in [
            ("psk", "\"a \\\"quoted\\\" phrase\""), ("scan_freq", "5180 5200"), ("priority", "3"), ("ieee80211w", "1"),
            ("bssid", "04:f0:21:19:88:44"), ("fragment_size", "700"), ("ca_cert", "\"/tmp/ca.pem\""),
        ] {
            #expect(bench.ask("SET_NETWORK 0 \(key) \(value)") != "UNKNOWN COMMAND\n")
        }
        _ = bench.ask("SET okc 1")
        let text = try #require(bench.lab.settings(ofStation: 0, revealsSecrets: true).text)
        let read = try SupplicantConfiguration(parsing: text, file: "text")
        #expect(read.okc)
        #expect(read.networks.count == 1)
        for key in [
            "ssid", "key_mgmt", "eap", "identity", "phase2", "scan_freq", "priority", "ieee80211w", "bssid",
            "fragment_size", "proactive_key_caching",
        ] {
            #expect((read.networks[0].text(of: key) ?? "FAIL\n") == bench.ask("GET_NETWORK 0 \(key)"), "\(key)")
        }
        guard case .text(let password) = read.networks[0].password else {
            Issue.record("no password")
            return
        }
        #expect(password.octets == Array("testpasswd".utf8))
    }

    @Test func whatIsSetActsAtOnceAndWithANewKey() throws {
        let bench = try connected()
        try bench.lab.apply(settings { $0.proactiveKeyCaching = true }, toStation: 0)
        #expect(bench.ask("GET_NETWORK 0 proactive_key_caching") == "1")
        bench.run(2000)
        let told = bench.events()
        #expect(told.contains { $0.hasPrefix("CTRL-EVENT-EAP-SUCCESS") })
        #expect(told.contains { $0.hasPrefix("CTRL-EVENT-CONNECTED") })
        // The same again is nothing new.
        try bench.lab.apply(settings { $0.proactiveKeyCaching = true }, toStation: 0)
        bench.run(2000)
        #expect(bench.events() == [])
    }

    @Test func aWrongPasswordIsNoticedAndTheRightOneHelps() throws {
        let bench = try connected()
        try bench.lab.apply(settings { $0.password = "wrong" }, toStation: 0)
        bench.run(3000)
        #expect(bench.events().contains { $0.hasPrefix("CTRL-EVENT-EAP-FAILURE") })
        try bench.lab.apply(settings { $0.password = "testpasswd" }, toStation: 0)
        #expect(bench.link(to: "04:f0:21:19:87:44"))
    }

    @Test func downIsDownUntilUp() throws {
        let bench = try connected()
        try bench.lab.apply(settings { $0.enabled = false }, toStation: 0)
        bench.run(5000)
        #expect(bench.ask("STATUS").contains("wpa_state=DISCONNECTED\n"))
        // What is set meanwhile waits.
        try bench.lab.apply(settings { $0.proactiveKeyCaching = true }, toStation: 0)
        bench.run(5000)
        #expect(bench.ask("STATUS").contains("wpa_state=DISCONNECTED\n"))
        try bench.lab.apply(settings { $0.enabled = true }, toStation: 0)
        #expect(bench.link(to: "04:f0:21:19:87:44"))
        #expect(bench.ask("GET_NETWORK 0 proactive_key_caching") == "1")
    }

    @Test func aWholeTextTakesThePlaceOfAllThatWasSet() throws {
        let bench = try connected()
        let text = """
            network={
                ssid="okctest1"
                key_mgmt=WPA-EAP-SHA256
                eap=PEAP
                identity="testuser"
                password="********"
                phase2="auth=MSCHAPV2"
            }
            """
        try bench.lab.apply(settings { $0.text = text }, toStation: 0)
        #expect(bench.link(to: "04:f0:21:19:87:44"))
        let status = bench.ask("STATUS")
        #expect(status.contains("key_mgmt=WPA2-EAP-SHA256\n"))
        #expect(status.contains("selectedMethod=25 (EAP-PEAP)\n"))
    }

    /// The line is the text's.
    @Test func aTextThatIsWrongIsRefusedWithItsLine() throws {
        let bench = try connected()
        let before = bench.lab.settings(ofStation: 0, revealsSecrets: true)
        let text = "network={\n\tssid=\"okctest1\"\n\tproactive_key_cacheing=1\n}\n"
        #expect(
            throws: SettingsRefusal(lines: [
                "wpa_supplicant.conf:3: unknown key \"proactive_key_cacheing\"; did you mean \"proactive_key_caching\"?"
            ])
        ) { try bench.lab.apply(settings { $0.text = text }, toStation: 0) }
        #expect(bench.lab.settings(ofStation: 0, revealsSecrets: true) == before)
        #expect(bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
    }

    @Test func anAccessPointKeepsItsInterfacesAndItsChannel() throws {
        let bench = try connected()
        let text = Example.okc.text
        for (old, new) in [
            ("channel=36", "channel=40"), ("bss=vap0000_1", "bss=vap0000_9"),
            ("bssid=04:f0:21:19:89:44", "bssid=04:f0:21:19:99:44"),
        ] {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
                $0 == old ? new : String($0)
            }
            let file = try HostapdConfiguration(parsing: lines.joined(separator: "\n"), file: "hostapd.conf")
            #expect(throws: SettingsRefusal.self) {
                try bench.lab.replace(configurationOfAccessPoint: 0, with: file)
            }
        }
        #expect(bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
        // Another one of the same interfaces acts at once: everybody is sent away.
        let file = try HostapdConfiguration(parsing: Example.okcOff.text, file: "hostapd.conf")
        try bench.lab.replace(configurationOfAccessPoint: 0, with: file)
        bench.run(100)
        #expect(bench.events().contains { $0.hasPrefix("CTRL-EVENT-DISCONNECTED bssid=04:f0:21:19:87:44 reason=2") })
        #expect(bench.lab.accessPoint(0).bsses.map(\.okc) == [false, false, false])
        #expect(bench.link(to: "04:f0:21:19:87:44"))
    }
}
