import Control
import Octets
import TestSupport
import Testing

/// The events of the real wpa_supplicant 2.10 that made okc_both.pcapng are the judge of ours.
@Suite struct RealEventTests {
    /// What wpa_supplicant tells its monitors: lines of the interface, but for those of level DEBUG and those of
    /// certificates, which the station here is not asked to check.
    private static func recorded(_ name: String) throws -> [String] {
        let octets = try #require(Reference.octets("hostapd/\(name).events.txt"))
        var lines: [String] = []
        for line in String(decoding: octets, as: UTF8.self).split(separator: "\n") {
            guard let mark = line.firstRange(of: "sta0000: ") else { continue }
            let text = String(line[mark.upperBound...])
            if text.hasPrefix("SME: Authentication response") || text.contains("-PEER-") { continue }
            lines.append(text)
        }
        return lines
    }

    @Test func anOKCRoamAndTheWayBackTellWhatTheRealOneTold() throws {
        let recorded = try Self.recorded("okc_both")
        // The first association, a scan, the roam to :88:44 and the way back to :87:44.
        let end = try #require(recorded.firstIndex { $0.hasPrefix("CTRL-EVENT-DISCONNECTED") })
        let real = recorded[..<end].map { $0.replacing("freq=2437", with: "freq=5180") }

        let bench = try Bench()
        #expect(bench.ask("SET_NETWORK 0 proactive_key_caching 1") == "OK\n")
        bench.attach()
        bench.connect()
        #expect(bench.link(to: "04:f0:21:19:87:44"))
        #expect(bench.ask("SCAN") == "OK\n")
        bench.run(500)
        #expect(bench.ask("ROAM 04:f0:21:19:88:44") == "OK\n")
        #expect(bench.link(to: "04:f0:21:19:88:44"))
        #expect(bench.ask("ROAM 04:f0:21:19:87:44") == "OK\n")
        #expect(bench.link(to: "04:f0:21:19:87:44"))
        // The recording began after the first scan and has no line of the second.
        let ours = bench.events().filter { !$0.hasPrefix("CTRL-EVENT-SCAN-") }
        #expect(ours == real)
    }

    @Test func statusAndCachesShowWhatTheRealOnesShowed() throws {
        let octets = try #require(Reference.octets("hostapd/okc_both.status.txt"))
        let text = String(decoding: octets, as: UTF8.self)
        let section = try #require(text.split(separator: "## after scan").last)
        let status =
            try #require(section.split(separator: "# wpa_cli status\n").dropFirst().first)
            .split(separator: "\n\n").first.map(String.init) ?? ""
        // What the emulation has no counterpart of, and what is another's each time.
        let left = ["p2p_device_address", "eap_session_id"]
        let real = status.split(separator: "\n").map(String.init).filter { line in
            !left.contains { line.hasPrefix($0) }
        }
        let bench = try Bench { $0.stations[0].address = .init(0x04F0_21AA_0001) }
        _ = bench.ask("SET_NETWORK 0 proactive_key_caching 1")
        bench.connect()
        #expect(bench.link(to: "04:f0:21:19:87:44"))
        let lines = bench.ask("STATUS").split(separator: "\n").map(String.init)
        let ours = lines.filter { !$0.hasPrefix("ip_address") && !$0.hasPrefix("eap_session_id") }
        #expect(ours == real.map { $0.replacing("freq=2437", with: "freq=5180") })
        // The method's type and 64 octets.
        let session = try #require(lines.first { $0.hasPrefix("eap_session_id=15") })
        #expect(session.utf8.count == "eap_session_id=".utf8.count + 2 * 65)

        _ = bench.ask("SCAN")
        bench.run(500)
        // Only the numbers of the keys differ.
        #expect(
            shape(bench.ask("PMKSA")) == """
                Index / AA / PMKID / expiration (in seconds) / opportunistic
                1 04:f0:21:19:87:44 # # 0
                2 04:f0:21:19:88:44 # # 1
                3 04:f0:21:19:89:44 # # 1

                """)
        #expect(
            shape(bench.ask("PMKSA", on: .bss(accessPoint: 0, bss: 0))) == """
                Index / SPA / PMKID / expiration (in seconds) / opportunistic
                0 04:f0:21:aa:00:01 # # 0

                """)
        #expect(
            bench.ask("SCAN_RESULTS") == """
                bssid / frequency / signal level / flags / ssid
                04:f0:21:19:87:44\t5180\t-40\t[WPA2-EAP+EAP-SHA256-CCMP][ESS]\tokctest1
                04:f0:21:19:88:44\t5180\t-40\t[WPA2-EAP+EAP-SHA256-CCMP][ESS]\tokctest1
                04:f0:21:19:89:44\t5180\t-40\t[WPA2-EAP+EAP-SHA256-CCMP][ESS]\tokctest1

                """)
        #expect(bench.ask("ROAM 04:f0:21:19:88:44") == "OK\n")
        #expect(bench.link(to: "04:f0:21:19:88:44"))
        // Proved at the station, a copy at the AP.
        #expect(shape(bench.ask("PMKSA")).contains("2 04:f0:21:19:88:44 # # 0\n"))
        #expect(shape(bench.ask("PMKSA", on: Bench.vap0)).hasSuffix("0 04:f0:21:aa:00:01 # # 1\n"))
        #expect(!bench.ask("STATUS").contains("selectedMethod"))
    }

    /// The list with PMKIDs and seconds left out.
    private func shape(_ list: String) -> String {
        list.split(separator: "\n").map { line in
            var words = line.split(separator: " ").map(String.init)
            if words.count == 5, words[2].count == 32 { (words[2], words[3]) = ("#", "#") }
            return words.joined(separator: " ") + "\n"
        }.joined()
    }
}
