import Control
import Octets
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
        "NEXT-9223372036854775807",
    ]

    @Test func aHundredThousandCommandsAreAnswered() throws {
        let bench = try Bench()
        bench.connect()
        var random = RandomSource.seeded(state: 4)
        let sockets: [ControlSocket] = [Bench.sta, Bench.vap0, .supplicants, .accessPoints]
        for number in 0..<100_000 {
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
            if number % 50 == 0 { bench.run(20) }
        }
        #expect(bench.ask("PING") == "PONG\n")
        #expect(bench.ask("PING", on: Bench.vap0) == "PONG\n")
    }

    @Test func aDatagramOf64KiBIsACommandThatNobodyKnows() throws {
        let bench = try Bench()
        #expect(bench.ask([UInt8](repeating: UInt8(ascii: "A"), count: 65_536)) == "UNKNOWN COMMAND\n")
        #expect(bench.ask([UInt8](repeating: 0, count: 65_536)) == "UNKNOWN COMMAND\n")
        #expect(bench.ask([UInt8](repeating: 0xFF, count: 65_536), on: Bench.vap0) == "UNKNOWN COMMAND\n")
    }
}
