import Octets
import Testing
import Timeline

@testable import EAPMethods

@Suite struct TTLSFormatTests {
    @Test func writesThePairsOfPAP() {
        // The tunnel's content in hostapd/okc_both_radius.pcap frame 13 is 40 octets: the record's 64 without nonce and tag.
        var pairs: [UInt8] = []
        pairs.appendTTLS(.userName, [UInt8]("testuser".utf8).octets)
        pairs.appendTTLS(.userPassword, ([UInt8]("testpasswd".utf8) + [0, 0, 0, 0, 0, 0]).octets)
        #expect(
            pairs.octets.hexadecimal
                == "0000000140000010" + "7465737475736572" + "0000000240000018" + "74657374706173737764000000000000")
    }

    @Test func readsAPairOfAVendorAndItsPadding() throws {
        // RFC 5281, 10.1: code 11, flags V and M, length 15, vendor 311, three octets, one of padding.
        let octets: [UInt8] = [0, 0, 0, 11, 0xC0, 0, 0, 15, 0, 0, 1, 0x37, 1, 2, 3, 0]
        var reader = OctetReader(octets.octets)
        let pair = try TTLSAttributeValuePair(&reader)
        let fields = (pair.name, pair.isMandatory, pair.data.array, reader.isAtEnd)
        #expect(fields == (.msCHAPChallenge, true, [1, 2, 3], true))
    }

    @Test func anUnknownMandatoryPairIsRefusedAndAnOptionalOneIsNot() throws {
        let mandatory: [UInt8] = [0, 0, 1, 0, 0x40, 0, 0, 8]
        #expect(throws: ParseError(at: 0, expected: "a known AVP, not 0:256")) {
            _ = try TTLSCredentials(parsing: mandatory.octets)
        }
        let optional: [UInt8] = [0, 0, 1, 0, 0, 0, 0, 8]
        _ = try TTLSCredentials(parsing: optional.octets)
    }

    @Test func serversIncludeTheLengthAlwaysAndPeersWhereTheyMust() {
        let message = [UInt8](repeating: 7, count: 2143)
        var server = TLSFragments(message, size: 994, includesLengthAlways: true)
        var peer = TLSFragments(message, size: 1398, includesLengthAlways: false)
        var serverStarts: [String] = []
        var peerStarts: [String] = []
        while !server.isAtEnd {
            var data: [UInt8] = []
            server.appendNext(to: &data)
            serverStarts.append("\(data.prefix(5).map { $0 }) \(data.count + 5)")
        }
        while !peer.isAtEnd {
            var data: [UInt8] = []
            peer.appendNext(to: &data)
            peerStarts.append("\(data.prefix(5).map { $0 }) \(data.count + 5)")
        }
        // The first: FreeRADIUS in hostapd/okc_both_radius.pcap, frames 6, 8, 10.
        #expect(
            serverStarts == ["[192, 0, 0, 8, 95] 1004", "[192, 0, 0, 8, 95] 1004", "[128, 0, 0, 8, 95] 165"])
        #expect(peerStarts == ["[192, 0, 0, 8, 95] 1408", "[0, 7, 7, 7, 7] 751"])
    }

    @Test func fragmentsThatContradictTheirLengthAreRefused() throws {
        var reassembly = TLSReassembly()
        let huge: [UInt8] = [0xC0, 0x7F, 0xFF, 0xFF, 0xFF, 1]
        #expect(throws: ParseError(at: 1, expected: "a TLS message of 65536 octets or less")) {
            _ = try reassembly.append(huge.octets)
        }
        let first: [UInt8] = [0xC0, 0, 0, 0, 3, 1]
        let second: [UInt8] = [0x00, 2, 3, 4]
        let isComplete = try reassembly.append(first.octets)
        #expect(!isComplete)
        #expect(throws: ParseError(at: 1, expected: "no more octets than the TLS message length says")) {
            _ = try reassembly.append(second.octets)
        }
    }

    @Test func pairsSurviveDamage() {
        var seed: [UInt8] = []
        seed.appendTTLS(.userName, [UInt8]("testuser".utf8).octets)
        seed.appendTTLS(.msCHAPChallenge, [UInt8](0..<16).octets)
        seed.appendTTLS(.msCHAP2Response, [UInt8](0..<50).octets)
        seed.appendTTLS(.chapChallenge, [UInt8](0..<16).octets)
        seed.appendTTLS(.chapPassword, [UInt8](0..<17).octets)
        seed.appendTTLS(.msCHAPResponse, [UInt8](0..<50).octets)
        seed.appendTTLS(.eapMessage, [2, 0, 0, 6, 26, 3].octets)
        var random = RandomSource.seeded(7, stream: 4)
        var readable = 0
        let cases = 100_000
        for _ in 0..<cases {
            var octets = seed
            for _ in 0...Int.random(in: 0..<3, using: &random) where !octets.isEmpty {
                let place = Int.random(in: 0..<octets.count, using: &random)
                switch UInt8.random(in: 0..<4, using: &random) {
                case 0: octets[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: octets[place] = UInt8.random(in: 0...255, using: &random)
                case 2: octets.removeLast(Int.random(in: 0...min(8, octets.count), using: &random))
                default: octets[place] = octets[Int.random(in: 0..<octets.count, using: &random)]
                }
            }
            var reader = OctetReader(octets.octets)
            if (try? TTLSAttributeValuePair(&reader)) != nil { readable += 1 }
            _ = try? TTLSCredentials(parsing: octets.octets)
            _ = try? TTLSReply(parsing: octets.octets)
        }
        print("TTLS pairs: \(cases) damaged messages, \(readable * 100 / cases) % pass the first check of length")
        #expect(readable * 100 / cases >= 20)
    }
}
