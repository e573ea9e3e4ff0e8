import Control
import Faults
import Lab
import Testing
import Timeline

/// What the lab itself is told, by its socket and by a script.
@Suite struct LabCommandTests {
    private static let vap0 = "04:f0:21:19:88:44"
    private static let vap1 = "04:f0:21:19:89:44"

    private func connected(_ change: (inout LabPlan) throws -> Void = { _ in }) throws -> Bench {
        let bench = try Bench(stations: 1, change)
        bench.connect()
        bench.run(2000)
        #expect(bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
        return bench
    }

    /// The other BSS of the network.
    private func target(_ bench: Bench) -> String {
        bench.ask("STATUS").contains(Self.vap0) ? Self.vap1 : Self.vap0
    }

    @Test func aFaultThatIsSetWhileTheLabRunsActsAndIsCounted() throws {
        let bench = try connected()
        let target = target(bench)
        #expect(bench.ask("FAULT drop eapol-key 3 from ap bssid \(target) first 1", on: .lab) == "0\n")
        #expect(bench.ask("ROAM \(target)") == "OK\n")
        // hostapd repeats message 3 after 100 ms; without the fault this roam takes no time but airtime.
        bench.run(95)
        #expect(bench.ask("STATUS").contains("wpa_state=4WAY_HANDSHAKE\n"))
        #expect(bench.link(to: target))
        #expect(
            bench.ask("FAULT_LIST", on: .lab) == """
                fault id / frames named / acted / fault
                0\t2\t1\tdrop eapol-key 3 from ap bssid \(target) first 1

                """)
    }

    @Test func aFaultThatWasRemovedDoesNothing() throws {
        let bench = try connected()
        let target = target(bench)
        #expect(bench.ask("FAULT drop eapol-key", on: .lab) == "0\n")
        #expect(bench.ask("FAULT drop radius", on: .lab) == "1\n")
        #expect(bench.ask("FAULT withhold authentication", on: .lab) == "2\n")
        #expect(bench.ask("FAULT_REMOVE 1", on: .lab) == "OK\n")
        #expect(bench.ask("FAULT_REMOVE 1", on: .lab) == "FAIL\n")
        #expect(bench.ask("FAULT_REMOVE all", on: .lab) == "OK\n")
        #expect(bench.ask("FAULT_LIST", on: .lab) == "fault id / frames named / acted / fault\n")
        #expect(bench.ask("ROAM \(target)") == "OK\n")
        bench.run(95)
        #expect(bench.ask("STATUS").contains("bssid=\(target)\n"))
        #expect(bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
        // Numbers are not used again.
        #expect(bench.ask("FAULT drop beacon", on: .lab) == "3\n")
    }

    @Test func whileRequestsAreLostNobodyIsAuthenticated() throws {
        let bench = try Bench { $0.faults = [try Fault(parsing: "drop radius access-request")] }
        bench.connect()
        bench.run(20_000)
        #expect(!bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
        #expect(bench.ask("FAULT_REMOVE 0", on: .lab) == "OK\n")
        bench.run(60_000)
        #expect(bench.ask("STATUS").contains("wpa_state=COMPLETED\n"))
    }

    @Test(arguments: [
        ("PING", "PONG\n"), ("FALT drop beacon", "UNKNOWN COMMAND\n"), ("", "UNKNOWN COMMAND\n"),
        ("FAULT drop eapol-kee 3", "FAIL unknown frame \"eapol-kee\"; did you mean \"eapol-key\"?\n"),
        ("FAULT", "FAIL expected a verb: drop, withhold, delay, duplicate, reorder, corrupt, override\n"),
        ("FAULT_REMOVE seven", "FAIL expected a fault's number or all, not \"seven\"\n"),
        ("IFNAME=sta00000 PING", "PONG\n"), ("IFNAME=vap0000_0 PING", "PONG\n"),
        ("IFNAME=sta00009 PING", "FAIL-NO-IFNAME-MATCH\n"),
        ("INTERFACES", "sta00000\nvap0000\nvap0000_0\nvap0000_1\n"),
    ])
    func itsSocketAnswers(command: String, reply: String) throws {
        #expect(try Bench().ask(command, on: .lab) == reply)
    }

    @Test func aScriptIsPlayedAtItsTimes() throws {
        let roam = LabCommand.device(interface: "sta00000", command: "ROAM \(Self.vap0)")
        let back = LabCommand.device(interface: "sta00000", command: "ROAM \(Self.vap1)")
        let secret = LabCommand.device(interface: "sta00000", command: "SET_NETWORK 0 password \"hushhush\"")
        let bench = try connected {
            $0.script = [
                LabStep(at: Instant.zero + .seconds(8), .end), LabStep(at: Instant.zero + .seconds(6), secret),
                LabStep(at: Instant.zero + .seconds(3), roam), LabStep(at: Instant.zero + .seconds(4), back),
                LabStep(at: Instant.zero + .seconds(3), .listFaults),
            ]
        }
        bench.attach(to: .lab)
        bench.run(1500)
        #expect(bench.ask("STATUS").contains("bssid=\(Self.vap0)\n"))
        bench.run(1000)
        #expect(bench.ask("STATUS").contains("bssid=\(Self.vap1)\n"))
        bench.run(3000)
        #expect(!bench.isEnded)
        bench.run(1000)
        #expect(bench.isEnded)
        let journal = bench.journal()
        #expect(
            journal == [
                "3.000 sta00000 ROAM \(Self.vap0) → OK",
                "3.000 FAULT_LIST → fault id / frames named / acted / fault",
                "4.000 sta00000 ROAM \(Self.vap1) → OK", "6.000 sta00000 SET_NETWORK … → OK", "8.000 END → OK",
            ])
        #expect(bench.events(on: .lab) == journal.map { "LAB-SCRIPT \($0)" })
    }

    @Test func equalSeedsGiveEqualFaults() throws {
        func run(seed: UInt64) throws -> (faults: String, packets: Int) {
            let bench = try Bench {
                $0.seed = seed
                $0.faults = [
                    try Fault(parsing: "drop eap probability 0.3"), try Fault(parsing: "drop null probability 0.5"),
                    try Fault(parsing: "drop radius probability 0.1"),
                ]
                $0.script = (3..<20).map {
                    LabStep(
                        at: Instant.zero + .seconds($0),
                        .device(interface: "sta00000", command: "ROAM \($0 % 2 == 0 ? Self.vap0 : Self.vap1)"))
                }
            }
            bench.connect()
            bench.run(40_000)
            return (bench.ask("FAULT_LIST", on: .lab), bench.packetCount)
        }
        let (first, second, other) = (try run(seed: 5), try run(seed: 5), try run(seed: 6))
        #expect(first == second)
        #expect(first != other)
    }

    @Test func everyNamedCommandIsKnown() throws {
        let bench = try Bench()
        for name in StationControl.commands where name != "TERMINATE" {
            let isKnown = [name, name + " x"].contains { bench.ask($0) != "UNKNOWN COMMAND\n" }
            #expect(isKnown, "\(name)")
        }
        for name in AccessPointControl.commands where name != "TERMINATE" {
            let isKnown = [name, name + " x"].contains { bench.ask($0, on: Bench.vap0) != "UNKNOWN COMMAND\n" }
            #expect(isKnown, "\(name)")
        }
    }
}
