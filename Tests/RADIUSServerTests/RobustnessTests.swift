import EAP
import EAPMethods
import Octets
import RADIUS
import TestSupport
import Testing
import Timeline

@testable import RADIUSServer

@Suite struct RobustnessTests {
    private let nas = Conversation.nas
    private let secret = RADIUSSecret("lanforge")

    private func request(
        _ eap: [UInt8], identifier: UInt8 = 1, authenticator: UInt8 = 0, state: [UInt8]? = nil, mtu: UInt32? = nil
    ) -> [UInt8] {
        let octets = [UInt8](repeating: authenticator, count: 16)
        var packet = RADIUSPacketBuilder(
            .accessRequest, identifier: identifier, authenticator: FixedOctets(octets.octets, at: 0))
        packet.append(.userName, text: "testuser")
        if let mtu { packet.append(.framedMTU, integer: mtu) }
        packet.appendEAPMessage(eap.octets)
        if let state { packet.append(.state, octets: state.octets) }
        return packet.sealedRequest(secret: secret)
    }

    private let identity: [UInt8] = [2, 1, 0, 13, 1] + [UInt8]("testuser".utf8)

    @Test func aRequestThatComesTwiceGetsTheSameReply() throws {
        var conversation = try Conversation()
        var out = RADIUSServerOutputs()
        let packet = request(identity)
        conversation.server.receive(packet.octets, from: nas, at: .zero, &out)
        conversation.server.receive(packet.octets, from: nas, at: .zero + .seconds(3), &out)
        #expect(out.datagrams.count == 2)
        #expect(out.datagrams.first?.octets == out.datagrams.last?.octets)
        #expect(out.events == [.duplicate(from: nas, identifier: 1)])
        let sessions = conversation.server.sessionCount
        #expect(sessions == 1)
    }

    @Test func anotherRequestWithTheSameIdentifierIsNew() throws {
        var conversation = try Conversation()
        var out = RADIUSServerOutputs()
        conversation.server.receive(request(identity).octets, from: nas, at: .zero, &out)
        conversation.server.receive(request(identity, authenticator: 1).octets, from: nas, at: .zero, &out)
        #expect(out.datagrams.count == 2)
        #expect(out.datagrams.first?.octets != out.datagrams.last?.octets)
        #expect(out.events.isEmpty)
    }

    @Test func anUnknownStateIsRejectedWithAnEAPFailure() throws {
        var conversation = try Conversation()
        var out = RADIUSServerOutputs()
        let packet = request([2, 9, 0, 6, 21, 0], state: [UInt8](repeating: 7, count: 16))
        conversation.server.receive(packet.octets, from: nas, at: .zero, &out)
        #expect(out.events == [.unknownSession(from: nas, station: "")])
        let due = conversation.server.deadline
        let deadline = try #require(due)
        #expect(deadline == .zero + .seconds(1))
        conversation.server.wake(at: deadline, &out)
        let octets = try #require(out.datagrams.first?.octets)
        let reply = try RADIUSPacket(parsing: octets.octets)
        let fields = (reply.code, reply.eapMessage)
        #expect(fields.0 == .accessReject)
        #expect(fields.1 == [4, 9, 0, 4])
        // As long as the Access-Reject of FreeRADIUS 3.2.
        #expect(octets.count == 44)
    }

    /// FreeRADIUS 3.2 says "No EAP session matching state" of each of these, rejects it, and goes on with the conversation.
    @Test func aRequestOfARoundThatIsOverIsRejectedAndTheConversationGoesOn() throws {
        var conversation = try Conversation()
        var now = Instant.zero
        func answer(_ packet: [UInt8]) throws -> (code: RADIUSPacket.Code, eap: [UInt8], state: [UInt8]?) {
            var out = RADIUSServerOutputs()
            conversation.server.receive(packet.octets, from: nas, at: now, &out)
            let deadline = conversation.server.deadline
            if out.datagrams.isEmpty, let deadline {
                now = deadline
                conversation.server.wake(at: now, &out)
            }
            let octets = try #require(out.datagrams.first?.octets)
            let reply = try RADIUSPacket(parsing: octets.octets)
            return (reply.code, reply.eapMessage ?? [], reply.attributes.first(.state)?.value.array)
        }
        let first = try answer(request(identity))
        #expect(first.code == .accessChallenge)
        let nak = request([2, first.eap[1], 0, 6, 3, 21], identifier: 2, authenticator: 2, state: first.state)
        let second = try answer(nak)
        #expect(second.code == .accessChallenge && second.state != first.state)
        // At once from the cache, and after it has been forgotten.
        let again = try answer(nak)
        #expect(again.eap == second.eap && again.state == second.state)
        now = now + .seconds(20)
        let forgotten = try answer(nak)
        #expect(forgotten.code == .accessReject)
        // The same response in a new request, and the right State with another EAP identifier.
        let old = request([2, first.eap[1], 0, 6, 3, 21], identifier: 3, authenticator: 3, state: first.state)
        let late = try answer(old)
        #expect(late.code == .accessReject)
        let response: [UInt8] = [2, second.eap[1] ^ 0x55, 0, 6, 21, 0]
        let wrong = request(response, identifier: 4, authenticator: 4, state: second.state)
        let stray = try answer(wrong)
        #expect(stray.code == .accessReject)
        let sessions = conversation.server.sessionCount
        #expect(sessions == 1)
        // It is where it was: a second Nak ends it.
        let last = request([2, second.eap[1], 0, 6, 3, 13], identifier: 5, authenticator: 5, state: second.state)
        let reply = try answer(last)
        #expect(reply.code == .accessReject && reply.eap.first == 4)
        let afterwards = conversation.server.sessionCount
        #expect(afterwards == 0)
    }

