#if Live
    import Capture
    import Control
    import Faults
    import Octets
    import Roaming
    import TestSupport
    import Testing
    import Timeline

    /// The lab's own socket, as Debian's wpa_cli speaks to it, and a script in wall-clock time.
    @Suite struct LabSocketTests {
        private static let target = "04:f0:21:19:88:44"

        private func tell(_ lab: RunningLab, _ command: String) -> String {
            Program.output(of: "wpa_cli -p \(lab.run) -i lab raw '\(command)' 2>&1")?.text ?? ""
        }

        @Test func wpaCLISetsAFaultThatTheNextRoamMeets() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab()
            #expect(lab.link())
            #expect(tell(lab, "PING") == "PONG\n")
            #expect(tell(lab, "FAULT drop reassociation-reqest").contains("did you mean \"reassociation-request\"?"))
            #expect(tell(lab, "FAULT drop reassociation-request first 1") == "0\n")
            #expect(lab.wpaCLI("roam \(Self.target)") == "OK\n")
            #expect(lab.link(to: Self.target))
            #expect(tell(lab, "FAULT_LIST").hasSuffix("\n0\t2\t1\tdrop reassociation-request first 1\n"))
            lab.stop()
            let roam = try #require(RoamingResults(analyzing: lab.capture).associations.last)
            #expect(roam.isRoam)
            // mac80211 asks again after 200 ms.
            #expect(roam.phases.authenticationToAssociation.map { $0.nanoseconds / 1_000_000 / 100 } == 2)
        }

        @Test func aScriptRoamsAndEndsTheLab() throws {
            let lab = try RunningLab(plan: {
                $0.script = [
                    LabStep(
                        at: Instant.zero + .milliseconds(1500),
                        .device(interface: "sta00000", command: "ROAM \(Self.target)")),
                    LabStep(at: Instant.zero + .milliseconds(2500), .end),
                ]
            })
            lab.join()
            #expect(lab.log == ["1.500 sta00000 ROAM \(Self.target) → OK", "2.500 END → OK"])
            let roams = try RoamingResults(analyzing: lab.capture).associations.filter(\.isRoam)
            #expect(roams.map(\.bssid.description) == [Self.target])
            // From the first frame, a Beacon, on.
            let time = try #require(roams.first).time.nanoseconds
            #expect((1_300_000_000...1_700_000_000).contains(time))
        }
    }
#endif
