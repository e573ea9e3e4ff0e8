import AccessPoint
import Dot11
import EAP
import Octets
import RADIUS
import RSN
import Testing
import Timeline

/// RADIUS accounting as Debian's hostapd 2.10 does it: expectations are from the captures of Tests/Fixtures/accounting,
/// RFC 2866 and RFC 2869.
@Suite struct AccountingTests {
    private let station = MACAddress(0x0200_0000_0001)
    private static let servers = (1...3).map {
        RADIUSClient.Server(
            endpoint: RADIUSEndpoint(ipv4: 0x7F00_0000 | UInt32($0), port: 1813), secret: TestAccessPoint.secret)
    }

    /// An Accounting-Request: its attributes in order.
    private struct Report {
        var instant: Instant
        var server: RADIUSEndpoint
        var identifier: UInt8
        var octets: [UInt8]
        var types: [UInt8]

        init?(_ asked: (instant: Instant, server: RADIUSEndpoint, octets: [UInt8])) {
            let copy = asked.octets
            guard let packet = try? RADIUSPacket(parsing: copy.octets), packet.code == .accountingRequest,
                packet.authenticityOfAccountingRequest(secret: TestAccessPoint.secret) == .authentic
            else { return nil }
            var found: [UInt8] = []
            var attributes = packet.attributes
            while let attribute = attributes.next() { found.append(attribute.type.rawValue) }
            instant = asked.instant
            server = asked.server
            octets = copy
            identifier = copy[1]
            types = found
        }

        func integer(_ type: UInt8) -> UInt32? {
            guard let packet = try? RADIUSPacket(parsing: octets.octets) else { return nil }
            return packet.attributes.first(RADIUSAttributeType(rawValue: type))?.integer
        }

        func text(_ type: UInt8) -> String? {
            guard let packet = try? RADIUSPacket(parsing: octets.octets) else { return nil }
            return packet.attributes.first(RADIUSAttributeType(rawValue: type))?.text
        }

        /// Acct-Status-Type.
        var status: UInt32? { integer(40) }
    }

    private func reports(_ accessPoint: borrowing TestAccessPoint) -> [Report] {
        accessPoint.asked.compactMap { Report($0) }
    }

    private func accessPoint(
        servers: Int = 1, _ configure: (inout BSSConfiguration) -> Void = { _ in }
    ) -> TestAccessPoint {
        TestAccessPoint { bss in
            bss.accountingServers = Array(Self.servers.prefix(servers))
            bss.nasIdentifier = "nas0"
            configure(&bss)
        }
    }

    /// Answers every Accounting-Request so far, as a server does.
    private func acknowledge(_ accessPoint: inout TestAccessPoint) throws {
        for report in reports(accessPoint) {
            let packet = try RADIUSPacket(parsing: report.octets.octets)
            let answer = RADIUSPacketBuilder(.accountingResponse, replyingTo: packet)
                .sealedAccounting(secret: TestAccessPoint.secret)
            accessPoint.core.receive(
                datagram: answer.octets, from: report.server, bss: 0, at: accessPoint.now, &accessPoint.out)
        }
    }

    /// Lets the station in by EAP.
    private func letIn(
        _ accessPoint: inout TestAccessPoint, _ fill: (inout RADIUSPacketBuilder) -> Void = { _ in }
    ) throws -> (request: [UInt8], pmk: PMK) {
        accessPoint.join(station)
        let request = try accessPoint.identify(station)
        let pmk = try accessPoint.accept(request, key: 9, fill)
        try accessPoint.handshake(station, pmk: pmk)
        return (request, pmk)
    }

    private static func octets(_ address: MACAddress) -> [UInt8] {
        var octets: [UInt8] = []
        octets.append(address)
        return octets
    }

    // MARK: The BSS

