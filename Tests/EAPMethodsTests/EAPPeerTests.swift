import EAP
import Octets
import Testing
import Timeline

@testable import EAPMethods

@Suite struct EAPPeerTests {
    private func peer(anonymous: String? = nil) throws -> EAPPeer {
        EAPPeer(
            EAPPeerConfiguration(
                identity: [UInt8]("testuser".utf8), anonymousIdentity: anonymous.map { [UInt8]($0.utf8) },
                password: Password("testpasswd"), inner: .pap, tls: try TLSContext(client: .anyone)),
            random: .seeded(state: 1))
    }

    private func response(_ peer: inout EAPPeer, _ packet: [UInt8]) -> [UInt8] {
        var out = EAPPeerOutputs()
        _ = peer.receive(packet.octets, &out)
        return out.response
    }

    @Test func showsItsAnonymousIdentityWhereItHasOne() throws {
        var anonymous = try peer(anonymous: "anonymous")
        var plain = try peer()
        let request: [UInt8] = [1, 7, 0, 5, 1]
        // 14 octets as in hostapd/okc_both_radius.pcap frame 1; 13 for testuser, as in the seed.
        #expect(response(&anonymous, request) == [2, 7, 0, 14, 1] + [UInt8]("anonymous".utf8))
        #expect(response(&plain, request) == [2, 7, 0, 13, 1] + [UInt8]("testuser".utf8))
    }

    @Test func refusesEAPTLSByANakThatAsksForTTLS() throws {
        var peer = try peer()
        // Frames 2 and 3.
        #expect(response(&peer, [1, 0xFE, 0, 6, 13, 0x20]) == [2, 0xFE, 0, 6, 3, 21])
    }

    @Test func aNakAsksForAllThatItKnowsInItsOrder() throws {
        let configuration = EAPPeerConfiguration(
            identity: [0x61], methods: [.peap(.msCHAPv2), .ttls(.pap), .tls], tls: try TLSContext(client: .anyone))
        var peer = EAPPeer(configuration, random: .seeded(state: 1))
        // RFC 3748, 5.3.1: type 3, then the types wanted, here against EAP-MD5.
        #expect(response(&peer, [1, 5, 0, 6, 4, 0]) == [2, 5, 0, 8, 3, 25, 21, 13])
    }

    @Test func answersANotification() throws {
        var peer = try peer()
        #expect(response(&peer, [1, 9, 0, 6, 2, 0x68]) == [2, 9, 0, 5, 2])
    }

    @Test func answersARepeatedRequestWithTheSameOctets() throws {
        var peer = try peer()
        let hello = response(&peer, [1, 1, 0, 6, 21, 0x20])
        #expect(hello.count == 190)
        #expect(response(&peer, [1, 1, 0, 6, 21, 0x20]) == hello)
    }

    @Test func believesNoSuccessThatTheMethodHasNotEarned() throws {
        var peer = try peer()
        _ = response(&peer, [1, 1, 0, 6, 21, 0x20])
        var out = EAPPeerOutputs()
        guard case .nothing = peer.receive([3, 1, 0, 4].octets, &out) else {
            Issue.record("a success in the middle of the handshake was believed")
            return
        }
        #expect(out.events.isEmpty)
    }

    @Test func aFailureEndsItAndAnIdentityRequestBeginsAgain() throws {
        var peer = try peer()
        _ = response(&peer, [1, 1, 0, 5, 1])
        var out = EAPPeerOutputs()
        guard case .failed(.refused) = peer.receive([4, 1, 0, 4].octets, &out) else {
            Issue.record("the failure was not believed")
            return
        }
        #expect(out.events == [.failed(.refused)])
        #expect(response(&peer, [1, 2, 0, 6, 21, 0x20]).isEmpty)
        #expect(response(&peer, [1, 3, 0, 5, 1]).count == 13)
    }

    @Test func requestsSurviveDamage() throws {
        var random = RandomSource.seeded(7, stream: 5)
        let seeds: [[UInt8]] = [
            [1, 1, 0, 5, 1], [1, 2, 0, 6, 13, 0x20], [1, 3, 0, 6, 21, 0x20],
            [1, 3, 0, 16, 21, 0xC0, 0, 0, 8, 0x5F, 0x16, 3, 3, 0, 0x3D, 2],
            [1, 4, 0, 6, 21, 0], [3, 3, 0, 4], [4, 3, 0, 4], [1, 3, 0, 6, 25, 0x20],
            [1, 3, 0, 16, 25, 0xC0, 0, 0, 8, 0x5F, 0x16, 3, 3, 0, 0x3D, 2],
        ]
        let context = try TLSContext(client: .anyone)
        let configuration = EAPPeerConfiguration(
            identity: [0x61], password: Password("a"), methods: [.ttls(.eapMSCHAPv2), .peap(.msCHAPv2), .tls],
            tls: context)
        var peer = EAPPeer(configuration, random: .seeded(state: 1))
        var out = EAPPeerOutputs()
        var readable = 0
        let cases = 100_000
        for index in 0..<cases {
            if index.isMultiple(of: 50) { peer.reset() }
            var octets = seeds[Int.random(in: 0..<seeds.count, using: &random)]
            if Bool.random(using: &random) {
                let place = Int.random(in: 0..<octets.count, using: &random)
                octets[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            if (try? EAPPacket(parsing: octets.octets)) != nil { readable += 1 }
            out.removeAll()
            if case .succeeded = peer.receive(octets.octets, &out) { Issue.record("garbage succeeded") }
        }
        print("EAP peer: \(cases) damaged requests, \(readable * 100 / cases) % pass the checks of length")
        #expect(readable * 100 / cases >= 20)
    }
}
