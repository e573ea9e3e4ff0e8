import Control
import Testing

/// What wpa_supplicant 2.10 does after failures (wpas_auth_failed: 10, 20, 30, 60 s and more), in the form of its logs:
/// CTRL-EVENT-SSID-TEMP-DISABLED id=0 ssid="…" auth_failures=1 duration=10 reason=AUTH_FAILED.
@Suite struct AuthenticationFailureTests {
    @Test func aWrongPasswordLeavesTheNetworkAloneForTenSeconds() throws {
        let bench = try Bench()
        bench.attach()
        #expect(bench.ask("SET_NETWORK 0 password \"wrong\"") == "OK\n")
        bench.connect()
        bench.run(9000)
        let first = bench.events()
        #expect(first.contains("CTRL-EVENT-EAP-FAILURE EAP authentication failed"))
        let disabled =
            "CTRL-EVENT-SSID-TEMP-DISABLED id=0 ssid=\"okctest1\" auth_failures=1 duration=10 reason=AUTH_FAILED"
        let place = try #require(first.firstIndex(of: disabled))
        #expect(first[place - 1].hasPrefix("CTRL-EVENT-DISCONNECTED bssid="))
        #expect(place == first.count - 1)
        #expect(bench.ask("LIST_NETWORKS").hasSuffix("0\tokctest1\tany\t[TEMP-DISABLED]\n"))
        bench.run(5000)
        let second = bench.events()
        #expect(
            second.prefix(2) == ["CTRL-EVENT-SSID-REENABLED id=0 ssid=\"okctest1\"", "CTRL-EVENT-SCAN-STARTED "])
        let next = try #require(second.first { $0.contains("TEMP-DISABLED") })
        #expect(next.contains(" auth_failures=2 "))
        // A command doesn't wait; with the right password all is forgotten.
        #expect(bench.ask("SET_NETWORK 0 password \"testpasswd\"") == "OK\n")
        #expect(bench.ask("SELECT_NETWORK 0") == "OK\n")
        #expect(bench.events().contains("CTRL-EVENT-SSID-REENABLED id=0 ssid=\"okctest1\""))
        #expect(bench.link(to: "04:f0:21:19:87:44"))
        #expect(bench.ask("LIST_NETWORKS").hasSuffix("0\tokctest1\tany\t[CURRENT]\n"))
    }

    @Test func aWrongPassphraseIsAWrongKey() throws {
        let bench = try Bench { $0.stations = [] }
        let wlan3 = ControlSocket.bss(accessPoint: 1, bss: 0)
        #expect(bench.ask("ADD wlan3 /run/x", on: .accessPoints) == "OK\n")
        for setting in AddedInterfaceTests.psk { #expect(bench.ask("SET \(setting)", on: wlan3) == "OK\n") }
        #expect(bench.ask("ENABLE", on: wlan3) == "OK\n")
        #expect(bench.ask("INTERFACE_ADD wlan0", on: .supplicants) == "OK\n")
        let wlan0 = ControlSocket.station(0)
        bench.attach(to: wlan0)
        #expect(bench.ask("ADD_NETWORK", on: wlan0) == "0\n")
        for setting in ["ssid \"test-wpa2-psk\"", "psk \"87654321\""] {
            #expect(bench.ask("SET_NETWORK 0 \(setting)", on: wlan0) == "OK\n")
        }
        #expect(bench.ask("SELECT_NETWORK 0", on: wlan0) == "OK\n")
        bench.run(8000)
        let events = bench.events(on: wlan0)
        let place = try #require(events.firstIndex { $0.hasPrefix("CTRL-EVENT-DISCONNECTED") })
        #expect(
            events[place...] == [
                "CTRL-EVENT-DISCONNECTED bssid=02:00:00:00:03:00 reason=15",
                "WPA: 4-Way Handshake failed - pre-shared key may be incorrect",
                "CTRL-EVENT-SSID-TEMP-DISABLED id=0 ssid=\"test-wpa2-psk\" auth_failures=1 duration=10 reason=WRONG_KEY",
            ])
    }
}
