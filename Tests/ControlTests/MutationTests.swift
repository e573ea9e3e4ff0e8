import Control
import Octets
import TestSupport
import Testing
import Timeline

/// Nothing that a client sends brings the lab down or makes it grow.
@Suite struct MutationTests {
    private static let words = [
        "PING", "STATUS", "SET_NETWORK", "GET_NETWORK", "ADD_NETWORK", "REMOVE_NETWORK", "SELECT_NETWORK", "SCAN",
        "ROAM",
        "BSS", "PMKSA_ADD", "PMKSA_GET", "SET", "GET", "BSSID", "LOG_LEVEL", "IFNAME=sta00000", "DEAUTHENTICATE", "STA",
        "STA-NEXT", "RELOAD", "ENABLE", "DISABLE", "REASSOCIATE", "RECONNECT", "DISCONNECT", "PMKSA_FLUSH", "FLUSH",
        "RECONFIGURE", "ABORT_SCAN", "ENABLE_NETWORK", "DISABLE_NETWORK", "BSSID_IGNORE", "ATTACH", "DETACH", "LEVEL",
        "0", "1", "-1", "99999999999999999999", "all", "any", "ssid", "\"okctest1\"", "okc", "04:f0:21:19:88:44",
        "freq=5180", "freq=1-65535", "freq=5180-5240,2412", "TYPE=ONLY", "bssid", "psk", "priority", "key_mgmt",
        "WPA-EAP",
        "auth_server_addr", "127.0.0.1", "max_num_sta", "wpa", "NEXT-0", "ID-9223372036854775807",
        "NEXT-9223372036854775807", "INTERFACE_ADD", "INTERFACE_REMOVE", "ADD", "REMOVE", "wlan0", "wlan3", "/run/x",
        "wlan0\t\tnl80211\t/run/x", "wlan1\t/conf", "config=/conf", "bss_config=phy0:/conf", "bss_config=:", "driver",
        "nl80211", "IFNAME=wlan0", "IFNAME=wlan3", "channel", "6", "hw_mode", "g", "wpa_passphrase", "12345678",
        "DATA_TEST_CONFIG", "DATA_TEST_TX", "DATA_TEST_FRAME", "ifname=br0000", "ff:ff:ff:ff:ff:ff", "len=20",
        "ffffffffffff0200000000020800", "PREAUTH", "STA_AUTOCONNECT", "LIST_NETWORKS", "LAST_ID=0", "vap0000_1",
    ]

    @Test func aHundredThousandCommandsAreAnswered() throws {
        let conf = Array("interface=wlan3\nssid=x\nhw_mode=g\nchannel=1\n".utf8)
        let bench = try Bench(files: ["/conf": conf])
        bench.connect()
        var random = RandomSource.seeded(state: 4)
        let sockets: [ControlSocket] = [Bench.sta, Bench.vap0, .supplicants, .accessPoints]
        for number in 0..<mutationCases {
            let length = Int(random.next() % 5)
            var command = Array(
                (0...length).map { _ in Self.words[Int(random.next() % UInt64(Self.words.count))] }
                    .joined(separator: " ").utf8)
            if number % 4 == 0 {
                for _ in 0..<3 where !command.isEmpty {
                    command[Int(random.next() % UInt64(command.count))] = UInt8(truncatingIfNeeded: random.next())
                }
            }
            // Each is answered, and by text that a client's 4096 octets hold but for lists.
            let reply = bench.ask(command, on: sockets[number % 4])
            if reply == "(none)" { Issue.record("no answer to \(String(decoding: command, as: UTF8.self))") }
            _ = bench.openings()
            if number % 50 == 0 { bench.run(20) }
        }
        // The lab's own may have been removed; the global sockets are there, and no more devices than there is room for.
        #expect(bench.ask("PING", on: .supplicants) == "PONG\n")
        #expect(bench.ask("PING", on: .accessPoints) == "PONG\n")
        #expect(bench.sockets.count <= 2 + 4 + 2 * 128)
    }

    @Test func aDatagramOf64KiBIsACommandThatNobodyKnows() throws {
        let bench = try Bench()
        #expect(bench.ask([UInt8](repeating: UInt8(ascii: "A"), count: 65_536)) == "UNKNOWN COMMAND\n")
        #expect(bench.ask([UInt8](repeating: 0, count: 65_536)) == "UNKNOWN COMMAND\n")
        #expect(bench.ask([UInt8](repeating: 0xFF, count: 65_536), on: Bench.vap0) == "UNKNOWN COMMAND\n")
    }
}
