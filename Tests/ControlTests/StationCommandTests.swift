import Configuration
import Control
import Testing

/// Commands of a station's interface that test programs use: replies as Debian's wpa_supplicant 2.10 gave them.
@Suite struct StationCommandTests {
    /// Debian's wpa_supplicant 2.10 has these strings; wpa_sm_get_status writes them where the station's network and the AP's
    /// RSN Capabilities both have management frame protection: 1 where the AP can, 2 where it must.
    @Test(arguments: [(ap: 0, lines: ""), (1, "pmf=1\nmgmt_group_cipher=BIP\n"), (2, "pmf=2\nmgmt_group_cipher=BIP\n")])
    func statusTellsOfManagementFrameProtection(ap: Int, lines: String) throws {
        let bench = try Bench { plan in
            for index in plan.accessPoints[0].bsses.indices {
                plan.accessPoints[0].bsses[index].managementFrameProtection =
                    [.disabled, .optional, .required][ap]
            }
            plan.stations[0].configuration.networks[0].managementFrameProtection = .optional
        }
        bench.connect()
        #expect(bench.link(to: "04:f0:21:19:87:44"))
        let status = bench.ask("STATUS")
        #expect(status.contains("key_mgmt=WPA2/IEEE 802.1X/EAP\n\(lines)wpa_state=COMPLETED\n"), "\(status)")
    }

    /// Each is among the strings of Debian's wpa_supplicant 2.10.
    @Test(arguments: [
        "CTRL-RSP-PASSWORD-0:x", "CTRL-RSP-IDENTITY-0:a b", "BSS_EXPIRE_AGE 60", "STA-FIRST", "PKTCNT_POLL",
        "DRIVER_FLAGS2", "REMOVE_CRED 0", "AUTOSCAN periodic:5", "RADIO_WORK show", "VENDOR 0 0",
    ])
    func whatTheRealOneHasAndTheLabHasNotIsRefused(command: String) throws {
        let bench = try Bench()
        #expect(bench.ask(command) == "FAIL\n")
        #expect(bench.ask("RADIO_WORKS show") == "UNKNOWN COMMAND\n")
    }

    private static let a = "04:f0:21:19:87:44"
    private static let vaps = (0..<3).map { ControlSocket.bss(accessPoint: 0, bss: $0) }

    private func bench() throws -> Bench {
        let bench = try Bench()
        bench.attach()
        bench.connect()
        #expect(bench.link(to: Self.a))
        _ = bench.events()
        return bench
    }

    @Test(arguments: [
        ("LOGON", "OK\n"), ("LOGOFF", "OK\n"), ("LOGON x", "UNKNOWN COMMAND\n"), ("DUP_NETWORK", "UNKNOWN COMMAND\n"),
        ("DUP_NETWORK 0", "FAIL\n"), ("DUP_NETWORK 0 0", "FAIL\n"), ("DUP_NETWORK 0 9 ssid", "FAIL\n"),
        ("DUP_NETWORK 9 0 ssid", "FAIL\n"), ("DUP_NETWORK 0 0 psk", "FAIL\n"), ("DUP_NETWORK 0 0 nosuch", "FAIL\n"),
        ("DUP_NETWORK 0 0 bssid", "FAIL\n"), ("DUP_NETWORK 0 0 ssid", "OK\n"), ("DUP_NETWORK x 0 ssid", "OK\n"),
        ("SET disallow_aps", "FAIL\n"), ("SET disallow_aps ", "OK\n"),
        ("SET disallow_aps bssid 02:00:00:00:00:01", "OK\n"), ("SET disallow_aps ssid 616263", "OK\n"),
        ("SET disallow_aps bssid 02:00:00:00:00:01 ssid 616263 bssid 02:00:00:00:00:02", "OK\n"),
        ("SET disallow_aps foo", "FAIL\n"), ("SET disallow_aps bssid zz", "FAIL\n"),
        ("SET disallow_aps ssid zz", "FAIL\n"), ("SET disallow_aps bssid", "FAIL\n"),
        ("SET disallow_aps ssid", "FAIL\n"), ("SET disallow_aps bssid 02:00:00:00:00:01 foo", "FAIL\n"),
        ("SET disallow_aps  bssid 02:00:00:00:00:01", "FAIL\n"), ("GET disallow_aps", "FAIL\n"),
    ])
    func theStationAnswersAsWpaSupplicantDoes(command: String, reply: String) throws {
        #expect(try Bench().ask(command) == reply)
    }

