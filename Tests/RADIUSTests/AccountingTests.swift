import Octets
import TestSupport
import Testing
import Timeline

@testable import RADIUS

/// Accounting-Requests are those of hostapd 2.10 to the octet, and are sent again as it sends them (RFC 2866).
@Suite struct AccountingTests {
    private let server = RADIUSEndpoint(ipv4: 0x7F00_0001, port: 1813)
    private let second = RADIUSEndpoint(ipv4: 0x7F00_0002, port: 1813)

    private func about(
        _ bssid: UInt64, _ ssid: String = "real", nas: String?, station: UInt64 = 0, user: String = "",
        session: String? = nil, multi: String? = nil, address: UInt32? = 0x7F00_0001
    ) -> AccessRequest {
        let ssid = Array(ssid.utf8)
        var about = AccessRequest(
            userName: Array(user.utf8),
            calledStationID: AccessRequest.calledStationID(bssid: MACAddress(bssid), ssid: ssid.octets),
            callingStation: MACAddress(station), nasPort: 1, connectInfo: "CONNECT 54Mbps 802.11g")
        about.nasIPAddress = address
        about.nasIdentifier = nas
        about.acctSessionID = session
        about.acctMultiSessionID = multi
        about.pairwiseCipher = 0x000F_AC04
        about.groupCipher = 0x000F_AC04
        about.akmSuite = 0x000F_AC01
        return about
    }

    private func octets(
        _ report: AccountingRequest.Report, _ about: AccessRequest, at timestamp: UInt32, identifier: UInt8
    ) -> [UInt8] {
        let request = AccountingRequest(report, about: about, timestamp: timestamp)
        var packet = RADIUSPacketBuilder(accountingRequest: identifier)
        request.append(to: &packet, delay: 0)
        return packet.sealedAccounting(secret: RealAccounting.secret)
    }

    // MARK: To the octet

