import Cryptography
import Dot11
import Octets
import RSN
import Testing
import Timeline

@testable import Handshakes

@Suite struct GroupKeyHandshakeTests {
    private func rekey(_ pair: inout Pair, _ seed: UInt8) throws -> [[UInt8]] {
        pair.groupKeys = try Pair.groupKeys(seed, packetNumber: 3)
        pair.atAP.removeAll()
        pair.authenticator.rekeyGroup(pair.groupKeys, at: pair.now, to: &pair.atAP)
        return pair.atAP.frames
    }

    @Test func aNewGroupKeyIsHandedOutAndConfirmed() throws {
        var pair = try Pair()
        pair.connect()
        let group1 = try rekey(&pair, 2)
        let group2 = pair.toStation(group1)
        #expect(pair.atStation.names == ["send", "installGroupKey 2"])
        #expect(pair.supplicant.installedGroupKey?.packetNumber == 3)
        // hostapd 2.10 and wpa_supplicant 2.10: 0x1382 and 0x0302, key length 0.
        #expect((group1 + group2).map { Array($0[5..<9]) } == [[0x13, 0x82, 0, 0], [0x03, 0x02, 0, 0]])
        _ = pair.toAP(group2)
        #expect(pair.atAP.names == ["groupKeysConfirmed"])
        #expect(pair.authenticator.deadline == nil)
    }

    @Test func aGroupKeyInUseIsNotInstalledAgain() throws {
        var pair = try Pair()
        pair.connect()
        let group1 = try rekey(&pair, 2)
        _ = pair.toStation(group1)
        let group2 = pair.toStation(pair.wake())
        #expect(pair.atStation.names == ["send"])
        _ = pair.toAP(group2)
        #expect(pair.atAP.names == ["groupKeysConfirmed"])
        _ = pair.toStation(group1)
        #expect(pair.atStation.names == ["ignored replayed(RSN.EAPOLKeyMessage.group1)"])
    }

    // hostapd 2.10: after 500 ms, then after 1 s each, 4 tries, then reason 16.
    @Test func silenceEndsInTimeout() throws {
        var pair = try Pair()
        pair.connect()
        let start = pair.now
        _ = try rekey(&pair, 2)
        for _ in 2...4 { _ = pair.wake() }
        #expect((pair.now - start) == .milliseconds(2500))
        _ = pair.wake()
        #expect(pair.atAP.names == ["failed timeout(RSN.EAPOLKeyMessage.group1)"])
        #expect(HandshakeFailure.timeout(.group1).reason == ReasonCode(rawValue: 16))
    }

    @Test func aRekeyDuringThe4WayHandshakeFollowsIt() throws {
        var pair = try Pair()
        let message1 = pair.begin()
        let message3 = pair.toAP(pair.toStation(message1))
        let none = try rekey(&pair, 2)
        #expect(none.isEmpty)
        let group1 = pair.toAP(pair.toStation(message3))
        #expect(pair.atAP.names == ["installPairwiseKey", "completed", "send"])
        let group2 = pair.toStation(group1)
        #expect(pair.atStation.names == ["send", "installGroupKey 2"])
        _ = pair.toAP(group2)
        #expect(pair.atAP.names == ["groupKeysConfirmed"])
    }

    @Test func aSecond4WayHandshakeGoesOnWithTheReplayCounter() throws {
        var pair = try Pair()
        pair.connect()
        let first = pair.supplicant.confirmed?.ptk.temporalKey
        pair.connect()
        #expect(pair.keysAreEqual)
        #expect(pair.supplicant.confirmed?.ptk.temporalKey != first)
        // The group key is the old one, and stays installed.
        #expect(pair.atStation.names == ["send", "installPairwiseKey", "completed"])
    }
}
