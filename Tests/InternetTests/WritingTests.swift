import Internet
import Octets
import Testing

@Suite struct WritingTests {
    @Test func writesTheEchoRequestThatARealHostSent() {
        var frame: [UInt8] = []
        frame.appendICMPEcho(isReply: false, identifier: 0x0400, sequenceNumber: 768) { $0 += Array("DHCPC".utf8) }
        #expect(frame == Array(RealFrames.echoRequest[20...]))
    }

    @Test func writesTheARPPacketsThatRealHostsSent() {
        let host = MACAddress(0x0013_CE55_98EF)
        let request = ARPPacket(
            .request, senderHardware: host, sender: IPv4Address(172, 16, 0, 101), target: IPv4Address(172, 16, 0, 1))
        var octets: [UInt8] = []
        octets.append(request)
        #expect(octets == RealFrames.arpRequest)
        octets.removeAll()
        octets.append(request.reply(from: MACAddress(0x000F_66E3_E401)))
        #expect(octets == Array(RealFrames.arpReply.prefix(28)))
    }

    @Test func writesTheDHCPMessagesThatARealClientAndServerSent() {
        let station = MACAddress(0x000E_8EFD_9371)
        var octets: [UInt8] = []
        octets.appendDHCP(.discover, isReply: false, transaction: 0x0201_4243, clientHardware: station) {
            $0.appendDHCPOption(.parameterRequestList, [1, 28, 2, 3, 15, 6, 12])
        }
        #expect(octets == Array(RealFrames.dhcpDiscover[RealFrames.dhcpStart...]))
        octets.removeAll()
        let gateway = IPv4Address(10, 2, 7, 1)
        octets.appendDHCP(
            .offer, isReply: true, transaction: 0x0201_4243, clientHardware: station,
            yourAddress: IPv4Address(10, 2, 7, 172)
        ) {
            $0.appendDHCPOption(.serverIdentifier, gateway)
            $0.appendDHCPOption(.leaseTime, 3600)
            $0.appendDHCPOption(.subnetMask, IPv4Address(255, 255, 255, 0))
            $0.appendDHCPOption(.router, gateway)
        }
        #expect(octets == Array(RealFrames.dhcpOffer[RealFrames.dhcpStart...]))
    }

    @Test func tsharkFindsEveryChecksumOfWhatIsWrittenRight() throws {
        let (station, gateway) = (MACAddress(0x000E_8EFD_9371), MACAddress(0x04F0_2119_8744))
        let client = UDPEndpoint(IPv4Address(10, 2, 7, 10), port: 50_000)
        let server = UDPEndpoint(IPv4Address(10, 2, 7, 1), port: 7)
        var frames: [[UInt8]] = []
        for length in [0, 1, 2, 3, 4, 1001, 1471, 1472] {
            var frame: [UInt8] = []
            frame.appendEthernet(to: gateway, from: station, type: .ipv4) { frame in
                frame.appendUDP(from: client, to: server, identification: 7) { frame in
                    for index in 0..<length { frame.append(UInt8(truncatingIfNeeded: 31 * index + length)) }
                }
            }
            frames.append(frame)
        }
        let fields = ["ip.checksum.status", "udp.checksum.status", "udp.length", "_ws.expert"]
        guard let lines = try tshark(frames, fields: fields) else {
            Issue.record("tshark is missing")
            return
        }
        #expect(lines == [0, 1, 2, 3, 4, 1001, 1471, 1472].map { "1\t1\t\($0 + 8)\t" })
    }

    @Test func aUDPSumOfZeroIsSentAsAllOnes() throws {
        // Source 0.0.0.0:0, destination 0.0.0.0:0, length 10 twice, protocol 17, and data 0xFFDA: together 0xFFFF.
        var packet: [UInt8] = []
        let nowhere = UDPEndpoint(.unspecified, port: 0)
        packet.appendUDP(from: nowhere, to: nowhere) { $0.append(bigEndian: 0xFFDA as UInt16) }
        #expect(packet[26] == 0xFF && packet[27] == 0xFF)
        let datagram = try UDPDatagram(parsing: packet.octets.extracting(20..<30))
        let isRight = datagram.hasValidChecksum(from: .unspecified, to: .unspecified)
        #expect(isRight)
    }
}
