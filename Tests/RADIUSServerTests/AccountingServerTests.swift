import Octets
import RADIUS
import TestSupport
import Testing
import Timeline

@testable import RADIUSServer

/// The accounting server (RFC 2866), asked with what Debian's hostapd 2.10 sends.
@Suite struct AccountingServerTests {
    private let nas = RADIUSEndpoint(ipv4: 0x7F00_0001, port: 40_000)
    private let secret = RADIUSSecret("secret")

    /// Tests/Fixtures/accounting, accounting.pcapng, frame 39: Stop.
    private static let stop = octets(
        "041200fe6f0bc6e4236f9f32e403e8c494f9550b2806000000022d0600000001010b616e6f6e796d6f757304067f00000120066e617331"
            + "1e1830322d30302d30302d30302d30312d30303a7265616c3d06000000130606000000020506000000011f1330322d30302d3030"
            + "2d30302d30322d30304d18434f4e4e4543542035344d627073203830322e3131672c1231453434353834394531343430413043321235"
            + "454145444344363231324645333642ba06000fac04bb06000fac04bc06000fac0137066b0dd3212906000000002e060000000c2f0600"
            + "00002630060000001a2a0600000d6a3406000000002b0600001251350600000000310600000001")
    /// Frames 1 and 2: Accounting-On, and what hostapd's own server answered.
    private static let on = octets(
        "04000062e665f2def39ecc3bea0eec0ef005ad0d28060000000704067f00000120066e6173301e1830322d30302d30302d30302d30302d"
            + "30303a7265616c3d060000001337066b0dd3042906000000002c1231383344384234354539364546384135")
    private static let onAnswered = octets("0500001460cd8adaede494b2f9ab2f1c271d9982")

    private static func octets(_ text: String) -> [UInt8] { [UInt8](hexadecimal: text) ?? [] }

    private func server() -> AccountingServer { AccountingServer(AccountingServerConfiguration(secret: secret)) }

    private func request(_ fill: (inout RADIUSPacketBuilder) -> Void) -> [UInt8] {
        var packet = RADIUSPacketBuilder(accountingRequest: 7)
        fill(&packet)
        return packet.sealedAccounting(secret: secret)
    }

    @Test func theAnswerIsHostapdsOwnServersToTheOctet() {
        let on = Self.on
        var server = server()
        var out = RADIUSServerOutputs()
        server.receive(on.octets, from: nas, at: .zero, &out)
        #expect(out.datagrams.map(\.octets) == [Self.onAnswered])
        #expect(out.datagrams.map(\.endpoint) == [nas])
    }

