import Internet
import Octets
import Testing

@Suite struct ReadingTests {
    @Test func readsAnEchoRequestOfARealHost() throws {
        let octets = RealFrames.echoRequest
        let packet = try IPv4Packet(parsing: octets.octets)
        let (source, destination, hops) = (packet.source, packet.destination, packet.timeToLive)
        let (isICMP, isValid, isFragment) = (packet.protocol == .icmp, packet.hasValidChecksum, packet.isFragment)
        #expect(source == IPv4Address(172, 16, 0, 101))
        #expect(destination == IPv4Address(172, 16, 0, 1))
        #expect(hops == 1)
        #expect(isICMP && isValid && !isFragment)
        let echo = try ICMPEcho(parsing: packet.payload)
        let (isReply, identifier, sequence) = (echo.isReply, echo.identifier, echo.sequenceNumber)
        let (data, isRight) = (echo.data.array, echo.hasValidChecksum)
        #expect(!isReply && isRight)
        #expect(identifier == 0x0400)
        #expect(sequence == 768)
        #expect(data == Array("DHCPC".utf8))
    }

    @Test func dropsThePaddingAfterAnIPv4Packet() throws {
        let octets = RealFrames.echoReply
        let packet = try IPv4Packet(parsing: octets.octets)
        let payload = packet.payload.byteCount
        let echo = try ICMPEcho(parsing: packet.payload)
        let (isReply, isRight) = (echo.isReply, echo.hasValidChecksum)
        #expect(payload == 13)
        #expect(isReply && isRight)
    }

    @Test func readsARealARPRequestAndItsPaddedReply() throws {
        let (asked, answered) = (RealFrames.arpRequest, RealFrames.arpReply)
        let request = try ARPPacket(parsing: asked.octets)
        let reply = try ARPPacket(parsing: answered.octets)
        #expect(request.operation == .request)
        #expect(request.senderHardware == MACAddress(0x0013_CE55_98EF))
        #expect(request.target == IPv4Address(172, 16, 0, 1))
        #expect(request.reply(from: MACAddress(0x000F_66E3_E401)) == reply)
    }

    @Test func readsTheLeaseThatARealServerOffers() throws {
        let frame = RealFrames.dhcpOffer
        let ethernet = try EthernetFrame(parsing: frame.octets)
        let packet = try IPv4Packet(parsing: ethernet.payload)
        let datagram = try UDPDatagram(parsing: packet.payload)
        let isRight = datagram.hasValidChecksum(from: packet.source, to: packet.destination)
        let ports = [datagram.sourcePort, datagram.destinationPort]
        #expect(isRight)
        #expect(ports == [67, 68])
        let message = try DHCPMessage(parsing: datagram.payload)
        let (type, isReply, transaction) = (message.type, message.isReply, message.transaction)
        let (address, hardware) = (message.yourAddress, message.clientHardware)
        let (mask, router, server) = (
            message.address(.subnetMask), message.address(.router), message.address(.serverIdentifier)
        )
        let (lease, absent) = (message.integer(.leaseTime), message.integer(.renewalTime))
        #expect(type == .offer)
        #expect(isReply)
        #expect(transaction == 0x0201_4243)
        #expect(address == IPv4Address(10, 2, 7, 172))
        #expect(hardware == MACAddress(0x000E_8EFD_9371))
        #expect(mask == IPv4Address(255, 255, 255, 0))
        #expect(router == IPv4Address(10, 2, 7, 1))
        #expect(server == IPv4Address(10, 2, 7, 1))
        #expect(lease == 3600)
        #expect(absent == nil)
    }

    @Test func findsRADIUSAtPort1812InARealCapture() throws {
        let packets = try #require(referencePackets("RADIUS.pcap"), "../shared/reference is absent")
        var codes: [UInt8] = []
        var checksums: [Bool] = []
        for frame in packets {
            let ethernet = try EthernetFrame(parsing: frame.octets)
            let packet = try IPv4Packet(parsing: ethernet.payload)
            let datagram = try UDPDatagram(parsing: packet.payload)
            let isRight = datagram.hasValidChecksum(from: packet.source, to: packet.destination)
            let isRADIUS = datagram.sourcePort == 1812 || datagram.destinationPort == 1812
            checksums.append(isRight)
            if isRADIUS { codes.append(datagram.payload.octet(at: 0)) }
        }
        // Access-Request, -Challenge, -Request, -Accept.
        #expect(codes == [1, 11, 1, 2])
        // The capturing server left its checksums to the network card; tshark finds the same two wrong.
        #expect(checksums == [true, false, true, false])
    }

    @Test func passesOverVLANTagsAndBoundsAnLLCPayloadByItsLength() throws {
        let tagged = RealFrames.hex("ffffffffffff000e8efd9371" + "88a80064" + "8100c00a" + "0800" + "4500")
        let frame = try EthernetFrame(parsing: tagged.octets)
        let (vlan, isIPv4, payload) = (frame.vlan, frame.type == .ipv4, frame.payload.array)
        #expect(vlan == 100)
        #expect(isIPv4)
        #expect(payload == [0x45, 0x00])
        // A layer-2 update: LLC XID of 6 octets, padded (IEEE 802.11F).
        let update = RealFrames.hex("ffffffffffff000e8efd9371" + "0006" + "0001af810100" + "00000000")
        let other = try EthernetFrame(parsing: update.octets)
        let (hasType, body) = (other.type != nil, other.payload.byteCount)
        #expect(!hasType)
        #expect(body == 6)
    }

    @Test func saysWhereAndWhatIsWrong() {
        #expect(throws: ParseError(at: 12, expected: "an 802.3 length of at most 2")) {
            _ = try EthernetFrame(parsing: RealFrames.hex("ffffffffffff000e8efd937100060001").octets)
        }
        #expect(throws: ParseError(at: 2, expected: "a total length of 20 to 20, not 33")) {
            _ = try IPv4Packet(parsing: [UInt8](RealFrames.echoRequest.prefix(20)).octets)
        }
        #expect(throws: ParseError(at: 4, expected: "a UDP length of 8 to 8, not 308")) {
            _ = try UDPDatagram(parsing: [UInt8](RealFrames.dhcpOffer[34..<42]).octets)
        }
        var message = Array(RealFrames.dhcpOffer[RealFrames.dhcpStart...].prefix(250))
        message[244] = 40
        #expect(throws: ParseError(at: 245, expected: "40 octets of option value, 5 are left")) {
            _ = try DHCPMessage(parsing: message.octets)
        }
    }

    @Test func addressesAreReadAsStrictlyAsTheyAreWritten() {
        #expect(IPv4Address("10.2.7.1") == IPv4Address(10, 2, 7, 1))
        for text in ["10.2.7", "10.2.7.256", "10.2.7.01", "10.2.7.+1", " 10.2.7.1", "10.2.7.1.", ""] {
            #expect(IPv4Address(text) == nil)
        }
        #expect("\(IPv4Address.mask(prefixLength: 24))" == "255.255.255.0")
        #expect("\(IPv4Address.mask(prefixLength: 0))" == "0.0.0.0")
        #expect("\(IPv4Address.mask(prefixLength: 32))" == "255.255.255.255")
    }
}
