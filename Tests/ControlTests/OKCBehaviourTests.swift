import Configuration
import Control
import Testing

/// What users of hostapd check OKC by today, through the control sockets (issue 4, point 3).
@Suite struct OKCBehaviourTests {
    private static let a = "04:f0:21:19:87:44"
    private static let b = "04:f0:21:19:88:44"
    private static let okc = [0, 1, 2].map { ControlSocket.bss(accessPoint: 0, bss: $0) }

    /// Connects to the first BSS and scans, with OKC on the AP and the station as told.
    private func bench(okc: Bool, pkc: Bool, stations: Int = 1) throws -> Bench {
        let bench = try Bench(stations: stations)
        for socket in Self.okc { _ = bench.ask("SET okc \(okc ? 1 : 0)", on: socket) }
        for number in 0..<stations {
            let socket = ControlSocket.station(number)
            _ = bench.ask("SET_NETWORK 0 proactive_key_caching \(pkc ? 1 : 0)", on: socket)
            bench.attach(to: socket)
        }
        bench.connect()
        for number in 0..<stations {
            #expect(bench.link(to: Self.a, on: .station(number)))
            _ = bench.ask("SCAN", on: .station(number))
            bench.run(300)
        }
        return bench
    }

    private func pmkid(_ bench: Bench, _ bssid: String, on socket: ControlSocket = Bench.sta) -> String? {
        bench.ask("PMKSA", on: socket).split(separator: "\n").first { $0.contains(bssid) }
            .map { String($0.split(separator: " ")[2]) }
    }

    /// Roams; whether EAP ran.
    private func eapRuns(_ bench: Bench, to bssid: String, on socket: ControlSocket = Bench.sta) -> Bool {
        _ = bench.events(on: socket)
        #expect(bench.ask("ROAM \(bssid)", on: socket) == "OK\n")
        #expect(bench.link(to: bssid, on: socket))
        return bench.events(on: socket).contains { $0.hasPrefix("CTRL-EVENT-EAP-STARTED") }
    }

    @Test func okcOnTheStationOnlyMakesEAPRunAndTheWayBackSkipsIt() throws {
        let bench = try bench(okc: false, pkc: true)
        let before = try #require(pmkid(bench, Self.a))
        #expect(eapRuns(bench, to: Self.b))
        #expect(!eapRuns(bench, to: Self.a))
        #expect(pmkid(bench, Self.a) == before)
    }

    @Test func okcOnBothSkipsEAPThereAndBack() throws {
        let bench = try bench(okc: true, pkc: true)
        let before = try #require(pmkid(bench, Self.a))
        #expect(!eapRuns(bench, to: Self.b))
        #expect(pmkid(bench, Self.b) != before)
        #expect(!eapRuns(bench, to: Self.a))
        #expect(pmkid(bench, Self.a) == before)
    }

    @Test(arguments: [false, true]) func goingBackAfterAnAccessPointAloneOrNoneSkipsEAP(okc: Bool) throws {
        let bench = try bench(okc: okc, pkc: false)
        #expect(eapRuns(bench, to: Self.b))
        #expect(!eapRuns(bench, to: Self.a))
    }