    @Test func aStopIsReportedInALine() {
        let stop = Self.stop
        var server = server()
        var out = RADIUSServerOutputs()
        server.receive(stop.octets, from: nas, at: .zero, &out)
        var record = AccountingRecord(.stop)
        (record.user, record.station, record.bss) = ("anonymous", "02-00-00-00-02-00", "02-00-00-00-01-00:real")
        (record.session, record.multiSession) = ("1E445849E1440A0C", "5EAEDCD6212FE36B")
        (record.seconds, record.inputOctets, record.outputOctets) = (12, 3434, 4689)
        (record.cause, record.delay) = (1, 0)
        #expect(out.events == [.accounted(from: nas, record)])
        #expect(
            out.events.map(\.description) == [
                """
                Stop of anonymous on 02-00-00-00-02-00, session 1E445849E1440A0C, 12 s, 3434 octets in, 4689 octets out, \
                User-Request at 127.0.0.1:40000
                """
            ])
    }

    @Test func whatComesTwiceIsAnsweredTwiceAndReportedOnce() {
        let stop = Self.stop
        var server = server()
        var out = RADIUSServerOutputs()
        server.receive(stop.octets, from: nas, at: .zero, &out)
        server.receive(stop.octets, from: nas, at: .zero + .seconds(4), &out)
        #expect(out.datagrams.count == 2 && out.datagrams.first?.octets == out.datagrams.last?.octets)
        #expect(out.events.count == 2 && out.events.last == .duplicate(from: nas, identifier: 18))
        // Another port is another client.
        let other = RADIUSEndpoint(ipv4: 0x7F00_0001, port: 40_001)
        server.receive(stop.octets, from: other, at: .zero + .seconds(4), &out)
        #expect(out.events.count == 3 && out.datagrams.count == 3)
        #expect(server.counters.requests == 3 && server.counters.duplicateRequests == 1)
        #expect(server.counters.responses == 2)
    }

    @Test func whatIsNotAuthenticIsDroppedAndCounted() {
        let stop = Self.stop
        var server = AccountingServer(AccountingServerConfiguration(secret: RADIUSSecret("other")))
        var out = RADIUSServerOutputs()
        server.receive(stop.octets, from: nas, at: .zero, &out)
        #expect(out.datagrams.isEmpty)
        #expect(out.events == [.notAuthentic(from: nas, .requestAuthenticatorWrong)])
        #expect(server.counters.badAuthenticators == 1 && server.counters.requests == 0)
    }

    @Test func gigawordsAreAddedAndProxyStatesGoBack() throws {
        var server = server()
        var out = RADIUSServerOutputs()
        let request = request { packet in
            packet.append(.proxyState, text: "a")
            packet.append(.acctStatusType, integer: 3)
            packet.append(.acctInputGigawords, integer: 2)
            packet.append(.acctInputOctets, integer: 5)
            packet.append(.proxyState, text: "b")
        }
        server.receive(request.octets, from: nas, at: .zero, &out)
        guard case .accounted(_, let record)? = out.events.first else {
            Issue.record("not accounted: \(out.events)")
            return
        }
        #expect(record.status == .interimUpdate && record.inputOctets == 2 << 32 | 5 && record.outputOctets == nil)
        let answer = try #require(out.datagrams.first?.octets)
        #expect(Array(answer[20...]) == [33, 3, 0x61, 33, 3, 0x62])
        let packet = try RADIUSPacket(parsing: answer.octets)
        let found = packet.authenticityOfAccountingResponse(
            requestAuthenticator: FixedOctets(request.octets, at: 4), secret: secret)
        #expect(found == .authentic)
    }

    @Test func aRequestWithoutAStatusSaysNothing() {
        var server = server()
        var out = RADIUSServerOutputs()
        server.receive(request { $0.append(.userName, text: "user") }.octets, from: nas, at: .zero, &out)
        #expect(out.datagrams.isEmpty && out.events == [.accountedNothing(from: nas)])
        #expect(server.counters.packetsDropped == 1)
    }

    @Test func itIsAliveByAnAccountingResponse() throws {
        let on = Self.on
        var server = server()
        var out = RADIUSServerOutputs()
        let status = RADIUSPacketBuilder(
            .statusServer, identifier: 9, authenticator: FixedOctets(on.octets, at: 4)
        )
        .sealedRequest(secret: secret)
        server.receive(status.octets, from: nas, at: .zero, &out)
        // RFC 5997, 3: code 5, and a Message-Authenticator.
        let answer = try #require(out.datagrams.first?.octets)
        #expect(Array(answer[0..<4]) == [5, 9, 0, 38] && answer[20] == 80)
        // An authentication has no business here.
        let access = RADIUSPacketBuilder(.accessRequest, identifier: 9, authenticator: FixedOctets())
            .sealedRequest(secret: secret)
        server.receive(access.octets, from: nas, at: .zero, &out)
        #expect(out.events.last == .notServed(from: nas, .accessRequest))
        #expect(server.counters.statusRequests == 1 && server.counters.unknownTypes == 1)
    }

    @Test func controlCharactersOfTheNetworkAreNotPrinted() {
        var server = server()
        var out = RADIUSServerOutputs()
        let request = request { packet in
            packet.append(.acctStatusType, integer: 1)
            packet.append(.userName, octets: [0x1B, 0x5B, 0x32, 0x4A, 0xFF].octets)
        }
        server.receive(request.octets, from: nas, at: .zero, &out)
        let line = out.events.map(\.description).joined()
        #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }

    /// The same attributes with a right authenticator; nil for what is no packet.
    private func sealed(_ octets: [UInt8]) -> [UInt8]? {
        guard let packet = try? RADIUSPacket(parsing: octets.octets) else { return nil }
        var builder = RADIUSPacketBuilder(accountingRequest: packet.identifier)
        var attributes = packet.attributes
        while let attribute = attributes.next() { builder.append(attribute.type, octets: attribute.value) }
        return builder.sealedAccounting(secret: secret)
    }

    /// Whatever comes, what is not authentic gets no answer, and what is gets one.
    @Test func damagedRequestsAreNeverAnsweredUnlessTheirAuthenticatorIsRight() throws {
        var server = server()
        var out = RADIUSServerOutputs()
        var random = RandomSource.seeded(state: 5)
        var authentic = 0
        for index in 0..<mutationCases {
            let seed = index.isMultiple(of: 2) ? Self.stop : Self.on
            var octets = seed
            for _ in 0...(random.next() % 3) {
                guard octets.count > 1 else { break }
                let place = Int(random.next() % UInt64(octets.count))
                switch random.next() % 5 {
                case 0: octets[place] ^= 1 << UInt8(random.next() % 8)
                case 1: octets.removeSubrange(place...)
                case 2: octets += seed[min(place, seed.count)...]
                case 3: octets[place] = seed[Int(random.next() % UInt64(seed.count))]
                default: octets[place] = UInt8(truncatingIfNeeded: random.next())
                }
            }
            // Every other one with a right authenticator, so that what lies behind that is reached.
            if index % 4 < 2, octets.count >= 20 {
                octets[0] = 4
                if let sealed = sealed(octets) { octets = sealed }
            }
            out.removeAll()
            server.receive(octets.octets, from: nas, at: .zero + .milliseconds(UInt64(index)), &out)
            #expect(out.events.count == 1)
            _ = out.events[0].description
            guard let answer = out.datagrams.first?.octets else { continue }
            authentic += 1
            let packet = try RADIUSPacket(parsing: octets.octets)
            let found = packet.authenticityOfAccountingRequest(secret: secret)
            #expect(found == .authentic && answer[0] == 5 && answer[1] == octets[1])
        }
        #expect(authentic > mutationCases / 5 && authentic < mutationCases * 4 / 5)
    }
}
