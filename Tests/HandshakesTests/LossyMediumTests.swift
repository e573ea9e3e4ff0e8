import Cryptography
import Octets
import RSN
import Testing
import Timeline

@testable import Handshakes

/// Both ends over a medium that loses, delays, repeats, alters and replays frames, all from one seed.
private struct LossyMedium {
    struct Delivery {
        var at: Instant
        var isForAP: Bool
        var frame: [UInt8]
    }

    var pair: Pair
    var random: RandomSource
    /// Of 100 frames, so many are lost.
    let loss: UInt64
    var underway: [Delivery] = []
    var sent: [Delivery] = []
    var replayCounters: [UInt64] = []
    var pairwiseAtAP: [TemporalKey] = []
    var pairwiseAtStation: [TemporalKey] = []
    var groupAtStation: [TemporalKey] = []
    var failure: HandshakeFailure?
    var rekeysConfirmed = 0

    init(seed: UInt64) throws {
        let akms: [AKM] = [.wpaEAP, .wpaEAPSHA256]
        pair = try Pair(akms[Int(seed % 2)])
        pair.random = .seeded(seed, stream: 1)
        random = .seeded(seed, stream: 2)
        loss = random.next() % 70
    }

    mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }

    mutating func send(_ frame: [UInt8], toAP isForAP: Bool) {
        if !isForAP { replayCounters.append(UInt64(frame[15]) << 8 | UInt64(frame[16])) }
        let copies = chance(20) ? 2 : 1
        for _ in 0..<copies where !chance(loss) {
            var altered = frame
            if chance(10) { altered[Int(random.next() % UInt64(frame.count))] ^= 1 << UInt8(random.next() % 8) }
            let delay = Interval.milliseconds(1 + random.next() % (chance(20) ? 1500 : 20))
            underway.append(Delivery(at: pair.now + delay, isForAP: isForAP, frame: altered))
        }
        sent.append(Delivery(at: pair.now, isForAP: isForAP, frame: frame))
        // An attacker sends again what was sent before.
        if chance(20) {
            var replay = sent[Int(random.next() % UInt64(sent.count))]
            replay.at = pair.now + .milliseconds(random.next() % 3000)
            underway.append(replay)
        }
    }

    mutating func drain(_ out: HandshakeOutputs, ofAP: Bool) {
        for action in out.actions {
            switch action {
            case .send(let range): send(Array(out.bytes[range]), toAP: !ofAP)
            case .installPairwiseKey(let key):
                if ofAP { pairwiseAtAP.append(key) } else { pairwiseAtStation.append(key) }
            case .installGroupKey(let key): groupAtStation.append(key.key)
            case .failed(let failure): self.failure = self.failure ?? failure
            case .groupKeysConfirmed: rekeysConfirmed += 1
            case .completed, .installIntegrityGroupKey, .ignored, .unknownPMKID, .pairwiseKeyRequested: break
            }
        }
    }

    /// Runs until nothing is underway and nothing is due; false if that never comes.
    mutating func run() throws -> Bool {
        _ = pair.begin()
        drain(pair.atAP, ofAP: true)
        var hasRekeyed = false
        for _ in 0..<1000 {
            let next = underway.indices.min { underway[$0].at < underway[$1].at }
            let deadline = pair.authenticator.deadline
            if let next, deadline.map({ underway[next].at <= $0 }) ?? true {
                let delivery = underway.remove(at: next)
                pair.now = max(pair.now, delivery.at)
                if delivery.isForAP {
                    _ = pair.toAP([delivery.frame])
                    drain(pair.atAP, ofAP: true)
                } else {
                    _ = pair.toStation([delivery.frame])
                    drain(pair.atStation, ofAP: false)
                }
            } else if deadline != nil {
                _ = pair.wake()
                drain(pair.atAP, ofAP: true)
            } else if !hasRekeyed, pair.authenticator.isEstablished {
                hasRekeyed = true
                pair.groupKeys = try Pair.groupKeys(2)
                pair.atAP.removeAll()
                pair.authenticator.rekeyGroup(pair.groupKeys, at: pair.now, to: &pair.atAP)
                drain(pair.atAP, ofAP: true)
            } else {
                return true
            }
        }
        return false
    }
}

@Suite struct LossyMediumTests {
    @Test func everyRunEndsWithEqualKeysOrAStatedFailure() throws {
        var completed = 0
        var failed = 0
        for seed: UInt64 in 0..<3000 {
            var medium = try LossyMedium(seed: seed)
            let ends = try medium.run()
            try #require(ends, "seed \(seed) never ends")
            let comment: Comment = "seed \(seed)"
            if medium.failure == nil {
                completed += 1
                #expect(medium.pair.authenticator.isEstablished, comment)
                #expect(medium.pairwiseAtAP.count == 1 && medium.pairwiseAtAP == medium.pairwiseAtStation, comment)
                #expect(medium.rekeysConfirmed == 1, comment)
                #expect(medium.pair.supplicant.installedGroupKey?.key == medium.pair.groupKeys.groupKey.key, comment)
            } else {
                failed += 1
                #expect(!medium.pair.authenticator.isEstablished, comment)
            }
            // No key twice, at either end, whatever happened.
            for keys in [medium.pairwiseAtAP, medium.pairwiseAtStation, medium.groupAtStation] {
                for (index, key) in keys.enumerated() {
                    #expect(!keys[..<index].contains(key), comment)
                }
            }
            #expect(zip(medium.replayCounters, medium.replayCounters.dropFirst()).allSatisfy { $0 < $1 }, comment)
        }
        print("lossy medium: \(completed) runs completed, \(failed) ended in a stated failure")
        #expect(completed > 500 && failed > 500)
    }
}