    @Test func sessionsAreBoundedInNumberAndAge() throws {
        var users = UserPasswords()
        users["testuser"] = Password("testpasswd")
        let tls = try TLSContext(server: try TLSIdentity.laboratory())
        var configuration = RADIUSServerConfiguration(
            secret: secret, eap: EAPServerConfiguration(tls: tls, users: users))
        configuration.maximumSessions = 10
        var server = RADIUSServer(configuration, random: .seeded(state: 1))
        var out = RADIUSServerOutputs()
        for index in 0..<20 {
            let packet = request(identity, identifier: UInt8(index), authenticator: UInt8(index))
            server.receive(packet.octets, from: nas, at: .zero, &out)
        }
        let full = server.sessionCount
        #expect(full == 10)
        #expect(out.events.count == 10)
        #expect(out.events.last == .tooManySessions(from: nas, station: ""))
        out.removeAll()
        let later = Instant.zero + .seconds(61)
        server.receive(request(identity, identifier: 99).octets, from: nas, at: later, &out)
        let afterwards = server.sessionCount
        #expect(afterwards == 1)
        #expect(out.datagrams.count == 1)
    }

    @Test func aShortFramedMTUMakesShortFragments() throws {
        var conversation = try Conversation()
        var toServer = RADIUSServerOutputs()
        var eap = identity
        var state: [UInt8]?
        var longest = 0
        for round in 0..<6 {
            let packet = request(eap, identifier: UInt8(round), authenticator: UInt8(round), state: state, mtu: 600)
            toServer.removeAll()
            conversation.server.receive(packet.octets, from: nas, at: .zero, &toServer)
            let octets = try #require(toServer.datagrams.first?.octets)
            let reply = try RADIUSPacket(parsing: octets.octets)
            state = reply.attributes.first(.state)?.value.array
            let message = reply.eapMessage ?? []
            longest = max(longest, message.count)
            var out = EAPPeerOutputs()
            _ = conversation.peer.receive(message.octets, &out)
            eap = out.response
        }
        #expect(longest == 600)
    }

    @Test func aPacketWithoutMessageAuthenticatorIsNotAnswered() throws {
        var conversation = try Conversation()
        var out = RADIUSServerOutputs()
        var packet = request(identity)
        // Its type becomes one that means nothing, its length stays.
        packet[packet.count - 18] = 192
        conversation.server.receive(packet.octets, from: nas, at: .zero, &out)
        #expect(out.datagrams.isEmpty)
        #expect(out.events == [.notAuthentic(from: nas, .messageAuthenticatorMissing)])
    }

    @Test func aStatusServerIsAnsweredByAnAcceptWithNothingButItsMessageAuthenticator() throws {
        var conversation = try Conversation()
        var out = RADIUSServerOutputs()
        let authenticator = [UInt8](repeating: 3, count: 16)
        let status = RADIUSPacketBuilder(
            .statusServer, identifier: 9, authenticator: FixedOctets(authenticator.octets, at: 0)
        ).sealedRequest(secret: secret)
        conversation.server.receive(status.octets, from: nas, at: .zero, &out)
        #expect(out.events == [.statusAnswered(from: nas)])
        let octets = try #require(out.datagrams.first?.octets)
        // RFC 5997, 3: code 2, the request's identifier, and one attribute 80 of 18 octets.
        #expect(octets.count == 38)
        #expect(Array(octets.prefix(4)) == [2, 9, 0, 38])
        #expect(Array(octets[20..<22]) == [80, 18])
        let reply = try RADIUSPacket(parsing: octets.octets)
        let authenticity = reply.authenticityOfReply(
            requestAuthenticator: FixedOctets(authenticator.octets, at: 0), secret: secret)
        #expect(authenticity == .authentic)
        let sessions = conversation.server.sessionCount
        #expect(sessions == 0)
        out.removeAll()
        var forged = status
        forged[37] ^= 1
        conversation.server.receive(forged.octets, from: nas, at: .zero, &out)
        #expect(out.datagrams.isEmpty)
        #expect(out.events == [.notAuthentic(from: nas, .messageAuthenticatorWrong)])
    }

