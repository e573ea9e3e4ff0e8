import Cryptography
import Dot11
import Octets
import RSN
import Testing

/// A handshake of a reference capture.
struct CapturedHandshake: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var pmk: PMK?
    var akm: AKM
    var authenticator: MACAddress
    var supplicant: MACAddress
    var messages: [[UInt8]]
    var rsnElement: String
    var groupKey: String

    static let okcFull = CapturedHandshake(
        testDescription: "full authentication, AKM 1",
        pmk: PMK(hexadecimal: "05230326d2a8b5378cac33fe79d774dd7dc61ef834d16e453dfa6311994053fa"), akm: .wpaEAP,
        authenticator: MACAddress(0x04F0_2119_8744), supplicant: MACAddress(0x04F0_21AA_0001),
        messages: [Captured.okcFull1, Captured.okcFull2, Captured.okcFull3, Captured.okcFull4],
        rsnElement: "30180100000fac040100000fac040200000fac01000fac050c00",
        groupKey: "d15db08f4fc78982ec8968ea8e180f43")
    static let okcRoam = CapturedHandshake(
        testDescription: "OKC roam, AKM 1",
        pmk: okcFull.pmk, akm: .wpaEAP,
        authenticator: MACAddress(0x04F0_2119_8844), supplicant: MACAddress(0x04F0_21AA_0001),
        messages: [Captured.okcRoam1, Captured.okcRoam2, Captured.okcRoam3, Captured.okcRoam4],
        rsnElement: "30180100000fac040100000fac040200000fac01000fac050c00",
        groupKey: "1609bdbdbf5dfeba777245bbb7c32a52")
    static let neheb = CapturedHandshake(
        testDescription: "AKM 6",
        pmk: PMK(passphrase: "bo$$password", ssid: Array("Neheb".utf8).octets), akm: .wpaPSKSHA256,
        authenticator: MACAddress(0xB0B9_8A56_8DEA), supplicant: MACAddress(0x2CF0_A2DD_BCD0),
        messages: [Captured.neheb1, Captured.neheb2, Captured.neheb3, Captured.neheb4],
        rsnElement: "30140100000fac040100000fac040100000fac06cc00",
        groupKey: "d5d89f70b8ad1d7321acbff2e640f0f4")
    static let dlink = CapturedHandshake(
        testDescription: "AKM 2",
        pmk: PMK(passphrase: "12345678", ssid: Array("dlink".utf8).octets), akm: .wpaPSK,
        authenticator: MACAddress(0x0006_4F12_3456), supplicant: MACAddress(0x0011_2233_4457),
        messages: [Captured.dlink1, Captured.dlink2, Captured.dlink3, Captured.dlink4],
        rsnElement: "30140100000fac040100000fac040100000fac020c00",
        groupKey: "af102543c1018e14bedff09e6c46ad56")

    /// The PTK that the nonces of messages 1 and 2 give.
    func ptk() throws -> PTK {
        let (message1, message2) = (messages[0], messages[1])
        let first = try EAPOLKeyFrame(parsing: message1.octets).nonce
        let second = try EAPOLKeyFrame(parsing: message2.octets).nonce
        let pmk = try #require(pmk)
        return try #require(
            PTK(
                pmk: pmk, akm: akm, cipher: .ccmp, authenticator: authenticator, supplicant: supplicant,
                authenticatorNonce: first, supplicantNonce: second))
    }
}

@Suite struct CapturedHandshakeTests {
    static let all: [CapturedHandshake] = [.okcFull, .okcRoam, .neheb, .dlink]

    @Test(arguments: all) func everyMessageCarriesTheMICOfItsKey(_ handshake: CapturedHandshake) throws {
        let kck = try handshake.ptk().kck
        for (index, message) in handshake.messages.enumerated() {
            let frame = try EAPOLKeyFrame(parsing: message.octets)
            let isGenuine = kck.verifies(frame)
            let number = frame.message.rawValue
            #expect(isGenuine == (index > 0), "message \(index + 1)")
            #expect(number == UInt8(index + 1))

            var altered = message
            altered[20] ^= 1
            let alteredIsGenuine = kck.verifies(try EAPOLKeyFrame(parsing: altered.octets))
            #expect(!alteredIsGenuine)
        }
    }

    @Test(arguments: all) func message3HoldsTheGroupKeyThatTsharkFinds(_ handshake: CapturedHandshake) throws {
        let kek = try handshake.ptk().kek
        let message3 = handshake.messages[2]
        let frame = try EAPOLKeyFrame(parsing: message3.octets)
        var clear: [UInt8] = []
        let isGenuine = kek.unwrap(frame.keyData, to: &clear)
        #expect(isGenuine)
        let keyData = try KeyData(parsing: clear.octets)
        let rsn = keyData.rsnElement?.hexadecimal
        let groupKey = keyData.groupKey?.key.hexadecimal
        let keyID = keyData.groupKey?.keyID
        #expect(rsn == handshake.rsnElement)
        #expect(groupKey == handshake.groupKey)
        #expect(keyID == 1)
    }

    // The whole of message 3 is written again from its parts: padding and wrapping are the standard's.
    @Test(arguments: all) func message3IsWrittenAsTheRealOneWas(_ handshake: CapturedHandshake) throws {
        let ptk = try handshake.ptk()
        let message3 = handshake.messages[2]
        let frame = try EAPOLKeyFrame(parsing: message3.octets)
        var clear: [UInt8] = []
        _ = ptk.kek.unwrap(frame.keyData, to: &clear)
        let keyData = try KeyData(parsing: clear.octets)
        var written: [UInt8] = []
        written.appendEAPOLKey(
            version: frame.version, information: frame.information, keyLength: frame.keyLength,
            replayCounter: frame.replayCounter, nonce: frame.nonce,
            receiveSequenceCounter: frame.receiveSequenceCounter
        ) { out in
            ptk.kek.appendWrapped(to: &out) { out in
                if let rsn = keyData.rsnElement { out.append(octets: rsn) }
                if let gtk = keyData.groupKey { out.appendKDE(groupKey: gtk.key, keyID: gtk.keyID) }
                if let igtk = keyData.integrityGroupKey {
                    out.appendKDE(integrityGroupKey: igtk.key, keyID: igtk.keyID, packetNumber: igtk.packetNumber)
                }
            }
        }
        ptk.kck.sign(&written, from: 0)
        #expect(written.octets.hexadecimal == message3.octets.hexadecimal)
    }

    @Test func temporalKeysAreThoseThatTsharkFinds() throws {
        #expect(
            try CapturedHandshake.neheb.ptk().temporalKey
                == TemporalKey(hexadecimal: "d72088051b391718cafa478a9b438c3d"))
        #expect(
            try CapturedHandshake.dlink.ptk().temporalKey
                == TemporalKey(hexadecimal: "f920b3400ddb07ee9e60676dc89b8afc"))
    }

    @Test func theIntegrityGroupKeyOfMessage3IsFound() throws {
        let kek = try CapturedHandshake.neheb.ptk().kek
        let message3 = Captured.neheb3
        let frame = try EAPOLKeyFrame(parsing: message3.octets)
        var clear: [UInt8] = []
        _ = kek.unwrap(frame.keyData, to: &clear)
        let keyData = try KeyData(parsing: clear.octets)
        let key = keyData.integrityGroupKey?.key.hexadecimal
        let keyID = keyData.integrityGroupKey?.keyID
        let packetNumber = keyData.integrityGroupKey?.packetNumber
        #expect(key == "72488c8f915554673f7122df17bed4ca")
        #expect(keyID == 4 && packetNumber == 0)
    }
}
