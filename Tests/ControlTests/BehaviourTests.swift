import Configuration
import Control
import Testing

/// What existing programs expect of the sockets (reference/control-interface.md), and what the real daemons do.
@Suite struct BehaviourTests {
    private static let a = "04:f0:21:19:87:44"
    private static let b = "04:f0:21:19:88:44"

    private func connected(pkc: Bool = false) throws -> Bench {
        let bench = try Bench()
        if pkc { _ = bench.ask("SET_NETWORK 0 proactive_key_caching 1") }
        bench.attach()
        bench.connect()
        #expect(bench.link(to: Self.a))
        _ = bench.ask("SCAN")
        bench.run(500)
        _ = bench.events()
        return bench
    }

    @Test func aFlushOfPMKSAsEndsTheLinkAndItComesBack() throws {
        let bench = try connected()
        #expect(bench.ask("PMKSA_FLUSH") == "OK\n")
        let first = bench.events()
        #expect(
            first.prefix(2) == [
                "PMKSA-CACHE-REMOVED \(Self.a) 0",
                "CTRL-EVENT-DISCONNECTED bssid=\(Self.a) reason=1 locally_generated=1",
            ])
        bench.run(1000)
        #expect(bench.events().contains("CTRL-EVENT-CONNECTED - Connection to \(Self.a) completed [id=0 id_str=]"))
    }

    @Test func disconnectIsFinalUntilReconnect() throws {
        let bench = try connected()
        #expect(bench.ask("DISCONNECT") == "OK\n")
        #expect(bench.events().contains("CTRL-EVENT-DISCONNECTED bssid=\(Self.a) reason=3 locally_generated=1"))
        bench.run(20_000)
        #expect(bench.ask("STATUS").contains("wpa_state=DISCONNECTED\n"))
        #expect(bench.ask("ROAM \(Self.b)") == "FAIL\n")
        #expect(bench.ask("RECONNECT") == "OK\n")
        #expect(bench.link(to: Self.a))
    }

    @Test func aSettingOfTheNetworkMovesTheStationToAnotherScenario() throws {
        let bench = try connected()
        #expect(bench.ask("SET_NETWORK 0 proactive_key_caching 1") == "OK\n")
        // Other settings, other keys: the link was made anew.
        #expect(bench.events().contains("PMKSA-CACHE-REMOVED \(Self.a) 0"))
        bench.run(1000)
        #expect(bench.link(to: Self.a))
        _ = bench.ask("SCAN")
        bench.run(500)
        _ = bench.events()
        #expect(bench.ask("ROAM \(Self.b)") == "OK\n")
        #expect(bench.link(to: Self.b))
        #expect(!bench.events().contains { $0.hasPrefix("CTRL-EVENT-EAP") })
    }

    @Test func setAndReloadOfTheAccessPointTakeOKCAway() throws {
        let bench = try connected(pkc: true)
        bench.attach(to: Bench.vap0)
        for bss in 0..<3 { #expect(bench.ask("SET okc 0", on: .bss(accessPoint: 0, bss: bss)) == "OK\n") }
        #expect(bench.ask("RELOAD", on: Bench.vap0) == "OK\n")
        bench.run(50)
        #expect(bench.events().contains("CTRL-EVENT-DISCONNECTED bssid=\(Self.a) reason=2"))
        bench.run(1000)
        #expect(bench.link(to: Self.a))
        _ = bench.events()
        #expect(bench.ask("ROAM \(Self.b)") == "OK\n")
        #expect(bench.link(to: Self.b))
        #expect(bench.events().contains("CTRL-EVENT-EAP-SUCCESS EAP authentication completed successfully"))
    }

    @Test func theAccessPointTellsWhoComesAndGoes() throws {
        let bench = try connected()
        bench.attach(to: Bench.vap0)
        #expect(bench.ask("ROAM \(Self.b)") == "OK\n")
        #expect(bench.link(to: Self.b))
        #expect(bench.events(on: Bench.vap0).contains("AP-STA-CONNECTED 00:0e:8e:fd:93:71"))
        let station = bench.ask("STA 00:0e:8e:fd:93:71", on: Bench.vap0)
        // The order of hostapd 2.10. okc_both.pcapng has 0x1431 and 5 in the station's requests, as tshark shows them; on
        // 5 GHz there is neither a short preamble nor a short slot.
        #expect(
            station.hasPrefix(
                """
                00:0e:8e:fd:93:71
                flags=[AUTH][ASSOC][AUTHORIZED][WMM][HT]
                aid=1
                capability=0x1011
                listen_interval=5
                supported_rates=0c 12 18 24 30 48 60 6c
                timeout_next=NULLFUNC POLL

                """))
        #expect(station.contains("\nhostapdWPAPTKState=11\n"))
        #expect(bench.ask("STA-NEXT 00:0e:8e:fd:93:71", on: Bench.vap0) == "")
        #expect(bench.ask("DEAUTHENTICATE 00:0e:8e:fd:93:71", on: Bench.vap0) == "OK\n")
        #expect(bench.events(on: Bench.vap0) == ["AP-STA-DISCONNECTED 00:0e:8e:fd:93:71"])
    }

    @Test func aReauthenticationRunsEAPInTheLink() throws {
        let bench = try connected()
        #expect(bench.ask("EAPOL_REAUTH 00:0e:8e:fd:93:71", on: .bss(accessPoint: 0, bss: 0)) == "OK\n")
        bench.run(500)
        let events = bench.events()
        #expect(events.contains("CTRL-EVENT-EAP-SUCCESS EAP authentication completed successfully"))
        #expect(events.contains("WPA: Key negotiation completed with \(Self.a) [PTK=CCMP GTK=CCMP]"))
        #expect(!events.contains { $0.hasPrefix("CTRL-EVENT-DISCONNECTED") })
    }

    @Test func theStationCanAskForAReauthenticationItself() throws {
        let bench = try connected()
        #expect(bench.ask("REAUTHENTICATE") == "OK\n")
        bench.run(500)
        let events = bench.events()
        #expect(events.contains("CTRL-EVENT-EAP-SUCCESS EAP authentication completed successfully"))
        #expect(events.contains("WPA: Key negotiation completed with \(Self.a) [PTK=CCMP GTK=CCMP]"))
    }

    @Test func anExternalCacheGivesBackWhatItKept() throws {
        let bench = try connected()
        let kept = bench.ask("PMKSA_GET 0")
        #expect(kept.split(separator: "\n").count == 1)
        #expect(bench.ask("DISCONNECT") == "OK\n")
        #expect(bench.ask("PMKSA_FLUSH") == "OK\n")
        #expect(bench.ask("PMKSA_GET 0") == "")
        #expect(bench.ask("PMKSA_ADD 0 \(kept.dropLast())") == "OK\n")
        _ = bench.events()
        #expect(bench.ask("RECONNECT") == "OK\n")
        #expect(bench.link(to: Self.a))
        #expect(!bench.events().contains { $0.hasPrefix("CTRL-EVENT-EAP") })
    }

    @Test func aMonitorThatNeverReadsIsDetached() throws {
        let bench = try connected()
        for _ in 0..<11 { bench.note(delivered: false, isGone: false) }
        _ = bench.ask("SCAN")
        bench.run(500)
        #expect(bench.events() == [])
        bench.attach()
        bench.note(delivered: false, isGone: true)
        _ = bench.ask("SCAN")
        bench.run(500)
        #expect(bench.events() == [])
    }

    @Test func theGlobalSocketNamesTheInterfaceOfAnEvent() throws {
        let bench = try connected()
        bench.attach(to: .supplicants)
        _ = bench.ask("SCAN")
        bench.run(500)
        #expect(
            bench.events(on: .supplicants) == [
                "IFNAME=sta00000 <3>CTRL-EVENT-SCAN-STARTED ", "IFNAME=sta00000 <3>CTRL-EVENT-SCAN-RESULTS ",
            ])
    }

    @Test func aStationThatTerminatesLosesItsSocket() throws {
        let bench = try connected()
        #expect(bench.ask("TERMINATE") == "OK\n")
        #expect(!bench.sockets.contains(Bench.sta))
        #expect(bench.ask("INTERFACES", on: .supplicants) == "")
    }

    @Test func aStationWithoutANetworkIsInactiveAndGetsOneByCommand() throws {
        let bench = try Bench { $0.stations[0].configuration.networks = [] }
        bench.connect()
        #expect(
            bench.ask("STATUS")
                == "wpa_state=INACTIVE\naddress=00:0e:8e:fd:93:71\nuuid=28bd56d4-d4d5-5aed-848d-ddc7c592988e\n")
        #expect(bench.ask("ADD_NETWORK") == "0\n")
        for setting in [
            "ssid \"okctest1\"", "key_mgmt WPA-EAP", "eap TTLS", "identity \"testuser\"", "password \"testpasswd\"",
            "phase2 \"auth=PAP\"",
        ] {
            #expect(bench.ask("SET_NETWORK 0 \(setting)") == "OK\n")
        }
        #expect(bench.ask("SELECT_NETWORK 0") == "OK\n")
        #expect(bench.link(to: Self.a))
    }

    @Test func whereTheFirstNetworkIsNotFoundTheNextIsTried() throws {
        let bench = try Bench { plan in
            var absent = plan.stations[0].configuration.networks[0]
            absent.ssid = Array("nowhere".utf8)
            absent.priority = 5
            plan.stations[0].configuration.networks.append(absent)
        }
        bench.connect()
        #expect(bench.link(to: Self.a))
        #expect(bench.ask("LIST_NETWORKS").contains("0\tokctest1\tany\t[CURRENT]\n"))
    }
}

/// Many stations at once.
@Suite struct BringUpTests {
    @Test func stationsAreBroughtUpOneAfterAnother() throws {
        let bench = try Bench(stations: 5)
        for number in 0..<5 { bench.attach(to: .station(number)) }
        bench.connect(spacing: 100)
        bench.run(50)
        #expect(bench.events(on: .station(0)).first == "CTRL-EVENT-SCAN-STARTED ")
        #expect(bench.events(on: .station(1)).isEmpty)
        // One that was told to disconnect meanwhile stays down.
        #expect(bench.ask("DISCONNECT", on: .station(4)) == "OK\n")
        bench.run(1000)
        for number in 0..<4 { #expect(bench.link(to: "04:f0:21:19:87:44", on: .station(number))) }
        #expect(bench.ask("STATUS", on: .station(4)).contains("wpa_state=DISCONNECTED\n"))
    }
}