    @Test func aBSSSaysThatItBeginsAndEnds() throws {
        var accessPoint = accessPoint()
        accessPoint.wait(.milliseconds(1))
        try acknowledge(&accessPoint)
        var reports = reports(accessPoint)
        #expect(reports.map(\.status) == [7])
        // accounting.pcapng, frame 1.
        #expect(reports[0].types == [40, 4, 32, 30, 61, 55, 41, 44])
        #expect(reports[0].integer(55) == 1_767_225_600 && reports[0].integer(41) == 0)
        let session = try #require(reports[0].text(44))
        #expect(session.count == 16 && session.allSatisfy { $0.isHexDigit && !$0.isLowercase })
        accessPoint.now = .zero + .seconds(1)
        let wasOn = accessPoint.core.disable(at: accessPoint.now, &accessPoint.out)
        #expect(wasOn)
        accessPoint.wait(.seconds(10))
        reports = self.reports(accessPoint)
        // Once: who goes off the air waits for no answer.
        #expect(reports.map(\.status) == [7, 8])
        #expect(reports[1].types == reports[0].types && reports[1].text(44) == session)
        _ = accessPoint.core.enable()
        accessPoint.wait(.milliseconds(1))
        reports = self.reports(accessPoint)
        #expect(reports.map(\.status) == [7, 8, 7])
        #expect(reports[2].text(44) != session)
    }

    @Test func nothingIsAccountedWithoutAServer() throws {
        var accessPoint = accessPoint(servers: 0)
        _ = try letIn(&accessPoint)
        accessPoint.receive(.deauthentication, [3, 0], from: station)
        accessPoint.wait(.seconds(10))
        #expect(reports(accessPoint).isEmpty)
    }

    @Test func aReloadEndsSessionsAndSaysNothingOfTheBSS() throws {
        var accessPoint = accessPoint()
        _ = try letIn(&accessPoint)
        let settings = accessPoint.core.configuration.basicServiceSets
        accessPoint.core.reload(settings, at: accessPoint.now, &accessPoint.out)
        accessPoint.wait(.seconds(20))
        // On comes with the first turn of the clock here; the Stop is not sent again (radius_client_flush).
        #expect(reports(accessPoint).compactMap(\.status).filter { $0 == 2 }.count == 1)
        #expect(!reports(accessPoint).contains { $0.status == 8 })
    }

    // MARK: Sessions

