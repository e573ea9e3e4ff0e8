import Airspace
import Dot11
import Lab
import Octets
import Roaming
import Station
import Testing
import Timeline

/// A station that walks, and roams without being told (`bgscan="simple:1:-65:60"`), between BSSs at 0 and 50 m. By ITU-R
/// P.1238 with 20 dBm at 5180 MHz, -65 dBm is heard to 17.7 m; at 26.5 m from one and 23.5 m from the other they are heard at
/// -70 and -69 dBm, and at 27.5 and 22.5 m at -71 and -68: the first is no reason for a roam by wpa_supplicant's rule, the
/// second is (59,800 and 63,700 kb/s: 3 dB are enough).
@Suite struct OwnRoamTests {
    /// The seed's lab with vap0000_0 at 0, vap0000_1 at 50 m, vap0000 far away, and a station that is at `walk`'s places, in
    /// metres, at its seconds.
    private func lab(_ walk: [(UInt64, Double)], threshold: Int? = -65) throws -> Lab<PerfectAir> {
        var configuration = try TestLab.seeds()
        configuration.stations[0].bssid = nil
        configuration.stations[0].backgroundScan = BackgroundScan.Settings(
            shortInterval: .seconds(1), threshold: threshold, longInterval: .seconds(60))
        let track = walk.map { Track.Point(at: Instant.zero + .seconds($0.0), Position(x: $0.1, y: 0)) }
        let bsses = [400.0, 0, 50].map { Track(at: Position(x: $0, y: 0)) }
        configuration.places = Places(
            accessPoints: [bsses], stations: [try #require(Track(track))], monitor: .station(0))
        var lab = Lab(configuration: configuration, policy: PerfectAir())
        lab.connect(station: 0)
        return lab
    }

    private func roams(_ lab: borrowing Lab<PerfectAir>) -> [(position: Double, comparison: RoamComparison)] {
        lab.events.compactMap { event in
            guard case .station(0, .roamConsidered(let comparison, isRoam: true)) = event.what else { return nil }
            let seconds = Double((event.instant - .zero).nanoseconds) * 1e-9
            return (2 + max(0, seconds - 2) * 1, comparison)
        }
    }

    @Test func theSignalThatFallsMakesItRoamOnce() throws {
        // A metre a second from second 2 on.
        var lab = try lab([(2, 2), (48, 48)])
        lab.run(until: .zero + .seconds(2))
        #expect(lab.state(ofStation: 0) == .completed(TestLab.target))
        lab.run(until: .zero + .seconds(60))
        #expect(lab.state(ofStation: 0) == .completed(TestLab.home))
        let found = roams(lab)
        try #require(found.count == 1)
        // Scans are a second apart, and take 30 ms.
        #expect((26.5...28.7).contains(found[0].position))
        #expect(found[0].comparison.selected.signal - found[0].comparison.current.signal >= 3)
        // Where it was told nothing, nothing was sent before the signal fell below the threshold.
        let first = lab.events.first {
            if case .station(0, .signalChanged(isAbove: false, signal: _)) = $0.what { true } else { false }
        }
        let fall = Double(try #require(first).instant.nanoseconds) * 1e-9
        #expect((17.0...21.0).contains(fall))
        // The capture says so too: OKC took it over without EAP.
        let associations = RoamingResults(analyzing: lab.capture.file().octets).associations
        #expect(associations.map(\.kind) == [.full, .okc])
        #expect(associations.map(\.isRoam) == [false, true])
    }

    @Test func betweenTwoEqualBSSsItStays() throws {
        var lab = try lab([(0, 25)], threshold: nil)
        lab.run(until: .zero + .seconds(90))
        let scans = lab.events.count { if case .station(0, .scanStarted) = $0.what { true } else { false } }
        #expect(scans > 50)
        #expect(RoamingResults(analyzing: lab.capture.file().octets).associations.count == 1)
    }
}
