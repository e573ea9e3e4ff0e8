import Control
import Testing

/// `DATA_TEST_…`: replies and events as Debian's hostapd 2.10 gave them on a veth pair.
@Suite struct DataTestTests {
    private static let a = "04:f0:21:19:87:44"
    private static let bss = ControlSocket.bss(accessPoint: 0, bss: 0)
    private static let other = ControlSocket.bss(accessPoint: 0, bss: 1)
    private static let station = "00:0e:8e:fd:93:71"
    private static let second = "00:0e:8e:fd:93:72"

    private func connected(stations: Int = 1) throws -> Bench {
        let bench = try Bench(stations: stations)
        bench.connect()
        for number in 0..<stations {
            #expect(bench.link(to: Self.a, on: .station(number)))
            bench.attach(to: .station(number))
        }
        bench.run(100)
        bench.attach(to: Self.bss)
        bench.attach(to: Self.other)
        return bench
    }

    private func frames(_ bench: Bench, on socket: ControlSocket) -> [String] {
        bench.run(50)
        return bench.events(on: socket).filter { $0.hasPrefix("DATA-TEST") }
    }

    @Test(arguments: [
        ("DATA_TEST_TX \(a) \(station) 0", "FAIL\n"), ("DATA_TEST_CONFIG 0", "OK\n"), ("DATA_TEST_CONFIG 1", "OK\n"),
        ("DATA_TEST_CONFIG 1", "OK\n"), ("DATA_TEST_CONFIG 1 ifname=nosuch", "OK\n"),
        ("DATA_TEST_CONFIG", "UNKNOWN COMMAND\n"), ("DATA_TEST_TX", "UNKNOWN COMMAND\n"),
        ("DATA_TEST_FRAME", "UNKNOWN COMMAND\n"), ("DATA_TEST_TX \(a) \(station) 0", "OK\n"),
        ("DATA_TEST_TX ff:ff:ff:ff:ff:ff \(station) 0x10", "OK\n"),
        ("DATA_TEST_TX ff:ff:ff:ff:ff:ff \(station) 256", "FAIL\n"),
        ("DATA_TEST_TX ff:ff:ff:ff:ff:ff \(station)", "OK\n"),
        ("DATA_TEST_TX ff:ff:ff:ff:ff:ff \(station) x", "OK\n"),
        ("DATA_TEST_TX ff:ff:ff:ff:ff:ff \(station) -1", "FAIL\n"), ("DATA_TEST_TX x", "FAIL\n"),
        ("DATA_TEST_TX \(a) \(station) 0 len=100", "OK\n"), ("DATA_TEST_TX \(a) \(station) 0 len=20", "OK\n"),
        ("DATA_TEST_TX \(a) \(station) 0 len=19", "FAIL\n"), ("DATA_TEST_TX \(a) \(station) 0 len=1486", "OK\n"),
        ("DATA_TEST_TX \(a) \(station) 0 len=1487", "FAIL\n"), ("DATA_TEST_FRAME 00", "FAIL\n"),
        ("DATA_TEST_FRAME ffffffffffff0200000000020800", "OK\n"),
        ("DATA_TEST_FRAME ifname=nosuch ffffffffffff02000000000208004500", "FAIL\n"),
        ("DATA_TEST_FRAME ffffffffffff020000000002080", "FAIL\n"),
        ("DATA_TEST_FRAME zzffffffffff0200000000020800", "FAIL\n"), ("DATA_TEST_CONFIG 0", "OK\n"),
        ("DATA_TEST_TX \(a) \(station) 0", "FAIL\n"),
    ])
    func eachCommandIsAnsweredAsHostapdDoes(command: String, reply: String) throws {
        for socket in [Bench.sta, Self.bss] {
            let bench = try Bench()
            // All but the first and the last of the list came while it was on.
            let isOff = reply == "FAIL\n" && command == "DATA_TEST_TX \(Self.a) \(Self.station) 0"
            if !isOff { #expect(bench.ask("DATA_TEST_CONFIG 1", on: socket) == "OK\n") }
            #expect(bench.ask(command, on: socket) == reply)
        }
    }

    @Test func framesPassTheProtectedLinkBothWays() throws {
        let bench = try connected()
        #expect(bench.ask("DATA_TEST_CONFIG 1") == "OK\n")
        #expect(bench.ask("DATA_TEST_CONFIG 1", on: Self.bss) == "OK\n")
        #expect(bench.ask("DATA_TEST_TX \(Self.a) \(Self.station) 0") == "OK\n")
        #expect(frames(bench, on: Self.bss) == ["DATA-TEST-RX \(Self.a) \(Self.station)"])
        #expect(bench.ask("DATA_TEST_TX ff:ff:ff:ff:ff:ff \(Self.station) 0") == "OK\n")
        #expect(frames(bench, on: Self.bss) == ["DATA-TEST-RX ff:ff:ff:ff:ff:ff \(Self.station)"])
        // The access point repeats it to all, and the sender doesn't take it for another's.
        #expect(frames(bench, on: Bench.sta) == [])
        #expect(bench.ask("DATA_TEST_TX \(Self.station) \(Self.a) 0 len=100", on: Self.bss) == "OK\n")
        #expect(frames(bench, on: Bench.sta) == ["DATA-TEST-RX \(Self.station) \(Self.a) len=100"])
        #expect(bench.ask("DATA_TEST_TX ff:ff:ff:ff:ff:ff \(Self.a) 0", on: Self.bss) == "OK\n")
        #expect(frames(bench, on: Bench.sta) == ["DATA-TEST-RX ff:ff:ff:ff:ff:ff \(Self.a)"])
        #expect(bench.ask("DATA_TEST_CONFIG 0") == "OK\n")
        #expect(bench.ask("DATA_TEST_TX \(Self.station) \(Self.a) 0", on: Self.bss) == "OK\n")
        #expect(frames(bench, on: Bench.sta) == [])
    }

    @Test func framesPassTheBridgeBetweenTwoBSSs() throws {
        let bench = try connected(stations: 2)
        _ = bench.ask("SCAN", on: .station(1))
        bench.run(500)
        #expect(bench.ask("ROAM 04:f0:21:19:88:44", on: .station(1)) == "OK\n")
        #expect(bench.link(to: "04:f0:21:19:88:44", on: .station(1)))
        bench.run(100)
        for number in 0..<2 { #expect(bench.ask("DATA_TEST_CONFIG 1", on: .station(number)) == "OK\n") }
        #expect(bench.ask("DATA_TEST_CONFIG 1 ifname=br0000", on: Self.other) == "OK\n")
        #expect(bench.ask("DATA_TEST_TX \(Self.second) \(Self.station) 0") == "OK\n")
        #expect(frames(bench, on: .station(1)) == ["DATA-TEST-RX \(Self.second) \(Self.station)"])
        #expect(bench.ask("DATA_TEST_TX ff:ff:ff:ff:ff:ff \(Self.second) 0", on: .station(1)) == "OK\n")
        #expect(frames(bench, on: Bench.sta) == ["DATA-TEST-RX ff:ff:ff:ff:ff:ff \(Self.second)"])
        #expect(frames(bench, on: Self.other) == ["DATA-TEST-RX ff:ff:ff:ff:ff:ff \(Self.second)"])
        // From the bridge to a station of whichever BSS.
        #expect(bench.ask("DATA_TEST_TX \(Self.station) 02:00:00:00:00:09 0", on: Self.other) == "OK\n")
        #expect(frames(bench, on: Bench.sta) == ["DATA-TEST-RX \(Self.station) 02:00:00:00:00:09"])
        #expect(bench.ask("DATA_TEST_CONFIG 1 ifname=nosuch", on: Self.bss) == "FAIL\n")
    }

    @Test func nothingPassesALinkThatIsNotThere() throws {
        let bench = try connected()
        for socket in [Bench.sta, Self.bss] { #expect(bench.ask("DATA_TEST_CONFIG 1", on: socket) == "OK\n") }
        #expect(bench.ask("DISCONNECT") == "OK\n")
        bench.run(50)
        _ = bench.ask("DATA_TEST_TX \(Self.a) \(Self.station) 0")
        _ = bench.ask("DATA_TEST_TX \(Self.station) \(Self.a) 0", on: Self.bss)
        #expect(frames(bench, on: Bench.sta) == [])
        #expect(frames(bench, on: Self.bss) == [])
    }
}

/// `BSS`: the lines that wpa_supplicant 2.10 has between `capabilities` and `ssid`, in its order.
@Suite struct BSSTests {
    @Test func aBSSIsShownWithItsClockAndElements() throws {
        let bench = try Bench()
        bench.connect()
        #expect(bench.link(to: "04:f0:21:19:87:44"))
        let lines = bench.ask("BSS 04:f0:21:19:87:44").split(separator: "\n").map(String.init)
        #expect(
            lines.map { String($0.prefix { $0 != "=" }) } == [
                "id", "bssid", "freq", "beacon_int", "capabilities", "qual", "noise", "level", "tsf", "age", "ie",
                "beacon_ie", "flags", "ssid",
            ])
        func value(_ key: String) -> String {
            lines.first { $0.hasPrefix(key + "=") }.map { String($0.dropFirst(key.count + 1)) } ?? ""
        }
        #expect(value("tsf").utf8.count == 16)
        // SSID first, as 802.11-2020 orders them; the TIM is in Beacons alone.
        for key in ["ie", "beacon_ie"] { #expect(value(key).hasPrefix("00086f6b637465737431")) }
        #expect(value("beacon_ie") != value("ie"))
    }
}