    @Test func fourStationsAtOnceHaveFourKeys() throws {
        let bench = try bench(okc: true, pkc: true, stations: 4)
        var names: Set<String> = []
        for number in 0..<4 {
            #expect(!eapRuns(bench, to: Self.b, on: .station(number)))
            names.insert(try #require(pmkid(bench, Self.b, on: .station(number))))
        }
        #expect(names.count == 4)
        #expect(bench.ask("PMKSA", on: Bench.vap0).split(separator: "\n").count == 5)
    }

    @Test func aKeyThatExpiresAtTheStationEndsTheLinkAndEAPRuns() throws {
        let bench = try Bench()
        #expect(bench.ask("SET dot11RSNAConfigPMKLifetime 5") == "OK\n")
        #expect(bench.ask("SET dot11RSNAConfigPMKReauthThreshold 100") == "OK\n")
        bench.attach()
        bench.connect()
        #expect(bench.link(to: Self.a))
        _ = bench.events()
        bench.run(6000)
        let events = bench.events()
        #expect(events.contains("PMKSA-CACHE-REMOVED \(Self.a) 0"))
        #expect(events.contains("CTRL-EVENT-DISCONNECTED bssid=\(Self.a) reason=1 locally_generated=1"))
        #expect(bench.link(to: Self.a))
        #expect((events + bench.events()).contains { $0.hasPrefix("CTRL-EVENT-EAP-STARTED") })
    }

    @Test func aKeyThatTheAccessPointForgotMakesEAPRun() throws {
        let bench = try bench(okc: true, pkc: false)
        _ = eapRuns(bench, to: Self.b)
        #expect(bench.ask("PMKSA_FLUSH", on: Self.okc[0]) == "OK\n")
        // okc=1 finds nothing either: the key of :88:44 is another one.
        #expect(eapRuns(bench, to: Self.a))
    }

    @Test func aStationWhosePMKIDIsUnknownHereGetsANewKey() throws {
        let bench = try bench(okc: false, pkc: true)
        let guess = try #require(pmkid(bench, Self.b))
        #expect(eapRuns(bench, to: Self.b))
        #expect(pmkid(bench, Self.b) != guess)
    }

    @Test func withoutPMKSACachingEAPRunsEveryTime() throws {
        let bench = try bench(okc: true, pkc: true)
        for socket in Self.okc { #expect(bench.ask("SET disable_pmksa_caching 1", on: socket) == "OK\n") }
        #expect(eapRuns(bench, to: Self.b))
        #expect(eapRuns(bench, to: Self.a))
    }

    @Test func twoAccessPointsThatShareNoCacheNeverOKC() throws {
        let bench = try Bench { plan in
            let text = Example.okc.text.replacing("04:f0:21:19", with: "04:f0:21:20").replacing(
                "vap0000", with: "vap0001")
            plan.accessPoints.append(try HostapdConfiguration(parsing: text, file: "other.conf"))
            plan.stations[0].configuration.okc = true
        }
        _ = bench.ask("SET_NETWORK 0 proactive_key_caching 1")
        bench.attach()
        bench.connect()
        #expect(bench.link(to: Self.a))
        _ = bench.ask("SCAN")
        bench.run(500)
        #expect(eapRuns(bench, to: "04:f0:21:20:88:44"))
        #expect(!eapRuns(bench, to: Self.b))
    }

    @Test func eapolStartDropsTheCachedKeyAtTheAccessPoint() throws {
        let bench = try bench(okc: true, pkc: false)
        let before = try #require(pmkid(bench, Self.a))
        #expect(bench.ask("PMKSA", on: Self.okc[0]).contains(before))
        // wpa_cli reauthenticate sends EAPOL-Start.
        #expect(bench.ask("REAUTHENTICATE") == "OK\n")
        bench.run(2)
        #expect(!bench.ask("PMKSA", on: Self.okc[0]).contains(before))
    }

    @Test func theStationKeeps32Keys() throws {
        let bench = try bench(okc: true, pkc: false)
        _ = bench.events()
        let pmk = String(repeating: "5a", count: 32)
        for number in 0..<40 {
            let last = (number < 16 ? "0" : "") + String(number, radix: 16)
            let name = String(repeating: last, count: 16)
            #expect(bench.ask("PMKSA_ADD 0 02:00:00:00:00:\(last) \(name) \(pmk) 100 200 1 0") == "OK\n")
        }
        let list = bench.ask("PMKSA").split(separator: "\n")
        #expect(list.count == 1 + 32)
        // The one in use stays, the oldest others went.
        #expect(list[1].contains(Self.a))
        #expect(list[2].contains("02:00:00:00:00:09"))
        #expect(bench.events().filter { $0.hasPrefix("PMKSA-CACHE-REMOVED") }.count == 9)
    }
}
