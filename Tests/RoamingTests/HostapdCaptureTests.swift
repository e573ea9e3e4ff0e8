import Octets
import Roaming
import Testing

/// What real hostapd, wpa_supplicant and FreeRADIUS did; the facts are those of the reference README.
@Suite struct HostapdCaptureTests {
    @Test func okcOnBothSidesGives11Full31OKCAnd21PMKSA() throws {
        let recording = try Recording("hostapd/okc_both.pcapng")
        let inferred = recording.associations()
        #expect(inferred.count == 63)
        #expect(inferred.count(.full) == 11)
        #expect(inferred.count(.okc, .inferred) == 31)
        #expect(inferred.count(.pmksa, .pmkid) == 21)
        let proven = recording.associations(try Recording.keys("hostapd/okc_both.keys"))
        #expect(proven.count == 63)
        #expect(proven.count(.full) == 11)
        #expect(proven.count(.okc, .key) == 31)
        #expect(proven.count(.pmksa, .key) == 21)
        for association in proven {
            #expect(association.isPMKIDVerified == true)
            #expect(association.isRoam == (association.kind != .full))
            #expect(association.request == (association.kind == .full ? .association : .reassociation))
            #expect(association.eap == (association.kind == .full))
            #expect(association.reason == nil)
        }
    }

    @Test func okcOnNeitherSideGives32FullAnd31PMKSA() throws {
        let recording = try Recording("hostapd/okc_none.pcapng")
        for (keys, evidence) in [
            (KeysFile(), Evidence.pmkid), (try Recording.keys("hostapd/okc_none.keys"), .key),
        ] {
            let associations = recording.associations(keys)
            #expect(associations.count == 63)
            #expect(associations.count(.full) == 32)
            #expect(associations.count(.pmksa, evidence) == 31)
            let roams = associations.filter(\.isRoam)
            #expect(roams.count == 52)
            #expect(roams.count { $0.kind == .full && $0.reason == .noPMKIDOffered } == 21)
            for association in associations where association.kind == .full {
                #expect(association.eapMethod == "EAP-TTLS")
                #expect(association.eapRoundTrips == 7)
            }
        }
    }

    @Test func theFirstAssociationsAreAsKnown() throws {
        let both = try Recording("hostapd/okc_both.pcapng").associations()
        let first = try #require(both.first)
        #expect(first.requestFrame == 165 && first.firstFrame == 158 && first.lastFrame == 232)
        #expect(first.phases.roam?.milliseconds == "955.515")
        #expect(first.station == MACAddress(0x04F0_21AA_0001))
        #expect(first.bssid == MACAddress(0x04F0_2119_8744))
        #expect(first.ssid == "okctest1" && first.channel == 6 && first.akm == "WPA-EAP")
        #expect(first.pmkidsOffered.isEmpty && first.from == nil)
        let okc = both[1]
        #expect(okc.requestFrame == 760 && okc.lastFrame == 773)
        #expect(okc.bssid == MACAddress(0x04F0_2119_8844) && okc.from == MACAddress(0x04F0_2119_8744))
        #expect(okc.pmkidsOffered.map { $0.description } == ["1034a88f7e30d0763f452c6cbe520b1c"])
        #expect(okc.pmkidAccepted?.description == "1034a88f7e30d0763f452c6cbe520b1c")
        #expect(okc.phases.roam?.milliseconds == "196.201")
        #expect(okc.phases.eap == nil)
        #expect(okc.explanation.contains("probably"))
        let back = both[2]
        #expect(back.requestFrame == 816 && back.firstFrame == 812 && back.lastFrame == 829)
        #expect(back.pmkidAccepted?.description == "060245d8dc9a038958c7a44a31bf58eb")
        #expect(back.phases.roam?.milliseconds == "99.183")

        let none = try Recording("hostapd/okc_none.pcapng").associations()
        let milliseconds = none.prefix(3).map { $0.phases.roam?.milliseconds }
        #expect(milliseconds == ["744.861", "459.573", "62.407"])
        #expect(none.prefix(3).map(\.requestFrame) == [161, 747, 839])
        #expect(none.prefix(3).map(\.firstFrame) == [154, 741, 835])
        #expect(none.prefix(3).map(\.lastFrame) == [219, 799, 852])
        #expect(none[2].pmkidAccepted?.description == "6d7f34e468dfa5e4432200be5296a717")
    }

    /// tshark's `radius.time` of the replies to the first seven requests, added up: 263.377 ms.
    @Test func radiusOnTheWireIsAddedUpForEachAssociation() throws {
        var recording = try Recording("hostapd/okc_both.pcapng")
        recording.packets += try Recording("hostapd/okc_both_radius.pcap").packets
        recording.packets.sort { $0.time < $1.time }
        let associations = recording.associations(ladders: true)
        #expect(associations.count == 63)
        #expect(associations[0].phases.radius?.milliseconds == "263.377")
        #expect(associations[0].ladder.count { $0.sender == .radius } == 7)
        #expect(associations[0].ladder.count { $0.receiver == .radius } == 7)
        #expect(associations[1].phases.radius == nil)
        #expect(associations.count { $0.phases.radius != nil } == 11)
    }

    @Test func theLadderOfAnOKCRoamHasItsEightFramesAndTheOldAPsFarewell() throws {
        let associations = try Recording("hostapd/okc_both.pcapng").associations(ladders: true)
        let roam = try #require(associations.first { $0.requestFrame == 760 })
        let frames = roam.ladder.filter { $0.phase != .leaving && $0.phase != .data }
        #expect(frames.map(\.number) == [751, 755, 760, 762, 767, 769, 771, 773])
        #expect(frames.map(\.length) == [30, 30, 184, 146, 155, 173, 197, 133])
        #expect(roam.ladder.filter { $0.phase == .leaving }.map(\.sender) == [.old])
        #expect(frames[2].text == "Reassociation Request, PMKID 1034a88f7e30d0763f452c6cbe520b1c")
    }
}
