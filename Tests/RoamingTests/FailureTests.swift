import Dot11
import Octets
import RSN
import Roaming
import Testing

/// Failures, made of a real association: frames 154 to 219 of okc_none, station 04:f0:21:aa:00:01 at 04:f0:21:19:87:44.
@Suite struct FailureTests {
    static let station = MACAddress(0x04F0_21AA_0001)
    static let bssid = MACAddress(0x04F0_2119_8744)

    /// The capture up to and including frame `last`, and the beacons of the second after.
    static func beginning(_ last: Int) throws -> Recording {
        try Recording("hostapd/okc_none.pcapng").dropping { $0.number > last && !($0.isBeacon && $0.number < 500) }
    }

    /// Appends a copy of frame `number`, later by `seconds`, with another sequence number and perhaps changed.
    static func again(
        _ recording: inout Recording, _ number: Int, after seconds: Int64,
        _ change: (inout [UInt8], Int) -> Void = { _, _ in }
    ) throws {
        var packet = try #require(recording.packets.first { $0.number == number })
        let start = packet.headerLength
        packet.time += seconds * 1_000_000_000
        packet.octets[start + 23] ^= UInt8(0x40 + seconds)
        change(&packet.octets, start)
        let place = recording.packets.firstIndex { $0.time > packet.time } ?? recording.packets.count
        recording.packets.insert(packet, at: place)
    }

    /// A Deauthentication from the AP or the station.
    static func part(_ recording: inout Recording, reason: UInt16, isFromStation: Bool = false) throws {
        let last = try #require(recording.packets.last { !$0.isBeacon })
        var octets: [UInt8] = [0, 0, 8, 0, 0, 0, 0, 0]
        octets.appendManagementHeader(
            .deauthentication, to: isFromStation ? bssid : station, from: isFromStation ? station : bssid,
            bssid: bssid, duration: 314, sequenceNumber: 999)
        octets.append(littleEndian: reason)
        var packet = last
        packet.time += 5_000_000
        packet.octets = octets
        let place = recording.packets.firstIndex { $0.time > packet.time } ?? recording.packets.count
        recording.packets.insert(packet, at: place)
    }

    static func verdict(_ recording: Recording, _ keys: KeysFile = KeysFile()) throws -> Association {
        let associations = recording.associations(keys)
        #expect(associations.count == 1)
        return try #require(associations.first)
    }

    @Test func aRefusedAuthenticationCarriesItsStatus() throws {
        // Frame 156 or so answers the Authentication request: its status stands four octets into the body.
        var recording = try Self.beginning(160)
        let answer = try #require(recording.packets.first { $0.type == .authentication && $0.number > 154 })
        recording = recording.changing(answer.number) { $0.octets[$0.headerLength + 28] = 17 }
        #expect(try Self.verdict(recording).reason == .authenticationRejected(status: 17))
    }

    @Test func aRefusedAssociationCarriesItsStatus() throws {
        var recording = try Self.beginning(165)
        let answer = try #require(recording.packets.first { $0.type == .associationResponse })
        recording = recording.changing(answer.number) { $0.octets[$0.headerLength + 26] = 43 }
        recording = recording.dropping { $0.number > answer.number && !$0.isBeacon }
        let association = try Self.verdict(recording)
        #expect(association.kind == .failed && association.reason == .rejected(status: 43))
    }

    @Test func anUnansweredRequestIsOnlyAFailureWhenRepeatedToABSSThatIsHeard() throws {
        var recording = try Self.beginning(154)
        #expect(try Self.verdict(recording).kind == .unknown)
        try Self.again(&recording, 154, after: 1)
        try Self.again(&recording, 154, after: 2)
        let association = try Self.verdict(recording)
        #expect(association.kind == .failed && association.reason == .noResponse)
        #expect(association.requestFrame == nil)
        let deaf = recording.dropping(\.isBeacon)
        #expect(try Self.verdict(deaf).kind == .unknown)
    }

    @Test func anEAPRequestThatIsNeverAnsweredIsATimeout() throws {
        let whole = try Recording("hostapd/okc_none.pcapng")
        let requests = whole.packets.filter { $0.isEAP && $0.number < 219 }
        let third = requests[2].number
        var recording = try Self.beginning(third)
        #expect(try Self.verdict(recording).kind == .unknown)
        for seconds in 1...3 { try Self.again(&recording, third, after: Int64(seconds)) }
        #expect(try Self.verdict(recording).reason == .eapTimeout)
    }

