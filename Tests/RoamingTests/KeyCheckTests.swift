import Octets
import RSN
import Roaming
import Testing

/// What known keys verify: PMKIDs and the MICs of EAPOL-Key frames of real captures.
@Suite struct KeyCheckTests {
    @Test(arguments: ["okc_both", "okc_none"])
    func everyMICOfTheRealHandshakesVerifies(name: String) throws {
        let associations = try Recording("hostapd/\(name).pcapng").associations(
            try Recording.keys("hostapd/\(name).keys"))
        #expect(associations.count { $0.isMICVerified == true && $0.unverifiedFrames.isEmpty } == 63)
        #expect(associations.allSatisfy { $0.pmkidFindings.allSatisfy(\.isVerified) && !$0.pmkidFindings.isEmpty })
    }

    @Test func anAlteredMessageIsNamed() throws {
        let keys = try Recording.keys("hostapd/okc_both.keys")
        // Messages 2, 3 and 4 of the first OKC roam are frames 769, 771 and 773.
        for number in [769, 771, 773] {
            let edited = try Recording("hostapd/okc_both.pcapng").changing(number) { packet in
                packet.octets[(packet.eapolOffset ?? 0) + 81] ^= 1
            }
            let roam = try #require(edited.associations(keys).first { $0.requestFrame == 760 })
            #expect(roam.isMICVerified == false && roam.unverifiedFrames == [number])
            #expect(roam.explanation.contains("The MIC of frame \(number) does not verify"))
        }
    }

    /// The key of the first cycle, without the place where it was made: the capture tells that.
    @Test func aPMKOfUnknownPlaceProvesTheRoamsThatItsExchangeLedTo() throws {
        var keys = KeysFile()
        keys.pmks = [try Recording.keys("hostapd/okc_both.keys").entries[0].pmk]
        let whole = try Recording("hostapd/okc_both.pcapng")
        let associations = whole.associations(keys)
        #expect(associations[1].kind == .okc && associations[1].evidence == .key)
        #expect(associations[2].kind == .pmksa && associations[2].evidence == .key)
        #expect(associations.count(.okc, .inferred) == 30 && associations.count(.pmksa, .pmkid) == 20)
        // It is no key of the later cycles, which does not make their PMKIDs wrong.
        #expect(associations.dropFirst(3).allSatisfy { $0.isPMKIDVerified == nil && $0.pmkidFindings.isEmpty })
        // Where the exchange was not captured, only the key is known.
        let late = whole.dropping { $0.number < 700 }.associations(keys)
        #expect(late[0].kind == .cached && late[0].evidence == .key)
    }

    @Test(arguments: [
        ("zn2i.pcap", "12345678"), ("wpa2-psk-linksys.cap", "dictionary"), ("n-02.cap", "bo$$password"),
        ("wpa.cap", "biscotte"), ("example-ft.pcapng", "password"),
    ])
    func aPassphraseVerifiesThePreSharedKeyOfItsNetworkAlone(name: String, passphrase: String) throws {
        let recording = try Recording(name)
        var keys = KeysFile()
        keys.passphrases = ["not this one", passphrase]
        let associations = recording.associations(keys).filter { $0.kind == .psk }
        #expect(!associations.isEmpty)
        #expect(associations.contains { $0.isMICVerified == true })
        #expect(associations.allSatisfy { $0.isMICVerified != false })
        keys.passphrases = ["not this one"]
        for association in recording.associations(keys) {
            #expect(association.isMICVerified == nil && association.reason != .micFailure)
        }
    }

    /// wpa.cap is WPA with TKIP: HMAC-MD5, Key Descriptor Version 1. Messages 2, 3 and 4 are frames 4, 6 and 8; 144 octets
    /// of Prism header, 24 of MAC header and 8 of LLC stand before EAPOL, and its MIC 81 into it (tshark).
    @Test func anAlteredMessageOfWPAIsNamed() throws {
        var keys = KeysFile()
        keys.passphrases = ["biscotte"]
        for number in [4, 6, 8] {
            let edited = try Recording("wpa.cap").changing(number) { $0.octets[144 + 24 + 8 + 81] ^= 1 }
            let association = try #require(edited.associations(keys).first)
            // Without a message 2 that proves it, a passphrase that is tried for everyone is not this network's.
            #expect(association.isMICVerified == (number == 4 ? nil : false))
            #expect(association.unverifiedFrames == (number == 4 ? [] : [number]))
        }
    }

    /// The initial association (frames 224 to 234) and the roam (758 to 765) of a real FT-PSK network.
    @Test func theMICsOfARealFastBSSTransitionVerify() throws {
        var keys = KeysFile()
        keys.passphrases = ["password"]
        let recording = try Recording("example-ft.pcapng")
        let associations = recording.associations(keys)
        #expect(associations.map(\.isMICVerified) == [true, true])
        #expect(associations.allSatisfy { $0.unverifiedFrames.isEmpty })
        // Messages 3 and 4; the MIC of the Fast BSS Transition elements of request and response (tshark).
        for (number, mic) in [
            (232, nil), (234, nil), (763, "d7d4a3e23660064ba1a4f97bb1a97614"),
            (765, "e61036b499528e39d3469a401c258465"),
        ] {
            let octets = mic.flatMap { [UInt8](hexadecimal: $0) }
            let edited = recording.changing(number) { packet in
                let start =
                    octets.flatMap { mic in packet.octets.indices.first { packet.octets[$0...].starts(with: mic) } }
                    ?? packet.eapolOffset.map { $0 + 81 }
                if let start { packet.octets[start] ^= 1 }
            }
            let found = edited.associations(keys)
            let association = try #require(found.first { $0.requestFrame == (number < 700 ? 224 : 763) })
            // What proves the key has to be right before anything else can be wrong.
            #expect(association.isMICVerified == (number == 763 ? nil : false), "\(number)")
            #expect(association.unverifiedFrames == (number == 763 ? [] : [number]))
        }
    }

    /// PMKIDs put into the first roam's request, made with Python's hmac of the key that the station holds.
    @Test func aWrongPMKIDIsSaidToBeAnothersOrNobodys() throws {
        let keys = try Recording.keys("hostapd/okc_none.keys")
        let home = MACAddress(0x04F0_2119_8744)
        for (pmkid, origin, words) in [
            (
                "0aa43b4ed6b5e5150a4416449f959d05", PMKIDFinding.Origin.verified(madeAt: home),
                "it derives from the key made at 04:f0:21:19:87:44 (frame 213)"
            ),
            (
                "6d7f34e468dfa5e4432200be5296a717", .otherBSSID(home),
                "to 04:f0:21:19:88:44, but that is the one for 04:f0:21:19:87:44"
            ),
            (
                "61cd756a4dfd91f318e650553d3bce01", .otherAKM("WPA-EAP-SHA256"),
                "derives from its key by the digest of WPA-EAP-SHA256 where the AKM is WPA-EAP"
            ),
            ("000102030405060708090a0b0c0d0e0f", .noKnownKey, "derives from no key that is known"),
        ] {
            let associations = try EditedCaptureTests.offering(pmkid).associations(keys)
            let roam = try #require(associations.first { $0.requestFrame == 747 })
            #expect(roam.pmkidFindings.first == PMKIDFinding(pmkid: roam.pmkidsOffered[0], origin: origin))
            #expect(roam.explanation.contains(words), "\(roam.explanation)")
        }
    }
}
