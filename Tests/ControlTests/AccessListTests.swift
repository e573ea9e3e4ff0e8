import Configuration
import Control
import Octets
import Testing

/// `ACCEPT_ACL` and `DENY_ACL`: replies as Debian's hostapd 2.10 gave them, and whom they keep out.
@Suite struct AccessListTests {
    private static let a = "04:f0:21:19:87:44"
    private static let b = "04:f0:21:19:88:44"
    private static let station = "00:0e:8e:fd:93:71"
    private static let vap = ControlSocket.bss(accessPoint: 0, bss: 0)

    @Test func aListIsShownByAddressAndKeepsAStationsFirstVLAN() throws {
        let bench = try Bench()
        for line in ["\(Self.station)", "\(Self.station) VLAN_ID=3", "00:0e:8e:fd:93:70 VLAN_ID=3"] {
            #expect(bench.ask("ACCEPT_ACL ADD_MAC \(line)", on: Self.vap) == "OK\n")
        }
        #expect(
            bench.ask("ACCEPT_ACL SHOW", on: Self.vap)
                == "00:0e:8e:fd:93:70 VLAN_ID=3\n00:0e:8e:fd:93:71 VLAN_ID=0\n")
        #expect(bench.ask("DENY_ACL SHOW", on: Self.vap) == "")
        #expect(bench.ask("ACCEPT_ACL SHOW", on: Bench.vap0) == "")
        #expect(bench.ask("ACCEPT_ACL DEL_MAC 00:0e:8e:fd:93:70", on: Self.vap) == "OK\n")
        #expect(bench.ask("ACCEPT_ACL SHOW", on: Self.vap) == "00:0e:8e:fd:93:71 VLAN_ID=0\n")
        #expect(bench.ask("ACCEPT_ACL CLEAR", on: Self.vap) == "OK\n")
        #expect(bench.ask("ACCEPT_ACL SHOW", on: Self.vap) == "")
    }

    /// Pinned to the first BSS, so that it has nowhere else to go.
    private func bench() throws -> Bench {
        let bench = try Bench { $0.stations[0].configuration.networks[0].bssid = .init(0x04F0_2119_8744) }
        bench.attach()
        bench.attach(to: Self.vap)
        bench.connect()
        #expect(bench.link(to: Self.a))
        _ = bench.events()
        return bench
    }

    @Test func aStationThatIsDeniedLosesItsLinkAndComesBackWhenItIsNot() throws {
        let bench = try bench()
        #expect(bench.ask("DENY_ACL ADD_MAC \(Self.station)", on: Self.vap) == "OK\n")
        bench.run(5000)
        #expect(bench.events().contains("CTRL-EVENT-DISCONNECTED bssid=\(Self.a) reason=1"))
        #expect(bench.events(on: Self.vap).contains("AP-STA-DISCONNECTED \(Self.station)"))
        #expect(!bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
        // Who is accepted is let in, denied or not.
        #expect(bench.ask("ACCEPT_ACL ADD_MAC \(Self.station)", on: Self.vap) == "OK\n")
        #expect(bench.link(to: Self.a))
        #expect(bench.ask("DENY_ACL CLEAR", on: Self.vap) == "OK\n")
        bench.run(1000)
        #expect(bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
    }

    @Test func whereListedStationsAloneAreAcceptedAnyOtherIsRejectedWithStatus1() throws {
        let bench = try bench()
        #expect(bench.ask("ACCEPT_ACL ADD_MAC \(Self.station)", on: Self.vap) == "OK\n")
        #expect(bench.ask("SET macaddr_acl 1", on: Self.vap) == "OK\n")
        bench.run(1000)
        #expect(bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
        #expect(bench.ask("ACCEPT_ACL DEL_MAC \(Self.station)", on: Self.vap) == "OK\n")
        bench.run(5000)
        let events = bench.events()
        #expect(events.contains("CTRL-EVENT-DISCONNECTED bssid=\(Self.a) reason=1"))
        #expect(
            events.contains("CTRL-EVENT-AUTH-REJECT \(Self.a) auth_type=0 auth_transaction=2 status_code=1"),
            "\(events)")
        // The list outlives a reload and an interface that goes down.
        #expect(bench.ask("RELOAD", on: Self.vap) == "OK\n")
        #expect(bench.ask("DISABLE", on: Self.vap) == "OK\n")
        #expect(bench.ask("ENABLE", on: Self.vap) == "OK\n")
        bench.run(15_000)
        #expect(!bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
        #expect(bench.ask("SET macaddr_acl 0", on: Self.vap) == "OK\n")
        bench.run(60_000)
        #expect(bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
    }

    @Test func aStationThatIsThereAnswersAPollAndAnSAQuery() throws {
        let bench = try bench()
        #expect(bench.ask("POLL_STA \(Self.station)", on: Self.vap) == "OK\n")
        bench.run(50)
        #expect(bench.events(on: Self.vap).contains("AP-STA-POLL-OK \(Self.station)"))
        let before = bench.packetCount
        #expect(bench.ask("SA_QUERY \(Self.station)", on: Self.vap) == "OK\n")
        bench.run(5)
        // The request and its acknowledgement at least.
        #expect(bench.packetCount >= before + 2)
        #expect(bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
    }

    @Test func aNewGroupKeyIsHandedOutOnCommand() throws {
        let bench = try bench()
        #expect(bench.ask("REKEY_GTK", on: Self.vap) == "OK\n")
        bench.run(500)
        let events = bench.events()
        #expect(events == ["WPA: Group rekeying completed with \(Self.a) [GTK=CCMP]"], "\(events)")
        #expect(bench.ask("SET wpa 0", on: Self.vap) == "OK\n")
        #expect(bench.ask("SET ieee8021x 0", on: Self.vap) == "OK\n")
        #expect(bench.ask("RELOAD_CONFIG", on: Self.vap) == "OK\n")
        #expect(bench.ask("REKEY_GTK", on: Self.vap) == "FAIL\n")
    }
}
