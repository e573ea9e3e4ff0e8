import Dot11
import Faults
import Octets
import RSN
import Testing

/// The PMKID in a frame is another one; all else stays (802.11-2020, 9.4.2.24 and Figure 12-39).
@Suite struct OverrideTests {
    private let pmkid = [UInt8](0..<16)
    private let line = "pmkid 000102030405060708090a0b0c0d0e0f"

    private func onTheAir(_ fault: String, _ frame: [UInt8], fromStation: Bool) throws -> [UInt8] {
        var test = try FaultyAir(fault)
        test.send(frame, from: fromStation ? 1 : 0, at: 1)
        test.run()
        #expect(test.received.map(\.octets) == test.frames)
        return try #require(test.frames.first)
    }

    private func request(_ type: FrameType, rsn: [UInt8]) -> [UInt8] {
        let currentAP: [UInt8] = type == .reassociationRequest ? [4, 0xF0, 0x21, 0x19, 0x89, 0x44] : []
        return Frames.management(type, fromStation: true) + [0x11, 4, 5, 0] + currentAP + [0, 1, 97, 48]
            + [UInt8(rsn.count)] + rsn + [0x3B, 1, 115]
    }

    /// RSNE of one CCMP cipher and AKM 1.
    private let suites: [UInt8] = [1, 0, 0, 0x0F, 0xAC, 4, 1, 0, 0, 0x0F, 0xAC, 4, 1, 0, 0, 0x0F, 0xAC, 1, 0x0C, 0]

    @Test(arguments: [
        (FrameType.associationRequest, "association-request"), (.reassociationRequest, "reassociation-request"),
    ])
    func theRequestsOnlyPMKIDIsTheOneGiven(type: FrameType, word: String) throws {
        let expected = request(type, rsn: suites + [1, 0] + pmkid)
        for rsn in [suites, suites + [0, 0], suites + [2, 0] + [UInt8](repeating: 9, count: 32)] {
            #expect(try onTheAir("override \(word) \(line)", request(type, rsn: rsn), fromStation: true) == expected)
        }
        // The group management cipher stays.
        let protected = suites + [1, 0] + [UInt8](repeating: 9, count: 16) + [0, 0x0F, 0xAC, 6]
        #expect(
            try onTheAir("override \(word) \(line)", request(type, rsn: protected), fromStation: true)
                == request(type, rsn: suites + [1, 0] + pmkid + [0, 0x0F, 0xAC, 6]))
    }

    @Test func message1ShowsTheOneGiven() throws {
        let expected = Frames.key(
            information: 0x008A, data: [0xDD, 20, 0, 0x0F, 0xAC, 4] + pmkid, fromStation: false)
        let other = [0xDD, 20, 0, 0x0F, 0xAC, 4] + [UInt8](repeating: 7, count: 16)
        for data in [[], other] {
            let frame = Frames.key(information: 0x008A, data: data, fromStation: false)
            #expect(try onTheAir("override eapol-key 1 \(line)", frame, fromStation: false) == expected)
        }
    }

    @Test func aRequestWithoutRSNElementStaysAsItIs() throws {
        var open = Frames.management(.associationRequest, fromStation: true) + [0x01, 4, 5, 0]
        open += [0, 1, 97, 0x3B, 1, 115]
        #expect(try onTheAir("override association-request \(line)", open, fromStation: true) == open)
    }
}
