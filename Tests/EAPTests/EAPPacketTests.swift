import EAP
import Octets
import TestSupport
import Testing
import Timeline

@Suite struct EAPPacketTests {
    // hostapd/okc_both_radius.pcap: frame 1 (Response/Identity), frame 2 (EAP-TLS Start), frame 3 (Nak), frame 14 (Success).
    private let identity: [UInt8] = [2, 0xFD, 0, 14, 1] + [UInt8]("anonymous".utf8)
    private let start: [UInt8] = [1, 0xFE, 0, 6, 13, 0x20]
    private let nak: [UInt8] = [2, 0xFE, 0, 6, 3, 21]
    private let success: [UInt8] = [3, 3, 0, 4]

    @Test func readsRealPackets() throws {
        let packet = try EAPPacket(parsing: identity.octets)
        let fields = (packet.code, packet.identifier, packet.type, packet.data.array)
        #expect(fields == (.response, 253, .identity, [UInt8]("anonymous".utf8)))
        let last = try EAPPacket(parsing: success.octets)
        let lastFields = (last.code, last.identifier, last.type)
        #expect(lastFields == (.success, 3, nil))
    }

    @Test func writesRealPackets() {
        var octets: [UInt8] = []
        octets.appendEAP(.response, identifier: 254, type: .legacyNak) { $0.append(EAPType.ttls.rawValue) }
        #expect(octets == nak)
        octets.appendEAP(.success, identifier: 3)
        #expect(octets == nak + success)
    }

    @Test func dropsPaddingAfterThePacket() throws {
        let padded = start + [0, 0, 0]
        let packet = try EAPPacket(parsing: padded.octets)
        let data = packet.data.array
        #expect(data == [0x20])
    }

    @Test func saysWhereAPacketIsWrong() {
        let noType: [UInt8] = [1, 1, 0, 4]
        #expect(throws: ParseError(at: 4, expected: "an EAP type")) { _ = try EAPPacket(parsing: noType.octets) }
        let short: [UInt8] = [1, 1, 0, 3]
        #expect(throws: ParseError(at: 2, expected: "an EAP length of 4 or more")) {
            _ = try EAPPacket(parsing: short.octets)
        }
        let code: [UInt8] = [5, 1, 0, 4]
        #expect(throws: ParseError(at: 0, expected: "an EAP code of 1 to 4")) {
            _ = try EAPPacket(parsing: code.octets)
        }
    }

    @Test func anMSKNeverShowsItself() throws {
        let octets = [UInt8](0..<64)
        let key = MasterSessionKey(octets.octets)
        var text = ""
        dump(key, to: &text)
        #expect(!text.contains("1, "))
        #expect("\(String(describing: key))".contains("hidden"))
        let tooShort = MasterSessionKey(octets.octets.extracting(0..<63))
        #expect(tooShort == nil)
    }

    @Test func packetsAndFramesSurviveDamage() {
        var random = RandomSource.seeded(7, stream: 3)
        let seeds = [identity, start, nak, success].map { packet in
            var frame: [UInt8] = []
            frame.appendEAPOL(.eapPacket, version: 2) { $0 += packet }
            return frame
        }
        var readable = 0
        let cases = mutationCases
        for index in 0..<cases {
            var octets = seeds[index % seeds.count]
            for _ in 0...Int.random(in: 0..<2, using: &random) where !octets.isEmpty {
                let place = Int.random(in: 0..<octets.count, using: &random)
                switch UInt8.random(in: 0..<4, using: &random) {
                case 0: octets[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: octets[place] = UInt8.random(in: 0...255, using: &random)
                case 2: octets.insert(UInt8.random(in: 0...255, using: &random), at: place)
                default: octets.removeLast(Int.random(in: 0...min(3, octets.count), using: &random))
                }
            }
            guard let frame = try? EAPOLFrame(parsing: octets.octets), let packet = try? EAPPacket(parsing: frame.body)
            else { continue }
            readable += 1
            let length = packet.data.byteCount
            #expect(length <= octets.count - 8)
        }
        print("EAP packets: \(cases) damaged packets, \(readable * 100 / cases) % pass the checks of length")
        #expect(readable * 100 / cases >= 20)
    }
}
