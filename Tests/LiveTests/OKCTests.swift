#if Live
    import Configuration
    import Control
    import Dot11
    import Octets
    import Roaming
    import TestSupport
    import Testing

    /// What users of hostapd check of OKC and of a station's cache (issue 4, point 3), typed into Debian's wpa_cli and
    /// hostapd_cli; the witness reads each verdict again in the capture. Their twins in simulated time: OKCBehaviourTests.
    @Suite struct OKCTests {
        private static let a = "04:f0:21:19:87:44"
        private static let b = "04:f0:21:19:88:44"
        private static let bsses = ["vap0000", "vap0000_0", "vap0000_1"]
        private static let eapStarted = "CTRL-EVENT-EAP-STARTED EAP authentication started"

        /// A lab whose stations are linked to the first BSS and know the second, with OKC at the AP and the station as told.
        private func lab(
            okc: Bool, pkc: Bool, stations: Int = 1, plan change: (inout LabPlan) throws -> Void = { _ in }
        ) throws -> RunningLab {
            let lab = try RunningLab(plan: { plan in
                for index in plan.accessPoints[0].bsses.indices { plan.accessPoints[0].bsses[index].okc = okc }
                plan.stations[0].configuration.networks[0].proactiveKeyCaching = pkc
                for number in 1..<max(1, stations) {
                    var station = plan.stations[0]
                    station.interface = "sta0000\(number)"
                    station.address = .init(0x0200_0000_0A00 + UInt64(number))
                    plan.stations.append(station)
                }
                try change(&plan)
            })
            for number in 0..<stations {
                #expect(lab.link(to: Self.a, station: "sta0000\(number)"))
                lab.scan(for: Self.b, station: "sta0000\(number)")
            }
            return lab
        }

        /// Roams by wpa_cli; whether EAP ran.
        private func eapRuns(_ lab: RunningLab, to bssid: String, station: String = "sta00000") throws -> Bool {
            let monitor = try lab.monitor("wpa_supplicant/\(station)")
            #expect(lab.wpaCLI("roam \(bssid)", station: station) == "OK\n")
            let connected = "CTRL-EVENT-CONNECTED - Connection to \(bssid) completed"
            let eapRan = monitor.events(upTo: connected).contains(Self.eapStarted)
            // Message 4 is on the air when the station says so; a moment later it is in the capture.
            #expect(lab.link(to: bssid))
            return eapRan
        }

        /// What the witness says of the roams, in their order.
        private func roams(in lab: RunningLab) throws -> [Association] {
            try RoamingResults(analyzing: lab.capture).associations.filter(\.isRoam)
        }

        @Test func okcOnTheStationOnlyMakesEAPRunAndTheWayBackSkipsIt() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try lab(okc: false, pkc: true)
            let before = try #require(lab.pmkid(of: Self.a))
            #expect(try eapRuns(lab, to: Self.b))
            #expect(try !eapRuns(lab, to: Self.a))
            #expect(lab.pmkid(of: Self.a) == before)
            lab.stop()
            let roams = try roams(in: lab)
            #expect(roams.map(\.kind) == [.full, .pmksa])
            #expect(roams.last?.pmkidsOffered.map { $0.description } == [before])
        }

        @Test func okcOnBothSkipsEAPThereAndBack() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try lab(okc: true, pkc: true)
            let before = try #require(lab.pmkid(of: Self.a))
            #expect(try !eapRuns(lab, to: Self.b))
            #expect(lab.pmkid(of: Self.b) != before)
            #expect(try !eapRuns(lab, to: Self.a))
            #expect(lab.pmkid(of: Self.a) == before)
            lab.stop()
            #expect(try roams(in: lab).map(\.kind) == [.okc, .pmksa])
        }

        @Test(arguments: [false, true]) func goingBackWithoutOKCAtTheStationSkipsEAP(okc: Bool) throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try lab(okc: okc, pkc: false)
            #expect(try eapRuns(lab, to: Self.b))
            #expect(try !eapRuns(lab, to: Self.a))
            lab.stop()
            #expect(try roams(in: lab).map(\.kind) == [.full, .pmksa])
        }

        @Test func fourStationsAtOnceHaveFourKeys() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try lab(okc: true, pkc: true, stations: 4)
            let names = (0..<4).map { "sta0000\($0)" }
            let monitors = try names.map { try lab.monitor("wpa_supplicant/\($0)") }
            // All of them are sent away before one is waited for.
            for monitor in monitors { #expect(monitor.send("ROAM \(Self.b)")) }
            for monitor in monitors {
                let events = monitor.events(upTo: "CTRL-EVENT-CONNECTED - Connection to \(Self.b) completed")
                #expect(events.contains("OK\n") && !events.contains(Self.eapStarted), "\(events)")
            }
            let keys = names.compactMap { lab.pmkid(of: Self.b, station: $0) }
            #expect(Set(keys).count == 4)
            let list = lab.hostapdCLI("pmksa", bss: "vap0000_0")
            for key in keys { #expect(list.contains(key)) }
            lab.stop()
            let roams = try roams(in: lab)
            #expect(roams.map(\.kind) == [.okc, .okc, .okc, .okc])
            #expect(Set(roams.map { $0.station.description }).count == 4)
        }

        @Test func aKeyThatExpiresAtTheStationEndsTheLinkAndEAPRuns() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab(plan: { $0.stations[0].configuration.networks[0].isDisabled = true })
            // wpa_cli set and wpa_supplicant's own names; a threshold of 100 percent leaves no time for a renewal.
            #expect(lab.wpaCLI("set dot11RSNAConfigPMKLifetime 3") == "OK\n")
            #expect(lab.wpaCLI("set dot11RSNAConfigPMKReauthThreshold 100") == "OK\n")
            let monitor = try lab.monitor("wpa_supplicant/sta00000")
            #expect(lab.wpaCLI("enable_network 0") == "OK\n")
            let connected = "CTRL-EVENT-CONNECTED - Connection to \(Self.a) completed"
            #expect(monitor.events(upTo: connected).contains("PMKSA-CACHE-ADDED \(Self.a) 0"))
            let end = monitor.events(upTo: "CTRL-EVENT-DISCONNECTED")
            #expect(end.contains("PMKSA-CACHE-REMOVED \(Self.a) 0"))
            #expect(end.last == "CTRL-EVENT-DISCONNECTED bssid=\(Self.a) reason=1 locally_generated=1")
            #expect(monitor.events(upTo: connected).contains(Self.eapStarted))
            #expect(lab.link(to: Self.a))
            lab.stop()
            let associations = try RoamingResults(analyzing: lab.capture).associations
            #expect(associations.count >= 2)
            #expect(associations.prefix(2).allSatisfy { $0.kind == .full && $0.pmkidsOffered.isEmpty })
        }

        @Test func theStationKeeps32KeysAndTheOneInUse() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try lab(okc: true, pkc: false)
            let monitor = try lab.monitor("wpa_supplicant/sta00000")
            let (pmk, name) = (String(repeating: "5a", count: 32), String(repeating: "a5", count: 16))
            for number in 10..<50 {
                let key = "02:00:00:00:00:\(number) \(name) \(pmk) 100 200 1 0"
                #expect(lab.wpaCLI("raw PMKSA_ADD 0 \(key)") == "OK\n")
            }
            let list = lab.wpaCLI("pmksa").split(separator: "\n")
            #expect(list.count == 1 + 32)
            #expect(list[1].contains(Self.a) && list[2].contains("02:00:00:00:00:19"))
            let events = monitor.events(upTo: "PMKSA-CACHE-ADDED 02:00:00:00:00:49 0")
            let removed = events.filter { $0.hasPrefix("PMKSA-CACHE-REMOVED") }
            #expect(removed == (10..<19).map { "PMKSA-CACHE-REMOVED 02:00:00:00:00:\($0) 0" })
            #expect(lab.link(to: Self.a))
            lab.stop()
        }

        @Test func withoutPMKSACachingAtTheAccessPointsEAPRunsEveryTime() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try lab(okc: true, pkc: true)
            for bss in Self.bsses { #expect(lab.hostapdCLI("set disable_pmksa_caching 1", bss: bss) == "OK\n") }
            #expect(try eapRuns(lab, to: Self.b))
            #expect(try eapRuns(lab, to: Self.a))
            lab.stop()
            let roams = try roams(in: lab)
            // The station offers what it has, and it is not taken.
            #expect(roams.map(\.kind) == [.full, .full] && roams.allSatisfy { $0.pmkidsOffered.count == 1 })
        }

        @Test func anExternalCacheGivesBackWhatItKept() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try lab(okc: false, pkc: false)
            let monitor = try lab.monitor("wpa_supplicant/sta00000")
            let kept = lab.wpaCLI("raw PMKSA_GET 0").split(separator: "\n")
            let entry = try #require(kept.first)
            #expect(kept.count == 1 && entry.hasPrefix("\(Self.a) "))
            #expect(lab.wpaCLI("disconnect") == "OK\n")
            #expect(lab.wpaCLI("pmksa_flush") == "OK\n")
            #expect(monitor.events(upTo: "PMKSA-CACHE-REMOVED").last == "PMKSA-CACHE-REMOVED \(Self.a) 0")
            #expect(lab.wpaCLI("raw PMKSA_GET 0") == "")
            #expect(lab.wpaCLI("raw PMKSA_ADD 0 \(entry)") == "OK\n")
            #expect(lab.wpaCLI("raw PMKSA_ADD 0 nonsense") == "FAIL\n")
            #expect(monitor.events(upTo: "PMKSA-CACHE-ADDED").last == "PMKSA-CACHE-ADDED \(Self.a) 0")
            #expect(lab.wpaCLI("reconnect") == "OK\n")
            #expect(!monitor.events(upTo: "CTRL-EVENT-CONNECTED").contains(Self.eapStarted))
            #expect(lab.link(to: Self.a))
            lab.stop()
            let associations = try RoamingResults(analyzing: lab.capture).associations
            #expect(associations.map(\.kind) == [.full, .pmksa])
        }

        @Test func twoAccessPointsThatShareNoCacheNeverOKC() throws {
            guard RunningLab.toolsAreThere() else { return }
            let elsewhere = "04:f0:21:20:88:44"
            let lab = try lab(okc: true, pkc: true) { plan in
                let text = Example.okc.text.replacing("04:f0:21:19", with: "04:f0:21:20")
                    .replacing("vap0000", with: "vap0001")
                plan.accessPoints.append(try HostapdConfiguration(parsing: text, file: "other.conf"))
            }
            lab.scan(for: elsewhere)
            #expect(try eapRuns(lab, to: elsewhere))
            // With the other BSS of the first one it does still.
            #expect(try !eapRuns(lab, to: Self.a))
            #expect(try !eapRuns(lab, to: Self.b))
            lab.stop()
            #expect(try roams(in: lab).map(\.kind).prefix(2) == [.full, .pmksa])
        }

        @Test func reauthenticationRenewsTheCachedKeyInTheLink() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try lab(okc: false, pkc: false)
            // The link is to rest on a cached key.
            #expect(try eapRuns(lab, to: Self.b))
            #expect(try !eapRuns(lab, to: Self.a))
            let monitor = try lab.monitor("wpa_supplicant/sta00000")
            let completed = "WPA: Key negotiation completed with \(Self.a) [PTK=CCMP GTK=CCMP]"
            var before = try #require(lab.pmkid(of: Self.a))
            for asks in ["the access point", "the station"] {
                let reply =
                    asks == "the station"
                    ? lab.wpaCLI("reauthenticate")
                    : lab.hostapdCLI("raw EAPOL_REAUTH 00:0e:8e:fd:93:71", bss: "vap0000")
                #expect(reply == "OK\n")
                let events = monitor.events(upTo: completed)
                #expect(events.contains("CTRL-EVENT-EAP-SUCCESS EAP authentication completed successfully"))
                #expect(!events.contains { $0.hasPrefix("CTRL-EVENT-DISCONNECTED") }, "\(asks): \(events)")
                let after = try #require(lab.pmkid(of: Self.a))
                #expect(after != before)
                #expect(lab.pmkid(of: "00:0e:8e:fd:93:71", bss: "vap0000") == after)
                before = after
            }
            // The new key is the one that the next roam back uses.
            #expect(try !eapRuns(lab, to: Self.b))
            #expect(try !eapRuns(lab, to: Self.a))
            // EAP inside the link is there for who has the keys.
            let keys = try KeysFile(parsing: lab.stop())
            let last = try #require(
                try RoamingResults(analyzing: lab.capture, keys: keys).associations.last(where: \.isRoam))
            #expect(last.kind == .pmksa)
            #expect(last.pmkidsOffered.map { $0.description } == [before])
        }
    }
#endif
