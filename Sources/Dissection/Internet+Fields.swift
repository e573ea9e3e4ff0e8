internal import Internet
internal import Octets

extension PacketDissection {
    /// Adds the fields of an IPv4 header.
    mutating func addIPv4(_ packet: borrowing IPv4Packet, _ place: Place, _ length: Int) {
        let header = packet.header
        let flags = header.bigEndian(UInt16.self, at: 6)
        add(.ip, place, 0..<length, header: header.byteCount)
        add(.ipVersion, header.octet(at: 0) >> 4, place, 0..<1)
        add(.ipHdrLen, header.byteCount, place, 0..<1)
        add(.ipLen, header.bigEndian(UInt16.self, at: 2), place, 2..<4)
        add(.ipId, packet.identification, place, 4..<6)
        add(.ipFlagsDf, flags & 0x4000 != 0, place, 6..<7)
        add(.ipFlagsMf, flags & 0x2000 != 0, place, 6..<7)
        add(.ipFragOffset, packet.fragmentOffset, place, 6..<8)
        add(.ipTtl, packet.timeToLive, place, 8..<9)
        add(.ipProto, packet.protocol.rawValue, place, 9..<10)
        add(.ipChecksum, header.bigEndian(UInt16.self, at: 10), place, 10..<12)
        add(.ipSrc, .ipv4(packet.source.rawValue), place, 12..<16)
        add(.ipDst, .ipv4(packet.destination.rawValue), place, 16..<20)
        add(.ipAddr, .ipv4(packet.source.rawValue), place, 12..<16)
        add(.ipAddr, .ipv4(packet.destination.rawValue), place, 16..<20)
    }

    /// Adds an IPv6 packet: its ends and what it carries.
    mutating func addIPv6(_ octets: RawSpan, _ place: Place) {
        protocolName = "IPv6"
        info = ""
        guard octets.byteCount >= 40 else { return markMalformed("IPv6") }
        add(.ipv6, place, 0..<octets.byteCount, header: 40)
        source = .ipv6(high: octets.bigEndian(UInt64.self, at: 8), low: octets.bigEndian(UInt64.self, at: 16))
        destination = .ipv6(high: octets.bigEndian(UInt64.self, at: 24), low: octets.bigEndian(UInt64.self, at: 32))
        var (kind, start) = (octets.octet(at: 6), 40)
        // Hop-by-hop options, which multicast listeners' reports have (RFC 3810, 5).
        if kind == 0, octets.byteCount >= 48 {
            kind = octets.octet(at: 40)
            start += 8 * (Int(octets.octet(at: 41)) + 1)
        }
        guard start <= octets.byteCount else { return }
        switch kind {
        case 6:
            protocolName = "TCP"
            add(.tcp, place, start..<octets.byteCount)
        case 17:
            protocolName = "UDP"
            add(.udp, place, start..<octets.byteCount)
        case 58:
            protocolName = "ICMPv6"
            let end = min(octets.byteCount, 40 + Int(octets.bigEndian(UInt16.self, at: 4)))
            if start < end { info = ICMPv6.info(octets.extracting(start..<end)) }
        default: break
        }
    }

    /// Adds an ARP packet.
    mutating func addARP(_ octets: RawSpan, _ place: Place) {
        protocolName = "ARP"
        info = ""
        guard let packet = try? ARPPacket(parsing: octets) else { return markMalformed("ARP") }
        add(.arp, place, 0..<octets.byteCount)
        add(.arpOpcode, packet.operation.rawValue, place, 6..<8)
        add(.arpSrcHwMac, packet.senderHardware, place, 8..<14)
        add(.arpSrcProtoIpv4, .ipv4(packet.sender.rawValue), place, 14..<18)
        add(.arpDstHwMac, packet.targetHardware, place, 18..<24)
        add(.arpDstProtoIpv4, .ipv4(packet.target.rawValue), place, 24..<28)
        switch packet.operation {
        case .request where packet.sender == packet.target: info = "ARP Announcement for \(packet.target)"
        case .request where packet.sender == .unspecified: info = "Who has \(packet.target)? (ARP Probe)"
        case .request: info = "Who has \(packet.target)? Tell \(packet.sender)"
        case .reply where packet.sender == packet.target: info = "Gratuitous ARP for \(packet.sender) (Reply)"
        case .reply: info = "\(packet.sender) is at \(packet.senderHardware)"
        }
    }

    /// Adds a DHCP message.
    mutating func addDHCP(_ octets: RawSpan, _ place: Place) {
        protocolName = "DHCP"
        guard let message = try? DHCPMessage(parsing: octets) else { return markMalformed("DHCP") }
        add(.dhcp, place, 0..<octets.byteCount)
        add(.dhcpType, message.isReply ? 2 : 1, place, 0..<1)
        add(.dhcpId, message.transaction, place, 4..<8)
        add(.dhcpIpClient, .ipv4(message.clientAddress.rawValue), place, 12..<16)
        add(.dhcpIpYour, .ipv4(message.yourAddress.rawValue), place, 16..<20)
        add(.dhcpHwMacAddr, message.clientHardware, place, 28..<34)
        var options = DHCPOptions(octets.extracting(DHCPMessage.headerLength..<octets.byteCount))
        while let option = try? options.next() { add(.dhcpOptionType, option.code.rawValue) }
        add(.dhcpOptionDhcp, message.type.rawValue)
        info = "DHCP \(Self.name(message.type)) - Transaction ID 0x\(String(message.transaction, radix: 16))"
    }

    private static func name(_ type: DHCPMessageType) -> String {
        switch type {
        case .discover: "Discover"
        case .offer: "Offer   "
        case .request: "Request "
        case .decline: "Decline "
        case .acknowledge: "ACK     "
        case .refuse: "NAK     "
        case .release: "Release "
        case .inform: "Inform  "
        }
    }
}
