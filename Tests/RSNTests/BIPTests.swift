import Cryptography
import Dot11
import Octets
import RSN
import Testing

/// BIP-CMAC-128 and CCMP of management frames.
@Suite struct BIPTests {
    // 802.11-2020, J.9.1: a broadcast Deauthentication, key ID 4, IPN 4.
    static let key = TemporalKey(hexadecimal: "4ea9543e09cf2b1eca66ffc58bdecbcf")
    static let clear = octets("c0000000ffffffffffff02000000000002000000000009000200")
    static let protected = octets(
        "c0000000ffffffffffff020000000000020000000000090002004c10040004000000000048dfbfa7b8278872")

    private static func octets(_ hexadecimal: String) -> [UInt8] { [UInt8](hexadecimal: hexadecimal) ?? [] }

    private func accepts(_ octets: [UInt8], keyID: UInt16 = 4, packetNumber: UInt64 = 3) throws -> Bool {
        let key = try #require(Self.key)
        var receiver = try #require(BIPReceiver(key, keyID: keyID, packetNumber: packetNumber))
        guard let header = try? MACHeader(parsing: octets.octets) else { return false }
        return receiver.accepts(header)
    }

    @Test func theFourthFrameIsThatOfAnnexJ() throws {
        let key = try #require(Self.key)
        var transmitter = try #require(BIPTransmitter(key, keyID: 4))
        let clear = Self.clear
        var out: [UInt8] = []
        for _ in 0..<4 {
            out.removeAll()
            let isProtected = transmitter.protect(try MACHeader(parsing: clear.octets), to: &out)
            #expect(isProtected)
        }
        #expect(out == Self.protected)
        #expect(transmitter.packetNumber == 4)
        #expect(try accepts(out))
    }

    @Test func aFrameIsTakenOnceAndByItsKeyAlone() throws {
        let key = try #require(Self.key)
        var receiver = try #require(BIPReceiver(key, keyID: 4, packetNumber: 3))
        let protected = Self.protected
        let header = try MACHeader(parsing: protected.octets)
        let isFirstTaken = receiver.accepts(header)
        let isSecondTaken = receiver.accepts(header)
        #expect(isFirstTaken && !isSecondTaken)
        #expect(try !accepts(protected, packetNumber: 4))
        #expect(try !accepts(protected, keyID: 5))
        #expect(try !accepts(Self.clear))
    }

    /// Duration and Sequence Control, and the bits that may change on the way, are not covered (12.5.4.3); all else is.
    @Test func everyOtherBitCounts() throws {
        let free: Set<Int> = [2, 3, 22, 23]
        for index in Self.protected.indices {
            for bit in 0..<8 {
                var altered = Self.protected
                altered[index] ^= 1 << UInt8(bit)
                let isFree = free.contains(index) || (index == 1 && 3...5 ~= bit)
                #expect(try accepts(altered) == isFree, "octet \(index), bit \(bit)")
            }
        }
        for count in Self.protected.indices { #expect(try !accepts(Array(Self.protected[..<count]))) }
    }

    // 802.11-2020, J.9.2: a unicast Deauthentication under CCMP. The result is that of AES-CCM in pyca/cryptography 48.
    @Test func ccmpProtectsManagementFramesToo() throws {
        let parsed = TemporalKey(hexadecimal: "66ed21042f9f26d7115706e40414cf2e")
        let key = try #require(parsed)
        var transmitter = try #require(CCMPTransmitter(key))
        let clear = Self.octets("c000000002000000010002000000000002000000000060000200")
        var out: [UInt8] = []
        let isProtected = transmitter.protect(try MACHeader(parsing: clear.octets), to: &out)
        #expect(isProtected)
        #expect(
            out.octets.hexadecimal
                == "c0400000020000000100020000000000020000000000600001000020000000001d07cafd0409bb8bafef")
    }
}
