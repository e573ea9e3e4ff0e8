#if Live
    import Configuration
    import Control
    import Faults
    import LabFiles
    import Octets
    import Testing
    import Timeline

    /// Faults and scripts of lab files as a person writes them, and as one gets them wrong.
    @Suite struct ScriptTests {
        private static let head = """
            access_points:
              - hostapd: okc.conf
            stations:
              - wpa_supplicant: station.conf

            """

        private func plan(_ text: String) throws -> LabPlan {
            try LabPlan(parsing: Self.head + text, file: "lab.yaml") { path in
                Array((path == "okc.conf" ? Example.okc : Example.station).text.utf8)
            }
        }

        private func errors(_ text: String) -> [String] {
            do {
                _ = try plan(text)
                return []
            } catch {
                return (error as? LabFileError)?.lines ?? ["\(error)"]
            }
        }

        @Test func faultsAndStepsAreTaken() throws {
            let plan = try plan(
                """
                faults:
                  - drop eapol-key 3 from ap first 2
                  - "delay radius access-request by 50ms"
                script:
                  - at: 5s
                    sta00000: ROAM 04:f0:21:19:88:44
                  - vap0000_0: BSS_TM_REQ 00:0e:8e:fd:93:71 pref=1
                    at: 1.5s
                  - at: 7
                    fault: corrupt reassociation-request xor 01
                  - at: 1500ms
                    fault_remove: all
                  - at: 2min
                    end:

                """)
            #expect(
                plan.faults.map(\.text) == [
                    "drop eapol-key 3 from ap first 2", "delay radius access-request by 50ms",
                ])
            #expect(plan.script.map(\.time.nanoseconds) == [5, 1.5, 7, 1.5, 120].map { UInt64($0 * 1e9) })
            #expect(
                plan.script.map(\.command.description) == [
                    "sta00000 ROAM 04:f0:21:19:88:44", "vap0000_0 BSS_TM_REQ 00:0e:8e:fd:93:71 pref=1",
                    "FAULT corrupt reassociation-request xor 01", "FAULT_REMOVE all", "END",
                ])
        }

        @Test(arguments: [
            (
                "faults:\n  - drop eapol-key 3\n  - drop eapol-kee 3\n",
                ["lab.yaml:7: fault: unknown frame \"eapol-kee\"; did you mean \"eapol-key\"?"]
            ),
            (
                "faults: drop beacon\n",
                ["lab.yaml:5: faults is a list: each begins with \"- \""]
            ),
            (
                "script:\n  - at: 5s\n    sta0000: SCAN\n",
                ["lab.yaml:7: unknown key \"sta0000\" in a step; did you mean \"sta00000\"?"]
            ),
            (
                "script:\n  - at: 5s\n    vap0000_2: STATUS\n",
                ["lab.yaml:7: unknown key \"vap0000_2\" in a step; did you mean \"vap0000_0\"?"]
            ),
            (
                "script:\n  - at: 5s\n    sta00000: RAOM 04:f0:21:19:88:44\n",
                ["lab.yaml:7: sta00000 doesn't know the command \"RAOM\"; did you mean ROAM?"]
            ),
            (
                "script:\n  - at: 5s\n    sta00000: roam 04:f0:21:19:88:44\n",
                ["lab.yaml:7: sta00000 doesn't know the command \"roam\"; did you mean ROAM?"]
            ),
            (
                "script:\n  - at: 5s\n    vap0000_0: DEAUTENTICATE 00:0e:8e:fd:93:71\n",
                ["lab.yaml:7: vap0000_0 doesn't know the command \"DEAUTENTICATE\"; did you mean DEAUTHENTICATE?"]
            ),
            (
                "script:\n  - at: 5s\n    sta00000: ROAM 04:f0:21:19:88:45\n",
                ["lab.yaml:7: no access point has the BSSID \"04:f0:21:19:88:45\"; did you mean 04:f0:21:19:88:44?"]
            ),
            (
                "script:\n  - at: soon\n    sta00000: SCAN\n",
                ["lab.yaml:6: at is a time like 5s, 300ms or 2min, a week at the most, not \"soon\""]
            ),
            ("script:\n  - sta00000: SCAN\n", ["lab.yaml:6: at is missing: when, like 5s"]),
            (
                "script:\n  - at: 5s\n    fault: drop eapol-key 5\n",
                ["lab.yaml:7: fault: expected a message, 1 to 4, not \"5\""]
            ),
            (
                "script:\n  - at: 5s\n    fault_remove: al\n",
                ["lab.yaml:7: fault_remove: expected a fault's number or all, not \"al\""]
            ),
            ("script:\n  - at: 5s\n    end: now\n", ["lab.yaml:7: end takes nothing more"]),
            (
                "script:\n  - at: 5s\n    walk: sta00000 48,0 30s\n",
                ["lab.yaml:7: walk: stations have no places here; each access point and station needs place: [x, y]"]
            ),
            (
                "script:\n  - at: 5s\n    walk: sta0000 48,0 30s\n",
                ["lab.yaml:7: walk: no station is called \"sta0000\"; did you mean \"sta00000\"?"]
            ),
            (
                "script:\n  - at: 5s\n    walk: sta00000 48;0\n",
                ["lab.yaml:7: walk: expected a place in metres like 48,0, not \"48;0\""]
            ),
            (
                "script:\n  - 5s\n",
                ["lab.yaml:6: a step is a mapping, like \"at: 5s\" and \"sta00000: SCAN\""]
            ),
        ])
        func aMistakeIsToldWithItsLine(text: String, expected: [String]) { #expect(errors(text) == expected) }

        @Test func allMistakesAreToldAtOnce() {
            let found = errors(
                "script:\n  - at: 5s\n    sta0000: SCAN\n  - at: x\n    end:\nfaults:\n  - dorp beacon\n")
            #expect(found.count == 3)
        }
    }
#endif