    @Test func aSessionStartsWithThePortAndHasTheAccessRequestsIdentifiers() throws {
        var accessPoint = accessPoint()
        let (request, _) = try letIn(&accessPoint) { packet in
            packet.append(.class, text: "first")
            packet.append(.class, text: "second")
            packet.append(.chargeableUserIdentity, text: "chargeable")
            packet.append(.userName, text: "granted")
        }
        let start = try #require(reports(accessPoint).last)
        // accounting-bss.pcapng, frame 21.
        #expect(
            start.types == [
                40, 45, 1, 4, 32, 30, 61, 6, 5, 31, 77, 44, 50, 186, 187, 188, 25, 25, 89, 55, 41,
            ])
        #expect(start.status == 1 && start.integer(45) == 1)
        #expect(start.text(1) == "granted" && start.text(25) == "first" && start.text(89) == "chargeable")
        let access = try RADIUSPacket(parsing: request.octets)
        let names = (access.attributes.first(.acctSessionID)?.text, access.attributes.first(.acctMultiSessionID)?.text)
        #expect(names.0 != nil && start.text(44) == names.0)
        #expect(names.1 != nil && start.text(50) == names.1)
    }

    /// accounting-bss.pcapng: hostapd names the cipher of group management frames where these are protected.
    @Test func protectedManagementFramesHaveTheirCipherNamed() throws {
        var accessPoint = accessPoint { $0.managementFrameProtection = .optional }
        accessPoint.join(station)
        let request = try accessPoint.identify(station)
        let packet = try RADIUSPacket(parsing: request.octets)
        let cipher = packet.attributes.first(.wlanGroupManagementCipher)?.integer
        #expect(cipher == 0x000F_AC06)
    }

    @Test func aStationThatLeavesIsStoppedWithItsTraffic() throws {
        var accessPoint = accessPoint()
        _ = try letIn(&accessPoint)
        accessPoint.wait(.milliseconds(2_500))
        accessPoint.receive(.deauthentication, [3, 0], from: station)
        let stop = try #require(reports(accessPoint).last)
        // accounting.pcapng, frame 39.
        #expect(
            stop.types == [
                40, 45, 1, 4, 32, 30, 61, 6, 5, 31, 77, 44, 50, 186, 187, 188, 55, 41, 46, 47, 48, 42, 52, 43, 53, 49,
            ])
        // User-Request (RFC 2866, 5.10).
        #expect(stop.status == 2 && stop.integer(49) == 1 && stop.integer(46) == 2)
        // Association, three EAPOL frames and the Deauthentication; mac80211 counts management frames twice.
        #expect(stop.integer(47) == 7)
        // Authentication, Association Response, EAP-Request, EAP-Success, messages 1 and 3.
        #expect(stop.integer(48) == 6)
        #expect(stop.integer(52) == 0 && stop.integer(53) == 0)
        accessPoint.wait(.seconds(1))
        #expect(reports(accessPoint).filter { $0.status == 2 }.count == 1)
    }

    @Test func trafficIsCountedInOctetsOfMPDUs() throws {
        var accessPoint = accessPoint { $0.akms = [] }
        accessPoint.join(station)
        let before = try #require(reports(accessPoint).last)
        #expect(before.status == 1 && before.integer(45) == 2 && before.text(1) == "020000000001")
        // accounting-psk.pcapng, frame 11; this BSS has an address.
        #expect(before.types == [40, 45, 1, 4, 32, 30, 61, 6, 5, 31, 77, 44, 55, 41])
        // A QoS Data frame has 26 octets of header.
        let msdu: [UInt8] = [0xAA, 0xAA, 3, 0, 0, 0, 8, 0] + [UInt8](repeating: 1, count: 92)
        for _ in 0..<10 { accessPoint.receiveData(msdu, from: station, to: MACAddress(0x0200_0000_00FF)) }
        var frame = Self.octets(station) + [2, 0, 0, 0, 0, 0xFF, 8, 0] + [UInt8](repeating: 1, count: 86)
        frame += [1, 1, 1]
        for _ in 0..<4 { accessPoint.send(frame) }
        accessPoint.receive(.deauthentication, [3, 0], from: station)
        let stop = try #require(reports(accessPoint).last)
        let (association, farewell) = (24 + 4 + 10 + 9, 26)
        #expect(stop.integer(42) == UInt32(10 * 126 + association + farewell))
        #expect(stop.integer(47) == 14)
        // The Ethernet header makes way for the header and eight octets of LLC.
        #expect(stop.integer(48) == 6)
        let responses = stop.integer(43).map { Int($0) - 4 * (26 + 8 + 89) }
        #expect(responses.map { (24 + 6 + 24 + 6...400).contains($0) } == true)
    }

    @Test func whatEndsASessionIsItsCause() throws {
        // RFC 2866, 5.10: User-Request 1, Idle-Timeout 4, Session-Timeout 5.
        var logoff = accessPoint()
        _ = try letIn(&logoff)
        logoff.receiveEAPOL(.logoff, from: station)
        #expect(reports(logoff).last?.status == 2 && reports(logoff).last?.integer(49) == 1)

        var idle = accessPoint { bss in
            bss.maximumInactivity = .seconds(20)
            bss.akms = []
        }
        idle.join(station)
        idle.wait(.milliseconds(24_500))
        let silent = try #require(reports(idle).last { $0.status == 2 })
        #expect(silent.integer(49) == 4 && silent.integer(46) == 23)

        var limited = accessPoint()
        _ = try letIn(&limited) { $0.append(.sessionTimeout, integer: 30) }
        limited.wait(.seconds(31))
        let ended = try #require(reports(limited).last { $0.status == 2 })
        #expect(ended.integer(49) == 5 && ended.integer(46) == 30)

        // The AP's own wish has none (accounting-bss.pcapng, frame 31).
        var sent = accessPoint()
        _ = try letIn(&sent)
        sent.core.disassociate(station, bss: 0, reason: .unspecified, at: sent.now, &sent.out)
        sent.wait(.milliseconds(1))
        let own = try #require(reports(sent).last { $0.status == 2 })
        #expect(own.integer(49) == nil && own.integer(42) != nil)
    }

    @Test func anEntryThatComesBackHasItsSessionIdentifierAgain() throws {
        var accessPoint = accessPoint()
        let (_, pmk) = try letIn(&accessPoint)
        accessPoint.core.deauthenticate(
            station, bss: 0, reason: .unspecified, at: accessPoint.now, &accessPoint.out)
        accessPoint.wait(.seconds(1))
        let first = try #require(reports(accessPoint).last { $0.status == 2 })
        accessPoint.receive(.authentication, [0, 0, 1, 0, 0, 0], from: station)
        let pmkid = try #require(
            pmk.pmkid(akm: .wpaEAP, authenticator: TestAccessPoint.bssid, supplicant: station))
        var body: [UInt8] = [0x31, 0x04, 5, 0]
        body.appendElement(.ssid, Array("okctest1".utf8))
        body.appendRSNElement(akms: [.wpaEAP], capabilities: [], pmkids: [pmkid])
        accessPoint.receive(.associationRequest, body, from: station)
        try accessPoint.handshake(station, pmk: pmk, pmkids: [pmkid])
        let second = try #require(reports(accessPoint).last)
        // accounting.pcapng, frames 57 and 67.
        #expect(second.status == 1 && second.text(44) == first.text(44))
        #expect(second.text(50) == first.text(50) && second.text(50) != nil)
        #expect(second.text(1) == "user")
    }

    // MARK: Interim updates

    @Test func theAccessAcceptSaysHowOftenASessionIsUpdated() throws {
        for (granted, own, expected) in [(60, nil, 60), (59, nil, nil), (600, 5, 5), (nil, nil, nil)]
            as [(UInt32?, UInt64?, UInt64?)]
        {
            var accessPoint = accessPoint { $0.accountingInterimInterval = own.map { .seconds($0) } }
            _ = try letIn(&accessPoint) { packet in
                if let granted { packet.append(.acctInterimInterval, integer: granted) }
            }
            try acknowledge(&accessPoint)
            let began = accessPoint.now
            accessPoint.wait(.seconds(61))
            let interim = reports(accessPoint).first { $0.status == 3 }
            #expect(interim.map { ($0.instant - began).nanoseconds / 1_000_000_000 } == expected)
            #expect(interim.map { $0.integer(46) == UInt32(expected ?? 0) && $0.integer(49) == nil } ?? true)
        }
    }

    /// accounting-psk.pcapng: of what hostapd sent to three servers that did not answer, the seconds, the server, the
    /// identifier, the status and Acct-Delay-Time.
    private static let silent = """
        0 2 0 7 0, 3 2 1 7 3, 4 2 2 1 0, 7 2 3 1 3, 9 2 4 7 9, 9 2 5 3 0, 12 2 6 3 0, 13 2 7 1 9, 17 2 8 3 0, 21 2 9 7 21, \
        22 2 10 3 0, 25 2 11 1 21, 27 2 12 3 0, 32 2 13 3 0, 37 2 14 3 0, 42 2 15 3 0, 45 1 16 1 40, 45 1 17 7 45, \
        47 1 18 3 0, 51 1 19 1 46, 51 1 20 7 51, 52 1 21 3 0, 57 1 22 3 0, 62 1 23 3 0, 63 1 24 1 58, 63 1 25 7 63, \
        65 1 26 3 0, 70 1 27 3 0, 75 1 28 3 0, 80 1 29 3 0, 85 1 30 3 0, 87 1 31 1 82, 87 1 32 7 87, 90 1 33 3 0, \
        95 1 34 3 0, 100 1 35 3 0, 105 1 36 3 0
        """

    @Test func serversThatDoNotAnswerAreAskedAsHostapdAsksThem() {
        var accessPoint = TestAccessPoint { bss in
            bss.accountingServers = [Self.servers[1], Self.servers[0], Self.servers[0]]
            bss.accountingInterimInterval = .seconds(5)
            bss.maximumInactivity = .zero
            bss.akms = []
        }
        accessPoint.wait(.milliseconds(4_641))
        accessPoint.join(station)
        accessPoint.wait(.milliseconds(102_000))
        let log = reports(accessPoint).map { report in
            let seconds = report.instant.nanoseconds / 1_000_000_000
            let server = report.server.address & 0xFF
            return "\(seconds) \(server) \(report.identifier) \(report.status ?? 0) \(report.integer(41) ?? 0)"
        }
        let expected = Self.silent.split(separator: ", ").map(String.init)
        #expect(log == expected)
        // What its MIB said then.
        let servers = accessPoint.core.counters(bss: 0).accountingServers
        #expect(servers.map(\.counters.requests) == [10, 15, 0])
        #expect(servers.map(\.counters.retransmissions) == [13, 19, 0])
        #expect(servers.map(\.counters.timeouts) == [16, 19, 0])
        #expect(servers.map(\.pendingRequests) == [0, 3, 0])
    }
}
