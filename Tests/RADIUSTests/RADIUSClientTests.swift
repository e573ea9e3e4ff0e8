import EAP
import Octets
import Testing
import Timeline

@testable import RADIUS

@Suite struct RADIUSClientTests {
    private let server = RADIUSEndpoint(ipv4: 0x7F00_0001, port: 1812)
    private let second = RADIUSEndpoint(ipv4: 0x7F00_0002, port: 1812)
    private let identity: [UInt8] = [2, 1, 0, 6, 1, 0x61]

    private func client(_ endpoints: [RADIUSEndpoint]) -> RADIUSClient {
        RADIUSClient(
            servers: endpoints.map { .init(endpoint: $0, secret: RealPackets.secret) }, random: .seeded(state: 1))
    }

    private func about() -> AccessRequest {
        AccessRequest(
            userName: [0x61], calledStationID: [], callingStation: MACAddress(2), nasPort: 1, connectInfo: "")
    }

    private func reply(
        _ code: RADIUSPacket.Code, to request: [UInt8], secret: RADIUSSecret = RealPackets.secret,
        _ fill: (inout RADIUSPacketBuilder) -> Void
    ) throws -> [UInt8] {
        let packet = try RADIUSPacket(parsing: request.octets)
        var builder = RADIUSPacketBuilder(code, replyingTo: packet)
        fill(&builder)
        return builder.sealedReply(secret: secret)
    }

    @Test func aDeadServerIsAskedAfter3And6And12SecondsAndTheNextIsAskedThen() {
        var client = client([server, second])
        var out = RADIUSClientOutputs()
        client.send(identity.octets, state: nil, about: about(), for: 7, at: .zero, &out)
        var log: [String] = []
        while let deadline = client.deadline, out.results.isEmpty {
            client.wake(at: deadline, &out)
            for datagram in out.datagrams.suffix(out.datagrams.count > log.count + 1 ? 1 : 0) {
                log.append("\(deadline.nanoseconds / 1_000_000_000) s \(datagram.endpoint)")
            }
        }
        #expect(
            Array(log.prefix(7)) == [
                "3 s 127.0.0.1:1812", "9 s 127.0.0.1:1812", "21 s 127.0.0.1:1812", "45 s 127.0.0.2:1812",
                "48 s 127.0.0.2:1812", "54 s 127.0.0.2:1812", "66 s 127.0.0.2:1812",
            ])
        #expect(out.datagrams.count == 12)
        #expect(out.events.contains(.failedOver(to: second)))
        guard case .failed(.noReply(attempts: 12)) = out.results.first?.result else {
            Issue.record("expected no reply, not \(out.results)")
            return
        }
        #expect(client.deadline == nil)
    }

    @Test func aRetransmissionIsTheSamePacket() {
        var client = client([server])
        var out = RADIUSClientOutputs()
        client.send(identity.octets, state: nil, about: about(), for: 7, at: .zero, &out)
        client.wake(at: .zero + .seconds(3), &out)
        #expect(out.datagrams.count == 2)
        #expect(out.datagrams.first?.octets == out.datagrams.last?.octets)
    }

    @Test func aWrongSecretEndsInAStatedFailure() throws {
        var client = client([server])
        var out = RADIUSClientOutputs()
        client.send(identity.octets, state: nil, about: about(), for: 7, at: .zero, &out)
        let request = try #require(out.datagrams.first?.octets)
        let answer = try reply(.accessReject, to: request, secret: RADIUSSecret("other")) { _ in }
        client.receive(answer.octets, from: server, at: .zero, &out)
        #expect(out.results.isEmpty)
        #expect(out.events == [.replyNotAuthentic(7, from: server, .responseAuthenticatorWrong)])
        #expect(client.abandon(7) == .noAuthenticReply(replies: 1, last: .responseAuthenticatorWrong))
        #expect(client.deadline == nil)
    }

    @Test func aReplyFromElsewhereOrWithAnotherIdentifierIsIgnored() throws {
        var client = client([server])
        var out = RADIUSClientOutputs()
        client.send(identity.octets, state: nil, about: about(), for: 7, at: .zero, &out)
        let request = try #require(out.datagrams.first?.octets)
        var answer = try reply(.accessReject, to: request) { _ in }
        client.receive(answer.octets, from: second, at: .zero, &out)
        answer[1] ^= 1
        client.receive(answer.octets, from: server, at: .zero, &out)
        #expect(out.results.isEmpty)
        #expect(out.events == [.datagramIgnored(from: second), .datagramIgnored(from: server)])
    }

    @Test func aReplyWithoutMessageAuthenticatorIsNotBelieved() throws {
        // The forgery of Blast-RADIUS (CVE-2024-3596) needs a client that believes the Response Authenticator alone.
        var client = client([server])
        var out = RADIUSClientOutputs()
        client.send(identity.octets, state: nil, about: about(), for: 7, at: .zero, &out)
        let request = try #require(out.datagrams.first?.octets)
        var answer: [UInt8] = [2, request[1], 0, 20]
        let authenticator = RealPackets.secret.responseAuthenticator(
            of: (answer + [UInt8](repeating: 0, count: 16)).octets,
            requestAuthenticator: FixedOctets(request.octets, at: 4))
        answer.append(octets: authenticator.octets)
        client.receive(answer.octets, from: server, at: .zero, &out)
        #expect(out.results.isEmpty)
        #expect(out.events == [.replyNotAuthentic(7, from: server, .messageAuthenticatorMissing)])
    }

    @Test func anAcceptGivesEAPAndTimeoutAndKey() throws {
        var client = client([server])
        var out = RADIUSClientOutputs()
        client.send(identity.octets, state: [1, 2], about: about(), for: 7, at: .zero, &out)
        let request = try #require(out.datagrams.first?.octets)
        let material = [UInt8](0..<64)
        let made = MasterSessionKey(material.octets)
        let key = try #require(made)
        let answer = try reply(.accessAccept, to: request) { packet in
            packet.append(.sessionTimeout, integer: 3600)
            packet.appendMPPEKeys(key, salt: 5, secret: RealPackets.secret)
            packet.appendEAPMessage([3, 1, 0, 4].octets)
        }
        client.receive(answer.octets, from: server, at: .zero, &out)
        guard case .accept(let accept) = out.results.first?.result else {
            Issue.record("expected an accept, not \(out.results)")
            return
        }
        #expect(accept.eap == [3, 1, 0, 4])
        #expect(accept.sessionTimeout == 3600)
        #expect(accept.masterSessionKey?.octets.hexadecimal == material.octets.hexadecimal)
    }
}