    @Test func everyReplyBeginsWithItsMessageAuthenticator() throws {
        for password in ["testpasswd", "wrong"] {
            var conversation = try Conversation(password: password)
            conversation.run()
            let starts = conversation.replyStarts
            #expect(starts.count == 7)
            #expect(starts.allSatisfy { $0 == [80, 18] })
        }
    }

    @Test func whatHappensIsCountedByReason() throws {
        var conversation = try Conversation()
        var out = RADIUSServerOutputs()
        let first = request(identity)
        var wrong = request(identity, authenticator: 1)
        wrong[wrong.count - 1] ^= 1
        var missing = request(identity, authenticator: 2)
        missing[missing.count - 18] = 192
        var accounting = request(identity, authenticator: 3)
        accounting[0] = 4
        let unknown = request([2, 9, 0, 6, 21, 0], authenticator: 4, state: [UInt8](repeating: 7, count: 16))
        let unasked = request([2, 9, 0, 6, 21, 0], authenticator: 5)
        for packet in [first, first, wrong, missing, accounting, unknown, unasked, [1, 2, 3]] {
            conversation.server.receive(packet.octets, from: nas, at: .zero, &out)
        }
        var expected = RADIUSServerCounters()
        expected.accessRequests = 4
        expected.duplicateAccessRequests = 1
        expected.accessChallenges = 1
        expected.accessRejects = 1
        expected.badAuthenticators = 1
        expected.missingMessageAuthenticators = 1
        expected.unknownTypes = 1
        expected.packetsDropped = 1
        expected.malformedAccessRequests = 1
        let counters = conversation.server.counters
        #expect(counters == expected)
    }

    @Test func keptRepliesAreBoundedAndTheOldestMakesRoom() throws {
        var cache = ReplyCache(lifetime: .seconds(5), capacity: 2)
        let requests = (0..<3).map { index in
            ReplyCache.Request(endpoint: nas, identifier: UInt8(index), authenticator: FixedOctets())
        }
        for request in requests {
            #expect(cache.register(request, at: .zero) == nil)
            cache.answer(request, with: [request.identifier])
        }
        // The first is forgotten; the other two are known, and a port or an authenticator makes another request.
        #expect(cache.register(requests[2], at: .zero) == .answered([2]))
        var other = requests[2]
        other.endpoint.port += 1
        #expect(cache.register(other, at: .zero) == nil)
        #expect(cache.register(requests[0], at: .zero) == nil)
    }

    @Test func garbageTrapsNothingAndIsNotRemembered() throws {
        var conversation = try Conversation()
        var out = RADIUSServerOutputs()
        var random = RandomSource.seeded(7, stream: 6)
        let seed = request(identity)
        var readable = 0
        let cases = mutationCases
        for _ in 0..<cases {
            var octets = seed
            for _ in 0...Int.random(in: 0..<3, using: &random) where !octets.isEmpty {
                let place = Int.random(in: 0..<octets.count, using: &random)
                switch UInt8.random(in: 0..<4, using: &random) {
                case 0: octets.removeLast(Int.random(in: 0...min(4, octets.count), using: &random))
                case 1: octets[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                default: octets[place] = UInt8.random(in: 0...255, using: &random)
                }
            }
            if (try? RADIUSPacket(parsing: octets.octets)) != nil { readable += 1 }
            conversation.server.receive(octets.octets, from: nas, at: .zero, &out)
            out.removeAll()
        }
        // The seed itself, unchanged by luck, may begin one conversation and no more.
        let sessions = conversation.server.sessionCount
        #expect(sessions <= 1)
        print("RADIUS server: \(cases) damaged datagrams, \(readable * 100 / cases) % pass the checks of length")
        #expect(readable * 100 / cases >= 20)
    }

    /// A station that holds the secret's way in, and damages what it says in every round of a real conversation.
    @Test func damagedConversationsEndWithoutATrap() throws {
        var random = RandomSource.seeded(7, stream: 7)
        var rounds = 0
        var isAccepted = 0
        for trial in 0..<150 {
            var conversation = try Conversation(
                EAPMethod.allCases[trial % EAPMethod.allCases.count],
                versions: trial.isMultiple(of: 2) ? .tls12 ... .tls12 : .tls13 ... .tls13)
            var request: [UInt8] = [1, 1, 0, 5, 1]
            var state: [UInt8]?
            for _ in 0..<20 {
                guard var response = conversation.ask(request) else { break }
                rounds += 1
                if Int.random(in: 0..<4, using: &random) == 0 {
                    let place = Int.random(in: 4..<response.count, using: &random)
                    response[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                }
                guard case .challenge(let eap, let newState) = conversation.exchange(response, state: state) else {
                    break
                }
                (request, state) = (eap, newState)
            }
            if conversation.serverEvents.contains(where: { if case .accepted = $0 { true } else { false } }) {
                isAccepted += 1
            }
        }
        print("damaged conversations: \(rounds) rounds, \(isAccepted) of 150 accepted all the same")
        #expect(rounds > 300)
    }
}