    @Test func aResponseThatTheServerNeverAnswersIsATimeoutAndNoRefusal() throws {
        let whole = try Recording("hostapd/okc_none.pcapng")
        let response = try #require(whole.packets.filter { $0.isEAP && $0.number < 219 }.dropFirst().first).number
        var recording = try Self.beginning(response)
        let success = try #require(whole.packets.last { $0.isEAP && $0.number < 219 })
        var failure = success
        failure.octets[(success.eapolOffset ?? 0) + 4] = 4
        failure.time = try #require(whole.packets.first { $0.number == response }).time + 6_000_000_000
        recording.packets.append(failure)
        #expect(try Self.verdict(recording).reason == .eapTimeout)
    }

    @Test func eapFailureIsTheServersRefusal() throws {
        let whole = try Recording("hostapd/okc_none.pcapng")
        let success = try #require(whole.packets.last { $0.isEAP && $0.number < 219 })
        var recording = try Self.beginning(success.number).changing(success.number) { packet in
            packet.octets[(packet.eapolOffset ?? 0) + 4] = 4
        }
        try Self.part(&recording, reason: 23)
        let association = try Self.verdict(recording)
        #expect(association.kind == .failed && association.reason == .eapFailure)
        #expect(association.eap && association.eapMethod == "EAP-TTLS" && association.phases.eap == nil)
    }

    @Test func a4WayHandshakeThatStopsNamesItsLastMessage() throws {
        for (last, message) in [(213, 1), (215, 2), (217, 3)] {
            var recording = try Self.beginning(last)
            #expect(try Self.verdict(recording).kind == .unknown)
            try Self.part(&recording, reason: 15)
            #expect(try Self.verdict(recording).reason == .fourWayTimeout(lastMessage: message))
        }
    }

    @Test func message2WithAnotherKeyIsAMICFailureWhereTheKeyIsKnown() throws {
        let name = Array("dlink".utf8)
        let packets = try Recording("zn2i.pcap").dropping { $0.number > 9 }
        var recording = packets
        var deauthentication = packets.packets[7]
        deauthentication.number = 13
        deauthentication.time = packets.packets[8].time + 2_000_000_000
        deauthentication.octets = [0, 0, 8, 0, 0, 0, 0, 0]
        let station = MACAddress(0x0011_2233_4457)
        let bssid = MACAddress(0x0006_4F12_3456)
        deauthentication.octets.appendManagementHeader(
            .deauthentication, to: station, from: bssid, bssid: bssid, duration: 314, sequenceNumber: 9)
        deauthentication.octets.append(littleEndian: UInt16(15))
        recording.packets.append(deauthentication)
        for (passphrase, reason) in [
            ("12345678", Reason.fourWayTimeout(lastMessage: 2)), ("87654321", .micFailure),
        ] {
            var keys = KeysFile()
            let derived = PMK(passphrase: passphrase, ssid: name.octets)
            let pmk = try #require(derived)
            keys.entries = [.init(station: station, bssid: bssid, akm: .wpaPSK, pmk: pmk)]
            #expect(try Self.verdict(recording, keys).reason == reason)
        }
    }

    @Test func aDeauthenticationEndsAnAssociationWithItsReason() throws {
        var recording = try Self.beginning(165)
        try Self.part(&recording, reason: 3, isFromStation: true)
        let association = try Self.verdict(recording)
        #expect(association.kind == .failed && association.reason == .deauthenticated(reason: 3))
    }

    /// The exchange has a frame every millisecond: a general reason that comes in step takes the place of the next one; one
    /// that comes later may have ended a link whose frames were not captured. Reason 17 (Table 9-49: element mismatch) is
    /// one of the handshake alone, whenever it comes.
    @Test func aDeauthenticationOutOfStepEndsAnAttemptOnlyByItsReason() throws {
        for (pause, reason, expected) in [
            (0, 1, Reason.deauthenticated(reason: 1)), (0, 8, .deauthenticated(reason: 8)),
            (15, 1, .incompleteCapture), (500, 3, .incompleteCapture), (500, 17, .deauthenticated(reason: 17)),
        ] as [(Int64, UInt16, Reason)] {
            var air = Air()
            air.authenticate(Air.home)
            air.associate(Air.home) { $0.appendRSNElement(akms: [.wpaEAP]) }
            air.now += pause
            air.deauthenticate(Air.home, reason: reason)
            let association = try #require(air.associations().first)
            #expect(association.reason == expected, "reason \(reason) after \(pause) ms")
            // A slow exchange is given its own time.
            var slow = air.recording
            for index in slow.packets.indices {
                slow.packets[index].time = 1_000_000_000_000 + (slow.packets[index].time - 1_000_000_000_000) * 50
            }
            #expect(slow.associations().first?.reason == expected)
        }
    }

    /// In okc_both the old BSSs part from the station during and after each roam (frames 875, 974, 1038).
    @Test func aBSSThatTheStationHasLeftEndsNothing() throws {
        let associations = try Recording("hostapd/okc_both.pcapng").associations()
        #expect(associations.allSatisfy { $0.kind != .failed })
    }
}
