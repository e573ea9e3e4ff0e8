#if Live
    import Configuration
    import Control
    import Octets
    import Roaming
    import TestSupport
    import Testing
    import Timeline

    /// What users of hostapd check of PMKSA caching (issue 4, point 3), through the control sockets of a running lab; what
    /// needs no clock is in OKCBehaviourTests, KeyRenewalTests and PreauthenticationTests, in simulated time.
    @Suite struct CachingTests {
        private static let a = "04:f0:21:19:87:44"
        private static let b = "04:f0:21:19:88:44"
        private static let elsewhere = "04:f0:21:19:8a:44"
        private static let station = "00:0e:8e:fd:93:71"
        private static let eapStarted = "CTRL-EVENT-EAP-STARTED EAP authentication started"

        @Test func aPMKSAWhoseSessionTimedOutAtTheAccessPointIsOfNoUse() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab(plan: { plan in
                for index in plan.users.users.indices { plan.users.users[index].sessionTimeout = 3 }
            })
            let sta = try lab.monitor("wpa_supplicant/sta00000")
            #expect(lab.link(to: Self.a))
            let kept = try #require(lab.pmkid(of: Self.a))
            // The session and the AP's PMKSA end in one; the station's has 12 hours still.
            _ = sta.events(upTo: "CTRL-EVENT-DISCONNECTED bssid=\(Self.a) reason=2")
            let back = sta.events(upTo: "CTRL-EVENT-CONNECTED - Connection to \(Self.a) completed")
            #expect(back.contains(Self.eapStarted), "\(back)")
            lab.stop()
            // The witness saw it offer the key, and EAP run.
            let associations = try RoamingResults(analyzing: lab.capture).associations
            #expect(associations.count >= 2 && associations.dropLast().allSatisfy { $0.kind == .full })
            #expect(associations.contains { $0.pmkidsOffered.map { $0.description } == [kept] && $0.eap })
        }

        @Test func theAccessPointKeeps1024PMKSAsThoseThatEndLast() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab()
            let path = "\(lab.run)/hostapd/vap0000_1"
            let ap = try ControlClientSocket(.path("\(lab.folder)/ap"), to: path)
            let pmk = String(repeating: "5a", count: 32)
            func hexadecimal(_ number: Int, _ digits: Int) -> String {
                let text = String(number, radix: 16)
                return String(repeating: "0", count: digits - text.count) + text
            }
            func address(_ number: Int) -> String {
                "02:00:00:00:\(hexadecimal(number >> 8, 2)):\(hexadecimal(number & 255, 2))"
            }
            for number in 0..<1030 {
                let command = "PMKSA_ADD \(address(number)) \(hexadecimal(number + 1, 32)) \(pmk) \(43_200 - number) 1"
                try #require(ap.ask(command) == "OK\n")
            }
            // Those that Debian's hostapd 2.10 has after the same commands, in its order and its 4096 octets.
            let list = try #require(ap.ask("PMKSA"))
            #expect(list.utf8.count == 4088)
            let shown = list.split(separator: "\n").map { $0.split(separator: " ") }
            #expect(shown[1][1] == "02:00:00:00:04:05" && shown[2][1] == "02:00:00:00:03:fe")
            #expect(shown[1][2] == "00000000000000000000000000000406" && shown[1][0] == "0" && shown[9][0] == "0")
            for number in 0..<1030 {
                let isKept = number < 1023 || number == 1029
                #expect(ap.ask("GET_PMK \(address(number))") == (isKept ? pmk : "FAIL\n"), "\(number)")
            }
            lab.stop()
            #expect(lab.log == [])
        }

        @Test func preauthenticationMakesAKeyThatTheRoamUses() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab(plan: { plan in
                var other = plan.accessPoints[0]
                other.bsses = [other.bsses[0]]
                other.bsses[0].interface = "vap0001"
                other.bsses[0].bssid = .init(0x04F0_2119_8A44)
                plan.accessPoints.append(other)
                for index in plan.accessPoints.indices {
                    for bss in plan.accessPoints[index].bsses.indices {
                        plan.accessPoints[index].bsses[bss].bridge = "br0000"
                    }
                }
                // Of the other access point alone: with another BSS of its own it would lose its link (ap_sta_add).
                plan.accessPoints[1].bsses[0].rsnPreauthentication = true
                plan.accessPoints[1].bsses[0].rsnPreauthenticationInterfaces = ["br0000"]
            })
            #expect(lab.link(to: Self.a))
            let sta = try lab.monitor("wpa_supplicant/sta00000")
            #expect(lab.wpaCLI("preauthenticate \(Self.elsewhere)") == "OK\n")
            let preauthentication = sta.events(upTo: "RSN: pre-authentication with \(Self.elsewhere)")
            #expect(preauthentication.contains("PMKSA-CACHE-ADDED \(Self.elsewhere) 0"))
            #expect(preauthentication.last?.hasSuffix("completed successfully") == true)
            let name = try #require(lab.pmkid(of: Self.elsewhere))
            #expect(lab.pmkid(of: Self.station, bss: "vap0001") == name)
            lab.scan(for: Self.elsewhere)
            #expect(lab.wpaCLI("roam \(Self.elsewhere)") == "OK\n")
            let roam = sta.events(upTo: "CTRL-EVENT-CONNECTED")
            #expect(!roam.contains(Self.eapStarted))
            lab.stop()
            let last = try #require(RoamingResults(analyzing: lab.capture).associations.last)
            #expect(last.isRoam && !last.eap && last.pmkidsOffered.map { $0.description } == [name])
        }

        @Test func aNewPairwiseKeyComesFromTheCachedKeyWithoutEAP() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab(plan: { plan in
                for index in plan.accessPoints[0].bsses.indices {
                    plan.accessPoints[0].bsses[index].ptkRekeyInterval = 1
                }
            })
            #expect(lab.link(to: Self.a))
            lab.scan(for: Self.b)
            for bssid in [Self.b, Self.a] {
                #expect(lab.wpaCLI("roam \(bssid)") == "OK\n")
                #expect(lab.link(to: bssid))
            }
            // A link that rests on a cached key.
            let sta = try lab.monitor("wpa_supplicant/sta00000")
            let names = { (lab.pmkid(of: Self.a), lab.pmkid(of: Self.station, bss: "vap0000")) }
            let before = names()
            let completed = "WPA: Key negotiation completed with \(Self.a) [PTK=CCMP GTK=CCMP]"
            for _ in 0..<2 { #expect(sta.events(upTo: completed) == [completed]) }
            let after = names()
            #expect(before == after)
            #expect(after.0 != nil && after.0 == after.1)
            lab.stop()
        }

        @Test func anUnknownPMKIDInMessage1MakesTheStationStartEAP() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab()
            #expect(lab.link(to: Self.a))
            lab.scan(for: Self.b)
            #expect(lab.wpaCLI("roam \(Self.b)") == "OK\n")
            #expect(lab.link(to: Self.b))
            let other = String(repeating: "0f", count: 16)
            let fault = "FAULT override eapol-key 1 pmkid \(other) bssid \(Self.a) first 1"
            #expect(Program.output(of: "wpa_cli -p \(lab.run) -i lab raw '\(fault)' 2>&1")?.text == "0\n")
            let before = try #require(lab.pmkid(of: Self.a))
            let sta = try lab.monitor("wpa_supplicant/sta00000")
            #expect(lab.wpaCLI("roam \(Self.a)") == "OK\n")
            let roam = sta.events(upTo: "CTRL-EVENT-CONNECTED")
            #expect(roam.contains(Self.eapStarted), "\(roam)")
            #expect(lab.pmkid(of: Self.a) != before)
            lab.stop()
            let last = try #require(RoamingResults(analyzing: lab.capture).associations.last)
            #expect(last.pmkidsOffered.map { $0.description } == [before])
            #expect(last.kind == .full && last.reason == .eapolStart)
        }

        @Test func eapolStartDropsTheAccessPointsPMKSA() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab()
            #expect(lab.link(to: Self.a))
            let before = try #require(lab.pmkid(of: Self.station, bss: "vap0000"))
            // While no server answers there is no new one in its place.
            let fault = "FAULT drop radius access-request"
            #expect(Program.output(of: "wpa_cli -p \(lab.run) -i lab raw '\(fault)' 2>&1")?.text == "0\n")
            #expect(lab.wpaCLI("reauthenticate") == "OK\n")
            #expect(
                lab.wait {
                    lab.hostapdCLI("pmksa", bss: "vap0000")
                        == "Index / SPA / PMKID / expiration (in seconds) / opportunistic\n"
                })
            #expect(Program.output(of: "wpa_cli -p \(lab.run) -i lab raw 'FAULT_REMOVE all' 2>&1")?.text == "OK\n")
            #expect(lab.wait { lab.pmkid(of: Self.station, bss: "vap0000") != nil })
            #expect(lab.pmkid(of: Self.station, bss: "vap0000") != before)
            lab.stop()
        }
    }
#endif
