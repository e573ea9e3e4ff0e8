#if Live
    import Roaming
    import TestSupport
    import Testing

    /// The seed's procedure, typed into Debian's wpa_cli and hostapd_cli, in all four scenarios of one lab that is never
    /// restarted; the verdicts are read back from its capture.
    @Suite struct ScenarioTests {
        private static let bssids = ["04:f0:21:19:88:44", "04:f0:21:19:89:44"]

        @Test func theSeedsCommandsMakeTheStationRoamInAllFourScenarios() throws {
            guard RunningLab.toolsAreThere() else { return }
            let lab = try RunningLab()
            // The seed's station joins vap0000_1; it is pinned there while it joins, and free to roam after.
            for (okc, pkc) in [(1, 0), (1, 1), (0, 0), (0, 1)] {
                for bss in ["vap0000", "vap0000_0", "vap0000_1"] {
                    #expect(lab.hostapdCLI("set okc \(okc)", bss: bss) == "OK\n")
                }
                #expect(lab.wpaCLI("disconnect") == "OK\n")
                #expect(lab.hostapdCLI("reload") == "OK\n")
                for bss in ["vap0000", "vap0000_0", "vap0000_1"] {
                    #expect(lab.hostapdCLI("pmksa_flush", bss: bss) == "OK\n")
                }
                #expect(lab.wpaCLI("set_network 0 proactive_key_caching \(pkc)") == "OK\n")
                #expect(lab.wpaCLI("pmksa_flush") == "OK\n")
                #expect(lab.wpaCLI("bssid 0 \(Self.bssids[1])") == "OK\n")
                #expect(lab.wpaCLI("reconnect") == "OK\n")
                #expect(lab.link(to: Self.bssids[1]))
                #expect(lab.wpaCLI("scan") == "OK\n")
                SystemThread.sleep(milliseconds: 400)
                let results = lab.wpaCLI("scan_results")
                #expect(results.contains("\(Self.bssids[0])\t5180\t-40\t[WPA2-EAP+EAP-SHA256-CCMP][ESS]\tokctest1\n"))
                #expect(lab.wpaCLI("roam \(Self.bssids[0])") == "OK\n")
                #expect(lab.link(to: Self.bssids[0]))
                #expect(lab.wpaCLI("roam \(Self.bssids[1])") == "OK\n")
                #expect(lab.link(to: Self.bssids[1]))
            }
            let keys = try KeysFile(parsing: lab.stop())
            let results = try RoamingResults(analyzing: lab.capture, keys: keys)
            let roams = results.associations.filter { $0.from != nil && $0.request == .reassociation }
            // There and back, four times: as the seed's table has it, and going back is PMKSA caching each time.
            #expect(
                roams.map { $0.kind.rawValue } == ["full", "pmksa", "okc", "pmksa", "full", "pmksa", "full", "pmksa"])
            #expect(roams.map(\.pmkidsOffered.count) == [0, 1, 1, 1, 0, 1, 1, 1])
            #expect(roams.map(\.eap) == [true, false, false, false, true, false, true, false])
            #expect(results.associations.filter { $0.request == .association }.allSatisfy { $0.kind == .full })
        }

        @Test func aTransitionRequestIsWhatTheWitnessSaysTheStationLeftFor() throws {
            guard RunningLab.toolsAreThere(), Program.isThere("tshark", package: "tshark") else { return }
            let lab = try RunningLab()
            #expect(lab.link(to: "04:f0:21:19:87:44"))
            let neighbor = "neighbor=04:f0:21:19:89:44,0x0000,115,36,7"
            let command = "bss_tm_req 00:0e:8e:fd:93:71 pref=1 \(neighbor)"
            #expect(lab.hostapdCLI(command, bss: "vap0000") == "OK\n")
            #expect(lab.link(to: "04:f0:21:19:89:44"))
            lab.stop()
            let results = try RoamingResults(analyzing: lab.capture)
            #expect(results.associations.map(\.trigger) == [nil, .bssTransitionRequest])
            // Request and response as tshark reads them: WNM actions 7 and 8, the candidate, and status accept.
            let frames = try #require(
                Program.text(
                    of: "tshark -r \(lab.capture) -Y 'wlan.fixed.category_code == 10' -T fields"
                        + " -e wlan.fixed.action_code -e wlan.nreport.bssid -e wlan.fixed.bss_transition_status_code"))
            #expect(frames.split(separator: "\n").first?.hasPrefix("7\t04:f0:21:19:89:44") == true, "\(frames)")
            #expect(frames.split(separator: "\n").last?.hasPrefix("8\t\t") == true, "\(frames)")
        }
    }
#endif
