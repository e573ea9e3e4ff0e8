import Control
import Testing

/// BSS transition management through `hostapd_cli bss_tm_req` (802.11-2020, 9.6.13.9 and 9.6.13.10).
@Suite struct TransitionTests {
    private static let station = "00:0e:8e:fd:93:71"

    private func connected() throws -> Bench {
        let bench = try Bench()
        bench.attach()
        bench.attach(to: .bss(accessPoint: 0, bss: 0))
        bench.connect()
        #expect(bench.link(to: "04:f0:21:19:87:44"))
        _ = bench.ask("SCAN")
        bench.run(500)
        _ = bench.events()
        return bench
    }

    @Test func aStationThatIsAskedToGoElsewhereSaysSoAndGoes() throws {
        let bench = try connected()
        let socket = ControlSocket.bss(accessPoint: 0, bss: 0)
        let command = "BSS_TM_REQ \(Self.station) pref=1 disassoc_imminent=1 disassoc_timer=50"
        let neighbors = " neighbor=02:00:00:00:00:09,0x0000,115,36,7 neighbor=04:f0:21:19:89:44,0x0000,115,36,7"
        #expect(bench.ask(command + neighbors, on: socket) == "OK\n")
        #expect(bench.link(to: "04:f0:21:19:89:44"))
        let told = bench.events()
        #expect(
            told.prefix(2) == [
                "WNM: Disassociation Imminent - Disassociation Timer 50", "WNM: Preferred List Available",
            ])
        #expect(
            bench.events(on: socket).contains(
                "BSS-TM-RESP \(Self.station) status_code=0 bss_termination_delay=0 target_bssid=04:f0:21:19:89:44"))
    }

    @Test func aStationThatKnowsNoCandidateStays() throws {
        let bench = try connected()
        let socket = ControlSocket.bss(accessPoint: 0, bss: 0)
        _ = bench.events(on: socket)
        let command = "BSS_TM_REQ \(Self.station) neighbor=02:00:00:00:00:09,0x0000,115,36,7"
        #expect(bench.ask(command, on: socket) == "OK\n")
        bench.run(100)
        #expect(bench.events(on: socket) == ["BSS-TM-RESP \(Self.station) status_code=7 bss_termination_delay=0"])
        #expect(bench.link(to: "04:f0:21:19:87:44"))
    }

    @Test(arguments: [
        "zz", "02:00:00:00:00:01", "\(station) neighbor=x", "\(station) disassoc_timer=x", "\(station) x",
    ])
    func whatCannotBeAskedIsRefused(arguments: String) throws {
        let bench = try connected()
        #expect(bench.ask("BSS_TM_REQ \(arguments)", on: .bss(accessPoint: 0, bss: 0)) == "FAIL\n")
    }
}
