import EAP
import Octets
import TestSupport
import Testing
import Timeline

@testable import RADIUS

/// Damaged packets: the reader must neither trap, nor loop, nor hand out octets that are not there.
@Suite struct RADIUSMutationTests {
    @Test func survivesDamage() {
        let seeds = [
            RealPackets.identityRequest, RealPackets.challenge, RealPackets.lastRequest, RealPackets.accept,
        ]
        var random = RandomSource.seeded(7, stream: 2)
        var readable = 0
        let cases = mutationCases
        for index in 0..<cases {
            let octets = mutate(seeds[index % seeds.count], &random)
            guard let packet = try? RADIUSPacket(parsing: octets.octets) else { continue }
            readable += 1
            var attributes = packet.attributes
            var count = 0
            while let attribute = attributes.next() {
                count += 2 + attribute.value.byteCount
                var inner = attribute.vendorAttributes
                while let value = inner.next() { count += value.value.byteCount & 0 }
            }
            let expected = packet.octets.byteCount - RADIUSPacket.headerLength
            #expect(count == expected)
            guard index.isMultiple(of: 4) else { continue }
            _ = packet.eapMessage
            _ = packet.authenticityOfRequest(secret: RealPackets.secret)
            _ = packet.masterSessionKey(requestAuthenticator: packet.authenticator, secret: RealPackets.secret)
        }
        print("RADIUS packets: \(cases) damaged packets, \(readable * 100 / cases) % pass the checks of length")
        #expect(readable * 100 / cases >= 20)
    }

    /// Changes one to three places: a bit, an octet, an attribute's length, or the end.
    private func mutate(_ seed: [UInt8], _ random: inout RandomSource) -> [UInt8] {
        var octets = seed
        for _ in 0...Int.random(in: 0..<3, using: &random) {
            guard !octets.isEmpty else { break }
            let place = Int.random(in: 0..<octets.count, using: &random)
            switch UInt8.random(in: 0..<6, using: &random) {
            case 0: octets[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: octets[place] = UInt8.random(in: 0...255, using: &random)
            case 2: octets.removeSubrange(place...)
            case 3: octets += seed[min(place, seed.count)...]
            default: octets[place] = seed[Int.random(in: 0..<seed.count, using: &random)]
            }
        }
        return octets
    }
}
