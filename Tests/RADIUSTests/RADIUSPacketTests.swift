import EAP
import Octets
import Testing

@testable import RADIUS

@Suite struct RADIUSPacketTests {
    private let identityRequest = RealPackets.identityRequest
    private let challenge = RealPackets.challenge
    private let lastRequest = RealPackets.lastRequest
    private let accept = RealPackets.accept

    private func authenticator(_ packet: [UInt8]) -> FixedOctets<16> { FixedOctets(packet.octets, at: 4) }

    @Test func theWalkFindsTheAttributesThatTsharkFinds() throws {
        let packet = try RADIUSPacket(parsing: lastRequest.octets)
        var types: [UInt8] = []
        var attributes = packet.attributes
        while let attribute = attributes.next() { types.append(attribute.type.rawValue) }
        #expect(types == [1, 4, 32, 30, 61, 6, 5, 31, 77, 44, 50, 186, 187, 188, 12, 79, 24, 80])
        let station = packet.attributes.first(.callingStationID)?.text
        let mtu = packet.attributes.first(.framedMTU)?.integer
        let eap = packet.eapMessage
        #expect(station == "04-F0-21-AA-00-01")
        #expect(mtu == 1400)
        #expect(eap?.count == 75)
    }

    @Test func realPacketsAreAuthenticWithTheirSecretAlone() throws {
        let other = RADIUSSecret("lanforgf")
        let request = try RADIUSPacket(parsing: lastRequest.octets)
        let accept = try RADIUSPacket(parsing: self.accept.octets)
        let asked = authenticator(RealPackets.lastRequest)
        let verdicts = [
            request.authenticityOfRequest(secret: RealPackets.secret),
            request.authenticityOfRequest(secret: other),
            accept.authenticityOfReply(requestAuthenticator: asked, secret: RealPackets.secret),
            accept.authenticityOfReply(requestAuthenticator: asked, secret: other),
            accept.authenticityOfReply(
                requestAuthenticator: authenticator(RealPackets.identityRequest), secret: RealPackets.secret),
        ]
        #expect(
            verdicts == [
                .authentic, .messageAuthenticatorWrong, .authentic, .responseAuthenticatorWrong,
                .responseAuthenticatorWrong,
            ])
    }

    @Test func theAcceptHoldsThePMKThatTheStationDerived() throws {
        let accept = try RADIUSPacket(parsing: self.accept.octets)
        let key = accept.masterSessionKey(
            requestAuthenticator: authenticator(RealPackets.lastRequest), secret: RealPackets.secret)
        // The first line of okc_both.keys.
        let pmk = "05230326d2a8b5378cac33fe79d774dd7dc61ef834d16e453dfa6311994053fa"
        #expect(key?.receiveKey.hexadecimal == pmk)
        #expect("\(String(describing: key))" == "Optional(MSK (hidden))")
    }

    @Test func writesTheRequestsThatHostapdWrites() throws {
        var request = AccessRequest(
            userName: [UInt8]("anonymous".utf8),
            calledStationID: AccessRequest.calledStationID(
                bssid: MACAddress(0x04F0_2119_8744), ssid: [UInt8]("okctest1".utf8).octets),
            callingStation: MACAddress(0x04F0_21AA_0001), nasPort: 1, connectInfo: "CONNECT 54Mbps 802.11g")
        request.nasIPAddress = 0x7F00_0001
        request.nasIdentifier = "vap0000"
        request.acctSessionID = "78FE53749105B191"
        request.acctMultiSessionID = "58C9BF0744254792"
        request.pairwiseCipher = 0x000F_AC04
        request.groupCipher = 0x000F_AC04
        request.akmSuite = 0x000F_AC01
        for real in [RealPackets.identityRequest, RealPackets.lastRequest] {
            let packet = try RADIUSPacket(parsing: real.octets)
            let eap = packet.eapMessage ?? []
            var builder = RADIUSPacketBuilder(
                .accessRequest, identifier: packet.identifier, authenticator: packet.authenticator)
            request.append(
                to: &builder, eap: eap.octets,
                state: packet.attributes.first(.state)?.value.array)
            let built = builder.sealedRequest(secret: RealPackets.secret)
            #expect(built == real)
        }
    }

    @Test func writesTheChallengeThatFreeRADIUSWrites() throws {
        let request = try RADIUSPacket(parsing: identityRequest.octets)
        let challenge = try RADIUSPacket(parsing: self.challenge.octets)
        var builder = RADIUSPacketBuilder(.accessChallenge, replyingTo: request)
        let message = challenge.eapMessage ?? []
        builder.appendEAPMessage(message.octets)
        builder.appendMessageAuthenticator()
        let state = challenge.attributes.first(.state)?.value.array ?? []
        builder.append(.state, octets: state.octets)
        let built = builder.sealedReply(secret: RealPackets.secret)
        #expect(built == RealPackets.challenge)
    }

    @Test func aLongEAPPacketIsPartedAndPutTogether() throws {
        let message = (0..<1004).map { UInt8(truncatingIfNeeded: $0) }
        var builder = RADIUSPacketBuilder(.accessChallenge, identifier: 1, authenticator: FixedOctets())
        builder.appendEAPMessage(message.octets)
        let octets = builder.sealedReply(secret: RealPackets.secret)
        let packet = try RADIUSPacket(parsing: octets.octets)
        var lengths: [Int] = []
        var attributes = packet.attributes
        while let attribute = attributes.next() { lengths.append(attribute.value.byteCount + 2) }
        let joined = packet.eapMessage
        // Frame 6 of the capture: 255, 255, 255, 247, and the Message-Authenticator.
        #expect(lengths == [255, 255, 255, 247, 18])
        #expect(joined == message)
    }

    @Test func nothingMakesAPacketLongerThanRFC2865Allows() throws {
        var builder = RADIUSPacketBuilder(.accessChallenge, identifier: 1, authenticator: FixedOctets())
        for _ in 0..<40 { builder.append(.replyMessage, octets: [UInt8](repeating: 65, count: 300).octets) }
        let octets = builder.sealedReply(secret: RealPackets.secret)
        #expect(octets.count <= 4096)
        let packet = try RADIUSPacket(parsing: octets.octets)
        let authenticity = packet.authenticityOfReply(
            requestAuthenticator: FixedOctets(), secret: RealPackets.secret)
        #expect(authenticity == .authentic)
    }

    @Test func saysWhereAPacketIsWrong() {
        var octets = RealPackets.challenge
        octets[21] = 1
        #expect(throws: ParseError(at: 21, expected: "an attribute length of 2 to 44")) {
            _ = try RADIUSPacket(parsing: octets.octets)
        }
        #expect(throws: ParseError(at: 0, expected: "20 octets of RADIUS header, 19 are left")) {
            _ = try RADIUSPacket(parsing: octets.octets.extracting(0..<19))
        }
    }
}