    @Test func accountingOnIsHostapds() {
        let about = about(0x0200_0000_0000, nas: "nas0")
        #expect(
            octets(.on(sessionID: "183D8B45E96EF8A5"), about, at: 0x6B0D_D304, identifier: 0) == RealAccounting.on)
    }

    @Test func aStartWithClassAndChargeableUserIdentityIsHostapds() {
        var about = about(
            0x0200_0000_0000, nas: "nas0", station: 0x0200_0000_0100, user: "granted", session: "44E98EADD52DEA6B",
            multi: "FB861F7D736138BA")
        about.groupManagementCipher = 0x000F_AC06
        var grant = AccountingGrant()
        grant.classes = [Array("first".utf8), Array("second".utf8)]
        grant.chargeableUserIdentity = Array("chargeable".utf8)
        let station = AccountedStation(isAuthenticatedByRADIUS: true, grant: grant)
        #expect(octets(.start(station), about, at: 0x6B0D_D47A, identifier: 9) == RealAccounting.start)
        let usage = AccountedUsage(seconds: 4, traffic: nil)
        #expect(
            octets(.stop(station, usage, nil), about, at: 0x6B0D_D47F, identifier: 10)
                == RealAccounting.stopWithoutTraffic)
    }

    @Test func aStopWithTrafficAndCauseIsHostapds() {
        let about = about(
            0x0200_0000_0100, nas: "nas1", station: 0x0200_0000_0200, user: "anonymous", session: "1E445849E1440A0C",
            multi: "5EAEDCD6212FE36B")
        let usage = AccountedUsage(
            seconds: 12,
            traffic: .init(inputPackets: 38, outputPackets: 26, inputOctets: 3434, outputOctets: 4689))
        let station = AccountedStation(isAuthenticatedByRADIUS: true)
        #expect(
            octets(.stop(station, usage, .userRequest), about, at: 0x6B0D_D321, identifier: 18) == RealAccounting.stop)
    }

    @Test func anInterimUpdateAfterOKCIsHostapds() {
        let about = about(
            0x0200_0000_0000, nas: "nas0", station: 0x0200_0000_0200, user: "anonymous", session: "DA024E6929168EF9")
        let usage = AccountedUsage(
            seconds: 2, traffic: .init(inputPackets: 10, outputPackets: 6, inputOctets: 790, outputOctets: 576))
        #expect(
            octets(
                .interim(AccountedStation(isAuthenticatedByRADIUS: true), usage), about, at: 0x6B0D_D32F, identifier: 2)
                == RealAccounting.interim)
    }

    @Test func aStartWithoutSecurityIsHostapds() {
        var about = about(
            0x0200_0000_0100, "open", nas: "open", station: 0x0200_0000_0300, user: "020000000300",
            session: "6DE922CE355DA820", address: nil)
        (about.pairwiseCipher, about.groupCipher, about.akmSuite) = (nil, nil, nil)
        #expect(
            octets(.start(AccountedStation(isAuthenticatedByRADIUS: false)), about, at: 0x6B0D_D365, identifier: 1)
                == RealAccounting.openStart)
    }

    @Test func gigawordsCountTheOctetsAbove32Bits() throws {
        let usage = AccountedUsage(
            seconds: 0,
            traffic: .init(
                inputPackets: 1 << 32 | 5, outputPackets: 0, inputOctets: 3 << 32 | 7, outputOctets: 0xFFFF_FFFF))
        let octets = octets(
            .interim(AccountedStation(isAuthenticatedByRADIUS: true), usage), about(1, nas: nil), at: 1, identifier: 0)
        let packet = try RADIUSPacket(parsing: octets.octets)
        // RFC 2869, 5.1 and 5.2; packets have none, and wrap.
        let values = [42, 52, 43, 53, 47].map { packet.attributes.first(.init(rawValue: $0))?.integer }
        #expect(values == [7, 3, 0xFFFF_FFFF, 0, 5])
    }

    // MARK: Authenticators

    @Test func realRequestsAreAuthenticAndNoOthers() throws {
        for octets in [
            RealAccounting.on, RealAccounting.start, RealAccounting.stop, RealAccounting.interim,
            RealAccounting.openStart,
        ] {
            let packet = try RADIUSPacket(parsing: octets.octets)
            let found = packet.authenticityOfAccountingRequest(secret: RealAccounting.secret)
            #expect(found == .authentic)
            let other = packet.authenticityOfAccountingRequest(secret: RADIUSSecret("Secret"))
            #expect(other == .requestAuthenticatorWrong)
            for place in [0, 1, 4, 19, 25, octets.count - 1] {
                var altered = octets
                altered[place] ^= 0x10
                guard let packet = try? RADIUSPacket(parsing: altered.octets) else { continue }
                let found = packet.authenticityOfAccountingRequest(secret: RealAccounting.secret)
                #expect(found == .requestAuthenticatorWrong)
            }
        }
    }

    @Test func aRealAnswerIsAuthenticToItsRequestAlone() throws {
        let (octets, on, start) = (RealAccounting.onAnswered, RealAccounting.on, RealAccounting.start)
        let answer = try RADIUSPacket(parsing: octets.octets)
        let found = answer.authenticityOfAccountingResponse(
            requestAuthenticator: FixedOctets(on.octets, at: 4), secret: RealAccounting.secret)
        #expect(found == .authentic)
        let other = answer.authenticityOfAccountingResponse(
            requestAuthenticator: FixedOctets(start.octets, at: 4), secret: RealAccounting.secret)
        #expect(other == .responseAuthenticatorWrong)
    }

    // MARK: The client

    private func client(_ endpoints: [RADIUSEndpoint]) -> RADIUSClient {
        RADIUSClient(
            servers: [], accountingServers: endpoints.map { .init(endpoint: $0, secret: RealAccounting.secret) },
            random: .seeded(state: 1))
    }

    private func request(_ report: AccountingRequest.Report = .on(sessionID: "0")) -> AccountingRequest {
        AccountingRequest(report, about: about(1, nas: "nas"), timestamp: nil)
    }

    private func answer(_ request: [UInt8], secret: RADIUSSecret = RealAccounting.secret) throws -> [UInt8] {
        let packet = try RADIUSPacket(parsing: request.octets)
        let builder = RADIUSPacketBuilder(.accountingResponse, replyingTo: packet)
        return builder.sealedAccounting(secret: secret)
    }

    /// Seconds, server, identifier and Acct-Delay-Time of what leaves.
    private func departures(_ client: inout RADIUSClient, until end: Instant) throws -> [String] {
        var log: [String] = []
        while let deadline = client.deadline, deadline <= end {
            var out = RADIUSClientOutputs()
            client.wake(at: deadline, &out)
            for datagram in out.datagrams {
                let packet = try RADIUSPacket(parsing: datagram.octets.octets)
                let delay = packet.attributes.first(.acctDelayTime)?.integer ?? 0
                let authenticity = packet.authenticityOfAccountingRequest(secret: RealAccounting.secret)
                #expect(authenticity == .authentic)
                log.append(
                    "\(deadline.nanoseconds / 1_000_000_000) s \(datagram.endpoint) id \(packet.identifier) late \(delay)"
                )
            }
        }
        return log
    }

    /// accounting-psk.pcapng: three servers, of which none answers.
    @Test func aDeadServerIsAskedFourTimesEachTimeWithANewIdentifierAndDelay() throws {
        var client = client([second, server])
        var out = RADIUSClientOutputs()
        client.account(request(), for: nil, at: .zero, &out)
        #expect(out.datagrams.map(\.endpoint) == [second])
        let log = try departures(&client, until: .zero + .seconds(100))
        #expect(
            log == [
                "3 s 127.0.0.2:1813 id 1 late 3", "9 s 127.0.0.2:1813 id 2 late 9", "21 s 127.0.0.2:1813 id 3 late 21",
                "45 s 127.0.0.1:1813 id 4 late 45", "51 s 127.0.0.1:1813 id 5 late 51",
                "63 s 127.0.0.1:1813 id 6 late 63", "87 s 127.0.0.1:1813 id 7 late 87",
            ])
    }

    @Test func aRequestIsGivenUpAfterThreeRoundsOfAllServers() throws {
        var client = client([server])
        var out = RADIUSClientOutputs()
        client.account(request(), for: nil, at: .zero, &out)
        let log = try departures(&client, until: .zero + .seconds(3600))
        // With the first, twelve: RADIUS_CLIENT_MAX_FAILOVER times RADIUS_CLIENT_NUM_FAILOVER.
        #expect(log.count == 11)
        #expect(client.deadline == nil && client.pendingAccountingRequests(to: 0) == 0)
    }

    @Test func anAnswerEndsItAndAWrongOneIsIgnoredAndCounted() throws {
        var client = client([server])
        var out = RADIUSClientOutputs()
        client.account(request(), for: nil, at: .zero, &out)
        let sent = try #require(out.datagrams.first?.octets)
        let wrong = try answer(sent, secret: RADIUSSecret("other"))
        client.receive(wrong.octets, from: server, at: .zero, &out)
        #expect(out.events == [.accountingResponseNotAuthentic(from: server, .responseAuthenticatorWrong)])
        #expect(client.pendingAccountingRequests(to: 0) == 1)
        let right = try answer(sent)
        client.receive(right.octets, from: second, at: .zero, &out)
        #expect(client.pendingAccountingRequests(to: 0) == 1)
        var other = right
        other[1] ^= 1
        client.receive(other.octets, from: server, at: .zero, &out)
        #expect(client.pendingAccountingRequests(to: 0) == 1)
        client.receive(right.octets, from: server, at: .zero + .milliseconds(30), &out)
        #expect(client.pendingAccountingRequests(to: 0) == 0 && client.deadline == nil)
        client.receive([5, 0, 0].octets, from: server, at: .zero, &out)
        var expected = AccountingClientCounters()
        expected.requests = 1
        expected.responses = 3
        expected.badAuthenticators = 1
        expected.packetsDropped = 1
        expected.malformedResponses = 1
        expected.roundTripTime = .milliseconds(30)
        #expect(client.accountingCounters == [expected])
    }

    @Test func anAnswerToAnEarlierAttemptIsNobodys() throws {
        var client = client([server])
        var out = RADIUSClientOutputs()
        client.account(request(), for: nil, at: .zero, &out)
        let first = try #require(out.datagrams.first?.octets)
        client.wake(at: .zero + .seconds(3), &out)
        let late = try answer(first)
        client.receive(late.octets, from: server, at: .zero + .seconds(3), &out)
        #expect(client.pendingAccountingRequests(to: 0) == 1)
    }

    @Test func aLostInterimUpdateIsToldOfInsteadOfBeingSentAgain() {
        var client = client([server])
        var out = RADIUSClientOutputs()
        let usage = AccountedUsage(seconds: 1, traffic: nil)
        client.account(
            request(.interim(AccountedStation(isAuthenticatedByRADIUS: true), usage)), for: 7, at: .zero, &out)
        out.removeAll()
        client.wake(at: .zero + .seconds(3), &out)
        #expect(out.datagrams.isEmpty && out.lostInterims == [7])
        #expect(client.deadline == nil)
    }

    @Test func thirtyRequestsWaitAtTheMost() {
        var client = client([server])
        var out = RADIUSClientOutputs()
        for _ in 0..<1000 { client.account(request(), for: nil, at: .zero, &out) }
        #expect(out.datagrams.count == 1000)
        #expect(client.pendingAccountingRequests(to: 0) == 30)
    }

    @Test func accessRequestsTakeTheirNumbersFromTheSameRow() throws {
        var client = RADIUSClient(
            servers: [.init(endpoint: RADIUSEndpoint(ipv4: 0x7F00_0001, port: 1812), secret: RealAccounting.secret)],
            accountingServers: [.init(endpoint: server, secret: RealAccounting.secret)], random: .seeded(state: 1))
        var out = RADIUSClientOutputs()
        client.account(request(), for: nil, at: .zero, &out)
        client.send([2, 1, 0, 6, 1, 0x61].octets, state: nil, about: about(1, nas: nil), for: 7, at: .zero, &out)
        client.account(request(), for: nil, at: .zero, &out)
        #expect(out.datagrams.map(\.octets[1]) == [0, 1, 2])
        #expect(out.datagrams.map(\.endpoint.port) == [1813, 1812, 1813])
    }

    @Test func damagedAnswersEndNothing() throws {
        var client = client([server, second])
        var out = RADIUSClientOutputs()
        for _ in 0..<5 { client.account(request(), for: nil, at: .zero, &out) }
        let answers = try out.datagrams.map { try answer($0.octets) }
        var random = RandomSource.seeded(state: 9)
        for index in 0..<mutationCases {
            var octets = answers[index % answers.count]
            for _ in 0...(random.next() % 2) {
                let place = Int(random.next() % UInt64(max(1, octets.count)))
                guard place < octets.count else { continue }
                switch random.next() % 4 {
                case 0: octets[place] ^= 1 << UInt8(random.next() % 8)
                case 1: octets.removeSubrange(place...)
                case 2: octets += answers[Int(random.next() % 5)][min(place, 20)...]
                default: octets[place] = UInt8(truncatingIfNeeded: random.next())
                }
            }
            guard !answers.contains(where: { octets.starts(with: $0) }) else { continue }
            out.removeAll()
            client.receive(octets.octets, from: index.isMultiple(of: 3) ? second : server, at: .zero, &out)
        }
        #expect(client.pendingAccountingRequests(to: 0) == 5)
    }
}
