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
    }
#endif
