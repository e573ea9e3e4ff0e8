import Dot11
import Octets
import Roaming
import Testing

/// Real captures with frames taken away or changed: each verdict must change as the definitions say, and never lie.
@Suite struct EditedCaptureTests {
    /// Frames 741 to 799 of okc_none are its first roam, a full authentication without a PMKID.
    @Test func withoutItsEAPFramesARoamIsNoLongerFull() throws {
        let recording = try Recording("hostapd/okc_none.pcapng")
        let edited = recording.dropping { (741...799).contains($0.number) && $0.isEAP }
        let roam = try #require(edited.associations().first { $0.isRoam })
        // Nothing else is missing, nobody offered a PMKID, and EAP was seen at another BSS and none here.
        #expect(roam.kind == .okc && roam.evidence == .inferred && !roam.eap)
        #expect(roam.explanation.contains("probably"))
        // With keys: message 1 shows a key made here, which nobody offered or used before.
        let proven = edited.associations(try Recording.keys("hostapd/okc_none.keys")).first { $0.isRoam }
        #expect(proven?.kind == .unknown && proven?.reason == .incompleteCapture)
    }

    @Test func withoutAnyEAPFrameAReusedKeyIsOnlyCached() throws {
        let edited = try Recording("hostapd/okc_both.pcapng").dropping(\.isEAP)
        let associations = edited.associations()
        #expect(associations.count(.cached) == 63)
        let proven = edited.associations(try Recording.keys("hostapd/okc_both.keys"))
        #expect(proven.count(.okc, .key) == 31)
        #expect(proven.count(.pmksa, .key) == 21)
        #expect(proven.count(.unknown) == 11)
    }

    @Test func theServersSideContradictsAReuseThatOnlySeemsSo() throws {
        var recording = try Recording("hostapd/okc_none.pcapng").dropping(\.isEAP)
        recording.packets += try Recording("hostapd/okc_none_radius.pcap").packets
        recording.packets.sort { $0.time < $1.time }
        let associations = recording.associations()
        #expect(associations.count(.unknown) == 32)
        #expect(associations.count(.cached) == 31)
    }

    @Test func aPMKIDThatMessage1DoesNotShowMeansThatAnExchangeWasMissed() throws {
        // The PMKID stands last in the RSN element, which ends 45 octets before the frame does (tshark).
        let recording = try Recording("hostapd/okc_both.pcapng")
        let text = "1034a88f7e30d0763f452c6cbe520b1c"
        let pmkid = try #require([UInt8](hexadecimal: text))
        let edited = recording.changing(760) { packet in
            let start = packet.octets.indices.first { Array(packet.octets[$0...].prefix(16)) == pmkid }
            if let start { packet.octets[start + 15] ^= 1 }
        }
        for keys in [KeysFile(), try Recording.keys("hostapd/okc_both.keys")] {
            let roam = try #require(edited.associations(keys).first { $0.requestFrame == 760 })
            #expect(roam.pmkidsOffered.map { $0.description } == ["1034a88f7e30d0763f452c6cbe520b1d"])
            #expect(roam.kind == .unknown && roam.reason == .incompleteCapture)
            #expect(roam.pmkidAccepted == nil)
            #expect(roam.isPMKIDVerified == (keys.entries.isEmpty ? nil : false))
        }
    }

    @Test func withoutMessage1TheHandshakeHasNoDurationAndOnlyAKeyProvesTheKind() throws {
        let edited = try Recording("hostapd/okc_both.pcapng").dropping { $0.number == 767 }
        let roam = try #require(edited.associations().first { $0.requestFrame == 760 })
        #expect(roam.kind == .okc && roam.evidence == .inferred)
        #expect(roam.phases.fourWay == nil && roam.phases.roam?.milliseconds == "196.201")
        #expect(roam.pmkidAccepted == nil)
        // Message 3 has the nonce, so that the MIC of message 2 can be verified.
        let keys = try Recording.keys("hostapd/okc_both.keys")
        let proven = try #require(edited.associations(keys).first { $0.requestFrame == 760 })
        #expect(proven.kind == .okc && proven.evidence == .key)
        #expect(proven.pmkidAccepted?.description == "1034a88f7e30d0763f452c6cbe520b1c")
    }

    @Test func withoutMessage4OnlyProtectedDataShowsALink() throws {
        let recording = try Recording("hostapd/okc_both.pcapng")
        let edited = recording.dropping { $0.number == 773 }
        let roam = try #require(edited.associations().first { $0.requestFrame == 760 })
        #expect(roam.kind == .okc)
        #expect(roam.phases.fourWay == nil && roam.phases.roam == nil)
        #expect(roam.lastFrame < 812)
        let silent = recording.dropping { (773..<812).contains($0.number) && !$0.isBeacon }
        let unknown = try #require(silent.associations().first { $0.requestFrame == 760 })
        #expect(unknown.kind == .unknown && unknown.reason == .incompleteCapture)
    }

    @Test func aCaptureThatBeginsInTheMiddleDoesNotGuess() throws {
        let edited = try Recording("hostapd/okc_both.pcapng").dropping { $0.number < 700 }
        let roam = try #require(edited.associations().first)
        #expect(roam.kind == .cached && roam.evidence == nil)
        #expect(roam.pmkidAccepted?.description == "1034a88f7e30d0763f452c6cbe520b1c")
        let proven = edited.associations(try Recording.keys("hostapd/okc_both.keys"))
        #expect(proven.first?.kind == .okc && proven.first?.evidence == .key)
    }

