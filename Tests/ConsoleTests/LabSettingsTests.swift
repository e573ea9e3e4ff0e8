#if Console
    @testable import Console
    import Testing

    /// What the history keeps of a lab's files.
    @Suite struct LabSettingsTests {
        @Test func aLineIsASettingWithItsInterfaceOrBlock() {
            let lines = LabSettings.lines(
                of: """
                    # okc=1
                    interface=vap0000
                    ssid=one
                    \tbss=vap0000_0
                      okc = 1
                    network={
                        identity="user=name"
                    }
                    eapol_version=2
                    """)
            #expect(
                lines.map { "\($0.name): \($0.value)" } == [
                    "vap0000 interface: vap0000", "vap0000 ssid: one", "vap0000_0 bss: vap0000_0", "vap0000_0 okc: 1",
                    "network 1 identity: \"user=name\"", "eapol_version: 2",
                ])
        }

        @Test func secretsAreMaskedWhereverTheyStand() {
            let lines = LabSettings.lines(
                of: """
                    auth_server_shared_secret=hunter2
                    wpa_passphrase = hunter2
                    network={
                    \tpassword="hunter2"
                    \tpsk=hunter2
                    }
                    cred={
                      password="hunter2"
                    }
                    blob-base64-key={
                    hunter2==
                    }
                    ieee80211w=1
                    """)
            #expect(lines.count == 6)
            #expect(!lines.contains { $0.name.contains("hunter2") || $0.value.contains("hunter2") })
            #expect(lines.last?.name == "ieee80211w")
        }
    }
#endif
