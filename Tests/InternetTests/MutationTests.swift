import Internet
import Octets
import TestSupport
import Testing
import Timeline

/// Throws altered real frames at each parser: none may trap, and most must get past the first length check.
@Suite struct MutationTests {
    static let cases = mutationCases

    private func run(
        _ name: String, seeds: [[UInt8]], minimum: Int, parse: (RawSpan) throws(ParseError) -> Void
    ) {
        var random = RandomSource.seeded(state: 0x1E7)
        var (long, refused) = (0, 0)
        for _ in 0..<Self.cases {
            var octets = seeds[Int(random.next() % UInt64(seeds.count))]
            for _ in 0...random.next() % 3 { mutate(&octets, &random) }
            if octets.count >= minimum { long += 1 }
            do throws(ParseError) { try parse(octets.octets) } catch { refused += 1 }
        }
        let share = 100 * long / Self.cases
        print("\(name): \(Self.cases) cases, \(share) % pass the first length check, \(refused) refused")
        #expect(share >= 20)
        #expect(refused > 0)
    }

    private func mutate(_ octets: inout [UInt8], _ random: inout RandomSource) {
        let bits = random.next()
        let value = UInt8(truncatingIfNeeded: bits >> 8)
        let place = octets.isEmpty ? 0 : Int(truncatingIfNeeded: bits >> 16 & 0xFFFF_FFFF) % octets.count
        switch bits % 8 {
        case 0: octets.removeLast(octets.count - place)
        case 1: octets.append(contentsOf: repeatElement(value, count: Int(value)))
        case 2: octets.insert(value, at: place)
        case 3 where !octets.isEmpty: octets.remove(at: place)
        case 4 where !octets.isEmpty: octets[place] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF][Int(value) % 6]
        // Headers are at the start, and most of what can go wrong with them.
        case 5 where !octets.isEmpty: octets[place % min(octets.count, 16)] = value
        default: if !octets.isEmpty { octets[place] ^= 1 << (value & 7) }
        }
    }

    private let dhcpFrames = [
        RealFrames.dhcpDiscover, RealFrames.dhcpOffer, RealFrames.dhcpRequest, RealFrames.dhcpAcknowledge,
    ]

    @Test func noFrameTrapsTheWalkFromEthernetToUDP() throws {
        let packets = try #require(referencePackets("hostapd/okc_both_radius.pcap"), "../shared/reference is absent")
        run("Ethernet, IPv4, UDP", seeds: Array(packets.prefix(200)), minimum: 14) { octets throws(ParseError) in
            let ethernet = try EthernetFrame(parsing: octets)
            let packet = try IPv4Packet(parsing: ethernet.payload)
            _ = packet.hasValidChecksum
            let datagram = try UDPDatagram(parsing: packet.payload)
            _ = datagram.hasValidChecksum(from: packet.source, to: packet.destination)
            _ = datagram.payload
        }
    }

    @Test func noPacketTrapsIPv4() {
        run("IPv4", seeds: [RealFrames.echoRequest, RealFrames.echoReply], minimum: 20) { octets throws(ParseError) in
            let packet = try IPv4Packet(parsing: octets)
            _ = (packet.hasValidChecksum, packet.isFragment, packet.fragmentOffset, packet.identification)
            _ = packet.payload.byteCount
        }
    }

    /// UDP behind hop-by-hop options, routing, destination options and authentication, and as a fragment (RFC 8200).
    private static let ipv6Packets: [[UInt8]] = {
        let addresses = [UInt8](repeating: 0x20, count: 32)
        let udp: [UInt8] = [7, 20, 7, 20, 0, 12, 0, 0, 1, 2, 3, 4]
        let headers: [UInt8] =
            [43, 0, 1, 4, 0, 0, 0, 0] + [60, 0, 4, 0, 0, 0, 0, 0] + [51, 0, 1, 4, 0, 0, 0, 0]
            + [17, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        return [
            [0x60, 0, 0, 0, 0, 12, 17, 64] + addresses + udp,
            [0x60, 0, 0, 0, 0, 48, 0, 64] + addresses + headers + udp,
            [0x60, 0, 0, 0, 0, 20, 44, 64] + addresses + [17, 0, 0, 1, 0, 0, 0, 9] + udp,
            [0x60, 0, 0, 0, 0, 20, 44, 64] + addresses + [17, 0, 0x01, 0, 0, 0, 0, 9] + udp,
        ]
    }()

    @Test func noPacketTrapsIPv6() {
        run("IPv6", seeds: Self.ipv6Packets, minimum: 40) { octets throws(ParseError) in
            let packet = try IPv6Packet(parsing: octets)
            _ = (packet.source.byteCount, packet.destination.byteCount, packet.fragment, packet.payload.byteCount)
        }
    }

    @Test func extensionHeadersOfIPv6ArePassedOver() throws {
        let whole = try Self.ipv6Packets[1].withPacket { ($0.protocol, $0.fragment, $0.payload.byteCount) }
        #expect(whole == (.udp, nil, 12))
        let first = try Self.ipv6Packets[2].withPacket { ($0.protocol, $0.fragment, $0.payload.byteCount) }
        #expect(first == (.udp, IPv6Packet.Fragment(identification: 9, offset: 0, isFollowed: true), 12))
        let last = try Self.ipv6Packets[3].withPacket { ($0.protocol, $0.fragment, $0.payload.byteCount) }
        #expect(last == (.udp, IPv6Packet.Fragment(identification: 9, offset: 256, isFollowed: false), 12))
    }

    @Test func noDatagramTrapsUDP() {
        run("UDP", seeds: dhcpFrames.map { Array($0[34...]) }, minimum: 8) { octets throws(ParseError) in
            let datagram = try UDPDatagram(parsing: octets)
            _ = (datagram.sourcePort, datagram.hasValidChecksum(from: .unspecified, to: .broadcast))
            _ = datagram.payload.byteCount
        }
    }

    @Test func noMessageTrapsICMPEcho() {
        let seeds = [RealFrames.echoRequest, RealFrames.echoReply].map { Array($0[20...]) }
        run("ICMP echo", seeds: seeds, minimum: 8) { octets throws(ParseError) in
            let echo = try ICMPEcho(parsing: octets)
            _ = (echo.hasValidChecksum, echo.data.byteCount)
        }
    }

    @Test func noPacketTrapsARP() {
        run("ARP", seeds: [RealFrames.arpRequest, RealFrames.arpReply], minimum: 28) { octets throws(ParseError) in
            _ = try ARPPacket(parsing: octets)
        }
    }

    @Test func noMessageTrapsDHCP() {
        let seeds = dhcpFrames.map { Array($0[RealFrames.dhcpStart...]) }
        run("DHCP", seeds: seeds, minimum: 240) { octets throws(ParseError) in
            let message = try DHCPMessage(parsing: octets)
            _ = (message.address(.router), message.integer(.leaseTime), message.option(.hostName)?.byteCount)
            _ = (message.isReply, message.wantsBroadcast, message.clientHardware, message.yourAddress)
        }
    }
}

extension [UInt8] {
    /// What `body` reads of these octets as an IPv6 packet.
    fileprivate func withPacket<Result>(_ body: (borrowing IPv6Packet) -> Result) throws -> Result {
        body(try IPv6Packet(parsing: octets))
    }
}