    @Test func withoutItsRequestARoamIsKnownByItsResponseAndMessage2() throws {
        let edited = try Recording("hostapd/okc_both.pcapng").dropping { $0.number == 760 }
        let roam = try #require(edited.associations().first { $0.firstFrame == 751 })
        #expect(roam.requestFrame == nil && roam.request == .reassociation)
        #expect(roam.kind == .okc && roam.evidence == .inferred && roam.isRoam)
        #expect(roam.from == MACAddress(0x04F0_2119_8744))
        #expect(roam.phases.roam?.milliseconds == "196.201")
    }

    @Test func withoutItsAuthenticationFramesTheRoamCountsFromTheRequest() throws {
        let edited = try Recording("hostapd/okc_both.pcapng").dropping { $0.type == .authentication }
        let roam = try #require(
            edited.associations().first { $0.firstFrame == 758 || $0.requestFrame != nil && $0.isRoam })
        #expect(roam.phases.roam == nil && roam.phases.authenticationToAssociation == nil)
        // 16.649792195 − 16.508901607 s.
        #expect(roam.phases.roamFromRequest?.milliseconds == "140.891")
        #expect(edited.associations().count(.okc, .inferred) == 31)
    }

    @Test func framesCapturedTwiceCountOnce() throws {
        var recording = try Recording("hostapd/okc_both.pcapng")
        recording.packets = recording.packets.flatMap { packet in
            var copy = packet
            copy.time += 3_000
            return [packet, copy]
        }
        let associations = recording.associations()
        #expect(associations.count == 63)
        #expect(associations.count(.okc, .inferred) == 31)
        #expect(associations[1].phases.roam?.milliseconds == "196.201")
        #expect(associations[1].retries == 8)
    }

    @Test func framesWithAWrongFCSSayNothing() throws {
        let recording = try Recording("example-ft.pcapng")
        // The radiotap flags of this capture stand at octet 24: the FCS follows the frame. 0x40 says that it is wrong.
        let edited = recording.changing(763) { packet in
            let flags = try? Radiotap(parsing: packet.octets.octets)
            #expect(flags?.hasFCS == true)
            packet.octets[24] |= 0x40
            #expect((try? Radiotap(parsing: packet.octets.octets))?.hasBadFCS == true)
        }
        let roam = try #require(edited.associations().first { $0.firstFrame == 758 })
        #expect(roam.requestFrame == nil)
    }

    /// The first roam of okc_none, with a PMKID put into its Reassociation Request. The key of the BSS before gives
    /// 6d7f34e4… there and 0aa43b4e… here (computed with Python's hmac).
    static func offering(_ pmkid: String) throws -> Recording {
        let added = try #require([UInt8](hexadecimal: "0100" + pmkid))
        return try Recording("hostapd/okc_none.pcapng").changing(747) { packet in
            // The RSN element of 20 octets (version 1, CCMP, …) has no PMKID count yet.
            let element: [UInt8] = [0x30, 0x14, 0x01, 0x00, 0x00, 0x0F, 0xAC, 0x04]
            let start = packet.octets.indices.first { Array(packet.octets[$0...].prefix(8)) == element }
            guard let start else { return }
            packet.octets[start + 1] = 38
            packet.octets.insert(contentsOf: added, at: start + 22)
        }
    }

    @Test func aFullRoamNamesWhatWasWrongWithItsPMKID() throws {
        let keys = try Recording.keys("hostapd/okc_none.keys")
        for (pmkid, inferred, proven) in [
            ("0aa43b4ed6b5e5150a4416449f959d05", Reason.pmkidNotAccepted, Reason.pmkidNotAccepted),
            ("6d7f34e468dfa5e4432200be5296a717", .pmkidOfOtherBSSID, .pmkidOfOtherBSSID),
            ("000102030405060708090a0b0c0d0e0f", .pmkidNotAccepted, .pmkidWrong),
        ] {
            let recording = try Self.offering(pmkid)
            let roam = try #require(recording.associations().first { $0.requestFrame == 747 })
            #expect(roam.kind == .full && roam.reason == inferred && roam.isPMKIDVerified == nil)
            let known = try #require(recording.associations(keys).first { $0.requestFrame == 747 })
            #expect(known.reason == proven)
            #expect(known.isPMKIDVerified == (pmkid == "0aa43b4ed6b5e5150a4416449f959d05"))
        }
    }

    @Test func anEAPOLStartBeforeTheFirstRequestIsToldApart() throws {
        var recording = try Self.offering("0aa43b4ed6b5e5150a4416449f959d05")
        let index = try #require(recording.packets.firstIndex { $0.number > 747 && $0.isEAP })
        // The station's first response, cut to an EAPOL-Start.
        var start = try #require(recording.packets.first { $0.number > recording.packets[index].number && $0.isEAP })
        let offset = try #require(start.eapolOffset)
        start.octets.removeLast(start.octets.count - offset)
        start.octets += [1, 1, 0, 0]
        start.octets[start.headerLength + 22] ^= 0x10
        start.time = recording.packets[index].time - 1_000_000
        recording.packets.insert(start, at: index)
        let roam = try #require(recording.associations().first { $0.requestFrame == 747 })
        #expect(roam.kind == .full && roam.reason == .eapolStart)
    }
}
