internal import Internet
internal import Octets

extension Dissector {
    /// Reads an Ethernet frame.
    mutating func dissectEthernet(_ octets: RawSpan, _ row: inout PacketDissection) {
        row.protocolName = "Ethernet"
        guard let frame = try? EthernetFrame(parsing: octets) else { return row.markMalformed("Ethernet") }
        row.source = .address(frame.source)
        row.destination = .address(frame.destination)
        let whole = Place(start: 0)
        row.add(.eth, whole, 0..<octets.byteCount, header: 14)
        row.add(.ethDst, frame.destination, whole, 0..<6)
        row.add(.ethSrc, frame.source, whole, 6..<12)
        row.add(.ethAddr, frame.destination, whole, 0..<6)
        row.add(.ethAddr, frame.source, whole, 6..<12)
        let field = octets.bigEndian(UInt16.self, at: 12)
        row.add(field >= 0x0600 ? .ethType : .ethLen, field, whole, 12..<14)
        var start = 14
        if let vlan = frame.vlan {
            row.add(.vlan, Place(start: 14), 0..<octets.byteCount - 14, header: 4)
            row.add(.vlanId, vlan, whole, 14..<16)
            // As EthernetFrame reads them: at most two tags.
            var tag = field
            while tag == 0x8100 || tag == 0x88A8, start < 22 {
                tag = octets.bigEndian(UInt16.self, at: start + 2)
                start += 4
            }
        }
        let place = Place(start: start)
        if let type = frame.type {
            dissect(etherType: type.rawValue, frame.payload, place, &row)
        } else {
            dissectLLC(frame.payload, place, &row)
        }
    }

    /// Reads what begins with LLC: an MSDU, or an Ethernet frame with a length.
    mutating func dissectLLC(_ octets: RawSpan, _ place: Place, _ row: inout PacketDissection) {
        guard octets.byteCount >= 3 else { return row.addData(octets, place) }
        let isSNAP = octets.byteCount >= 8 && octets.bigEndian(UInt32.self, at: 0) == 0xAAAA_0300
        row.add(.llc, place, 0..<octets.byteCount, header: isSNAP ? 8 : nil)
        row.add(.llcDsap, octets.octet(at: 0), place, 0..<1)
        row.add(.llcSsap, octets.octet(at: 1), place, 1..<2)
        let control = octets.octet(at: 2)
        row.add(.llcControl, control, place, 2..<3)
        if isSNAP {
            row.add(.llcOui, octets.bigEndian(UInt32.self, at: 2) & 0xFF_FFFF, place, 3..<6)
            let type = octets.bigEndian(UInt16.self, at: 6)
            row.add(.llcType, type, place, 6..<8)
            return dissect(etherType: type, octets.extracting(8..<octets.byteCount), place.advanced(by: 8), &row)
        }
        row.protocolName = "LLC"
        row.info = ""
        // XID (802.2): the layer-2 update frame by which an AP moves a station in the bridges' tables.
        if control & 0xEF == 0xAF, octets.byteCount >= 6, octets.octet(at: 3) == 0x81 {
            row.protocolName = "XID"
            let types = octets.octet(at: 4) == 1 ? "Type 1 LLC (Class I LLC)" : "Types \(octets.octet(at: 4))"
            row.info = "Basic Format; \(types); Window Size \(octets.octet(at: 5) >> 1)"
        }
    }

    /// Reads what an EtherType names.
    mutating func dissect(
        etherType: UInt16, _ octets: RawSpan, _ place: Place, _ row: inout PacketDissection
    ) {
        switch etherType {
        case EtherType.eapol.rawValue: dissectEAPOL(octets, place, &row)
        case EtherType.ipv4.rawValue: dissectIPv4(octets, place, &row)
        case EtherType.arp.rawValue: row.addARP(octets, place)
        case 0x86DD: row.addIPv6(octets, place)
        default:
            row.protocolName = "0x" + hexadecimal(etherType)
            row.info = ""
            row.addData(octets, place)
        }
    }

