import Control
import Testing

/// Interfaces that come by the global sockets. Replies and events are those of Debian's wpa_supplicant and hostapd 2.10,
/// recorded from the real ones with `driver=none` (hostapd) and `wired` (wpa_supplicant).
@Suite struct AddedInterfaceTests {
    private static let a = "04:f0:21:19:87:44"

    // MARK: wpa_supplicant

    @Test(arguments: [
        // What is there already, no driver, no file, no bridge, no name.
        ("INTERFACE_ADD sta00000", "FAIL\n"), ("INTERFACE_ADD wlan0\t\tbogus\tDIR=/run/x", "FAIL\n"),
        ("INTERFACE_ADD wlan0\t/nonexistent\tnl80211\tDIR=/run/x", "FAIL\n"),
        ("INTERFACE_ADD wlan0\t\tnl80211\t/run/x\t\tnobridge", "FAIL\n"), ("INTERFACE_ADD ", "FAIL\n"),
        ("INTERFACE_ADD \t", "FAIL\n"), ("INTERFACE_ADD", "UNKNOWN COMMAND\n"), ("INTERFACE_REMOVE zz", "FAIL\n"),
        ("INTERFACE_REMOVE", "UNKNOWN COMMAND\n"), ("SAVE_CONFIG", "FAIL\n"), ("SET x y", "FAIL\n"),
        ("SUSPEND", "OK\n"), ("RESUME", "OK\n"), ("RELOG", "OK\n"), ("FLUSH", "UNKNOWN COMMAND\n"),
        ("IFNAME=sta00000", "UNKNOWN COMMAND\n"), ("IFNAME=", "UNKNOWN COMMAND\n"),
        // A name that no network device can have, and a directory that is nobody's.
        ("INTERFACE_ADD a/b\t\tnl80211\tDIR=/run/x", "FAIL\n"), ("INTERFACE_ADD ..\t\tnl80211\tDIR=/run/x", "FAIL\n"),
        ("INTERFACE_ADD wlan0\t\tnl80211\tDIR=x", "FAIL\n"), ("INTERFACE_ADD 1234567890123456\t\t\t/run/x", "FAIL\n"),
    ])
    func theGlobalSocketRefusesAsWpaSupplicantDoes(command: String, reply: String) throws {
        let bench = try Bench()
        #expect(bench.ask(command, on: .supplicants) == reply)
        #expect(bench.ask("INTERFACES", on: .supplicants) == "sta00000\n")
        #expect(bench.openings() == [])
    }

