import AccessPoint
import Dot11
import EAP
import Octets
import RSN
import Testing
import Timeline

/// hostapd 2.10, ieee802_11.c: handle_assoc_cb, ieee802_11_rx_from_unknown; ieee802_1x.c: ieee802_1x_save_eapol. In
/// okc_both.pcapng the Acknowledgement of each of the 63 Responses precedes the first EAPOL frame.
@Suite struct AssociationAcknowledgementTests {
    private let station = MACAddress(0x0200_0000_0001)

    /// An access point that has answered the station, and doesn't know yet what became of the answer.
    private func answered(_ configure: (inout BSSConfiguration) -> Void = { _ in }) -> TestAccessPoint {
        var accessPoint = TestAccessPoint(configure)
        accessPoint.acknowledgesAssociation = false
        accessPoint.join(station)
        #expect(accessPoint.words == ["1 to \(station)"])
        return accessPoint
    }

    /// The token of the answer.
    private func token(_ accessPoint: borrowing TestAccessPoint) throws -> UInt64 {
        let token = accessPoint.tokens.last
        return try #require(token)
    }

    private func progress(_ accessPoint: borrowing TestAccessPoint) -> StationStatus.Progress? {
        accessPoint.core.status(of: station, bss: 0)?.progress
    }

    private func isAssociated(_ accessPoint: borrowing TestAccessPoint) -> Bool {
        accessPoint.events.contains { if case .associated(station, bss: 0) = $0 { true } else { false } }
    }

    @Test func eapBeginsWithTheAcknowledgementOfTheResponse() throws {
        var accessPoint = answered()
        let token = try self.token(accessPoint)
        #expect(progress(accessPoint) == .authenticated && !isAssociated(accessPoint))
        accessPoint.transmitted(token, isAcknowledged: true)
        // EAP-Request/Identity in QoS Data, 43 octets on the seed's air.
        #expect(accessPoint.words == ["28 to \(station)"])
        #expect(accessPoint.frames.map(\.count) == [43])
        #expect(progress(accessPoint) == .associated && isAssociated(accessPoint))
    }

    @Test func message1OfAPreSharedKeyDoesSoToo() throws {
        let psk = PMK(passphrase: "password", ssid: Array("okctest1".utf8).octets)
        var accessPoint = TestAccessPoint {
            $0.akms = [.wpaPSK]
            $0.psk = psk
        }
        accessPoint.acknowledgesAssociation = false
        accessPoint.join(station, akm: .wpaPSK)
        #expect(accessPoint.words == ["1 to \(station)"])
        accessPoint.transmitted(try token(accessPoint), isAcknowledged: true)
        // 26 + 8 + 99 octets.
        #expect(accessPoint.frames.map(\.count) == [133])
    }

    @Test func anOpenBSSOpensItsPortThen() throws {
        var accessPoint = answered { $0.akms = [] }
        let token = try self.token(accessPoint)
        #expect(progress(accessPoint) == .authenticated)
        accessPoint.transmitted(token, isAcknowledged: true)
        #expect(progress(accessPoint) == .authorized && accessPoint.words == [])
    }

    @Test func withoutAnAcknowledgementTheStationIsAuthenticatedAsBefore() throws {
        var accessPoint = answered()
        let token = try self.token(accessPoint)
        accessPoint.transmitted(token, isAcknowledged: false)
        #expect(accessPoint.words == [] && progress(accessPoint) == .authenticated && !isAssociated(accessPoint))
        // Class 3 frames: reason 7, in a Disassociation for one that is authenticated.
        accessPoint.receiveEAPOL(.start, from: station)
        #expect(accessPoint.words == ["a to \(station), reason 7"])
        // It may ask again without authenticating again.
        accessPoint.acknowledgesAssociation = true
        accessPoint.associate(station)
        #expect(accessPoint.words == ["1 to \(station)", "28 to \(station)"])
        // A late word about the first Response changes nothing.
        accessPoint.transmitted(token, isAcknowledged: false)
        #expect(progress(accessPoint) == .associated)
    }

    @Test func oneThatStaysAwayIsDeauthenticatedAfterTheTimeOfInactivity() throws {
        var accessPoint = answered()
        let token = try self.token(accessPoint)
        accessPoint.transmitted(token, isAcknowledged: false)
        accessPoint.wait(.milliseconds(299_900))
        #expect(accessPoint.words == [])
        accessPoint.wait(.milliseconds(200))
        #expect(accessPoint.words == ["c to \(station), reason 2"])
    }

    @Test func dataBeforeTheAcknowledgementIsDropped() {
        var accessPoint = answered { $0.akms = [] }
        accessPoint.receiveData([0xAA, 0xAA, 3, 0, 0, 0, 8, 0, 1], from: station, to: MACAddress(0x0200_0000_0009))
        #expect(accessPoint.words == [] && accessPoint.forwarded == [])
    }

    @Test func eapolThatOvertookTheAcknowledgementWaitsForItUpTo200Milliseconds() throws {
        for (wait, isTaken) in [(199, true), (200, false)] as [(UInt64, Bool)] {
            var accessPoint = answered()
            let token = try self.token(accessPoint)
            accessPoint.receiveEAPOL(.logoff, from: station)
            #expect(accessPoint.words == [])
            accessPoint.wait(.milliseconds(wait))
            accessPoint.transmitted(token, isAcknowledged: true)
            let farewell = "c to \(station), reason 23"
            #expect(accessPoint.words == ["28 to \(station)"] + (isTaken ? [farewell] : []))
        }
    }

    @Test func aRefusalNeedsNoAcknowledgement() {
        var accessPoint = TestAccessPoint { $0.akms = [.wpaPSK] }
        accessPoint.acknowledgesAssociation = false
        accessPoint.join(station, akm: .wpaPSK)
        #expect(accessPoint.words == ["1 to \(station)"] && accessPoint.tokens == [])
    }
}
