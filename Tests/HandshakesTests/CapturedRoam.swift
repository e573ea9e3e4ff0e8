import Cryptography
import Octets
import RSN

@testable import Handshakes

/// The 4-way handshake of an OKC roam between hostapd 2.10 and wpa_supplicant 2.10: reference capture okc_both.pcapng,
/// frames 767 to 773.
enum CapturedRoam {
    static let pmk = PMK(hexadecimal: "05230326d2a8b5378cac33fe79d774dd7dc61ef834d16e453dfa6311994053fa")
    static let pmkid = PMKID(hexadecimal: "1034a88f7e30d0763f452c6cbe520b1c")
    /// As tshark decrypts it.
    static let groupKey = TemporalKey(hexadecimal: "1609bdbdbf5dfeba777245bbb7c32a52")
    static let security = AssociationSecurity(
        akm: .wpaEAP, authenticator: MACAddress(0x04F0_2119_8844), supplicant: MACAddress(0x04F0_21AA_0001),
        authenticatorElement: octets("30180100000fac040100000fac040200000fac01000fac050c00"),
        supplicantElement: octets(
            "30260100000fac040100000fac040100000fac01000001001034a88f7e30d0763f452c6cbe520b1c"))
    static let message1 = octets(
        "0203007502008a00100000000000000001903ccd899af62d6a0316ac26014e1fa3dc3e016e57a7f9fd30ac2d41723f0b"
            + "a20000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
            + "000016dd14000fac041034a88f7e30d0763f452c6cbe520b1c")
    static let message2 = octets(
        "0103008702010a0000000000000000000146a801cf187710fb0ec7c9976fd677118890c447148010f1aa57da3a435485"
            + "210000000000000000000000000000000000000000000000000000000000000000bee321b12f602886a2bec2782f9ee7"
            + "d2002830260100000fac040100000fac040100000fac01000001001034a88f7e30d0763f452c6cbe520b1c")
    static let message3 = octets(
        "0203009f0213ca00100000000000000002903ccd899af62d6a0316ac26014e1fa3dc3e016e57a7f9fd30ac2d41723f0b"
            + "a200000000000000000000000000000000000000000000000000000000000000003063352e1412157b139ab0e19dc0be"
            + "16004075acce8dd3fa9277366380920d3aaa27e9d5af410253fa78921268691a49d8fdcdd144f67dc2b93edb2cced4cd"
            + "8fd7e0645454097c1a2483106b281bd0bda08f")
    static let message4 = octets(
        "0103005f02030a0000000000000000000200000000000000000000000000000000000000000000000000000000000000"
            + "000000000000000000000000000000000000000000000000000000000000000000f9b83d41ff51cc4ba6385b64637aa2"
            + "920000")

    private static func octets(_ hexadecimal: String) -> [UInt8] { [UInt8](hexadecimal: hexadecimal) ?? [] }
}