    @Test func anAddedStationIsConfiguredByCommandsAndJoins() throws {
        let bench = try Bench()
        bench.attach(to: .supplicants)
        #expect(
            bench.ask("INTERFACE_ADD wlan5\t\tnl80211\tDIR=/run/hwsim GROUP=admin", on: .supplicants) == "OK\n")
        #expect(bench.openings() == ["/run/hwsim/wlan5"])
        #expect(bench.ask("INTERFACES", on: .supplicants) == "sta00000\nwlan5\n")
        #expect(bench.ask("INTERFACE_ADD wlan5\t\tnl80211\tDIR=/run/hwsim", on: .supplicants) == "FAIL\n")
        let wlan5 = ControlSocket.station(1)
        // mac80211_hwsim's number of a radio.
        #expect(bench.ask("STATUS", on: wlan5).contains("address=02:00:00:00:05:00\n"))
        #expect(bench.ask("STATUS", on: wlan5).hasPrefix("wpa_state=INACTIVE\n"))
        join(bench, wlan5)
        #expect(bench.link(to: Self.a, on: wlan5))
        #expect(
            bench.events(on: .supplicants).contains(
                "IFNAME=wlan5 <3>CTRL-EVENT-CONNECTED - Connection to \(Self.a) completed [id=0 id_str=]"))
        bench.run(50)
        #expect(bench.ask("STA 02:00:00:00:05:00", on: .bss(accessPoint: 0, bss: 0)).contains("[AUTHORIZED]"))
    }

    private func join(_ bench: Bench, _ station: ControlSocket) {
        #expect(bench.ask("ADD_NETWORK", on: station) == "0\n")
        for setting in [
            "ssid \"okctest1\"", "key_mgmt WPA-EAP", "eap TTLS", "identity \"testuser\"", "password \"testpasswd\"",
            "phase2 \"auth=PAP\"",
        ] {
            #expect(bench.ask("SET_NETWORK 0 \(setting)", on: station) == "OK\n")
        }
        #expect(bench.ask("SELECT_NETWORK 0", on: station) == "OK\n")
    }

    @Test func aRemovedStationDeauthenticatesAndItsPlaceIsTakenAnew() throws {
        let bench = try Bench()
        let wlan5 = ControlSocket.station(1)
        let add = "INTERFACE_ADD wlan5\t\tnl80211\tDIR=/run/hwsim"
        for _ in 0..<3 {
            #expect(bench.ask(add, on: .supplicants) == "OK\n")
            #expect(bench.openings() == ["/run/hwsim/wlan5"])
            bench.attach(to: wlan5)
            bench.attach(to: .bss(accessPoint: 0, bss: 0))
            join(bench, wlan5)
            #expect(bench.link(to: Self.a, on: wlan5))
            _ = bench.events(on: wlan5)
            #expect(bench.ask("INTERFACE_REMOVE wlan5", on: .supplicants) == "OK\n")
            #expect(
                bench.events(on: wlan5).filter { !$0.hasPrefix("PMKSA") } == [
                    "CTRL-EVENT-DISCONNECTED bssid=\(Self.a) reason=3 locally_generated=1", "CTRL-EVENT-TERMINATING ",
                ])
            #expect(!bench.sockets.contains(wlan5))
            #expect(bench.ask("PING", on: wlan5) == "FAIL\n")
            #expect(bench.ask("IFNAME=wlan5 PING", on: .supplicants) == "FAIL-NO-IFNAME-MATCH\n")
            bench.run(100)
            #expect(
                bench.events(on: .bss(accessPoint: 0, bss: 0)).contains("AP-STA-DISCONNECTED 02:00:00:00:05:00"))
        }
    }

    @Test func aStationFromAFileConnectsAtOnce() throws {
        let file = """
            ctrl_interface=DIR=/run/elsewhere GROUP=admin
            network={
                ssid="okctest1"
                key_mgmt=WPA-EAP
                eap=TTLS
                identity="testuser"
                password="testpasswd"
                phase2="auth=PAP"
            }
            """
        let bench = try Bench(files: ["/etc/wlan7.conf": Array(file.utf8)])
        #expect(bench.ask("INTERFACE_ADD wlan7\t/etc/wlan7.conf\tnl80211", on: .supplicants) == "OK\n")
        #expect(bench.openings() == ["/run/elsewhere/wlan7"])
        #expect(bench.link(to: Self.a, on: .station(1)))
    }

    @Test func anInterfaceWithoutADirectoryHasTheGlobalSocketAlone() throws {
        let bench = try Bench()
        #expect(bench.ask("INTERFACE_ADD wlan0", on: .supplicants) == "OK\n")
        #expect(bench.openings() == [])
        #expect(!bench.sockets.contains(.station(1)))
        #expect(bench.ask("IFNAME=wlan0 PING", on: .supplicants) == "PONG\n")
    }

    @Test func whereTheSocketCannotBeOpenedTheCommandFails() throws {
        let bench = try Bench()
        #expect(bench.ask(refusing: "INTERFACE_ADD wlan0\t\t\t/proc/x", on: .supplicants) == "FAIL\n")
        #expect(bench.ask("INTERFACES", on: .supplicants) == "sta00000\n")
        #expect(bench.ask(refusing: "ADD wlan3 /proc/x", on: .accessPoints) == "FAIL\n")
        #expect(bench.ask("INTERFACES", on: .accessPoints) == "vap0000\nvap0000_0\nvap0000_1\n")
    }

    @Test func stationsWithoutEndAreRefused() throws {
        let bench = try Bench()
        for number in 0..<128 { #expect(bench.ask("INTERFACE_ADD w\(number)", on: .supplicants) == "OK\n") }
        #expect(bench.ask("INTERFACE_ADD more", on: .supplicants) == "FAIL\n")
        #expect(bench.ask("INTERFACE_REMOVE w7", on: .supplicants) == "OK\n")
        #expect(bench.ask("INTERFACE_ADD more", on: .supplicants) == "OK\n")
    }

    // MARK: hostapd

    @Test(arguments: [
        ("ADD", "FAIL\n"), ("ADD x", "FAIL\n"), ("ADD vap0000 /run/x", "FAIL\n"), ("ADD vap0000_1 /run/x", "FAIL\n"),
        ("ADD q config=/nonexistent", "FAIL\n"), ("ADD bss_config=phy0:/nonexistent", "FAIL\n"), ("ADD  x", "FAIL\n"),
        ("REMOVE", "FAIL\n"), ("REMOVE zz", "FAIL\n"), ("SET x y", "FAIL\n"), ("LOG_LEVEL", "FAIL\n"),
        ("IFNAME=vap0000", "FAIL\n"), ("ADD w/8 /run/x", "FAIL\n"), ("ADD wlan3 x", "FAIL\n"),
    ])
    func theGlobalSocketRefusesAsHostapdDoes(command: String, reply: String) throws {
        let bench = try Bench()
        #expect(bench.ask(command, on: .accessPoints) == reply)
        #expect(bench.ask("INTERFACES", on: .accessPoints) == "vap0000\nvap0000_0\nvap0000_1\n")
    }

    /// hostapd's answer to `STATUS` between `ADD` and `ENABLE`.
    private static let uninitialized = """
        state=UNINITIALIZED
        phy=
        freq=0
        num_sta_non_erp=0
        num_sta_no_short_slot_time=0
        num_sta_no_short_preamble=0
        olbc=0
        num_sta_ht_no_gf=0
        num_sta_no_ht=0
        num_sta_ht_20_mhz=0
        num_sta_ht40_intolerant=0
        olbc_ht=0
        ht_op_mode=0x0
        cac_time_seconds=0
        cac_time_left_seconds=N/A
        channel=0
        edmg_enable=0
        edmg_channel=0
        secondary_channel=0
        ieee80211n=0
        ieee80211ac=0
        ieee80211ax=0
        beacon_int=100
        dtim_period=2
        bss[0]=wlan3
        bssid[0]=00:00:00:00:00:00
        ssid[0]=
        num_sta[0]=0

        """

    /// What hwsim's hostapd.py sets of each AP, then for WPA2-PSK.
    static let psk = [
        "driver nl80211", "hw_mode g", "channel 1", "ieee80211n 1", "logger_stdout -1", "logger_stdout_level 0",
        "ssid test-wpa2-psk", "wpa_passphrase 12345678", "wpa_key_mgmt WPA-PSK", "wpa 2", "rsn_pairwise CCMP",
    ]
    /// For WPA2-EAP.
    static let eap = [
        "driver nl80211", "hw_mode g", "channel 1", "ieee80211n 1", "logger_stdout -1", "logger_stdout_level 0",
        "ssid test-wpa2-eap", "nas_identifier nas.w1.fi", "wpa_key_mgmt WPA-EAP", "wpa 2", "rsn_pairwise CCMP",
        "auth_server_addr 127.0.0.1", "ieee8021x 1", "eapol_key_index_workaround 0", "auth_server_port 1812",
        "auth_server_shared_secret lanforge", "acct_server_addr 127.0.0.1", "acct_server_port 1813",
        "acct_server_shared_secret radius", "radius_request_cui 1",
    ]

    private func start(_ bench: Bench, _ name: String, _ settings: [String], at index: Int) -> ControlSocket {
        let socket = ControlSocket.bss(accessPoint: index, bss: 0)
        #expect(bench.ask("ADD \(name) /run/hostapd", on: .accessPoints) == "OK\n")
        for setting in settings { #expect(bench.ask("SET \(setting)", on: socket) == "OK\n", "\(setting)") }
        #expect(bench.ask("ENABLE", on: socket) == "OK\n")
        return socket
    }

    @Test func anAddedInterfaceIsUninitializedUntilItIsSetAndEnabled() throws {
        let bench = try Bench()
        bench.attach(to: .accessPoints)
        let wlan3 = ControlSocket.bss(accessPoint: 1, bss: 0)
        #expect(bench.ask("ADD wlan3 /run/hostapd", on: .accessPoints) == "OK\n")
        #expect(bench.openings() == ["/run/hostapd/wlan3"])
        #expect(bench.ask("ADD wlan3 /run/hostapd", on: .accessPoints) == "FAIL\n")
        #expect(bench.ask("STATUS", on: wlan3) == Self.uninitialized)
        #expect(
            bench.ask("GET_CONFIG", on: wlan3) == "bssid=00:00:00:00:00:00\nssid=\nwps_state=disabled\n")
        // hw_mode b on no channel is no radio of this lab.
        #expect(bench.ask("ENABLE", on: wlan3) == "FAIL\n")
        for setting in Self.psk { #expect(bench.ask("SET \(setting)", on: wlan3) == "OK\n") }
        #expect(bench.ask("SET driver bogus", on: wlan3) == "FAIL\n")
        #expect(bench.ask("ENABLE", on: wlan3) == "OK\n")
        #expect(bench.events(on: .accessPoints) == ["IFNAME=wlan3 <3>AP-ENABLED "])
        #expect(bench.ask("ENABLE", on: wlan3) == "FAIL\n")
        let status = bench.ask("STATUS", on: wlan3)
        #expect(status.hasPrefix("state=ENABLED\n"))
        for line in ["freq=2412", "channel=1", "ieee80211n=1", "bssid[0]=02:00:00:00:03:00", "ssid[0]=test-wpa2-psk"] {
            #expect(status.contains("\n\(line)\n"), "\(line)")
        }
        #expect(
            bench.ask("GET_CONFIG", on: wlan3) == """
                bssid=02:00:00:00:03:00
                ssid=test-wpa2-psk
                wps_state=disabled
                wpa=2
                key_mgmt=WPA-PSK
                group_cipher=CCMP
                rsn_pairwise_cipher=CCMP

                """)
        #expect(bench.ask("DISABLE", on: wlan3) == "OK\n")
        #expect(bench.ask("STATUS", on: wlan3).hasPrefix("state=DISABLED\n"))
        #expect(bench.ask("DISABLE", on: wlan3) == "FAIL\n")
        #expect(bench.ask("SET bridge no/bridge", on: wlan3) == "OK\n")
        #expect(bench.ask("ENABLE", on: wlan3) == "FAIL\n")
        #expect(bench.ask("SET bridge br0000", on: wlan3) == "OK\n")
        #expect(bench.ask("ENABLE", on: wlan3) == "OK\n")
        _ = bench.events(on: .accessPoints)
        #expect(bench.ask("REMOVE wlan3", on: .accessPoints) == "OK\n")
        #expect(
            bench.events(on: .accessPoints) == [
                "IFNAME=wlan3 <3>AP-DISABLED ", "IFNAME=wlan3 <3>CTRL-EVENT-TERMINATING ",
            ])
        #expect(bench.ask("INTERFACES", on: .accessPoints) == "vap0000\nvap0000_0\nvap0000_1\n")
        #expect(!bench.sockets.contains(wlan3))
    }

    /// hostapd settles RSN's ciphers after each value that is set (hostapd_set_security_params): with `wpa 2` they are
    /// wpa_pairwise's as it was by then, TKIP at first, which is not emulated.
    @Test func pairwiseCiphersThatAreNamedTooLateAreNotTheRSNs() throws {
        let bench = try Bench()
        let wlan3 = ControlSocket.bss(accessPoint: 1, bss: 0)
        #expect(bench.ask("ADD wlan3 /run/hostapd", on: .accessPoints) == "OK\n")
        for setting in Self.psk.dropLast() + ["wpa_pairwise CCMP"] {
            #expect(bench.ask("SET \(setting)", on: wlan3) == "OK\n")
        }
        #expect(bench.ask("GET_CONFIG", on: wlan3).hasSuffix("rsn_pairwise_cipher=TKIP\n"))
        #expect(bench.ask("ENABLE", on: wlan3) == "FAIL\n")
        #expect(bench.ask("SET rsn_pairwise CCMP", on: wlan3) == "OK\n")
        #expect(bench.ask("ENABLE", on: wlan3) == "OK\n")
        // The other order.
        let wlan4 = ControlSocket.bss(accessPoint: 2, bss: 0)
        #expect(bench.ask("ADD wlan4 /run/hostapd", on: .accessPoints) == "OK\n")
        for setting in ["wpa_pairwise CCMP"] + Self.psk.dropLast() {
            #expect(bench.ask("SET \(setting)", on: wlan4) == "OK\n")
        }
        #expect(bench.ask("ENABLE", on: wlan4) == "OK\n")
        #expect(bench.ask("GET_CONFIG", on: wlan4).hasSuffix("rsn_pairwise_cipher=CCMP\n"))
    }

    @Test func aStationJoinsAnAddedBSSWithAPassphraseAndLosesItWithIt() throws {
        let bench = try Bench()
        let wlan3 = start(bench, "wlan3", Self.psk, at: 1)
        bench.attach(to: wlan3)
        #expect(bench.ask("INTERFACE_ADD wlan0", on: .supplicants) == "OK\n")
        let wlan0 = ControlSocket.station(1)
        bench.attach(to: wlan0)
        #expect(bench.ask("ADD_NETWORK", on: wlan0) == "0\n")
        for setting in ["ssid \"test-wpa2-psk\"", "psk \"12345678\"", "scan_freq 2412"] {
            #expect(bench.ask("SET_NETWORK 0 \(setting)", on: wlan0) == "OK\n")
        }
        #expect(bench.ask("SELECT_NETWORK 0", on: wlan0) == "OK\n")
        #expect(bench.link(to: "02:00:00:00:03:00", on: wlan0))
        bench.run(50)
        #expect(bench.events(on: wlan3).contains("AP-STA-CONNECTED 02:00:00:00:00:00"))
        #expect(bench.ask("SET_NETWORK 0 ssid \"nowhere\"", on: wlan0) == "OK\n")
        _ = bench.events(on: wlan0)
        #expect(bench.ask("REMOVE wlan3", on: .accessPoints) == "OK\n")
        bench.run(100)
        #expect(
            bench.events(on: wlan0).contains("CTRL-EVENT-DISCONNECTED bssid=02:00:00:00:03:00 reason=3"))
        #expect(
            bench.events(on: wlan3) == [
                "AP-STA-DISCONNECTED 02:00:00:00:00:00", "AP-DISABLED ", "CTRL-EVENT-TERMINATING ",
            ])
    }

    /// hwsim's test_pmksa_cache_opportunistic: two interfaces of one hostapd, another channel each.
    @Test func addedInterfacesAreOneProcessInWhichOKCWorks() throws {
        let bench = try Bench { $0.stations = [] }
        let wlan3 = start(bench, "wlan3", Self.eap + ["okc 1"], at: 1)
        let wlan4 = start(bench, "wlan4", Self.eap + ["okc 1", "channel 6"], at: 2)
        bench.attach(to: wlan3)
        #expect(bench.ask("INTERFACE_ADD wlan0", on: .supplicants) == "OK\n")
        let wlan0 = ControlSocket.station(0)
        bench.attach(to: wlan0)
        #expect(bench.ask("SET okc 1", on: wlan0) == "OK\n")
        #expect(bench.ask("ADD_NETWORK", on: wlan0) == "0\n")
        for setting in [
            "ssid \"test-wpa2-eap\"", "proto RSN", "key_mgmt WPA-EAP", "eap TTLS", "identity \"testuser\"",
            "password \"testpasswd\"", "phase2 \"auth=PAP\"", "bssid 02:00:00:00:03:00",
        ] {
            #expect(bench.ask("SET_NETWORK 0 \(setting)", on: wlan0) == "OK\n")
        }
        #expect(bench.ask("SELECT_NETWORK 0", on: wlan0) == "OK\n")
        #expect(bench.link(to: "02:00:00:00:03:00", on: wlan0))
        #expect(bench.ask("SET_NETWORK 0 bssid", on: wlan0) == "FAIL\n")
        #expect(bench.ask("SET_NETWORK 0 bssid ", on: wlan0) == "OK\n")
        #expect(bench.ask("SCAN", on: wlan0) == "OK\n")
        bench.run(1000)
        _ = bench.events(on: wlan0)
        #expect(bench.ask("ROAM 02:00:00:00:04:00", on: wlan0) == "OK\n")
        #expect(bench.link(to: "02:00:00:00:04:00", on: wlan0))
        #expect(!bench.events(on: wlan0).contains { $0.hasPrefix("CTRL-EVENT-EAP") })
        // The other interface has let go of it.
        #expect(bench.events(on: wlan3).contains("AP-STA-DISCONNECTED 02:00:00:00:00:00"))
        #expect(bench.ask("PMKSA", on: wlan4).hasSuffix(" 1\n"))
        #expect(bench.ask("ROAM 02:00:00:00:03:00", on: wlan0) == "OK\n")
        #expect(bench.link(to: "02:00:00:00:03:00", on: wlan0))
        #expect(!bench.events(on: wlan0).contains { $0.hasPrefix("CTRL-EVENT-EAP") })
    }

    @Test func aBSSOfAFileIsOnTheAirAtOnceWithTheChannelOfItsRadio() throws {
        func file(_ name: String, channel: Int, directory: String = "/run/hostapd") -> [UInt8] {
            Array("interface=\(name)\nctrl_interface=\(directory)\nssid=abc\nhw_mode=g\nchannel=\(channel)\n".utf8)
        }
        let bench = try Bench(files: ["/b1": file("w3", channel: 1), "/b2": file("w4", channel: 6)])
        bench.attach(to: .accessPoints)
        #expect(bench.ask("ADD bss_config=phy3:/b1", on: .accessPoints) == "OK\n")
        #expect(bench.openings() == ["/run/hostapd/w3"])
        #expect(bench.events(on: .accessPoints) == ["IFNAME=w3 <3>AP-ENABLED "])
        let status = bench.ask("IFNAME=w3 STATUS", on: .accessPoints)
        #expect(status.hasPrefix("state=ENABLED\nphy=phy3\nfreq=2412\n"))
        #expect(bench.ask("ADD bss_config=phy3:/b2", on: .accessPoints) == "OK\n")
        #expect(bench.ask("IFNAME=w4 STATUS", on: .accessPoints).hasPrefix("state=ENABLED\nphy=phy3\nfreq=2412\n"))
        #expect(bench.ask("ADD bss_config=phy3:/b2", on: .accessPoints) == "FAIL\n")
        #expect(bench.ask("REMOVE w4", on: .accessPoints) == "OK\n")
        #expect(bench.ask("ADD w9 config=/b2", on: .accessPoints) == "OK\n")
        #expect(
            bench.ask("IFNAME=w9 STATUS", on: .accessPoints).hasPrefix("state=UNINITIALIZED\nphy=\nfreq=0\n"))
        #expect(bench.ask("IFNAME=w9 ENABLE", on: .accessPoints) == "OK\n")
        #expect(bench.ask("IFNAME=w9 STATUS", on: .accessPoints).contains("freq=2437\n"))
    }

    @Test func aBSSOfTheLabsFileCanBeRemovedAlone() throws {
        let bench = try Bench()
        bench.connect()
        #expect(bench.link(to: Self.a))
        bench.attach(to: .accessPoints)
        #expect(bench.ask("REMOVE vap0000_0", on: .accessPoints) == "OK\n")
        #expect(
            bench.events(on: .accessPoints) == [
                "IFNAME=vap0000_0 <3>AP-DISABLED ", "IFNAME=vap0000_0 <3>CTRL-EVENT-TERMINATING ",
            ])
        #expect(bench.ask("INTERFACES", on: .accessPoints) == "vap0000\nvap0000_1\n")
        #expect(!bench.sockets.contains(Bench.vap0))
        #expect(bench.ask("BSS_FLUSH 0") == "OK\n")
        #expect(bench.ask("SCAN") == "OK\n")
        bench.run(2000)
        #expect(!bench.ask("SCAN_RESULTS").contains("04:f0:21:19:88:44"))
        #expect(bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
        #expect(bench.ask("REMOVE vap0000", on: .accessPoints) == "OK\n")
        #expect(bench.ask("INTERFACES", on: .accessPoints) == "")
        bench.run(100)
        #expect(!bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
    }
}
