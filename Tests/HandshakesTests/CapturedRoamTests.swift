import Cryptography
import Octets
import RSN
import Testing
import Timeline

@testable import Handshakes

/// Each end against the other one's real frames: what it answers is what the real one answered, octet by octet.
@Suite struct CapturedRoamTests {
    @Test func theSupplicantAnswersRealMessagesAsWPASupplicantDid() throws {
        let (message1, message2, message3, message4) = (
            CapturedRoam.message1, CapturedRoam.message2, CapturedRoam.message3, CapturedRoam.message4
        )
        var supplicant = try #require(FourWaySupplicant(CapturedRoam.security))
        let pmk = try #require(CapturedRoam.pmk)
        supplicant.begin(pmk: pmk, pmkid: CapturedRoam.pmkid)
        supplicant.supplicantNonce = try EAPOLKeyFrame(parsing: message2.octets).nonce
        var random = RandomSource.seeded(1, stream: 1)
        var out = HandshakeOutputs()

        supplicant.receive(message1.octets, random: &random, to: &out)
        #expect(out.frames == [message2])
        #expect(out.bytes == message2)
        out.removeAll()

        supplicant.receive(message3.octets, random: &random, to: &out)
        #expect(out.frames == [message4])
        let groupKey = try #require(CapturedRoam.groupKey)
        #expect(out.names == ["send", "installPairwiseKey", "installGroupKey 1", "completed"])
        #expect(supplicant.installedGroupKey?.key == groupKey)
        #expect(supplicant.isEstablished)
    }

    @Test func theAuthenticatorAnswersRealMessagesAsHostapdDid() throws {
        let (message1, message2, message3, message4) = (
            CapturedRoam.message1, CapturedRoam.message2, CapturedRoam.message3, CapturedRoam.message4
        )
        var authenticator = try #require(FourWayAuthenticator(CapturedRoam.security))
        let pmk = try #require(CapturedRoam.pmk)
        let groupKey = try #require(CapturedRoam.groupKey)
        let groupKeys = GroupKeys(groupKey: GroupKey(keyID: 1, key: groupKey))
        authenticator.nonce = try EAPOLKeyFrame(parsing: message1.octets).nonce
        var out = HandshakeOutputs()

        authenticator.sendMessage1(pmk: pmk, pmkid: CapturedRoam.pmkid, attempt: 1, at: .zero, to: &out)
        #expect(out.frames == [message1])
        out.removeAll()

        authenticator.receive(message2.octets, groupKeys: groupKeys, at: .zero, to: &out)
        #expect(out.frames == [message3])
        out.removeAll()

        authenticator.receive(message4.octets, groupKeys: groupKeys, at: .zero, to: &out)
        #expect(out.names == ["installPairwiseKey", "completed"])
        #expect(authenticator.isEstablished)
        #expect(authenticator.deadline == nil)
    }
}
