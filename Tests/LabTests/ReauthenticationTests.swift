import AccessPoint
import Airspace
import Configuration
import Hosts
import Lab
import Octets
import Station
import Testing
import Timeline

/// eap_reauth_period of hostapd: 802.1X-2004's reauthentication timer (8.2.8). The port stays open meanwhile.
@Suite struct ReauthenticationTests {
    /// hostapd.conf: "EAP reauthentication period in seconds (default: 3600 seconds; 0 = disable reauthentication)".
    @Test func thePeriodIsAnHourUnlessTheFileSaysNever() throws {
        let text = Example.okc.text
        #expect(try TestLab.accessPoint(text).basicServiceSets[0].reauthenticationPeriod == .seconds(3600))
        let base = text.replacing("\n\nbss=", with: "\neap_reauth_period=0\n\nbss=", maxReplacements: 1)
        #expect(try TestLab.accessPoint(base).basicServiceSets[0].reauthenticationPeriod == nil)
    }

    /// hostapd.conf: "ap_max_inactivity=300", "skip_inactivity_poll=0".
    @Test func silenceIsAsLongAsTheFileSays() throws {
        let text = Example.okc.text
        let lines = "\nap_max_inactivity=42\nskip_inactivity_poll=1\neap_reauth_period=7"
        let base = text.replacing("\n\nbss=", with: "\(lines)\n\nbss=", maxReplacements: 1)
        let sets = try TestLab.accessPoint(base).basicServiceSets
        #expect(sets[0].maximumInactivity == .seconds(42) && !sets[0].pollsInactiveStations)
        #expect(sets[0].reauthenticationPeriod == .seconds(7))
        #expect(sets[1].maximumInactivity == .seconds(300) && sets[1].pollsInactiveStations)
    }

    @Test func theStationAuthenticatesAnewAndDataGoOnFlowing() throws {
        var configuration = try TestLab.seeds()
        for index in configuration.accessPoints[0].basicServiceSets.indices {
            configuration.accessPoints[0].basicServiceSets[index].reauthenticationPeriod = .seconds(2)
        }
        var lab = Lab(configuration: configuration, policy: PerfectAir())
        lab.connect(station: 0)
        let isLinked = lab.run(until: .zero + .seconds(10)) { $0.state(ofStation: 0) == .completed(TestLab.home) }
        #expect(isLinked)
        lab.run(until: lab.now + .milliseconds(1_900))
        #expect(lab.keys.count == 1)
        let before = lab.flow(ofStation: 0)
        lab.run(until: lab.now + .seconds(5))
        // Three periods in 6.9 s.
        #expect(lab.keys.count == 4)
        #expect(lab.state(ofStation: 0) == .completed(TestLab.home))
        let after = lab.flow(ofStation: 0)
        // 250 echo requests in 5 s; those under way when the key changes may be lost.
        #expect(after.answered - before.answered >= 245)
        var keyUse = KeyUse()
        keyUse.look(at: try AirFrames(lab).frames)
        #expect(keyUse.protectedFrames > 500)
        let disconnections = lab.events.contains {
            if case .accessPoint(_, .disconnected) = $0.what { true } else { false }
        }
        #expect(!disconnections)
    }
}
