import EAP
import Octets
import RSN
import Testing

@Suite struct EAPOLKeyFrameTests {
    // okc_both.pcapng frame 223, as tshark reads it.
    @Test func theFieldsOfARealMessage1AreRead() throws {
        let message1 = Captured.okcFull1
        let frame = try EAPOLKeyFrame(parsing: message1.octets)
        let version = frame.version
        let information = frame.information
        let keyLength = frame.keyLength
        let replayCounter = frame.replayCounter
        let nonce = frame.nonce.description
        let descriptor = frame.descriptor
        let sequenceCounter = frame.receiveSequenceCounter
        #expect(version == 2 && descriptor == .rsn)
        #expect(information.rawValue == 0x008A && information.descriptorVersion == 2)
        #expect(keyLength == 16 && replayCounter == 1 && sequenceCounter == 0)
        #expect(nonce == "f267886305d76c3002a9e7e4989fab1730ff094390dccd86eab9f95d03b9ef20")
        let pmkid = try KeyData(parsing: frame.keyData).pmkid
        #expect(pmkid?.description == "060245d8dc9a038958c7a44a31bf58eb")
    }

    @Test(arguments: [
        (Captured.okcFull1, 1), (Captured.okcFull2, 2), (Captured.okcFull3, 3), (Captured.okcFull4, 4),
        // A message 2 whose Secure bit is set, a message 4 that repeats the nonce, and WPA's.
        (Captured.linksysSecure2, 2), (Captured.dlink4, 4),
        (Captured.wpa1, 1), (Captured.wpa2, 2), (Captured.wpa3, 3), (Captured.wpa4, 4),
        (Captured.sae2, 2),
    ]) func messagesAreToldApart(octets: [UInt8], number: Int) throws {
        let message = try EAPOLKeyFrame(parsing: octets.octets).message
        #expect(message.rawValue == UInt8(number))
    }

    @Test func theDraftsDescriptorAndElementAreRecognised() throws {
        let message2 = Captured.wpa2
        let frame = try EAPOLKeyFrame(parsing: message2.octets)
        let descriptor = frame.descriptor
        let element = try KeyData(parsing: frame.keyData).wpaElement?.hexadecimal
        #expect(descriptor == .wpa)
        #expect(element == "dd160050f20101000050f20201000050f20201000050f202")
        let isWPA = WPAElement.isWPA([0x00, 0x50, 0xF2, 0x01, 0x01, 0x00].octets)
        let isWMM = WPAElement.isWPA([0x00, 0x50, 0xF2, 0x02, 0x01, 0x01].octets)
        #expect(isWPA && !isWMM)
    }

    @Test func groupHandshakeAndRequestsAreRecognised() throws {
        for (information, expected): (KeyInformation, EAPOLKeyMessage) in [
            ([.ack, .mic, .secure, .encryptedKeyData], .group1), ([.mic, .secure], .group2),
            ([.pairwise, .mic, .secure, .request], .request), ([.mic, .secure, .error, .request], .request),
        ] {
            var out: [UInt8] = []
            out.appendEAPOLKey(version: 2, information: information, replayCounter: 1)
            let message = try EAPOLKeyFrame(parsing: out.octets).message
            #expect(message == expected)
        }
    }

    @Test func paddingAfterTheFrameIsNotPartOfIt() throws {
        let padded = Captured.okcFull2 + [0, 0, 0, 0]
        let whole = try EAPOLKeyFrame(parsing: padded.octets).whole.array
        #expect(whole == Captured.okcFull2)
    }

    @Test func whatIsNoKeyFrameIsRefusedWithItsPlace() {
        let start: [UInt8] = [1, 1, 0, 0]
        #expect(throws: ParseError(at: 1, expected: "EAPOL packet type 3")) {
            _ = try EAPOLKeyFrame(parsing: start.octets).version
        }
        var rc4 = Captured.okcFull1
        rc4[4] = 1
        #expect(throws: ParseError(at: 4, expected: "key descriptor type 2 or 254")) {
            _ = try EAPOLKeyFrame(parsing: rc4.octets).version
        }
        var long = Captured.okcFull1
        long[98] = 23
        #expect(throws: ParseError(at: 99, expected: "23 octets of EAPOL-Key key data, 22 are left")) {
            _ = try EAPOLKeyFrame(parsing: long.octets).version
        }
    }

    @Test func paddingOfKeyDataEndsTheWalk() throws {
        for padding: [UInt8] in [[0xDD], [0xDD, 0, 0, 0, 0, 0]] {
            var octets: [UInt8] = []
            octets.appendKDE(pmkid: PMKID())
            octets += padding
            var walk = KeyDataWalk(octets.octets)
            let first = try walk.next()?.kind
            let isAtEnd = try walk.next() == nil
            #expect(first == .kde(4) && isAtEnd)
        }
    }

    @Test func brokenKeyDataIsRefusedWithItsPlace() {
        for (octets, error): ([UInt8], ParseError) in [
            ([0x30, 5, 1, 0], ParseError(at: 2, expected: "5 octets of key data element, 2 are left")),
            ([0xDD, 6, 0x00, 0x0F, 0xAC, 1, 1, 0], ParseError(at: 0, expected: "a GTK")),
            ([0xDD, 5, 0x00, 0x0F, 0xAC, 4, 1], ParseError(at: 0, expected: "a PMKID of 16 octets")),
        ] {
            #expect(throws: error) { _ = try KeyData(parsing: octets.octets).pmkid }
        }
    }
}
