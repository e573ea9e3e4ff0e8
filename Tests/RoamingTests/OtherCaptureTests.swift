import Octets
import RSN
import Roaming
import TestSupport
import Testing

/// Captures of others' networks; the facts are those of the reference README.
@Suite struct OtherCaptureTests {
    @Test func theFTRoamIsOneRoamAndItsReplaysAreNone() throws {
        let associations = try Recording("example-ft.pcapng").associations()
        #expect(associations.count == 2)
        #expect(associations[0].kind == .psk)
        let roam = associations[1]
        #expect(roam.kind == .ft && roam.over == .air && roam.isRoam)
        #expect(roam.station == MACAddress(0x00C0_CA75_D327))
        #expect(roam.from == MACAddress(0xC4E9_84DB_FB7B) && roam.bssid == MACAddress(0xC4E9_841D_A5BC))
        #expect(roam.firstFrame == 758 && roam.requestFrame == 763 && roam.lastFrame == 765)
        #expect(roam.phases.roam?.milliseconds == "13.541")
        #expect(roam.phases.dataGap?.milliseconds == "803.180")
        #expect(roam.replays == 10)
        #expect(roam.pmkidsOffered.isEmpty)
        #expect(roam.akm == "FT-PSK" && roam.ssid == "simulnet")
    }

    @Test func aPSKRoamIsFoundInTwelveFrames() throws {
        let associations = try Recording("zn2i.pcap").associations()
        let roam = try #require(associations.first)
        #expect(associations.count == 1)
        #expect(roam.kind == .psk && roam.isRoam && roam.retries == 1)
        #expect(roam.from == MACAddress(0x0012_3456_7892) && roam.bssid == MACAddress(0x0006_4F12_3456))
        #expect(roam.phases.roam?.milliseconds == "17.462")
        #expect(roam.phases.dataGap?.milliseconds == "119.691")
    }

    @Test func currentAPDecidesEvenWhereAnotherAssociationWasSeen() throws {
        let associations = try Recording("n-02.cap").associations()
        #expect(associations.count == 2)
        #expect(associations[0].reason == .rejected(status: 30))
        let roam = associations[1]
        #expect(roam.requestFrame == 117 && roam.kind == .psk && roam.isRoam)
        #expect(roam.from == MACAddress(0xB0B9_8A56_8DEB) && roam.bssid == MACAddress(0xB0B9_8A56_8DEA))
        #expect(roam.fromChannel == nil && roam.akm == "WPA-PSK-SHA256")
        #expect(roam.phases.roam?.milliseconds == "26.624")
    }

    @Test func fourAssociationsOfWhichOneWasRefused() throws {
        let recording = try Recording("wpa2-psk-linksys.cap")
        let name = Array("linksys".utf8)
        let derived = PMK(passphrase: "dictionary", ssid: name.octets)
        let pmk = try #require(derived)
        var keys = KeysFile()
        let station = MACAddress(0x0013_CE55_98EF)
        keys.entries = [.init(station: station, bssid: MACAddress(0x000B_86C2_A485), akm: .wpaPSK, pmk: pmk)]
        let associations = recording.associations(keys)
        #expect(associations.map(\.kind) == [.psk, .psk, .failed, .psk])
        #expect(associations[2].reason == .rejected(status: 10) && associations[2].lastFrame == 309)
        // The PMKID in message 1 is d42ce8b0…, which the passphrase gives.
        #expect(associations[0].isPMKIDVerified == true)
        #expect(associations.allSatisfy { !$0.isRoam })
    }

    @Test func whatACaptureCannotTellIsUnknown() throws {
        let associations = try Recording("test-pmkid.pcap").associations()
        #expect(associations.map(\.kind) == [.unknown])
        #expect(associations[0].reason == .incompleteCapture)
        #expect(associations[0].ssid == "WLAN-771698" && associations[0].requestFrame == nil)
    }

    @Test func saeAndWPAAreNamedForWhatTheyAre() throws {
        let sae = try Recording("wpa3-psk.pcap").associations()
        #expect(sae.map(\.kind) == [.sae])
        #expect(sae[0].akm == "SAE" && sae[0].phases.roam != nil)
        let wpa = try Recording("wpa.cap").associations()
        #expect(wpa.map(\.kind) == [.psk])
        #expect(wpa[0].channel == 7 && wpa[0].request == nil && wpa[0].phases.roam == nil)
    }

    @Test func aBeaconAloneOrAWireAloneHasNoAssociation() throws {
        let octets = try #require(Reference.octets("bad_rsn_parsing_overrides_ssid.pcap"))
        let results = RoamingResults(analyzing: octets.octets)
        #expect(results.associations.isEmpty && results.damage != nil)
        #expect(try Recording("RADIUS.pcap").associations().isEmpty)
    }
}
