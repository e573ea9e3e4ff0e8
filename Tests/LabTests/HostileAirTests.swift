import AccessPoint
import Airspace
import Hosts
import Lab
import Octets
import Roaming
import Station
import Testing
import Timeline

/// Air that loses, delays, repeats and corrupts, from a seed.
struct HostileAir: AirPolicy {
    var random: RandomSource
    /// Of 1000 frames, how many meet each fate.
    var perMille: UInt64

    mutating func fate(of frame: RawSpan, on path: AirPath) -> AirFate {
        let draw = random.next()
        guard draw % 1000 < 4 * perMille else { return .delivered }
        switch draw >> 32 % 4 {
        case 0: return .lost
        case 1: return .delayed(.milliseconds(draw >> 40 % 30))
        case 2: return .duplicated(after: .milliseconds(draw >> 40 % 5))
        default: return .corrupted(at: Int(draw >> 40 % 300), mask: UInt8(truncatingIfNeeded: draw >> 48) | 1)
        }
    }
}

@Suite struct HostileAirTests {
    /// Each run joins, roams there and back, in air that gets worse from run to run.
    @Test(arguments: 0..<24)
    func everyRunEndsConnectedOrWithAStatedReason(run: Int) throws {
        let air = HostileAir(random: .seeded(7, stream: UInt64(run)), perMille: UInt64(run) * 4)
        var lab = Lab(configuration: try TestLab.seeds(seed: UInt64(run)), policy: air)
        lab.joinRoamAndReturn()
        // EAP may wait for a repetition; a station gives up after 70 s at the latest.
        let isSettled = lab.settles(within: .seconds(180))
        #expect(isSettled, "\(lab.state(ofStation: 0))")
        let isLinked = if case .completed = lab.state(ofStation: 0) { true } else { false }
        lab.run(until: lab.now + .seconds(1))

        // Each attempt is explained by what the air carried.
        let associations = RoamingResults(analyzing: lab.capture.file().octets).associations
        for association in associations {
            #expect(!association.explanation.isEmpty)
            #expect(association.kind != .failed || association.reason != nil)
        }
        let last = try #require(associations.last)
        #expect(!isLinked || [.full, .okc, .pmksa, .cached].contains(last.kind), "\(last.explanation)")
        var keyUse = KeyUse()
        keyUse.look(at: try AirFrames(lab).frames)
        #expect(keyUse.violations == [])
        print(
            "hostile air, run \(run): \(isLinked ? "a link" : "none"), \(associations.map(\.kind.rawValue)), "
                + "\(keyUse.repeatedMessages3) messages 3 repeated, \(keyUse.protectedFrames) frames protected")
    }

    @Test func perfectAirIsNeverTheReason() throws {
        var lab = Lab(configuration: try TestLab.seeds(), policy: HostileAir(random: .seeded(state: 1), perMille: 0))
        lab.connect(station: 0)
        lab.run(until: lab.now + .seconds(2))
        #expect(lab.state(ofStation: 0) == .completed(TestLab.home))
        // The watch on packet numbers and replay counters does see what it looks for.
        let frames = try AirFrames(lab).frames
        var keyUse = KeyUse()
        keyUse.look(at: frames)
        #expect(keyUse.violations == [] && keyUse.protectedFrames > 50)
        var forged = try #require(frames.last { $0[0] == 0x88 && $0[1] & 0x40 != 0 })
        forged[forged.count - 1] ^= 1
        let message3 = try #require(frames.last { $0.count == 197 && $0[0] == 0x88 })
        keyUse.look(at: [forged, message3])
        #expect(keyUse.violations.count == 2)
    }
}
