import Cryptography
import Octets
import Testing

/// The octets of an ASCII text.
private func ascii(_ text: String) -> [UInt8] { [UInt8](text.utf8) }

/// The digest of an ASCII text in hexadecimal.
private func hash<Hash: Digest>(_ text: String, _: Hash.Type) -> String {
    "\(Hash.hash(ascii(text).octets))"
}

/// The code of an ASCII text in hexadecimal, with a key of one octet repeated.
private func code<Hash: Digest>(_ text: String, keyOctet: UInt8, count: Int, _: Hash.Type) -> String {
    let key = HMAC<Hash>(key: [UInt8](repeating: keyOctet, count: count).octets)
    return "\(key.code(for: ascii(text).octets))"
}

@Suite struct DigestTests {
    @Test func md4GivesTheValuesOfRFC1320() {
        #expect(hash("", MD4.self) == "31d6cfe0d16ae931b73c59d7e0c089c0")
        #expect(hash("abc", MD4.self) == "a448017aaf21d8525fc10ae87aa6729d")
    }

    @Test func md5GivesTheValuesOfRFC1321() {
        #expect(hash("", MD5.self) == "d41d8cd98f00b204e9800998ecf8427e")
        #expect(hash("message digest", MD5.self) == "f96b697d7cb7938d525a2f31aaf161d0")
    }

    @Test func shaGivesTheValuesOfFIPS180() {
        #expect(hash("abc", SHA1.self) == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(
            hash("abc", SHA256.self) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            hash("abc", SHA384.self)
                == "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7")
    }

    @Test func aCopiedDigestBranchesTheMessage() {
        var one = SHA1()
        one.update(ascii("a").octets)
        var other = one
        one.update(ascii("bc").octets)
        other.update(ascii("bcd").octets)
        let (first, second) = (one.finalize(), other.finalize())
        #expect(first.description == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(second.description == "81fe8bfe87576c3ecb22426f8e57847382917acf")
    }

    @Test func hmacGivesTheValuesOfRFC2202And4231() {
        #expect(
            code("Hi There", keyOctet: 0x0B, count: 16, MD5.self) == "9294727a3638bb1c13f48ef8158bfc9d")
        #expect(
            code("Hi There", keyOctet: 0x0B, count: 20, SHA1.self)
                == "b617318655057264e28bc0b6fb378c8ef146be00")
        #expect(
            code("Hi There", keyOctet: 0x0B, count: 20, SHA256.self)
                == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        #expect(
            code("Hi There", keyOctet: 0x0B, count: 20, SHA384.self)
                == "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6")
    }

    @Test func hmacHashesAKeyLongerThanABlock() {
        let text = "Test Using Larger Than Block-Size Key - Hash Key First"
        #expect(
            code(text, keyOctet: 0xAA, count: 80, SHA1.self)
                == "aa4ae5e15272d00e95705637ce8a3b55ed402112")
        #expect(
            code(text, keyOctet: 0xAA, count: 131, SHA256.self)
                == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
        #expect(
            code(text, keyOctet: 0xAA, count: 131, SHA384.self)
                == "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952")
    }

    @Test func hmacKeepsItsKeyFromMessageToMessage() {
        let key = HMAC<SHA1>(key: [UInt8](repeating: 0x0B, count: 20).octets)
        _ = key.code(for: ascii("something else").octets)
        var pieces = key
        pieces.update(ascii("Hi ").octets)
        pieces.update(ascii("There").octets)
        let code = pieces.finalize()
        #expect(code.description == "b617318655057264e28bc0b6fb378c8ef146be00")
    }

    @Test func pbkdf2GivesTheValuesOfRFC6070() {
        var key: [UInt8] = [0xFF]
        PBKDF2.appendKey(
            ofLength: 20, password: ascii("password").octets, salt: ascii("salt").octets, iterations: 4096, to: &key)
        #expect(key.octets.hexadecimal == "ff4b007901b765489abead49d926f721d065a429c1")
    }
}
