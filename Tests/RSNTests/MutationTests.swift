import Cryptography
import Dot11
import Octets
import RSN
import TestSupport
import Testing
import Timeline

/// Alters real frames, so that parsers meet what no one sends.
struct Mutator {
    var random: RandomSource

    /// One of `originals` with a few octets changed, and sometimes cut or grown.
    mutating func next(_ originals: [[UInt8]]) -> [UInt8] {
        var octets = originals[Int(random.next() % UInt64(originals.count))]
        for _ in 0..<random.next() % 4 {
            let bits = random.next()
            let index = Int((bits >> 16) % UInt64(octets.count))
            octets[index] = bits & 0x100 == 0 ? UInt8(truncatingIfNeeded: bits) : octets[index] ^ (1 << UInt8(bits & 7))
        }
        switch random.next() % 8 {
        case 0: octets.removeLast(Int(random.next() % UInt64(octets.count)))
        case 1: random.fill(&octets, count: Int(random.next() % 40))
        default: break
        }
        return octets.isEmpty ? [0] : octets
    }
}

@Suite struct MutationTests {
    static let count = mutationCases

    private func report(_ parser: String, passed: Int) {
        print("\(parser): \(100 * passed / Self.count) % of \(Self.count) mutated inputs were read")
        #expect(passed * 5 >= Self.count)
    }

    @Test func alteredRSNElementsDoNotTrap() {
        let originals = [
            "0100000fac040100000fac040200000fac01000fac050c00",
            "0100000fac040100000fac040100000fac01000001001034a88f7e30d0763f452c6cbe520b1c",
            "0100000fac040100000fac040100000fac08c0000000000fac06",
        ].compactMap { [UInt8](hexadecimal: $0) }
        var mutator = Mutator(random: .seeded(1, stream: 1))
        var passed = 0
        for _ in 0..<Self.count {
            let octets = mutator.next(originals)
            guard let element = try? RSNElement(parsing: octets.octets) else { continue }
            passed += 1
            _ = element.pairwiseCiphers.contains(.ccmp) || element.akms.contains(.wpaEAP)
            _ = element.lists(PMKID())
        }
        report("RSNElement", passed: passed)
    }

    @Test func alteredEAPOLKeyFramesDoNotTrap() throws {
        let originals = [CapturedHandshake.okcFull, .okcRoam, .neheb, .dlink].flatMap(\.messages)
        let ptk = try CapturedHandshake.okcFull.ptk()
        var mutator = Mutator(random: .seeded(1, stream: 2))
        var passed = 0
        var clear: [UInt8] = []
        for index in 0..<Self.count {
            let octets = mutator.next(originals)
            guard let frame = try? EAPOLKeyFrame(parsing: octets.octets) else { continue }
            passed += 1
            _ = (frame.message, frame.information, frame.replayCounter, frame.nonce, frame.receiveSequenceCounter)
            _ = try? KeyData(parsing: frame.keyData)
            if index % 16 == 0 {
                _ = ptk.kck.verifies(frame)
                _ = ptk.kek.unwrap(frame.keyData, to: &clear)
                clear.removeAll(keepingCapacity: true)
            }
        }
        report("EAPOLKeyFrame", passed: passed)
    }

    @Test func alteredKeyDataDoesNotTrap() throws {
        var originals: [[UInt8]] = []
        for handshake in [CapturedHandshake.okcFull, .neheb, .dlink] {
            var clear: [UInt8] = []
            let message3 = handshake.messages[2]
            let frame = try EAPOLKeyFrame(parsing: message3.octets)
            _ = try handshake.ptk().kek.unwrap(frame.keyData, to: &clear)
            originals.append(clear)
        }
        var mutator = Mutator(random: .seeded(1, stream: 3))
        var passed = 0
        for _ in 0..<Self.count {
            let octets = mutator.next(originals)
            guard let keyData = try? KeyData(parsing: octets.octets) else { continue }
            passed += 1
            _ = (keyData.rsnElement?.byteCount, keyData.groupKey?.keyID, keyData.integrityGroupKey?.packetNumber)
        }
        report("KeyData", passed: passed)
    }

    @Test func alteredProtectedFramesDoNotTrap() throws {
        let originals = [Captured.okcData, Captured.okcGroupData, Captured.dlinkData, Captured.nehebAction]
        let key = try CapturedHandshake.dlink.ptk().temporalKey
        var receiver = try #require(CCMPReceiver(key))
        var mutator = Mutator(random: .seeded(1, stream: 4))
        var passed = 0
        var out: [UInt8] = []
        for _ in 0..<Self.count {
            let octets = mutator.next(originals)
            guard let frame = try? MACHeader(parsing: octets.octets) else { continue }
            out.removeAll(keepingCapacity: true)
            do throws(CCMPError) {
                try receiver.open(frame, to: &out)
                passed += 1
            } catch {
                if case .malformed = error { continue }
                passed += 1
            }
        }
        report("CCMP", passed: passed)
    }
}
