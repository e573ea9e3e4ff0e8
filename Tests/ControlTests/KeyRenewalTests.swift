import Configuration
import Control
import Testing

/// Keys that become old in a link that stays, as hostapd's own tests of PMKSA caching have it with wpa_supplicant 2.10.
@Suite struct KeyRenewalTests {
    private static let a = "04:f0:21:19:87:44"
    private static let b = "04:f0:21:19:88:44"
    private static let completed = "WPA: Key negotiation completed with \(a) [PTK=CCMP GTK=CCMP]"

    /// A link to the first BSS that rests on a PMKSA: there, away, and back.
    private func bench(_ change: (inout LabPlan) throws -> Void = { _ in }) throws -> Bench {
        let bench = try Bench(change)
        bench.connect()
        #expect(bench.link(to: Self.a))
        #expect(bench.ask("SCAN") == "OK\n")
        bench.run(300)
        for bssid in [Self.b, Self.a] {
            #expect(bench.ask("ROAM \(bssid)") == "OK\n")
            #expect(bench.link(to: bssid))
        }
        bench.attach()
        return bench
    }

    private func pmkid(_ bench: Bench) -> String? {
        bench.ask("PMKSA").split(separator: "\n").first { $0.contains(Self.a) }
            .map { String($0.split(separator: " ")[2]) }
    }

    /// Whether EAP ran, and the handshake was completed, with the link up all the time.
    private func renewal(_ events: [String]) -> (eap: Bool, handshakes: Int, isUp: Bool) {
        (
            events.contains { $0.hasPrefix("CTRL-EVENT-EAP-STARTED") }, events.count { $0 == Self.completed },
            !events.contains { $0.hasPrefix("CTRL-EVENT-DISCONNECTED") || $0.hasPrefix("CTRL-EVENT-CONNECTED") }
        )
    }

    @Test func aPMKSAInUseIsRenewedByEAPBeforeItEnds() throws {
        let bench = try Bench()
        #expect(bench.ask("SET dot11RSNAConfigPMKLifetime 10") == "OK\n")
        bench.connect()
        #expect(bench.link(to: Self.a))
        bench.attach()
        let before = try #require(pmkid(bench))
        // 70 percent of it, the default.
        bench.run(6500)
        #expect(renewal(bench.events()) == (false, 0, true))
        bench.run(1500)
        #expect(renewal(bench.events()) == (true, 1, true))
        #expect(pmkid(bench) != before)
        // And again.
        bench.run(20_000)
        let later = renewal(bench.events())
        #expect(later.eap && later.handshakes >= 2 && later.isUp)
    }

    @Test func reauthenticationRenewsTheCachedKey() throws {
        let bench = try bench()
        let before = try #require(pmkid(bench))
        #expect(bench.ask("EAPOL_REAUTH 00:0e:8e:fd:93:71", on: .bss(accessPoint: 0, bss: 0)) == "OK\n")
        bench.run(500)
        #expect(renewal(bench.events()) == (true, 1, true))
        #expect(pmkid(bench) != before)
    }

    @Test(arguments: [true, false]) func aPairwiseKeyIsRenewedWithTheCachedKey(byAccessPoint: Bool) throws {
        let bench = try bench { plan in
            if byAccessPoint {
                for index in plan.accessPoints[0].bsses.indices {
                    plan.accessPoints[0].bsses[index].ptkRekeyInterval = 10
                }
            } else {
                plan.stations[0].configuration.networks[0].ptkRekeyInterval = 10
            }
        }
        let before = try #require(pmkid(bench))
        bench.run(9000)
        #expect(renewal(bench.events()) == (false, 0, true))
        bench.run(12_000)
        #expect(renewal(bench.events()) == (false, 2, true))
        #expect(pmkid(bench) == before)
    }

    @Test func noPairwiseKeyIsRenewedUnasked() throws {
        let bench = try bench()
        bench.run(30_000)
        #expect(renewal(bench.events()) == (false, 0, true))
    }
}