    private mutating func dissectIPv4(_ octets: RawSpan, _ place: Place, _ row: inout PacketDissection) {
        row.protocolName = "IPv4"
        row.info = ""
        guard let packet = try? IPv4Packet(parsing: octets) else { return row.markMalformed("IPv4") }
        row.source = .ipv4(packet.source.rawValue)
        row.destination = .ipv4(packet.destination.rawValue)
        row.addIPv4(packet, place, octets.byteCount)
        let payload = packet.payload
        let payloadPlace = place.advanced(by: packet.header.byteCount)
        if packet.isFragment {
            let name = packet.protocol == .udp ? "UDP " : packet.protocol == .icmp ? "ICMP " : ""
            row.info =
                "Fragmented IP protocol (proto=\(name)\(packet.protocol.rawValue), off=\(packet.fragmentOffset), "
                + "ID=\(hexadecimal(packet.identification)))"
            return row.addData(payload, payloadPlace)
        }
        switch packet.protocol {
        case .udp: dissectUDP(payload, payloadPlace, &row)
        case .icmp: dissectICMP(payload, payloadPlace, timeToLive: packet.timeToLive, &row)
        case IPv4Protocol(rawValue: 6):
            row.protocolName = "TCP"
            row.add(.tcp, payloadPlace, 0..<payload.byteCount)
            guard payload.byteCount >= 4 else { return }
            row.info = "\(payload.bigEndian(UInt16.self, at: 0)) → \(payload.bigEndian(UInt16.self, at: 2))"
        default: row.addData(payload, payloadPlace)
        }
    }

    private mutating func dissectUDP(_ octets: RawSpan, _ place: Place, _ row: inout PacketDissection) {
        row.protocolName = "UDP"
        guard let datagram = try? UDPDatagram(parsing: octets) else { return row.markMalformed("UDP") }
        let ports = (source: datagram.sourcePort, destination: datagram.destinationPort)
        row.add(.udp, place, 0..<octets.byteCount, header: 8)
        row.add(.udpSrcport, ports.source, place, 0..<2)
        row.add(.udpDstport, ports.destination, place, 2..<4)
        row.add(.udpPort, ports.source, place, 0..<2)
        row.add(.udpPort, ports.destination, place, 2..<4)
        row.add(.udpLength, datagram.datagram.byteCount, place, 4..<6)
        row.add(.udpChecksum, octets.bigEndian(UInt16.self, at: 6), place, 6..<8)
        row.info = "\(ports.source) → \(ports.destination) Len=\(datagram.payload.byteCount)"
        let payloadPlace = place.advanced(by: UDPDatagram.headerLength)
        if Self.isRADIUS(ports.source) || Self.isRADIUS(ports.destination) {
            dissectRADIUS(datagram.payload, payloadPlace, &row)
        } else if (67...68).contains(ports.source), (67...68).contains(ports.destination) {
            row.addDHCP(datagram.payload, payloadPlace)
        } else {
            row.addData(datagram.payload, payloadPlace)
        }
    }

    /// Authentication, accounting, their earlier numbers, and dynamic authorization (RFC 5176).
    private static func isRADIUS(_ port: UInt16) -> Bool { [1812, 1813, 1645, 1646, 3799].contains(port) }

    private mutating func dissectICMP(
        _ octets: RawSpan, _ place: Place, timeToLive: UInt8, _ row: inout PacketDissection
    ) {
        row.protocolName = "ICMP"
        guard octets.byteCount >= 8 else { return row.markMalformed("ICMP") }
        let type = octets.octet(at: 0)
        row.add(.icmp, place, 0..<octets.byteCount)
        row.add(.icmpType, type, place, 0..<1)
        row.add(.icmpCode, octets.octet(at: 1), place, 1..<2)
        row.add(.icmpChecksum, octets.bigEndian(UInt16.self, at: 2), place, 2..<4)
        guard type == 0 || type == 8 else {
            row.info = type == 3 ? "Destination unreachable" : type == 11 ? "Time-to-live exceeded" : "Type \(type)"
            return
        }
        let identifier = octets.bigEndian(UInt16.self, at: 4)
        let sequence = octets.bigEndian(UInt16.self, at: 6)
        row.add(.icmpIdent, identifier, place, 4..<6)
        row.add(.icmpSeq, sequence, place, 6..<8)
        row.info =
            "Echo (ping) \(type == 8 ? "request " : "reply   ") id=0x\(hexadecimal(identifier)), "
            + "seq=\(sequence)/\(sequence.byteSwapped), ttl=\(timeToLive)"
        let key = UInt32(identifier) << 16 | UInt32(sequence)
        if type == 8 {
            echoes.insert(key, row.source, row.destination, row.number)
        } else if let request = echoes.take(key, row.destination, row.source) {
            row.info += " (request in \(request))"
        }
        if octets.byteCount > 8 { row.addData(octets.extracting(8..<octets.byteCount), place.advanced(by: 8)) }
    }
}

/// Four digits.
func hexadecimal(_ value: UInt16) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 4 - digits.utf8.count) + digits
}
