import Configuration
import Control
import Octets
import Testing

/// BSSs on bridges of their own.
@Suite struct BridgeTests {
    /// The bridges' hosts give addresses of 10.2.7.0/24 and 10.3.7.0/24.
    @Test func aStationHasItsAddressFromTheBridgeOfItsBSS() throws {
        let (near, far) = (try #require(MACAddress("04:f0:21:19:88:44")), try #require(MACAddress("04:f0:21:19:89:44")))
        let bench = try Bench(stations: 2) { plan in
            let first = try #require(MACAddress("04:f0:21:19:87:44"))
            plan.bridges = [.init(name: "br0000", ports: [first, near]), .init(name: "br0001", ports: [far])]
            plan.stations[0].configuration.networks[0].bssid = near
            plan.stations[1].configuration.networks[0].bssid = far
        }
        bench.connect(spacing: 100)
        bench.run(5000)
        #expect(bench.ask("STATUS").contains("ip_address=10.2.7."))
        #expect(bench.ask("STATUS", on: .station(1)).contains("ip_address=10.3.7."))
    }

    private func start(_ bench: Bench, _ name: String, _ settings: [String], at index: Int) -> ControlSocket {
        let socket = ControlSocket.bss(accessPoint: index, bss: 0)
        #expect(bench.ask("ADD \(name) /run/hostapd", on: .accessPoints) == "OK\n")
        for setting in settings { #expect(bench.ask("SET \(setting)", on: socket) == "OK\n", "\(setting)") }
        #expect(bench.ask("ENABLE", on: socket) == "OK\n")
        return socket
    }

    /// As hwsim's tests of PMKSA caching with pre-authentication have it: hostapd makes the bridge that the first of two
    /// interfaces names, and the second joins it.
    @Test func aBridgeThatABSSNamesIsMadeAndCarriesPreauthentication() throws {
        let bench = try Bench { $0.stations = [] }
        // wpa_supplicant makes none.
        #expect(bench.ask("INTERFACE_ADD wlan0\t\tnl80211\t\t\tap-br0", on: .supplicants) == "FAIL\n")
        let wlan3 = start(bench, "wlan3", AddedInterfaceTests.eap + ["bridge ap-br0"], at: 1)
        #expect(bench.ask("INTERFACE_ADD wlan0\t\tnl80211\t\t\tap-br0", on: .supplicants) == "OK\n")
        let wlan0 = ControlSocket.station(0)
        bench.attach(to: wlan0)
        #expect(bench.ask("ADD_NETWORK", on: wlan0) == "0\n")
        for setting in [
            "ssid \"test-wpa2-eap\"", "key_mgmt WPA-EAP", "eap TTLS", "identity \"testuser\"",
            "password \"testpasswd\"", "phase2 \"auth=PAP\"",
        ] {
            #expect(bench.ask("SET_NETWORK 0 \(setting)", on: wlan0) == "OK\n")
        }
        #expect(bench.ask("SELECT_NETWORK 0", on: wlan0) == "OK\n")
        #expect(bench.link(to: "02:00:00:00:03:00", on: wlan0))
        bench.run(5000)
        // The second bridge's host gave the address.
        #expect(bench.ask("STATUS", on: wlan0).contains("ip_address=10.3.7."))
        let preauthentication = ["bridge ap-br0", "rsn_preauth 1", "rsn_preauth_interfaces ap-br0"]
        let wlan4 = start(bench, "wlan4", AddedInterfaceTests.eap + preauthentication, at: 2)
        #expect(bench.ask("SCAN freq=2412", on: wlan0) == "OK\n")
        bench.run(3000)
        let completed = "RSN: pre-authentication with 02:00:00:00:04:00 completed successfully"
        #expect(bench.events(on: wlan0).contains(completed))
        #expect(bench.ask("PMKSA", on: wlan4).contains("02:00:00:00:00:00"))
        #expect(bench.ask("ROAM 02:00:00:00:04:00", on: wlan0) == "OK\n")
        #expect(bench.link(to: "02:00:00:00:04:00", on: wlan0))
        #expect(!bench.events(on: wlan0).contains { $0.hasPrefix("CTRL-EVENT-EAP") })
        // Its name is that of the bridge at both, and no other bridge's is.
        for socket in [wlan3, wlan4] {
            #expect(bench.ask("DATA_TEST_CONFIG 1 ifname=br0000", on: socket) == "FAIL\n")
            #expect(bench.ask("DATA_TEST_CONFIG 1 ifname=ap-br0", on: socket) == "OK\n")
        }
        bench.attach(to: wlan3)
        #expect(bench.ask("DATA_TEST_CONFIG 1", on: wlan0) == "OK\n")
        #expect(bench.ask("DATA_TEST_TX ff:ff:ff:ff:ff:ff 02:00:00:00:00:00 0", on: wlan0) == "OK\n")
        bench.run(100)
        #expect(bench.events(on: wlan3).contains("DATA-TEST-RX ff:ff:ff:ff:ff:ff 02:00:00:00:00:00"))
    }

    @Test func aBSSThatNamesAnotherBridgeLeavesTheOneItWasIn() throws {
        let bench = try Bench()
        bench.connect()
        bench.run(5000)
        #expect(bench.ask("STATUS").contains("ip_address=10.2.7."))
        let vap = ControlSocket.bss(accessPoint: 0, bss: 0)
        #expect(bench.ask("DISABLE", on: vap) == "OK\n")
        for bss in 0..<3 {
            #expect(bench.ask("SET bridge lan2", on: .bss(accessPoint: 0, bss: bss)) == "OK\n")
        }
        #expect(bench.ask("ENABLE", on: vap) == "OK\n")
        bench.run(20_000)
        #expect(bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
        // What the station sends reaches the new bridge, whose name is the BSS's bridge's now.
        bench.attach(to: vap)
        #expect(bench.ask("DATA_TEST_CONFIG 1 ifname=br0000", on: vap) == "FAIL\n")
        #expect(bench.ask("DATA_TEST_CONFIG 1 ifname=lan2", on: vap) == "OK\n")
        #expect(bench.ask("DATA_TEST_CONFIG 1") == "OK\n")
        #expect(bench.ask("DATA_TEST_TX ff:ff:ff:ff:ff:ff 00:0e:8e:fd:93:71 0") == "OK\n")
        bench.run(100)
        #expect(bench.events(on: vap).contains("DATA-TEST-RX ff:ff:ff:ff:ff:ff 00:0e:8e:fd:93:71"))
    }

    @Test func bridgesWithoutEndAreRefused() throws {
        let bench = try Bench { $0.stations = [] }
        let wlan3 = start(bench, "wlan3", AddedInterfaceTests.psk, at: 1)
        var replies: [String] = []
        for number in 0..<70 {
            #expect(bench.ask("DISABLE", on: wlan3) == "OK\n")
            #expect(bench.ask("SET bridge b\(number)", on: wlan3) == "OK\n")
            replies.append(bench.ask("ENABLE", on: wlan3))
            if replies.last == "FAIL\n" { break }
        }
        #expect(replies == [String](repeating: "OK\n", count: 63) + ["FAIL\n"])
        // Those that are there can be joined still, and what cannot be a bridge's name is none.
        for (name, reply) in [("a/b", "FAIL\n"), ("vap0000", "FAIL\n"), ("b7", "OK\n")] {
            #expect(bench.ask("SET bridge \(name)", on: wlan3) == "OK\n")
            #expect(bench.ask("ENABLE", on: wlan3) == reply)
        }
    }

    @Test func aBSSWithoutABridgeReachesNobody() throws {
        let bench = try Bench {
            let far = try #require(MACAddress("04:f0:21:19:89:44"))
            $0.bridges = [.init(name: "br0001", ports: [far])]
        }
        bench.connect()
        bench.run(5000)
        let status = bench.ask("STATUS")
        #expect(status.contains("wpa_state=COMPLETED\n"))
        #expect(!status.contains("ip_address="))
    }
}
