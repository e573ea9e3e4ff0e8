import Airspace
import Dot11
import Faults
import Octets
import RSN
import TestSupport
import Testing
import Timeline

/// A frame's kind comes from its octets: those of 802.11-2020, Figure 12-34 and 12.7.6, and RFC 3748, 4.
@Suite struct ClassificationTests {
    /// Whether a fault about `frame` keeps these octets from the air.
    private func names(_ frame: String, _ octets: [UInt8], fromStation: Bool) throws -> Bool {
        var test = try FaultyAir("withhold \(frame)")
        test.send(octets, from: fromStation ? 1 : 0, at: 1)
        test.run()
        return test.sent.isEmpty
    }

    @Test func messagesOfThe4WayHandshakeAreTold() throws {
        // Key Information: Pairwise 0008, Install 0040, Ack 0080, MIC 0100, Secure 0200, Encrypted 1000, version 2.
        let element: [UInt8] = [48, 2, 1, 0]
        let messages = [
            Frames.key(information: 0x008A, fromStation: false),
            Frames.key(information: 0x010A, data: element, fromStation: true),
            Frames.key(information: 0x13CA, data: element, fromStation: false),
            Frames.key(information: 0x030A, fromStation: true),
        ]
        for (index, octets) in messages.enumerated() {
            for number in 1...4 {
                let isNamed = try names("eapol-key \(number)", octets, fromStation: !index.isMultiple(of: 2))
                #expect(isNamed == (number == index + 1), "message \(index + 1) as \(number)")
            }
            #expect(try names("eapol-key", octets, fromStation: !index.isMultiple(of: 2)))
            #expect(try !names("data", octets, fromStation: !index.isMultiple(of: 2)))
        }
        let group = Frames.key(information: 0x1382, data: element, fromStation: false)
        #expect(try names("group-key 1", group, fromStation: false))
        #expect(try !names("eapol-key", group, fromStation: false))
    }

    @Test func whatIsEncryptedIsData() throws {
        var octets = Frames.key(information: 0x13CA, data: [48, 2, 1, 0], fromStation: false)
        octets[1] |= 0x40
        #expect(try names("data", octets, fromStation: false))
        #expect(try !names("eapol-key 3", octets, fromStation: false))
    }

    @Test func eapIsToldByCodeAndType() throws {
        func eap(_ packet: [UInt8], fromStation: Bool) -> [UInt8] {
            Frames.eapol([2, 0, 0, UInt8(packet.count)] + packet, fromStation: fromStation)
        }
        let identity = eap([1, 7, 0, 5, 1], fromStation: false)
        #expect(try names("eap", identity, fromStation: false))
        #expect(try names("eap request", identity, fromStation: false))
        #expect(try names("eap identity", identity, fromStation: false))
        #expect(try names("eap request identity from ap", identity, fromStation: false))
        #expect(try !names("eap request ttls", identity, fromStation: false))
        #expect(try !names("eap response identity", identity, fromStation: false))
        let ttls = eap([2, 7, 0, 6, 21, 0], fromStation: true)
        #expect(try names("eap response 21", ttls, fromStation: true))
        let success = eap([3, 7, 0, 4], fromStation: false)
        #expect(try names("eap success", success, fromStation: false))
        #expect(try !names("eap failure", success, fromStation: false))
        #expect(try names("eapol-start", Frames.eapol([1, 1, 0, 0], fromStation: true), fromStation: true))
    }

    @Test func managementIsToldBySubtypeAndDirectionByTheBSSID() throws {
        for (word, type) in [
            ("deauthentication", FrameType.deauthentication), ("disassociation", .disassociation),
            ("authentication", .authentication), ("action", .action),
        ] {
            for fromStation in [true, false] {
                let octets = Frames.management(type, fromStation: fromStation) + [3, 0]
                #expect(try names("\(word) from \(fromStation ? "station" : "ap")", octets, fromStation: fromStation))
                #expect(try !names("\(word) from \(fromStation ? "ap" : "station")", octets, fromStation: fromStation))
            }
        }
    }

    /// Faults of every kind meet frames of random octets, and real frames with some changed: nothing traps.
    @Test func anyOctetsAreTold() throws {
        let lines = [
            "drop eapol-key probability 0.5", "override eapol-key 1 pmkid 000102030405060708090a0b0c0d0e0f",
            "override reassociation-request pmkid 000102030405060708090a0b0c0d0e0f", "corrupt data probability 0.5",
            "duplicate eap by 1ms", "reorder action by 2ms", "corrupt authentication fcs wrong", "delay null by 1ms",
        ]
        var faults = AirFaults(try lines.map { try Fault(parsing: $0) }, seed: 3)
        var random = RandomSource.seeded(state: 4)
        let reassociation =
            Frames.management(.reassociationRequest, fromStation: true) + [1, 4, 5, 0] + [
                4, 0xF0, 0x21, 0x19, 0x89, 0x44,
            ]
            + [0, 1, 97, 48, 20, 1, 0, 0, 0x0F, 0xAC, 4, 1, 0, 0, 0x0F, 0xAC, 4, 1, 0, 0, 0x0F, 0xAC, 1, 0, 0]
        let real = [
            Frames.key(
                information: 0x008A, data: [0xDD, 20, 0, 0x0F, 0xAC, 4] + [UInt8](repeating: 1, count: 16),
                fromStation: false),
            reassociation, Frames.authentication(), Frames.eapol([2, 0, 0, 5, 1, 7, 0, 5, 1], fromStation: false),
        ]
        for _ in 0..<mutationCases {
            var frame = real[Int(random.next() % UInt64(real.count))]
            for _ in 0..<random.next() % 4 {
                frame[Int(random.next() % UInt64(frame.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            frame.removeLast(Int(random.next() % UInt64(frame.count - 9)))
            let length = frame.count
            let departure = faults.departure(of: &frame, from: 0, isHeldBack: false, at: .zero)
            #expect(departure.isAltered || frame.count == length)
            #expect(frame.count >= 10)
        }
        #expect(faults.records.allSatisfy { $0.acted > 0 || $0.fault.text.contains("null") })
    }
}