    @Test func aDisallowedBSSIsLeftForAnotherAndADisallowedSSIDForNone() throws {
        let bench = try bench()
        #expect(bench.ask("SET disallow_aps bssid \(Self.a)") == "OK\n")
        #expect(bench.link(to: "04:f0:21:19:88:44"))
        #expect(bench.events().contains("CTRL-EVENT-DISCONNECTED bssid=\(Self.a) reason=3 locally_generated=1"))
        // "okctest1"
        #expect(bench.ask("SET disallow_aps ssid 6f6b637465737431") == "OK\n")
        bench.run(5000)
        let events = bench.events()
        #expect(events.contains("CTRL-EVENT-DISCONNECTED bssid=04:f0:21:19:88:44 reason=3 locally_generated=1"))
        #expect(events.contains("CTRL-EVENT-NETWORK-NOT-FOUND "))
        #expect(!bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
        #expect(bench.ask("SET disallow_aps ") == "OK\n")
        bench.run(15_000)
        #expect(bench.ask("STATUS").contains("bssid=\(Self.a)\n"))
    }

    @Test func aStationThatLoggedOffSaysNothingToEAPUntilItLogsOn() throws {
        let bench = try bench()
        bench.attach(to: Self.vaps[0])
        #expect(bench.ask("LOGOFF") == "OK\n")
        bench.run(500)
        let events = bench.events()
        #expect(events.contains("CTRL-EVENT-DISCONNECTED bssid=\(Self.a) reason=23"), "\(events)")
        #expect(
            events.contains(
                "CTRL-EVENT-SSID-TEMP-DISABLED id=0 ssid=\"okctest1\" auth_failures=1 duration=10 reason=AUTH_FAILED"))
        #expect(bench.events(on: Self.vaps[0]).contains("AP-STA-DISCONNECTED 00:0e:8e:fd:93:71"))
        #expect(bench.ask("PMKSA_FLUSH") == "OK\n")
        bench.run(30_000)
        #expect(!bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
        #expect(!bench.events().contains { $0.hasPrefix("CTRL-EVENT-EAP-METHOD") })
        #expect(bench.ask("LOGON") == "OK\n")
        bench.run(60_000)
        #expect(bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
    }

    @Test func aSettingIsTakenOverFromAnotherNetworkSecretsToo() throws {
        let bench = try Bench()
        #expect(bench.ask("ADD_NETWORK") == "1\n")
        for key in ["ssid", "key_mgmt", "eap", "identity", "password", "phase2"] {
            #expect(bench.ask("DUP_NETWORK 0 1 \(key)") == "OK\n", "\(key)")
        }
        #expect(bench.ask("GET_NETWORK 1 ssid") == "\"okctest1\"")
        #expect(bench.ask("GET_NETWORK 1 password") == "*")
        #expect(bench.ask("SELECT_NETWORK 1") == "OK\n")
        #expect(bench.link(to: Self.a))
        #expect(bench.ask("LIST_NETWORKS").contains("1\tokctest1\tany\t[CURRENT]\n"))
    }

    @Test func aNetworkThatRefusesAgainAndAgainIsLeftAlone() throws {
        let bench = try Bench()
        for vap in Self.vaps { #expect(bench.ask("SET max_num_sta 0", on: vap) == "OK\n") }
        bench.attach()
        bench.connect()
        bench.run(8000)
        let events = bench.events()
        let reject = "CTRL-EVENT-AUTH-REJECT \(Self.a) auth_type=0 auth_transaction=2 status_code=17"
        let disabled =
            "CTRL-EVENT-SSID-TEMP-DISABLED id=0 ssid=\"okctest1\" auth_failures=1 duration=10 reason=CONN_FAILED"
        let place = try #require(events.firstIndex(of: disabled), "\(events)")
        // wpas_connection_failed: the fourth in a row.
        #expect(events[..<place].count { $0 == reject } == 4)
        #expect(place == events.count - 1)
        for vap in Self.vaps { #expect(bench.ask("SET max_num_sta 7", on: vap) == "OK\n") }
        bench.run(10_000)
        #expect(bench.events().contains("CTRL-EVENT-SSID-REENABLED id=0 ssid=\"okctest1\""))
        #expect(bench.link(to: Self.a))
    }
}
