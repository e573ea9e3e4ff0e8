import AccessPoint
import Airspace
import Hosts
import Octets
import Station
import Testing
import Timeline

@testable import Lab

/// Perfect air that keeps the last frames it saw, except Beacons and Acknowledgements.
private struct Overheard: AirPolicy {
    static let limit = 256
    var frames: [[UInt8]] = []
    private var next = 0

    mutating func fate(of frame: RawSpan, on path: AirPath) -> AirFate {
        guard frame.byteCount > 14, frame.octet(at: 0) != 0x80 else { return .delivered }
        if frames.count < Self.limit {
            frames.append(frame.array)
        } else {
            frames[next] = frame.array
            next = (next + 1) % Self.limit
        }
        return .delivered
    }
}

/// What a lab's own air carried, altered and repeated, comes back to its access point and its station at every stage of
/// joining and roaming.
@Suite struct GarbageTests {
    private func alter(_ frame: inout [UInt8], _ random: inout RandomSource) {
        for _ in 0..<random.next() % 4 {
            let index = Int(random.next() % UInt64(frame.count))
            switch random.next() % 4 {
            case 0: frame[index] ^= UInt8(truncatingIfNeeded: random.next() | 1)
            case 1: frame.removeLast(frame.count - max(1, index))
            case 2: frame.insert(UInt8(truncatingIfNeeded: random.next()), at: index)
            default: frame[index] = [0, 0xFF, 0x7F, 0x80][Int(random.next() % 4)]
            }
        }
    }

    /// Where the station is when the storm breaks.
    enum Stage: String, CaseIterable {
        case authenticating, associating, associated, inTheMiddleOfEAP, fourWayHandshake, completed

        func isReached(_ state: StationState) -> Bool {
            switch (self, state) {
            case (.authenticating, .authenticating), (.associating, .associating), (.associated, .associated),
                (.inTheMiddleOfEAP, .associated), (.fourWayHandshake, .fourWayHandshake), (.completed, .completed):
                true
            default: false
            }
        }
    }

    @Test(arguments: Stage.allCases, [false, true])
    func noStageIsBroughtDownByIt(stage: Stage, isRoam: Bool) throws {
        var lab = Lab(configuration: try TestLab.seeds(), policy: Overheard())
        lab.connect(station: 0)
        if isRoam {
            _ = lab.run(until: lab.now + .seconds(5)) { $0.flow(ofStation: 0).answered > 5 }
            // Without the key, the roam goes by EAP and has every stage.
            lab.flushPMKSA(station: 0)
            lab.connect(station: 0)
            lab.run(until: lab.now + .seconds(2))
            lab.scan(station: 0)
            lab.run(until: lab.now + .milliseconds(500))
            lab.roam(station: 0, to: TestLab.target)
        }
        let isReached = lab.run(until: lab.now + .seconds(5)) { stage.isReached($0.state(ofStation: 0)) }
        #expect(isReached)
        if stage == .inTheMiddleOfEAP { lab.run(until: lab.now + .milliseconds(15)) }

        var random = RandomSource.seeded(23, stream: UInt64(stage.rawValue.utf8.count))
        try #require(!lab.policy.frames.isEmpty)
        for _ in 0..<2000 {
            var frame = lab.policy.frames[Int(random.next() % UInt64(lab.policy.frames.count))]
            alter(&frame, &random)
            lab.accessPoints[0].core.receive(frame.octets, at: lab.now, &lab.accessPoints[0].outputs)
            lab.stations[0].core.receive(
                frame: frame.octets, signal: -50, channel: lab.accessPoints[0].core.configuration.channel,
                at: lab.now, &lab.stations[0].outputs)
            // The answers are dropped, or the channel would not be free again.
            lab.accessPoints[0].outputs.removeAll()
            lab.stations[0].outputs.removeAll()
        }
        lab.drainAccessPoint(0)
        lab.drainStation(0)

        // What comes of it is over after some time, and a station that begins anew gets its link.
        lab.run(until: lab.now + .seconds(5))
        lab.disconnect(station: 0)
        lab.run(until: lab.now + .seconds(5))
        lab.connect(station: 0)
        let isLinked = lab.run(until: lab.now + .seconds(20)) { $0.state(ofStation: 0) == .completed(TestLab.home) }
        #expect(isLinked, "\(lab.state(ofStation: 0))")
        lab.run(until: lab.now + .milliseconds(500))
        var keyUse = KeyUse()
        keyUse.look(at: try AirFrames(lab).frames)
        #expect(keyUse.violations == [])
    }
}
