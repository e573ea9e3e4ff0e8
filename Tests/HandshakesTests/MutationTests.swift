import Cryptography
import Octets
import RSN
import TestSupport
import Testing
import Timeline

@testable import Handshakes

@Suite struct MutationTests {
    // 100,000 altered frames in each state that awaits one; none traps, and none that is not genuine moves a key.
    @Test func alteredFramesDoNotTrapEitherEnd() throws {
        let (message1, message2, message3, message4) = (
            CapturedRoam.message1, CapturedRoam.message2, CapturedRoam.message3, CapturedRoam.message4
        )
        let pmk = try #require(CapturedRoam.pmk)
        var random = RandomSource.seeded(3, stream: 1)
        var out = HandshakeOutputs()
        let groupKeys = try Pair.groupKeys(1)

        var authenticator = try #require(FourWayAuthenticator(CapturedRoam.security))
        authenticator.nonce = try EAPOLKeyFrame(parsing: message1.octets).nonce
        authenticator.sendMessage1(pmk: pmk, pmkid: nil, attempt: 1, at: .zero, to: &out)
        var supplicant = try #require(FourWaySupplicant(CapturedRoam.security))
        supplicant.begin(pmk: pmk, pmkid: nil)
        supplicant.supplicantNonce = try EAPOLKeyFrame(parsing: message2.octets).nonce
        supplicant.receive(message1.octets, random: &random, to: &out)

        var read = 0
        let originals = [message1, message2, message3, message4]
        for _ in 0..<mutationCases {
            let original = originals[Int(random.next() % 4)]
            var frame = original
            for _ in 0...random.next() % 2 {
                frame[Int(random.next() % UInt64(frame.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            if random.next() % 8 == 0 { frame.removeLast(Int(random.next() % UInt64(frame.count))) }
            guard frame != original else { continue }
            out.removeAll()
            var (ap, station) = (authenticator, supplicant)
            ap.receive(frame.octets, groupKeys: groupKeys, at: .zero, to: &out)
            station.receive(frame.octets, random: &random, to: &out)
            let isMalformed = out.names.contains { $0.hasPrefix("ignored malformed") }
            if !isMalformed { read += 1 }
            #expect(!ap.isEstablished && !station.isEstablished)
        }
        print("handshakes: \(read / 1000) % of 100000 mutated frames were read")
        #expect(read > mutationCases / 5)
    }
}
