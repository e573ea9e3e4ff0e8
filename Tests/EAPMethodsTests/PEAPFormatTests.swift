import EAP
import Octets
import Testing
import Timeline

@testable import EAPMethods

/// draft-kamath-pppext-peapv0-00, 2.1 and 2.2.
@Suite struct PEAPFormatTests {
    @Test func writesTheResultTLV() {
        // As FreeRADIUS 3.2.1 and wpa_supplicant 2.10 send them: type 33, M set, type 3, length 2, status.
        #expect(
            PEAPResult.success.packet(.request, identifier: 7) == [1, 7, 0, 11, 33, 0x80, 3, 0, 2, 0, 1])
        #expect(
            PEAPResult.failure.packet(.response, identifier: 7) == [2, 7, 0, 11, 33, 0x80, 3, 0, 2, 0, 2])
    }

    @Test func readsTheResultBesideACryptoBindingTLV() throws {
        // MS-PEAP, 2.2.8.1.1: a Crypto-Binding TLV has type 12 and 56 octets.
        let tlvs: [UInt8] = [0x80, 3, 0, 2, 0, 1, 0, 12, 0, 56] + [UInt8](repeating: 0, count: 56)
        #expect(try PEAPResult(parsing: tlvs.octets) == .success)
    }

    @Test func whatMustBeUnderstoodAndIsNotIsRefused() {
        let mandatory: [UInt8] = [0x80, 3, 0, 2, 0, 1, 0x80, 99, 0, 0]
        #expect(throws: ParseError(at: 6, expected: "a known TLV, not 99")) {
            _ = try PEAPResult(parsing: mandatory.octets)
        }
        let status: [UInt8] = [0x80, 3, 0, 2, 0, 3]
        #expect(throws: ParseError(at: 0, expected: "a Result TLV of 1 or 2")) {
            _ = try PEAPResult(parsing: status.octets)
        }
        let none: [UInt8] = []
        #expect(throws: ParseError(at: 0, expected: "a Result TLV")) { _ = try PEAPResult(parsing: none.octets) }
    }

    @Test func headersAreLeftOutButForTLVs() {
        // wpa_supplicant answers FreeRADIUS's Request/Identity, which has a header, by an identity without one.
        let identity: [UInt8] = [1, 0x62, 0x6F, 0x62]
        #expect(
            PEAPPacket.restored(identity.octets, code: .response, identifier: 9) == [2, 9, 0, 8, 1, 0x62, 0x6F, 0x62])
        let request: [UInt8] = [1, 5, 0, 5, 1]
        #expect(PEAPPacket.restored(request.octets, code: .request, identifier: 9) == request)
        let tlv: [UInt8] = [2, 7, 0, 11, 33, 0x80, 3, 0, 2, 0, 1]
        #expect(PEAPPacket.restored(tlv.octets, code: .response, identifier: 9) == tlv)
        #expect(PEAPPacket.compressed([1, 5, 0, 6, 26, 3]) == [26, 3])
    }

    @Test func packetsSurviveDamage() {
        let seeds: [[UInt8]] = [
            [2, 7, 0, 11, 33, 0x80, 3, 0, 2, 0, 1],
            [2, 7, 0, 19, 33, 0x80, 3, 0, 2, 0, 2, 0, 12, 0, 4, 1, 2, 3, 4],
            [1, 0x62, 0x6F, 0x62], [26, 3],
        ]
        var random = RandomSource.seeded(7, stream: 9)
        var readable = 0
        let cases = 100_000
        for _ in 0..<cases {
            var octets = seeds[Int.random(in: 0..<seeds.count, using: &random)]
            for _ in 0..<Int.random(in: 1...2, using: &random) where !octets.isEmpty {
                let place = Int.random(in: 0..<octets.count, using: &random)
                switch UInt8.random(in: 0..<3, using: &random) {
                case 0: octets[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: octets[place] = UInt8.random(in: 0...255, using: &random)
                default: octets.removeLast(Int.random(in: 0...min(4, octets.count), using: &random))
                }
            }
            let packet = PEAPPacket.restored(octets.octets, code: .response, identifier: 1)
            guard let response = try? EAPPacket(parsing: packet.octets) else { continue }
            if (try? PEAPResult(parsing: response.data)) != nil { readable += 1 }
        }
        print("PEAP: \(cases) damaged packets, \(readable * 100 / cases) % with a result")
        #expect(readable * 100 / cases >= 5)
    }
}
