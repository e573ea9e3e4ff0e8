import AccessPoint
import Dot11
import EAP
import Octets
import RADIUS
import RSN
import Testing
import Timeline

/// hostapd 2.10, sta_info.c: ap_handle_timer with AP_DISASSOC_DELAY 3 s and AP_DEAUTH_DELAY 1 s, ap_handle_session_timer;
/// ieee802_1x.c: ieee802_1x_receive_auth (RFC 3580, 3.17).
@Suite struct TimeoutTests {
    private let station = MACAddress(0x0200_0000_0001)

    /// An open BSS that forgets a station after `seconds` of silence, and the station in it.
    private func joined(seconds: UInt64, polls: Bool = true) -> TestAccessPoint {
        var accessPoint = TestAccessPoint { bss in
            bss.akms = []
            bss.maximumInactivity = .seconds(seconds)
            bss.pollsInactiveStations = polls
        }
        accessPoint.join(station)
        return accessPoint
    }

    @Test func aSilentStationIsPolledAndDisassociatedAndDeauthenticated() {
        var accessPoint = joined(seconds: 300)
        accessPoint.wait(.milliseconds(299_900))
        #expect(accessPoint.words == [])
        accessPoint.wait(.milliseconds(200))
        // 0x2C is QoS Null: the station asked for WMM.
        #expect(accessPoint.words == ["2c to \(station)"])
        accessPoint.wait(.milliseconds(2_800))
        #expect(accessPoint.words == [])
        accessPoint.wait(.milliseconds(200))
        #expect(accessPoint.words == ["a to \(station), reason 4"])
        accessPoint.wait(.milliseconds(800))
        #expect(accessPoint.words == [])
        accessPoint.wait(.milliseconds(200))
        #expect(accessPoint.words == ["c to \(station), reason 2"])
        // And nothing more: the entry is gone.
        accessPoint.wait(.seconds(700))
        #expect(accessPoint.words == [])
    }

    @Test func anAcknowledgedPollKeepsIt() throws {
        var accessPoint = joined(seconds: 60)
        accessPoint.wait(.milliseconds(60_100))
        let token = try #require(accessPoint.tokens.last)
        accessPoint.core.transmitted(token, isAcknowledged: true, at: accessPoint.now, &accessPoint.out)
        accessPoint.wait(.seconds(59))
        #expect(accessPoint.words == [])
        // The next poll comes up to 19 s later than 60 s after the Acknowledgement.
        accessPoint.wait(.seconds(20))
        #expect(accessPoint.words.first == "2c to \(station)")
    }

    @Test func aFrameOfTheStationKeepsItWithoutAPoll() {
        var accessPoint = joined(seconds: 60)
        for _ in 0..<10 {
            accessPoint.wait(.seconds(50))
            #expect(accessPoint.words == [])
            accessPoint.receiveData([0xAA, 0xAA, 3, 0, 0, 0, 8, 0, 1], from: station, to: MACAddress(0x0200_0000_0009))
        }
    }

    @Test func withoutPollsItIsDisassociatedAtOnce() {
        var accessPoint = joined(seconds: 60, polls: false)
        accessPoint.wait(.milliseconds(60_100))
        #expect(accessPoint.words == ["a to \(station), reason 4"])
    }

    @Test func aStationThatOnlyAuthenticatedIsDeauthenticated() {
        var accessPoint = TestAccessPoint { $0.maximumInactivity = .seconds(60) }
        accessPoint.receive(.authentication, [0, 0, 1, 0, 0, 0], from: station)
        accessPoint.wait(.milliseconds(60_100))
        #expect(accessPoint.words == ["c to \(station), reason 2"])
    }

    @Test func theDefaultIs300Seconds() {
        // BSS Max Idle Period of real hostapd (okc_both.pcapng, frame 167): 292 × 1000 TU.
        let bss = BSSConfiguration(interface: "vap0", bssid: TestAccessPoint.bssid, ssid: [])
        #expect(bss.maximumInactivity == .seconds(300))
    }

    @Test func aSessionTimeoutEndsTheSession() throws {
        var accessPoint = TestAccessPoint()
        accessPoint.join(station)
        let request = try accessPoint.identify(station)
        let pmk = try accessPoint.accept(request, key: 1) { $0.append(.sessionTimeout, integer: 2) }
        try accessPoint.handshake(station, pmk: pmk)
        accessPoint.wait(.milliseconds(1_900))
        #expect(accessPoint.words == [])
        accessPoint.wait(.milliseconds(200))
        #expect(accessPoint.words == ["c to \(station), reason 2"])
        // The entry is gone: class 3 frames are answered with reason 7.
        accessPoint.receiveData([0xAA, 0xAA, 3, 0, 0, 0, 8, 0, 1], from: station)
        #expect(accessPoint.words == ["c to \(station), reason 7"])
    }

    @Test func withTerminationActionTheStationAuthenticatesAnewInstead() throws {
        var accessPoint = TestAccessPoint()
        accessPoint.join(station)
        let request = try accessPoint.identify(station)
        let pmk = try accessPoint.accept(request, key: 1) { packet in
            packet.append(.sessionTimeout, integer: 2)
            packet.append(.terminationAction, integer: 1)
        }
        try accessPoint.handshake(station, pmk: pmk)
        accessPoint.wait(.milliseconds(1_900))
        #expect(accessPoint.words == [])
        accessPoint.wait(.milliseconds(200))
        // EAP-Request/Identity, under the key that stays in use: 26 + 8 + 8 + 4 + 5 + 8 octets.
        #expect(accessPoint.frames.map(\.count) == [59])
        let isProtected = accessPoint.frames.allSatisfy { $0[1] & 0x40 != 0 }
        #expect(isProtected)
        let began = accessPoint.events.contains { if case .eapStarted(station, bss: 0) = $0 { true } else { false } }
        #expect(began)
    }
}
