import EAP
import Octets
import Testing
import Timeline

@testable import EAPMethods

/// RFC 3748, 5.3.1: proposals and Naks.
@Suite struct EAPServerTests {
    private func server(_ methods: [TLSMethod]) throws -> EAPServer {
        var configuration = EAPServerConfiguration(
            tls: try TLSContext(server: .laboratory(.p256)), users: UserPasswords())
        configuration.methods = methods
        return EAPServer(configuration, random: .seeded(state: 1))
    }

    private func answer(_ server: inout EAPServer, _ packet: [UInt8]) -> [UInt8] {
        var out = EAPServerOutputs()
        _ = server.receive(packet.octets, &out)
        return out.packet
    }

    private let identity: [UInt8] = [2, 7, 0, 6, 1, 0x61]

    @Test(arguments: [(TLSMethod.tls, 13 as UInt8), (.ttls, 21), (.peap, 25)])
    func theFirstMethodIsProposedByItsStart(method: TLSMethod, type: UInt8) throws {
        var server = try server([method, .tls])
        #expect(answer(&server, identity) == [1, 8, 0, 6, type, 0x20])
    }

    @Test func aNakGetsTheFirstOfThePeersMethodsThatIsAllowed() throws {
        var server = try server([.tls, .ttls, .peap])
        _ = answer(&server, identity)
        // The peer wants EAP-FAST (43), PEAP, TTLS.
        #expect(answer(&server, [2, 8, 0, 8, 3, 43, 25, 21]) == [1, 9, 0, 6, 25, 0x20])
    }

    @Test func whatIsNotAllowedIsNotRun() throws {
        var server = try server([.tls, .ttls])
        _ = answer(&server, identity)
        var out = EAPServerOutputs()
        guard case .failure(.noCommonMethod(let types)) = server.receive([2, 8, 0, 6, 3, 25].octets, &out) else {
            Issue.record("PEAP is not allowed")
            return
        }
        #expect(types == [.peap])
        #expect(out.packet == [4, 8, 0, 4])
    }

    @Test func whatWasRefusedIsNotProposedAgain() throws {
        var server = try server([.tls, .ttls])
        _ = answer(&server, identity)
        #expect(answer(&server, [2, 8, 0, 6, 3, 21]) == [1, 9, 0, 6, 21, 0x20])
        // A peer that asks for TTLS and then refuses it, in a circle.
        #expect(answer(&server, [2, 9, 0, 7, 3, 21, 13]) == [4, 9, 0, 4])
    }

    @Test func aNakForNothingAndAMethodThatWasNotProposedFail() throws {
        var nothing = try server([.tls, .ttls])
        _ = answer(&nothing, identity)
        #expect(answer(&nothing, [2, 8, 0, 6, 3, 0]) == [4, 8, 0, 4])
        var other = try server([.tls, .ttls])
        _ = answer(&other, identity)
        #expect(answer(&other, [2, 8, 0, 6, 21, 0]) == [4, 8, 0, 4])
    }

    @Test func responsesSurviveDamage() throws {
        var random = RandomSource.seeded(7, stream: 11)
        let seeds: [[UInt8]] = [
            identity, [2, 8, 0, 8, 3, 25, 21, 13], [2, 8, 0, 6, 13, 0],
            [2, 8, 0, 16, 13, 0x80, 0, 0, 0, 6, 0x16, 3, 1, 0, 1, 1], [2, 9, 0, 6, 21, 0], [2, 9, 0, 6, 25, 0],
        ]
        var configuration = EAPServerConfiguration(
            tls: try TLSContext(server: .laboratory(.p256)), users: UserPasswords())
        configuration.maximumRounds = 20
        var server = EAPServer(configuration, random: .seeded(state: 1))
        var readable = 0
        let cases = 100_000
        for index in 0..<cases {
            if index.isMultiple(of: 20) {
                server = EAPServer(configuration, random: .seeded(state: 1))
                _ = answer(&server, identity)
            }
            var octets = seeds[Int.random(in: 0..<seeds.count, using: &random)]
            if Bool.random(using: &random) {
                let place = Int.random(in: 0..<octets.count, using: &random)
                octets[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            if (try? EAPPacket(parsing: octets.octets)) != nil { readable += 1 }
            var out = EAPServerOutputs()
            if case .success = server.receive(octets.octets, &out) { Issue.record("garbage succeeded") }
        }
        print("EAP server: \(cases) damaged responses, \(readable * 100 / cases) % pass the checks of length")
        #expect(readable * 100 / cases >= 20)
    }
}
