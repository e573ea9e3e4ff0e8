import Control
import Testing

/// `CHAN_SWITCH`: the events have the form that hostapd and wpa_supplicant 2.10 give them.
@Suite struct ChannelSwitchTests {
    private static let a = "04:f0:21:19:87:44"
    private static let vap = ControlSocket.bss(accessPoint: 0, bss: 0)
    private static let text = "freq=5220 ht_enabled=1 ch_offset=0 ch_width=20 MHz cf1=5220 cf2=0"

    @Test(arguments: [
        ("CHAN_SWITCH", "UNKNOWN COMMAND\n"), ("CHAN_SWITCH x", "FAIL\n"), ("CHAN_SWITCH 5", "FAIL\n"),
        ("CHAN_SWITCH 5 x", "FAIL\n"), ("CHAN_SWITCH 5 5221", "FAIL\n"), ("CHAN_SWITCH 5 2412 ht", "FAIL\n"),
        ("CHAN_SWITCH 5 5220 bandwidth=80 vht", "FAIL\n"), ("CHAN_SWITCH 5 5220 blocktx ht", "OK\n"),
    ])
    func theBSSAnswers(command: String, reply: String) throws {
        #expect(try Bench().ask(command, on: Self.vap) == reply)
    }

    @Test(arguments: ["5 5220 ht", "5 5220 blocktx ht", "1 5220 ht"])
    func theStationFollowsWithItsLink(arguments: String) throws {
        let bench = try Bench()
        bench.attach()
        bench.attach(to: Self.vap)
        bench.connect()
        #expect(bench.link(to: Self.a))
        bench.run(5000)
        _ = (bench.events(), bench.events(on: Self.vap))
        #expect(bench.ask("CHAN_SWITCH \(arguments)", on: Self.vap) == "OK\n")
        #expect(bench.ask("CHAN_SWITCH \(arguments)", on: Self.vap) == "FAIL\n")
        bench.run(1000)
        #expect(
            bench.events(on: Self.vap) == [
                "CTRL-EVENT-STARTED-CHANNEL-SWITCH \(Self.text) dfs=0", "CTRL-EVENT-CHANNEL-SWITCH \(Self.text) dfs=0",
                "AP-CSA-FINISHED freq=5220 dfs=0",
            ])
        #expect(
            bench.events() == [
                "CTRL-EVENT-STARTED-CHANNEL-SWITCH \(Self.text)", "CTRL-EVENT-CHANNEL-SWITCH \(Self.text)",
            ])
        let status = bench.ask("STATUS", on: Self.vap)
        #expect(status.contains("\nfreq=5220\n") && status.contains("\nchannel=44\n"))
        #expect(bench.ask("STATUS").contains("freq=5220\n"))
        // Data pass on the new channel.
        #expect(bench.ask("DATA_TEST_CONFIG 1", on: Self.vap) == "OK\n")
        #expect(bench.ask("DATA_TEST_CONFIG 1") == "OK\n")
        #expect(bench.ask("DATA_TEST_TX \(Self.a) 00:0e:8e:fd:93:71 0") == "OK\n")
        bench.run(100)
        #expect(bench.events(on: Self.vap) == ["DATA-TEST-RX \(Self.a) 00:0e:8e:fd:93:71"])
        // A scan finds the others there too.
        #expect(bench.ask("BSS_FLUSH 0") == "OK\n")
        #expect(bench.ask("SCAN freq=5220") == "OK\n")
        bench.run(500)
        #expect(bench.ask("SCAN_RESULTS").contains("04:f0:21:19:88:44\t5220\t"))
        #expect(bench.ask("ROAM 04:f0:21:19:88:44") == "OK\n")
        #expect(bench.link(to: "04:f0:21:19:88:44"))
    }
}
