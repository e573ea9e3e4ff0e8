import Control
import Testing

/// What wpa_supplicant 2.10 (-D wired, Debian's 2:2.10-12) and hostapd 2.10 (driver=none) answered on their control
/// sockets to the same commands, where neither the driver nor chance decides the answer.
@Suite struct RecordedReplyTests {
    private static let spa = "00:0e:8e:fd:93:71"
    private static let pmkid = String(repeating: "01", count: 16)
    private static let pmk = String(repeating: "5a", count: 32)

    @Test(arguments: [
        ("PING", "PONG\n"), ("BOGUS", "UNKNOWN COMMAND\n"), ("ping", "UNKNOWN COMMAND\n"),
        ("PINGX", "UNKNOWN COMMAND\n"), (" PING", "UNKNOWN COMMAND\n"), ("", "UNKNOWN COMMAND\n"),
        ("IFNAME=sta00000 PING", "UNKNOWN COMMAND\n"), ("GET_NETWORK", "UNKNOWN COMMAND\n"),
        ("SET_NETWORK", "UNKNOWN COMMAND\n"), ("SELECT_NETWORK", "UNKNOWN COMMAND\n"),
        ("ADD_NETWORK x", "UNKNOWN COMMAND\n"), ("ALL_STA", "UNKNOWN COMMAND\n"), ("SET", "UNKNOWN COMMAND\n"),
        ("GET", "UNKNOWN COMMAND\n"), ("PMKSA_ADD", "UNKNOWN COMMAND\n"), ("BSSID", "UNKNOWN COMMAND\n"),
        ("BSS_FLUSH", "UNKNOWN COMMAND\n"), ("DRIVER", "UNKNOWN COMMAND\n"), ("TERMINATEX", "UNKNOWN COMMAND\n"),
        ("SET_NETWORK 0 ssid", "FAIL\n"), ("SET_NETWORK 0 nosuch 1", "FAIL\n"),
        ("SET_NETWORK 9 ssid \"abc\"", "FAIL\n"), ("SET_NETWORK 0 key_mgmt WPA-EAP BOGUS", "FAIL\n"),
        ("GET_NETWORK 0 eap", "TTLS"), ("GET_NETWORK 0 identity", "\"testuser\""), ("GET_NETWORK 0 bssid", "FAIL\n"),
        ("GET_NETWORK 0 ieee80211w", "3"), ("GET_NETWORK 0 password", "*"), ("GET_NETWORK 0 nosuch", "FAIL\n"),
        ("ENABLE_NETWORK 7", "FAIL\n"), ("REMOVE_NETWORK 9", "FAIL\n"), ("SCAN_INTERVAL 5", "OK\n"),
        ("BSS 04:f0:21:19:88:44", ""), ("BSS 0", ""), ("BSS FIRST", ""), ("BSSID 5 04:f0:21:19:88:44", "FAIL\n"),
        ("BSS_FLUSH 0", "OK\n"), ("ROAM 04:f0:21:19:88:44", "FAIL\n"), ("ROAM zz", "FAIL\n"), ("REATTACH", "FAIL\n"),
        ("REAUTHENTICATE", "OK\n"), ("SET okc 1", "OK\n"), ("SET nosuch 1", "FAIL\n"), ("GET okc", "0"),
        ("GET nosuch", "FAIL\n"), ("GET version", "2.10"),
        ("PMKSA", "Index / AA / PMKID / expiration (in seconds) / opportunistic\n"), ("PMKSA_FLUSH", "OK\n"),
        ("PMKSA_GET 99", "FAIL\n"), ("PMKSA_ADD 0 x", "FAIL\n"), ("SIGNAL_POLL", "FAIL\n"),
        ("SCAN_RESULTS", "bssid / frequency / signal level / flags / ssid\n"),
        ("LOG_LEVEL", "Current level: INFO\nTimestamp: 0\n"), ("LOG_LEVEL DEBUG", "OK\n"),
        ("LOG_LEVEL BOGUS", "FAIL\n"), ("GET_CAPABILITY tdls", "UNSUPPORTED\n"), ("GET_CAPABILITY nosuch", "FAIL\n"),
        ("ABORT_SCAN", "FAIL\n"), ("NOTE hello", "OK\n"), ("BSSID_IGNORE", ""),
        ("BSSID_IGNORE 04:f0:21:19:88:44", "OK\n"), ("BSSID_IGNORE clear", "OK\n"), ("AP_SCAN 1", "OK\n"),
        ("AP_SCAN 9", "FAIL\n"), ("SAVE_CONFIG", "FAIL\n"), ("SCAN freq=x", "FAIL\n"), ("DETACH", "FAIL\n"),
        ("LIST_CREDS", "cred id / realm / username / domain / imsi\n"), ("INTERFACES", "sta00000\n"),
        ("LIST_NETWORKS", "network id / ssid / bssid / flags\n0\tokctest1\tany\t\n"), ("FLUSH", "OK\n"),
    ])
    func theStationAnswersAsWpaSupplicantDoes(command: String, reply: String) throws {
        let bench = try Bench()
        #expect(bench.ask(command) == reply)
    }

