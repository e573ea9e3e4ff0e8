import Configuration
import Control
import Octets
import Testing

/// `PREAUTH`: replies of Debian's wpa_supplicant 2.10, and the words of its events
/// (hwsim's test_pmksa_cache_preauth_timeout waits for them).
@Suite struct PreauthenticationTests {
    private static let elsewhere = "04:f0:21:19:8a:44"

    private func bench() throws -> Bench {
        let bench = try Bench { plan in
            var other = plan.accessPoints[0]
            other.bsses = [other.bsses[0]]
            other.bsses[0].interface = "vap0001"
            other.bsses[0].bssid = .init(0x04F0_2119_8A44)
            plan.accessPoints.append(other)
            for index in plan.accessPoints.indices {
                for bss in plan.accessPoints[index].bsses.indices {
                    plan.accessPoints[index].bsses[bss].bridge = "br0000"
                    plan.accessPoints[index].bsses[bss].rsnPreauthentication = true
                    plan.accessPoints[index].bsses[bss].rsnPreauthenticationInterfaces = ["br0000"]
                }
            }
        }
        bench.attach()
        bench.connect()
        #expect(bench.link(to: "04:f0:21:19:87:44"))
        return bench
    }

    @Test func itMakesAKeyWithTheBSSThatIsNamed() throws {
        let bench = try bench()
        #expect(bench.ask("PREAUTH zz") == "FAIL\n")
        #expect(bench.ask("PREAUTH") == "UNKNOWN COMMAND\n")
        _ = bench.events()
        #expect(bench.ask("PREAUTH \(Self.elsewhere)") == "OK\n")
        bench.run(500)
        let events = bench.events()
        #expect(events.contains("PMKSA-CACHE-ADDED \(Self.elsewhere) 0"))
        #expect(events.contains("RSN: pre-authentication with \(Self.elsewhere) completed successfully"))
        #expect(bench.ask("PMKSA", on: .bss(accessPoint: 1, bss: 0)).contains("00:0e:8e:fd:93:71"))
        _ = bench.ask("SCAN")
        bench.run(500)
        _ = bench.events()
        #expect(bench.ask("ROAM \(Self.elsewhere)") == "OK\n")
        #expect(bench.link(to: Self.elsewhere))
        #expect(!bench.events().contains { $0.hasPrefix("CTRL-EVENT-EAP") })
    }

    @Test func itTimesOutWhereNobodyAnswers() throws {
        let bench = try bench()
        #expect(bench.ask("SET dot11RSNAConfigSATimeout 1") == "OK\n")
        #expect(bench.ask("GET dot11RSNAConfigSATimeout") == "1")
        #expect(bench.ask("PREAUTH f2:11:22:33:44:55") == "OK\n")
        bench.run(500)
        // hwsim's test_pmksa_cache_preauth looks for the first line (rsn_preauth_get_status).
        let state = """
            Pre-authentication EAPOL state machines:
            Supplicant PAE state=CONNECTING
            suppPortStatus=Unauthorized
            EAP state=IDLE

            """
        #expect(bench.ask("STATUS").contains(state))
        bench.run(1000)
        #expect(!bench.ask("STATUS").contains("Pre-authentication"))
        #expect(bench.events().contains("RSN: pre-authentication with f2:11:22:33:44:55 timed out"))
    }
}
