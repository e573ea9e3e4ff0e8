import Dot11
import Octets
import RSN
import Testing
import Timeline

@testable import Station

@Suite("Pre-shared keys")
struct PreSharedKeyTests {
    /// A station with a passphrase, for a BSS whose RSN element lists `akms`.
    private func security(_ listed: [AKM], allowed: [AKM], joinsOpen: Bool = false) -> LinkSecurity? {
        var configuration = StationConfiguration(
            address: StationDriver.address, ssid: Array("okctest1".utf8), scanChannels: [StationDriver.channel6])
        configuration.eap = StationDriver.identity
        configuration.akms = allowed
        configuration.joinsOpen = joinsOpen
        configuration.psk = PMK(passphrase: "password", ssid: Array("okctest1".utf8).octets)
        var table = BSSTable(ownSSID: configuration.ssid)
        BSSTableTests.receive(Self.beacon(listed), into: &table, bssid: StationDriver.bssA)
        return table[StationDriver.bssA].flatMap(configuration.security(for:))
    }

    /// The reference's Beacon with other suites; without privacy where there are none.
    private static func beacon(_ akms: [AKM]) -> [UInt8] {
        var beacon = Array(ReferenceFrames.beaconA.prefix(36))
        beacon[34] = akms.isEmpty ? 0x01 : 0x11
        beacon.appendElement(.ssid, Array("okctest1".utf8))
        if !akms.isEmpty { beacon.appendRSNElement(akms: akms) }
        beacon.appendElement(.vendorSpecific, [0x00, 0x50, 0xF2, 0x02, 0x01, 0x01, 0x00, 0x00])
        return beacon
    }

    /// wpa_supplicant 2.10, wpa_supplicant_set_suites: 802.1X with SHA-256, PSK with SHA-256, 802.1X, PSK.
    @Test func ofSeveralSuitesWpaSupplicantsFirstIsTaken() {
        let all: [AKM] = [.wpaPSK, .wpaEAP, .wpaPSKSHA256, .wpaEAPSHA256]
        #expect(security(all, allowed: all) == .rsn(.wpaEAPSHA256))
        #expect(security(all, allowed: [.wpaPSK, .wpaEAP, .wpaPSKSHA256]) == .rsn(.wpaPSKSHA256))
        #expect(security([.wpaPSK, .wpaEAP], allowed: all) == .rsn(.wpaEAP))
        #expect(security([.wpaPSK], allowed: all) == .rsn(.wpaPSK))
        #expect(security([.wpaPSK], allowed: [.wpaEAP]) == nil)
    }

    @Test func anOpenBSSIsJoinedOnlyIfTheNetworkSaysSo() {
        #expect(security([], allowed: [.wpaPSK]) == nil)
        #expect(security([], allowed: [], joinsOpen: true) == .open)
        #expect(security([.wpaPSK], allowed: [], joinsOpen: true) == nil)
    }

    /// Some access points show a PMKID with a pre-shared key (wpa2-psk-linksys.cap, frame 50); wpa_supplicant 2.10 doesn't
    /// mind, whatever it says.
    @Test func aPMKIDInMessage1DoesNotMatter() throws {
        let made = PMK(passphrase: "password", ssid: Array("okctest1".utf8).octets)
        let psk = try #require(made)
        let driver = StationDriver {
            $0.akms = [.wpaPSK]
            $0.psk = psk
        }
        _ = driver.receive(Self.beacon([.wpaPSK]))
        _ = driver.connect()
        _ = driver.advance(.milliseconds(60))
        _ = driver.receive(ReferenceFrames.authenticationResponse)
        _ = driver.receive(ReferenceFrames.associationResponse)
        #expect(driver.state == .associated(StationDriver.bssA))
        let accessPoint = ScriptedAP(
            bssid: StationDriver.bssA, pmk: psk, akm: .wpaPSK, beacon: Self.beacon([.wpaPSK]))
        let answer = driver.receive(accessPoint.message1(pmkid: PMKID()))
        let data = try accessPoint.receiveMessage2(#require(answer.transmitted.first))
        // The RSN element of the request: CCMP, PSK, no capabilities, no PMKID.
        #expect(data?.octets.hexadecimal == "30140100000fac040100000fac040100000fac020000")
        let message3 = try #require(accessPoint.message3())
        let end = driver.receive(message3)
        #expect(end.transmitted.count == 1 && accessPoint.receiveMessage4(end.transmitted[0]))
        #expect(driver.state == .completed(StationDriver.bssA) && driver.station.pmksaCache.entries.isEmpty)
    }
}
