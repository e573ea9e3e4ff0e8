import Control
import EAPMethods
import Testing

/// A station's TLS sessions through the control sockets: kept by wpa_supplicant 2.10 until a setting of the network changes
/// (eapol_sm_invalidate_cached_session), and used with `fast_reauth=1`.
@Suite struct ResumptionTests {
    private static let a = "04:f0:21:19:87:44"
    private static let b = "04:f0:21:19:88:44"

    /// Connects to the first BSS of an AP without OKC.
    private func bench() throws -> Bench {
        let bench = try Bench { $0.resumption = TLSContext.Resumption() }
        for bss in 0..<3 { _ = bench.ask("SET okc 0", on: .bss(accessPoint: 0, bss: bss)) }
        bench.connect()
        #expect(bench.link(to: Self.a))
        #expect(bench.ask("SCAN") == "OK\n")
        bench.run(300)
        return bench
    }

    /// Whether the TLS session of the last authentication was an earlier one.
    private func isReused(_ bench: Bench) -> Bool? {
        let lines = bench.ask("STATUS").split(separator: "\n")
        return lines.first { $0.hasPrefix("tls_session_reused=") }.map { $0.hasSuffix("=1") }
    }

    @Test func aFullRoamResumesTheSession() throws {
        let bench = try bench()
        #expect(isReused(bench) == false)
        #expect(bench.ask("ROAM \(Self.b)") == "OK\n")
        #expect(bench.link(to: Self.b))
        #expect(isReused(bench) == true)
        #expect(bench.ask("DISCONNECT") == "OK\n")
        #expect(bench.ask("PMKSA_FLUSH") == "OK\n")
        #expect(bench.ask("SET_NETWORK 0 bssid \(Self.a)") == "OK\n")
        #expect(bench.ask("RECONNECT") == "OK\n")
        #expect(bench.link(to: Self.a))
        #expect(isReused(bench) == true)
    }

    @Test(arguments: ["SET fast_reauth 0", "SET_NETWORK 0 proactive_key_caching 1"])
    func aSettingMakesTheHandshakeAFullOne(command: String) throws {
        let bench = try bench()
        #expect(bench.ask(command) == "OK\n")
        #expect(bench.ask("DISCONNECT") == "OK\n")
        #expect(bench.ask("PMKSA_FLUSH") == "OK\n")
        #expect(bench.ask("RECONNECT") == "OK\n")
        #expect(bench.link(to: Self.a))
        #expect(isReused(bench) == false)
        #expect(bench.ask("ROAM \(Self.b)") == "OK\n")
        #expect(bench.link(to: Self.b))
        // The second full authentication since resumes again, unless nothing is resumed at all.
        #expect(isReused(bench) == command.hasPrefix("SET_NETWORK"))
    }
}
