import AccessPoint
import Dot11
import EAP
import Octets
import RADIUS
import RSN
import Testing
import Timeline

/// A server's answer is for the authentication that asked, and for no other (RFC 3579, 2.1 and 2.6.1; RFC 3748, 4.1).
@Suite struct RADIUSSessionTests {
    private let first = MACAddress(0x0200_0000_0001)
    private let second = MACAddress(0x0200_0000_0002)

    private func madePMK(_ accessPoint: borrowing TestAccessPoint) -> [MACAddress] {
        accessPoint.events.compactMap { event in
            if case .madePMK(let station, _, _, _) = event { station } else { nil }
        }
    }

    @Test func anAcceptAfterLogoffIsNotTheNextStationsAtThatPlace() throws {
        var accessPoint = TestAccessPoint()
        accessPoint.join(first)
        let early = try accessPoint.identify(first)
        accessPoint.receiveEAPOL(.logoff, from: first)
        // hostapd 2.10 enters DISCONNECTED and disconnects the station: WLAN_REASON_IEEE_802_1X_AUTH_FAILED.
        #expect(accessPoint.words == ["c to \(first), reason 23"])
        accessPoint.receive(.deauthentication, [3, 0], from: first)

        accessPoint.join(second)
        let late = try accessPoint.identify(second)
        try accessPoint.accept(early, key: 1)
        #expect(madePMK(accessPoint) == [])
        #expect(accessPoint.frames.isEmpty)
        try accessPoint.accept(late, key: 2)
        #expect(madePMK(accessPoint) == [second])
        guard case .madePMK(_, _, _, let pmk)? = accessPoint.events.first else {
            Issue.record("no PMK")
            return
        }
        // The PMK is the first 256 bits of the MSK (802.11-2020, 12.7.1.3).
        #expect(pmk.octets.hexadecimal == String(repeating: "02", count: 32))
    }

    @Test func anAcceptAfterTheStationAssociatedAnewIsDropped() throws {
        var accessPoint = TestAccessPoint()
        accessPoint.join(first)
        let early = try accessPoint.identify(first)
        accessPoint.join(first)
        let late = try accessPoint.identify(first)
        try accessPoint.accept(early, key: 1)
        #expect(madePMK(accessPoint) == [] && accessPoint.frames.isEmpty)
        try accessPoint.accept(late, key: 2)
        #expect(madePMK(accessPoint) == [first])
    }

    @Test func anAcceptAfterEAPOLStartIsDropped() throws {
        var accessPoint = TestAccessPoint()
        accessPoint.join(first)
        let early = try accessPoint.identify(first)
        accessPoint.receiveEAPOL(.start, from: first)
        let identity = accessPoint.frames
        #expect(identity.count == 1)
        try accessPoint.accept(early, key: 1)
        #expect(madePMK(accessPoint) == [] && accessPoint.frames.isEmpty)
    }

    @Test func aChallengeWithoutAnEAPRequestEndsTheAuthentication() throws {
        for broken: [UInt8] in [[1, 2, 0, 9, 13], [1, 2, 0, 4], [9, 2, 0, 5, 13], [2, 2, 0, 5, 13]] {
            var accessPoint = TestAccessPoint()
            accessPoint.join(first)
            let request = try accessPoint.identify(first)
            try accessPoint.answer(request, .accessChallenge) { $0.appendEAPMessage(broken.octets) }
            #expect(accessPoint.words == ["c to \(first), reason 23"], "\(broken)")
            let failure = accessPoint.events.compactMap { event in
                if case .eapFailed(_, _, let failure) = event { failure } else { nil }
            }
            #expect(failure == [.brokenRequest])
        }
    }
}
