import Octets
import Testing
import Timeline

@testable import EAPMethods

@Suite struct CHAPTests {
    @Test func theResponseIsMD5OfIdentifierPasswordAndChallenge() {
        // Python's hashlib: md5(b"\x07" + b"testpasswd" + bytes(range(16))).
        let response = CHAP.response(
            identifier: 7, password: Password("testpasswd"), challenge: [UInt8](0..<16).octets)
        #expect(response.description == "c10b27638a6eca9db5bb484c944be9c9")
    }

    @Test func readsAValueAndPassesOverTheName() throws {
        // RFC 3748, 5.4 and RFC 1994, 4.1.
        let octets: [UInt8] = [3, 1, 2, 3, 0x72, 0x61, 0x64]
        let value = try EAPMD5Packet(parsing: octets.octets).value.array
        #expect(value == [1, 2, 3])
        #expect(throws: ParseError.self) { _ = try EAPMD5Packet(parsing: [4, 1, 2, 3].octets) }
        #expect(throws: ParseError.self) { _ = try EAPMD5Packet(parsing: [0].octets) }
    }

    @Test func challengesSurviveDamage() {
        var random = RandomSource.seeded(7, stream: 10)
        var readable = 0
        let cases = 100_000
        for _ in 0..<cases {
            var octets: [UInt8] = [16] + [UInt8](0..<16) + [0x72, 0x61, 0x64]
            let place = Int.random(in: 0..<octets.count, using: &random)
            octets[place] = UInt8.random(in: 0...255, using: &random)
            octets.removeLast(Int.random(in: 0...octets.count, using: &random))
            if (try? EAPMD5Packet(parsing: octets.octets)) != nil { readable += 1 }
        }
        print("EAP-MD5: \(cases) damaged challenges, \(readable * 100 / cases) % readable")
        #expect(readable * 100 / cases >= 10)
    }
}
