import Cryptography
import Octets
import Testing

private func octets(_ hexadecimal: String) -> [UInt8] {
    [UInt8](hexadecimal: hexadecimal) ?? []
}

@Suite struct CipherTests {
    /// RFC 3394, 4.1, 4.2 and 4.6: key, text, wrapped text.
    static let keyWraps = [
        (
            "000102030405060708090a0b0c0d0e0f", "00112233445566778899aabbccddeeff",
            "1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5"
        ),
        (
            "000102030405060708090a0b0c0d0e0f1011121314151617", "00112233445566778899aabbccddeeff",
            "96778b25ae6ca435f92b5b97c050aed2468ab8a17ad84e5d"
        ),
        (
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f",
            "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"
        ),
    ]

    @Test(arguments: keyWraps) func keyWrapGivesTheValuesOfRFC3394(key: String, text: String, wrapped: String) throws {
        let key = octets(key)
        var out: [UInt8] = [0x55]
        AESKeyWrap.wrap(octets(text).octets, key: key.octets, to: &out)
        #expect(out.octets.hexadecimal == "55" + wrapped)

        out = [0x55]
        let isGenuine = AESKeyWrap.unwrap(octets(wrapped).octets, key: key.octets, to: &out)
        #expect(isGenuine)
        #expect(out.octets.hexadecimal == "55" + text)
    }

    @Test func keyUnwrapRefusesWhatWasNotWrappedWithTheKey() throws {
        let key = octets("000102030405060708090a0b0c0d0e0f")
        var wrapped = octets("1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5")
        wrapped[23] ^= 1
        var out: [UInt8] = [0x55]
        for length in 0...24 {
            let isGenuine = AESKeyWrap.unwrap(wrapped.octets.extracting(first: length), key: key.octets, to: &out)
            #expect(!isGenuine)
            #expect(out == [0x55])
        }
    }

    @Test(arguments: [
        (0, "bb1d6929e95937287fa37d129b756746"), (16, "070a16b46b4d4144f79bdd9dd04a287c"),
        (40, "dfa66747de9ae63030ca32611497c827"), (64, "51f0bebf7e3b9d92fc49741779363cfe"),
    ]) func cmacGivesTheValuesOfRFC4493(length: Int, code: String) throws {
        let key = try #require(SecretOctets<16>(hexadecimal: "2b7e151628aed2a6abf7158809cf4f3c"))
        let message = octets(
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710")
        var cmac = AESCMAC(key: key)
        cmac.update(message.octets.extracting(first: length / 3))
        cmac.update(message.octets.extracting(length / 3..<length))
        let first = cmac.finalize()
        #expect(first.description == code)
        cmac.update(message.octets.extracting(first: length))
        let again = cmac.finalize()
        #expect(again == first)
    }

    // RFC 3610, 8, packet vector 1.
    @Test func ccmGivesTheValuesOfRFC3610() throws {
        let ccm = AESCCM(key: octets("c0c1c2c3c4c5c6c7c8c9cacbcccdcecf").octets)
        let nonce = try #require(FixedOctets<13>(hexadecimal: "00000003020100a0a1a2a3a4a5"))
        let header = octets("0001020304050607")
        let text = octets("08090a0b0c0d0e0f101112131415161718191a1b1c1d1e")
        let sealed = "588c979a61c663d2f066d0c2c0f989806d5f6b61dac38417e8d12cfdf926e0"
        for _ in 0..<2 {
            var out: [UInt8] = [0x55]
            ccm.seal(text.octets, nonce: nonce, additionalData: header.octets, to: &out)
            #expect(out.octets.hexadecimal == "55" + sealed)

            out = [0x55]
            let isGenuine = ccm.open(
                octets(sealed).octets, nonce: nonce, additionalData: header.octets, to: &out)
            #expect(isGenuine)
            #expect(out == [0x55] + text)
        }
    }

    @Test func ccmOpensNothingThatWasAltered() throws {
        let ccm = AESCCM(key: octets("c0c1c2c3c4c5c6c7c8c9cacbcccdcecf").octets)
        let nonce = FixedOctets<13>()
        let header: [UInt8] = [1, 2, 3]
        var sealed: [UInt8] = []
        ccm.seal([1, 2, 3, 4, 5].octets, nonce: nonce, additionalData: header.octets, to: &sealed)
        for index in sealed.indices {
            var altered = sealed
            altered[index] ^= 0x80
            var out: [UInt8] = [0x55]
            let isGenuine = ccm.open(altered.octets, nonce: nonce, additionalData: header.octets, to: &out)
            #expect(!isGenuine)
            #expect(out == [0x55])
        }
        var out: [UInt8] = []
        let isGenuine = ccm.open([1, 2, 3].octets, nonce: nonce, additionalData: header.octets, to: &out)
        #expect(!isGenuine)
    }

    @Test func ccmSealsAnEmptyText() throws {
        let ccm = AESCCM(key: [UInt8](repeating: 7, count: 16).octets, tagLength: 16)
        var sealed: [UInt8] = []
        ccm.seal([UInt8]().octets, nonce: FixedOctets(), additionalData: [9, 9].octets, to: &sealed)
        #expect(sealed.count == 16)
        var out: [UInt8] = []
        let isGenuine = ccm.open(sealed.octets, nonce: FixedOctets(), additionalData: [9, 9].octets, to: &out)
        #expect(isGenuine && out.isEmpty)
        sealed[0] ^= 1
        let altered = ccm.open(sealed.octets, nonce: FixedOctets(), additionalData: [9, 9].octets, to: &out)
        #expect(!altered)
    }

    // The worked example of J. Orlin Grabbe, "The DES Algorithm Illustrated".
    @Test func desEncryptsAKnownBlock() throws {
        let key = try #require(SecretOctets<8>(hexadecimal: "133457799bbcdff1"))
        let block = try #require(FixedOctets<8>(hexadecimal: "0123456789abcdef"))
        #expect(DES.encrypt(block, key: key).description == "85e813540f0ab405")
    }

    @Test func secretsCompareByOctetsAndNeverShow() throws {
        let one = SecretOctets<4>([1, 2, 3, 4].octets, at: 0)
        let other = SecretOctets<4>([1, 2, 3, 5].octets, at: 0)
        #expect(one == one)
        #expect(one != other)
        #expect("\(one)" == "4 octets (hidden)")
        #expect(String(reflecting: one) == "4 octets (hidden)")
        var dumped = ""
        dump(one, to: &dumped)
        #expect(dumped == "- 4 octets (hidden)\n")
        let emptyAreEqual = constantTimeEquals([UInt8]().octets, [UInt8]().octets)
        let lengthsDiffer = !constantTimeEquals([1].octets, [1, 2].octets)
        #expect(emptyAreEqual && lengthsDiffer)
    }
}
