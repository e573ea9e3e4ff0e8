import Cryptography
import Dot11
import Octets
import RSN
import Testing
import Timeline

@testable import Handshakes

@Suite struct FourWayHandshakeTests {
    @Test(arguments: [
        (AKM.wpaEAP, Cipher.ccmp), (.wpaPSK, .ccmp), (.wpaEAPSHA256, .ccmp), (.wpaPSKSHA256, .ccmp), (.sae, .ccmp),
        (.wpaEAPSuiteB, .gcmp), (.wpaEAPSuiteB192, .gcmp256), (.owe, .ccmp),
    ]) func bothEndsFinishWithEqualKeys(akm: AKM, cipher: Cipher) throws {
        var pair = try Pair(akm, cipher: cipher, integrity: true)
        pair.connect()
        #expect(pair.atAP.names == ["installPairwiseKey", "completed"])
        #expect(
            pair.atStation.names
                == ["send", "installPairwiseKey", "installGroupKey 1", "installIntegrityGroupKey 4", "completed"])
        #expect(pair.keysAreEqual)
        #expect(pair.supplicant.installedGroupKey?.packetNumber == 9)
        #expect(pair.supplicant.installedIntegrityGroupKey?.packetNumber == 5)
        #expect(pair.authenticator.isEstablished && pair.supplicant.isEstablished)
    }

    // reference/README.md: key information of real messages 1 to 4.
    @Test(arguments: [
        (AKM.wpaEAP, [0x008A, 0x010A, 0x13CA, 0x030A]), (.wpaEAPSHA256, [0x008B, 0x010B, 0x13CB, 0x030B]),
        (.sae, [0x0088, 0x0108, 0x13C8, 0x0308]),
    ]) func keyInformationIsThatOfRealPrograms(akm: AKM, expected: [UInt16]) throws {
        var pair = try Pair(akm)
        let message1 = pair.begin()
        let message2 = pair.toStation(message1)
        let message3 = pair.toAP(message2)
        let message4 = pair.toStation(message3)
        let information = (message1 + message2 + message3 + message4).map { UInt16($0[5]) << 8 | UInt16($0[6]) }
        #expect(information == expected)
        // Without a PMKID; the AP's element has 26 octets, the station's 22.
        #expect([message1, message2, message3, message4].map(\.first?.count) == [99, 121, 163, 99])
    }

    @Test func anAKMWithoutKeysHereIsRefused() {
        #expect(FourWayAuthenticator(Pair.security(.ftEAP)) == nil)
        #expect(FourWaySupplicant(Pair.security(.wpaEAP, cipher: .noGroupTraffic)) == nil)
    }

    // hostapd 2.10: after 100 ms, then after 1 s each, 4 tries, then reason 15.
    @Test func message1IsSentFourTimesAndThenGivenUp() throws {
        var pair = try Pair()
        let first = pair.begin()
        var instants = [Instant.zero]
        for attempt in 2...4 {
            let again = pair.wake()
            instants.append(pair.now)
            #expect(again.first.map { $0[16] } == UInt8(attempt), "the replay counter rises")
            #expect(again.first.map { Array($0[17..<49]) } == first.first.map { Array($0[17..<49]) }, "the nonce stays")
        }
        #expect(instants.map(\.nanoseconds) == [0, 100_000_000, 1_100_000_000, 2_100_000_000])
        let none = pair.wake()
        #expect(none.isEmpty && pair.now.nanoseconds == 3_100_000_000)
        #expect(pair.atAP.names == ["failed timeout(RSN.EAPOLKeyMessage.message1)"])
        #expect(pair.authenticator.deadline == nil)
        #expect(HandshakeFailure.timeout(.message1).reason == ReasonCode(rawValue: 15))
    }

    @Test func message3IsSentFourTimesAndThenGivenUp() throws {
        var pair = try Pair()
        let message1 = pair.begin()
        let message2 = pair.toStation(message1)
        _ = pair.toAP(message2)
        var last: [[UInt8]] = []
        for _ in 2...4 { last = pair.wake() }
        #expect(pair.now.nanoseconds == 2_100_000_000)
        let lastFrame = try #require(last.first)
        let number = try EAPOLKeyFrame(parsing: lastFrame.octets).message
        #expect(number == .message3)
        _ = pair.wake()
        #expect(pair.atAP.names == ["failed timeout(RSN.EAPOLKeyMessage.message3)"])
        let late = pair.toAP(pair.toStation(last))
        #expect(late.isEmpty && pair.atAP.names == ["ignored unexpected(RSN.EAPOLKeyMessage.message4)"])
    }

    @Test func anAcknowledgedMessage1IsGrantedASecond() throws {
        var pair = try Pair()
        _ = pair.begin()
        pair.authenticator.acknowledged(at: Instant(nanoseconds: 2_000_000))
        #expect(pair.authenticator.deadline?.nanoseconds == 1_002_000_000)
        _ = pair.wake()
        pair.authenticator.acknowledged(at: pair.now)
        #expect(pair.authenticator.deadline?.nanoseconds == 2_002_000_000)
    }

    @Test func anAnswerToAnyTryOfMessage1IsAccepted() throws {
        var pair = try Pair()
        let first = pair.begin()
        let second = pair.wake()
        let answer = pair.toStation(first)
        let again = pair.toStation(second)
        let message3 = pair.toAP(answer)
        #expect(message3.count == 1)
        // The answer to the other try comes too late, and starts nothing.
        let late = pair.toAP(again)
        #expect(late.isEmpty && pair.atAP.names == ["ignored replayed(RSN.EAPOLKeyMessage.message2)"])
        _ = pair.toAP(pair.toStation(message3))
        #expect(pair.keysAreEqual)
    }

    @Test func aRepeatedMessage3IsAnsweredAndInstallsNothing() throws {
        var pair = try Pair()
        let message1 = pair.begin()
        let message2 = pair.toStation(message1)
        let message3 = pair.toAP(message2)
        _ = pair.toStation(message3)  // message 4 is lost
        let repeated = pair.wake()
        let message4 = pair.toStation(repeated)
        #expect(pair.atStation.names == ["send"])
        _ = pair.toAP(message4)
        #expect(pair.atAP.names == ["installPairwiseKey", "completed"])
        #expect(pair.keysAreEqual)
        // The same frame once more, with its old counter.
        _ = pair.toStation(repeated)
        #expect(pair.atStation.names == ["ignored replayed(RSN.EAPOLKeyMessage.message3)"])
    }

    // The key reinstallation attack: a forged message 1 between two messages 3.
    @Test func aForgedMessage1ChangesNoKeyInUse() throws {
        var pair = try Pair()
        let message1 = pair.begin()
        let message2 = pair.toStation(message1)
        let message3 = pair.toAP(message2)
        _ = pair.toStation(message3)
        var forged = message1.first ?? []
        forged[16] = 200  // the replay counter
        forged[20] ^= 1  // the nonce
        _ = pair.toStation([forged])
        #expect(pair.atStation.names == ["send"])
        let key = pair.supplicant.confirmed?.ptk.temporalKey
        let message4 = pair.toStation(pair.wake())
        #expect(pair.atStation.names == ["send"])
        #expect(pair.supplicant.confirmed?.ptk.temporalKey == key)
        _ = pair.toAP(message4)
        #expect(pair.keysAreEqual)
    }

    @Test func anotherKeyAtTheOtherEndIsReportedAndEndsInTimeout() throws {
        var pair = try Pair()
        let other = PMK(hexadecimal: String(repeating: "43", count: 32))
        let message1 = pair.begin()
        pair.supplicant.begin(pmk: try #require(other), pmkid: nil)
        var answers = pair.toStation(message1)
        for _ in 1...4 {
            _ = pair.toAP(answers)
            #expect(pair.atAP.names == ["ignored notGenuine(RSN.EAPOLKeyMessage.message2)"])
            answers = pair.toStation(pair.wake())
        }
        #expect(pair.atAP.names == ["failed timeout(RSN.EAPOLKeyMessage.message1)"])
    }

    @Test func anRSNElementOtherThanTheRequestsEndsTheHandshake() throws {
        var pair = try Pair()
        var security = Pair.security(.wpaEAP)
        security.supplicantElement = Pair.element([.wpaPSK])
        pair.supplicant = try #require(FourWaySupplicant(security))
        let message2 = pair.toStation(pair.begin())
        _ = pair.toAP(message2)
        #expect(pair.atAP.names == ["failed requestElementDiffers"])
        #expect(HandshakeFailure.requestElementDiffers.reason == ReasonCode(rawValue: 2))
    }

    @Test func anRSNElementOtherThanTheBeaconsEndsTheHandshake() throws {
        var pair = try Pair()
        var security = Pair.security(.wpaEAP)
        security.authenticatorElement = Pair.element([.wpaPSK])
        pair.supplicant = try #require(FourWaySupplicant(security))
        let message2 = pair.toStation(pair.begin())
        let message3 = pair.toAP(message2)
        let message4 = pair.toStation(message3)
        #expect(message4.isEmpty)
        #expect(pair.atStation.names == ["failed beaconElementDiffers"])
        #expect(HandshakeFailure.beaconElementDiffers.reason == ReasonCode(rawValue: 17))
        #expect(!pair.supplicant.isEstablished)
    }

    @Test func aPMKIDThatTheSupplicantDoesNotHoldIsReported() throws {
        var pair = try Pair()
        let shown = PMKID(hexadecimal: "00112233445566778899aabbccddeeff")
        let message1 = pair.begin(pmkid: shown)
        pair.supplicant.begin(pmk: pair.pmk, pmkid: PMKID(hexadecimal: "ffeeddccbbaa99887766554433221100"))
        let none = pair.toStation(message1)
        #expect(none.isEmpty && pair.atStation.names == ["unknownPMKID"])
        pair.supplicant.begin(pmk: pair.pmk, pmkid: shown)
        #expect(pair.toStation(message1).count == 1)
    }

    @Test func alteredMessagesAreDroppedAndTheHandshakeStillCompletes() throws {
        var pair = try Pair()
        let message1 = pair.begin()
        let message2 = pair.toStation(message1)
        let altered2 = message2.flatMap { message in message.indices.map { message.with(0x10, at: $0) } }
        #expect(pair.toAP(altered2).isEmpty)
        let message3 = pair.toAP(message2)
        let altered3 = message3.flatMap { message in message.indices.map { message.with(0x10, at: $0) } }
        _ = pair.toStation(altered3)
        #expect(!pair.atStation.names.contains { $0.hasPrefix("install") || $0 == "completed" })
        let message4 = pair.toStation(message3)
        let altered4 = message4.flatMap { message in message.indices.map { message.with(0x10, at: $0) } }
        #expect(pair.toAP(altered4).isEmpty)
        #expect(pair.atAP.names.allSatisfy { $0.hasPrefix("ignored") })
        _ = pair.toAP(message4)
        #expect(pair.keysAreEqual)
    }

    @Test func message3WithAnotherNonceIsDropped() throws {
        var pair = try Pair()
        let message1 = pair.begin()
        _ = pair.toAP(pair.toStation(message1))
        let nonce = pair.authenticator.nonce
        pair.authenticator.nonce.storage[0] ^= 1
        let none = pair.toStation(pair.wake())
        #expect(none.isEmpty && pair.atStation.names == ["ignored otherNonce"])
        pair.authenticator.nonce = nonce
        _ = pair.toAP(pair.toStation(pair.wake()))
        #expect(pair.keysAreEqual)
    }
}

extension [UInt8] {
    /// A copy with some bits of one octet turned.
    func with(_ bits: UInt8, at index: Int) -> [UInt8] {
        var copy = self
        copy[index] ^= bits
        return copy
    }
}