    @Test func logLevelIsKept() throws {
        let bench = try Bench()
        #expect(bench.ask("LOG_LEVEL INFO 1") == "OK\n")
        #expect(bench.ask("LOG_LEVEL") == "Current level: INFO\nTimestamp: 1\n")
    }

    @Test func attachingTwiceIsOnceToDetach() throws {
        let bench = try Bench()
        for socket in [Bench.sta, Bench.vap0] {
            #expect(
                ["ATTACH", "ATTACH", "DETACH", "DETACH"].map { bench.ask($0, on: socket) }
                    == ["OK\n", "OK\n", "OK\n", "FAIL\n"])
        }
    }

    @Test func networksComeAndGo() throws {
        let bench = try Bench()
        let head = "network id / ssid / bssid / flags\n"
        #expect(bench.ask("ADD_NETWORK") == "1\n")
        #expect(bench.ask("SET_NETWORK 1 ssid \"abc\"") == "OK\n")
        #expect(bench.ask("GET_NETWORK 1 disabled") == "1")
        #expect(bench.ask("LIST_NETWORKS") == head + "0\tokctest1\tany\t\n1\tabc\tany\t[DISABLED]\n")
        #expect(bench.ask("ENABLE_NETWORK 1") == "OK\n")
        #expect(bench.ask("DISABLE_NETWORK 1") == "OK\n")
        #expect(bench.ask("SELECT_NETWORK 1") == "OK\n")
        #expect(bench.ask("SELECT_NETWORK any") == "OK\n")
        #expect(bench.ask("REMOVE_NETWORK 1") == "OK\n")
        #expect(bench.ask("REMOVE_NETWORK all") == "OK\n")
        #expect(bench.ask("LIST_NETWORKS") == head)
    }

    @Test(arguments: [
        ("PING", "PONG\n"), ("STA 02:00:00:00:00:01", "FAIL\n"), ("STA", "UNKNOWN COMMAND\n"), ("STA-FIRST", ""),
        ("STA-NEXT 02:00:00:00:00:01", "FAIL\n"), ("ALL_STA", "UNKNOWN COMMAND\n"),
        ("DEAUTHENTICATE 02:00:00:00:00:01", "OK\n"), ("DEAUTHENTICATE 02:00:00:00:00:01 reason=3", "OK\n"),
        ("DEAUTHENTICATE", "UNKNOWN COMMAND\n"), ("DEAUTHENTICATE zz", "FAIL\n"),
        ("DISASSOCIATE 02:00:00:00:00:01", "OK\n"),
        ("PMKSA", "Index / SPA / PMKID / expiration (in seconds) / opportunistic\n"), ("PMKSA_FLUSH", "OK\n"),
        ("SET okc 1", "OK\n"), ("SET okc", "FAIL\n"), ("SET nosuch 1", "FAIL\n"), ("SET ssid abc", "OK\n"),
        ("SET wpa_key_mgmt BOGUS", "FAIL\n"), ("SET auth_server_shared_secret x", "OK\n"), ("GET version", "2.10"),
        ("GET okc", "FAIL\n"), ("GET nosuch", "FAIL\n"), ("RELOAD", "OK\n"), ("DISABLE", "OK\n"),
        ("POLL_STA 00:0e:8e:fd:93:71", "FAIL\n"), ("POLL_STA", "UNKNOWN COMMAND\n"), ("POLL_STA zz", "FAIL\n"),
        ("SA_QUERY 00:0e:8e:fd:93:71", "OK\n"), ("SA_QUERY zz", "FAIL\n"), ("SA_QUERY", "UNKNOWN COMMAND\n"),
        ("ACCEPT_ACL", "UNKNOWN COMMAND\n"), ("ACCEPT_ACL SHOW", ""), ("ACCEPT_ACL SHOW x", "OK\n"),
        ("ACCEPT_ACL FOO", "OK\n"), ("ACCEPT_ACL ADD_MAC", "OK\n"), ("ACCEPT_ACL ADD_MAC zz", "FAIL\n"),
        ("ACCEPT_ACL ADD_MAC \(spa) VLAN_ID=3", "OK\n"), ("ACCEPT_ACL CLEAR", "OK\n"),
        ("DENY_ACL", "UNKNOWN COMMAND\n"),
        ("DENY_ACL ADD_MAC \(spa)", "OK\n"), ("DENY_ACL DEL_MAC \(spa)", "OK\n"), ("DENY_ACL DEL_MAC zz", "OK\n"),
        ("SET macaddr_acl 1", "OK\n"), ("SET macaddr_acl 2", "OK\n"), ("SET macaddr_acl 3", "FAIL\n"),
        ("REKEY_GTK", "OK\n"), ("REKEY_GTK x", "UNKNOWN COMMAND\n"), ("RELOAD_CONFIG", "OK\n"), ("RELOAD_BSS", "OK\n"),
        ("RELOADx", "OK\n"), ("RELOAD_WPA_PSK", "OK\n"),
        ("GET_PMK 02:00:00:00:00:01", "FAIL\n"), ("GET_PMK zz", "FAIL\n"), ("GET_PMK", "UNKNOWN COMMAND\n"),
        ("PMKSA_ADD", "UNKNOWN COMMAND\n"), ("PMKSA_ADD \(spa) \(pmkid) \(pmk) 100", "FAIL\n"),
        ("PMKSA_ADD \(spa) \(pmkid) \(pmk) 100 1", "OK\n"), ("PMKSA_ADD \(spa) \(pmkid) \(pmk) 100 1 9", "OK\n"),
        ("PMKSA_ADD \(spa) \(pmkid) \(pmk) x 1", "FAIL\n"), ("PMKSA_ADD \(spa) \(pmkid) \(pmk) -5 1", "OK\n"),
        ("PMKSA_ADD \(spa) \(pmkid) 5a5a 100 1", "FAIL\n"), ("PMKSA_ADD \(spa) 0101 \(pmk) 100 1", "FAIL\n"),
        ("PMKSA_ADD zz \(pmkid) \(pmk) 100 1", "FAIL\n"), ("PMKSA_ADD \(spa) \(pmkid) \(pmk) 100 99999", "FAIL\n"),
        ("EAPOL_REAUTH 02:00:00:00:00:01", "FAIL\n"),
        ("EAPOL_REAUTH", "UNKNOWN COMMAND\n"), ("FLUSH", "UNKNOWN COMMAND\n"),
        ("LOG_LEVEL", "Current level: INFO\nTimestamp: 0\n"), ("LOG_LEVEL BOGUS", "FAIL\n"), ("RELOG", "OK\n"),
        ("NOTE x", "OK\n"), ("BOGUS", "UNKNOWN COMMAND\n"), ("ping", "UNKNOWN COMMAND\n"), ("", "UNKNOWN COMMAND\n"),
        ("INTERFACES", "UNKNOWN COMMAND\n"), ("STATUS-DRIVER", "FAIL\n"),
        (
            "GET_CONFIG",
            """
            bssid=04:f0:21:19:88:44
            ssid=okctest1
            wps_state=disabled
            wpa=2
            key_mgmt=WPA-EAP WPA-EAP-SHA256
            group_cipher=CCMP
            rsn_pairwise_cipher=CCMP

            """
        ),
    ])
    func theBSSAnswersAsHostapdDoes(command: String, reply: String) throws {
        let bench = try Bench()
        #expect(bench.ask(command, on: Bench.vap0) == reply)
    }

    @Test func keysThatAreHandedInAreListedByTheirEnd() throws {
        let bench = try Bench()
        for (station, name, seconds) in [("71", "01", 300), ("72", "02", 100), ("73", "03", 200), ("71", "09", 300)] {
            let entry = "00:0e:8e:fd:93:\(station) \(String(repeating: name, count: 16)) \(Self.pmk) \(seconds) 1"
            #expect(bench.ask("PMKSA_ADD \(entry)", on: Bench.vap0) == "OK\n")
        }
        // What Debian's hostapd showed after these.
        #expect(
            bench.ask("PMKSA", on: Bench.vap0) == """
                Index / SPA / PMKID / expiration (in seconds) / opportunistic
                0 00:0e:8e:fd:93:72 02020202020202020202020202020202 100 0
                0 00:0e:8e:fd:93:73 03030303030303030303030303030303 200 0
                0 00:0e:8e:fd:93:71 09090909090909090909090909090909 300 0

                """)
        #expect(bench.ask("GET_PMK \(Self.spa)", on: Bench.vap0) == Self.pmk)
    }

    @Test func enableAndDisableAreRefusedWhereNothingChanges() throws {
        let bench = try Bench()
        #expect(
            ["ENABLE", "DISABLE", "DISABLE", "ENABLE", "ENABLE"].map { bench.ask($0, on: Bench.vap0) }
                == ["FAIL\n", "OK\n", "FAIL\n", "OK\n", "FAIL\n"])
    }

    @Test(arguments: [
        ("PING", "PONG\n"), ("INTERFACES", "sta00000\n"), ("INTERFACE_LIST", ""), ("INTERFACE_ADD ", "FAIL\n"),
        ("INTERFACE_REMOVE nosuch", "FAIL\n"), ("BOGUS", "UNKNOWN COMMAND\n"), ("ATTACH", "OK\n"),
        ("IFNAME=nosuch PING", "FAIL-NO-IFNAME-MATCH\n"), ("IFNAME=sta00000 PING", "PONG\n"),
        ("GET_CAPABILITY eap", "UNKNOWN COMMAND\n"), ("LOG_LEVEL", "UNKNOWN COMMAND\n"),
        ("FLUSH", "UNKNOWN COMMAND\n"),
    ])
    func theGlobalSocketOfStationsAnswersAsWpaSupplicantDoes(command: String, reply: String) throws {
        let bench = try Bench()
        #expect(bench.ask(command, on: .supplicants) == reply)
    }

    @Test(arguments: [
        ("PING", "PONG\n"), ("INTERFACES", "vap0000\nvap0000_0\nvap0000_1\n"), ("STATUS", "FAIL\n"),
        ("ATTACH", "OK\n"), ("FLUSH", "OK\n"), ("REMOVE nosuch", "FAIL\n"), ("BOGUS", "FAIL\n"),
        ("IFNAME=vap0000_1 PING", "PONG\n"), ("IFNAME=zzz PING", "FAIL-NO-IFNAME-MATCH\n"), ("RELOG", "OK\n"),
    ])
    func theGlobalSocketOfAccessPointsAnswersAsHostapdDoes(command: String, reply: String) throws {
        let bench = try Bench()
        #expect(bench.ask(command, on: .accessPoints) == reply)
    }
}
