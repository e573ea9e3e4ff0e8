import Cryptography
import Octets
import Testing

@testable import RSN

@Suite struct KeyDerivationTests {
    // 802.11-2020, J.3.2.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0B, count: 20), "Hi There",
            "bcd4c650b30b9684951829e0d75f9d54b862175ed9f00606e17d8da35402ffee"
                + "75df78c3d31e0f889f012120c0862beb67753e7439ae242edb8373698356cf5a"
        ),
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "51f4de5b33f249adf81aeb713a3c20f4fe631446fabdfa58244759ae58ef9009"
                + "a99abf4eac2ca5fa87e692c440eb40023e7babb206d61de7b92f41529092b8fc"
        ),
    ]) func prfGivesTheValuesOfAnnexJ(key: [UInt8], data: String, expected: String) {
        let data = Array(data.utf8)
        let label = Array("prefix".utf8)
        var output = SecretOctets<64>()
        KeyDerivation.prf(key: key.octets, label: label.octets, context: data.octets, count: 64, output: &output)
        #expect(output.octets.hexadecimal == expected)
    }

    // 802.11-2020, J.4.
    @Test(arguments: [
        ("password", "IEEE", "f42c6fc52df0ebef9ebb4b90b38a5f902e83fe1b135a70e23aed762e9710a12e"),
        ("ThisIsAPassword", "ThisIsASSID", "0dc0d6eb90555ed6419756b9a15ec3e3209b63df707dd508d14581f8982721af"),
        (
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ",
            "becb93866bb8c3832cb777c2f559807c8c59afcb6eae734885001300a981cc62"
        ),
    ]) func aPassphraseGivesThePSKOfAnnexJ(passphrase: String, ssid: String, expected: String) throws {
        let psk = try psk(passphrase, ssid)
        #expect(psk.octets.hexadecimal == expected)
    }

    @Test func aPassphraseHas8To63Octets() {
        let ssid: [UInt8] = [0x41]
        let short = PMK(passphrase: "1234567", ssid: ssid.octets)
        let long = PMK(passphrase: String(repeating: "x", count: 64), ssid: ssid.octets)
        #expect(short == nil && long == nil)
    }

    // reference/captures: okc_both.pcapng frames 165 (message 1: 223) and 760, wpa2-psk-linksys.cap 50, test-pmkid.pcap 2.
    @Test func pmkidsAreThoseOfRealMessage1() throws {
        let pmk = try #require(
            PMK(hexadecimal: "05230326d2a8b5378cac33fe79d774dd7dc61ef834d16e453dfa6311994053fa"))
        let station = MACAddress(0x04F0_21AA_0001)
        let made = pmk.pmkid(akm: .wpaEAP, authenticator: MACAddress(0x04F0_2119_8744), supplicant: station)
        #expect(made?.description == "060245d8dc9a038958c7a44a31bf58eb")
        let cloned = pmk.pmkid(akm: .wpaEAP, authenticator: MACAddress(0x04F0_2119_8844), supplicant: station)
        #expect(cloned?.description == "1034a88f7e30d0763f452c6cbe520b1c")

        let linksys = try psk("dictionary", "linksys")
        let linksysID = linksys.pmkid(
            akm: .wpaPSK, authenticator: MACAddress(0x000B_86C2_A485), supplicant: MACAddress(0x0013_CE55_98EF))
        #expect(linksysID?.description == "d42ce8b065f8805553a1b6897f4ee452")

        let wlan = try psk("SP-91862D361", "WLAN-771698")
        let wlanID = wlan.pmkid(
            akm: .wpaPSK, authenticator: MACAddress(0x0012_BF77_162D), supplicant: MACAddress(0x0021_E924_A5E7))
        #expect(wlanID?.description == "c2ea9449c142e84a0479041702526532")
    }

    // Values by Python's hmac module.
    @Test func pmkidsOfSHA256AndSuiteBFollowTheirAKM() throws {
        let authenticator = MACAddress(0x0200_0000_0001)
        let supplicant = MACAddress(0x0200_0000_0000)
        let pmk = try countedPMK(ofLength: 32)
        let sha256 = pmk.pmkid(akm: .wpaEAPSHA256, authenticator: authenticator, supplicant: supplicant)
        #expect(sha256?.description == "1ebb852672beb479dc1f8aae1fd89f02")
        for akm in [AKM.sae, .owe, .ftEAP, .ftPSK, .wpaEAPSuiteB, .wpaEAPSuiteB192] {
            #expect(pmk.pmkid(akm: akm, authenticator: authenticator, supplicant: supplicant) == nil)
        }
        let suiteB = try #require(ptk(pmk, .wpaEAPSuiteB, .gcmp))
        #expect(
            suiteB.kck.pmkid(authenticator: authenticator, supplicant: supplicant)?.description
                == "263e36781bb5ba988cdc32cfd2afe88a")
        let pmk384 = try countedPMK(ofLength: 48)
        let suiteB192 = try #require(ptk(pmk384, .wpaEAPSuiteB192, .gcmp256))
        #expect(
            suiteB192.kck.pmkid(authenticator: authenticator, supplicant: supplicant)?.description
                == "7fe25a0351523479cd256dfa677f232b")
    }

    // Values by Python's hmac module.
    @Test func suiteBSignsAndDerivesWithItsOwnLengths() throws {
        let suiteB = try #require(ptk(countedPMK(ofLength: 32), .wpaEAPSuiteB, .gcmp))
        #expect(suiteB.temporalKey.octets.hexadecimal == "4696ec93fdee024a590d7a073a94e319")
        let suiteB192 = try #require(ptk(countedPMK(ofLength: 48), .wpaEAPSuiteB192, .gcmp256))
        #expect(
            suiteB192.temporalKey.octets.hexadecimal
                == "4e3c83e06fe02b1c2455488b13b5ac9b8f5668dad28334bb340d522a5041fe14")
        #expect(signedMessage4(suiteB.kck) == "ab74d8d2d03804f100307f722e6e1c6d")
        #expect(signedMessage4(suiteB192.kck) == "66dfa8d97849370c6a2357e1ef3e1c3f4c002b94d8593355")
    }

    private func psk(_ passphrase: String, _ ssid: String) throws -> PMK {
        let key = PMK(passphrase: passphrase, ssid: Array(ssid.utf8).octets)
        return try #require(key)
    }

    /// 00, 01, 02 and so on.
    private func countedPMK(ofLength count: UInt8) throws -> PMK {
        let key = PMK([UInt8](0..<count).octets)
        return try #require(key)
    }

    private func ptk(_ pmk: PMK, _ akm: AKM, _ cipher: Cipher) -> PTK? {
        guard let ones = Nonce([UInt8](repeating: 1, count: 32).octets),
            let twos = Nonce([UInt8](repeating: 2, count: 32).octets)
        else { return nil }
        return PTK(
            pmk: pmk, akm: akm, cipher: cipher, authenticator: MACAddress(0x0200_0000_0001),
            supplicant: MACAddress(0x0200_0000_0000), authenticatorNonce: ones, supplicantNonce: twos)
    }

    private func signedMessage4(_ kck: KCK) -> String? {
        var out: [UInt8] = []
        out.appendEAPOLKey(
            version: 1, information: [.pairwise, .mic, .secure], replayCounter: 7, micLength: kck.micLength)
        kck.sign(&out, from: 0)
        guard let frame = try? EAPOLKeyFrame(parsing: out.octets, micLength: kck.micLength), kck.verifies(frame)
        else { return nil }
        return frame.mic.hexadecimal
    }

    @Test func theMSKsFirstOctetsAreThePMK() throws {
        let msk = [UInt8](0..<64)
        let short = PMK(msk: msk.octets, akm: .wpaEAP)
        let long = PMK(msk: msk.octets, akm: .wpaEAPSuiteB192)
        #expect(try short == countedPMK(ofLength: 32))
        #expect(try long == countedPMK(ofLength: 48))
        let missing = PMK(msk: [UInt8](0..<31).octets, akm: .wpaEAP)
        #expect(missing == nil)
        #expect(try "\(countedPMK(ofLength: 32))" == "PMK (hidden)")
    }
}
