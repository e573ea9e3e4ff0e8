import Dot11
import AccessPoint
import Faults
import Lab
import Octets
import Station
import Testing
import Timeline

/// An access point that is gone, or that sends no Beacons, as a station on mac80211 finds out (mlme.c; see
/// BeaconMonitorTests).
@Suite struct LostAPTests {
    private func linked(_ faults: [String]) throws -> Lab<AirFaults> {
        var configuration = try TestLab.seeds()
        configuration.stations[0].reconnects = true
        var lab = Lab(
            configuration: configuration, policy: AirFaults(try faults.map { try Fault(parsing: $0) }, seed: 1))
        lab.connect(station: 0)
        let isLinked = lab.run(until: .zero + .seconds(3)) { $0.state(ofStation: 0) == .completed(TestLab.home) }
        try #require(isLinked)
        return lab
    }

    /// What the station told from `start` on, with the milliseconds since then.
    private func events(_ lab: borrowing Lab<AirFaults>, since start: Instant) -> [(UInt64, StationEvent)] {
        lab.events.compactMap { event in
            guard event.instant > start, case .station(0, let what) = event.what else { return nil }
            return ((event.instant - start).nanoseconds / 1_000_000, what)
        }
    }

    @Test func theLinkEndsWhereTheAPIsGoneWithoutAWord() throws {
        var lab = try linked(["withhold deauthentication"])
        let start = lab.now
        let before = try AirFrames(lab).frames.count
        _ = lab.accessPoint(0) { $0.disable(at: $1, &$2) }
        lab.run(until: start + .milliseconds(1_500))
        let events = events(lab, since: start)
        try #require(events.count >= 3)
        // The last Beacon was heard up to an interval before.
        #expect(events[0].1 == .beaconsMissed && (614...717).contains(events[0].0))
        #expect(
            events[1].1
                == .disconnected(bssid: TestLab.home, reason: .inactivity, isLocallyGenerated: true))
        #expect((0...50).contains(events[1].0 - events[0].0))
        // wpa_supplicant asks for a scan 100 ms later.
        #expect(events[2].1 == .scanStarted && (99...101).contains(events[2].0 - events[1].0))
        // Two Null frames, each seven times (dot11ShortRetryLimit), and no farewell.
        let station: [UInt8] = [0, 0x0E, 0x8E, 0xFD, 0x93, 0x71]
        let sent = try AirFrames(lab).frames[before...].filter { $0.count >= 26 && Array($0[10...15]) == station }
        let types = sent.map(\.[0])
        #expect(types.count { $0 == 0xC8 } == 14)
        #expect(!types.contains(0xC0))
    }

    @Test func anAPThatOnlyKeepsSilentIsKept() throws {
        var lab = try linked(["drop beacon from ap"])
        let start = lab.now
        lab.run(until: start + .seconds(3))
        let events = events(lab, since: start)
        // Association was a moment before the link: 717, 1434, 2151 and 2868 ms after it.
        #expect(events.map { $0.1 } == Array(repeating: .beaconsMissed, count: 4))
        #expect(lab.state(ofStation: 0) == .completed(TestLab.home))
    }

    @Test func beaconsCostNoPolls() throws {
        var lab = try linked([])
        let start = lab.now
        lab.run(until: start + .seconds(10))
        #expect(events(lab, since: start).isEmpty)
        let nulls = try AirFrames(lab).frames.count { $0[0] == 0xC8 }
        #expect(nulls == 0)
    }
}
