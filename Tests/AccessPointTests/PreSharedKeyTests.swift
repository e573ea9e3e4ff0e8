import AccessPoint
import EAP
import Octets
import RSN
import Testing
import Timeline

/// What hostapd 2.10 does with stations of a pre-shared key (wpa_auth.c; ieee802_1x.c, ieee802_1x_receive).
@Suite struct PreSharedKeyTests {
    private let station = MACAddress(0x0200_0000_0001)

    private func accessPoint(psk: PMK?) -> TestAccessPoint {
        TestAccessPoint {
            $0.akms = [.wpaEAP, .wpaPSK, .wpaPSKSHA256]
            $0.psk = psk
        }
    }

    private var psk: PMK? { PMK(passphrase: "password", ssid: Array("okctest1".utf8).octets) }

    /// Key information, replay counter and the length of the key data; tshark shows the same of n-02.cap frame 126 and
    /// zn2i.pcap frame 8, of routers with these suites.
    @Test(arguments: [(AKM.wpaPSK, "02008a0010"), (.wpaPSKSHA256, "02008b0010")])
    func associationIsFollowedByMessage1WithoutAPMKID(akm: AKM, beginning: String) throws {
        var accessPoint = accessPoint(psk: psk)
        accessPoint.join(station, akm: akm)
        let found = accessPoint.eapol
        let message = try #require(found)
        #expect(message.octets.extracting(4..<9).hexadecimal == beginning)
        #expect(message.count == 99 && message[97] == 0 && message[98] == 0)
        #expect(accessPoint.requests.isEmpty)
    }

    @Test func nothingButKeyFramesIsTakenOfItsStations() {
        var accessPoint = accessPoint(psk: psk)
        accessPoint.join(station, akm: .wpaPSK)
        for kind in [EAPOLFrame.Kind.start, .logoff, .eapPacket] {
            accessPoint.receiveEAPOL(kind, [2, 1, 0, 5, 1], from: station)
            #expect(accessPoint.frames.isEmpty && accessPoint.requests.isEmpty && accessPoint.events.isEmpty)
        }
        // 802.1X goes on beside it.
        accessPoint.join(MACAddress(0x0200_0000_0002))
        #expect(accessPoint.words.last == "28 to 02:00:00:00:00:02")
        accessPoint.wait(.seconds(5))
        #expect(accessPoint.words.contains("c to \(station), reason 15"))
    }

    /// 802.11-2020, Table 9-50: status 43, invalid AKMP.
    @Test func withoutAKeyTheSuiteIsRefused() {
        var accessPoint = accessPoint(psk: nil)
        accessPoint.join(station, akm: .wpaPSK)
        #expect(accessPoint.frames.count == 1 && accessPoint.frames[0][26] == 43)
    }
}
