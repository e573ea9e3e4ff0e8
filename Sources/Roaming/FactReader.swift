internal import Capture
internal import Dot11
internal import Internet
internal import Octets

/// Takes facts.
protocol FactSink: ~Copyable {
    /// Takes a fact and the octets that it is about.
    mutating func receive(_ fact: Fact, _ octets: RawSpan)
}

/// Reads packets of every known link type and hands on what they say. It remembers nothing: packets can be read in
/// any order, or at once.
enum FactReader {
    /// Hands what `packet` says to `sink`; false where its link type is not known here.
    ///
    /// A frame with a wrong FCS, too short, or otherwise unreadable says nothing.
    static func read(_ packet: borrowing CapturedPacket, into sink: inout some FactSink & ~Copyable) -> Bool {
        var fact = Fact(
            kind: .data, number: packet.number, time: packet.time, interface: packet.interface,
            length: packet.octets.byteCount)
        let octets = packet.octets
        switch packet.linkType {
        case .radiotap:
            guard let radiotap = try? Radiotap(parsing: octets), !radiotap.hasBadFCS else { return true }
            fact.frequency = radiotap.channel?.frequency ?? 0
            fact.signal = radiotap.signal
            let end = octets.byteCount - (radiotap.hasFCS ? keptFCS(packet, 4) : 0)
            guard end > radiotap.length else { return true }
            readFrame(octets.extracting(radiotap.length..<end), &fact, radiotap.hasDataPadding, into: &sink)
        case .ieee80211:
            let end = octets.byteCount - keptFCS(packet, packet.frameCheckSequenceLength ?? 0)
            guard end > 0 else { return true }
            readFrame(octets.extracting(0..<end), &fact, false, into: &sink)
        case .prism:
            guard let prism = PrismHeader(parsing: octets) else { return true }
            fact.channelNumber = prism.channel ?? 0
            readFrame(octets.extracting(prism.length..<octets.byteCount), &fact, false, into: &sink)
        case .ppi:
            guard let ppi = PPIHeader(parsing: octets) else { return true }
            guard ppi.linkType == .ieee80211 else { return false }
            fact.frequency = ppi.frequency
            fact.signal = ppi.signal
            let end = octets.byteCount - (ppi.hasFCS ? keptFCS(packet, 4) : 0)
            guard end > ppi.length else { return true }
            readFrame(octets.extracting(ppi.length..<end), &fact, false, into: &sink)
        case .ethernet:
            guard let frame = try? EthernetFrame(parsing: octets), frame.type == .ipv4 else { return true }
            readIPv4(frame.payload, &fact, into: &sink)
        case .linuxCooked:
            // Packet type, ARPHRD, address; the protocol last (tcpdump.org, LINKTYPE_LINUX_SLL).
            guard octets.byteCount > 16, octets.bigEndian(UInt16.self, at: 14) == EtherType.ipv4.rawValue else {
                return true
            }
            readIPv4(octets.extracting(16..<octets.byteCount), &fact, into: &sink)
        case .linuxCooked2:
            // The protocol first (LINKTYPE_LINUX_SLL2).
            guard octets.byteCount > 20, octets.bigEndian(UInt16.self, at: 0) == EtherType.ipv4.rawValue else {
                return true
            }
            readIPv4(octets.extracting(20..<octets.byteCount), &fact, into: &sink)
        case .rawIP, .ipv4:
            readIPv4(octets, &fact, into: &sink)
        default:
            return false
        }
        return true
    }

    /// How many of the FCS's octets the capture kept: it may have cut the packet before them.
    private static func keptFCS(_ packet: borrowing CapturedPacket, _ length: Int) -> Int {
        max(0, length - max(0, packet.originalLength - packet.octets.byteCount))
    }

    private static func readFrame(
        _ frame: RawSpan, _ fact: inout Fact, _ isPadded: Bool, into sink: inout some FactSink & ~Copyable
    ) {
        guard let header = try? MACHeader(parsing: frame) else { return }
        fact.length = frame.byteCount
        fact.control = header.control
        fact.receiver = header.receiver
        fact.transmitter = header.transmitter ?? MACAddress(0)
        let type = header.type
        if type.isControl {
            if type == .acknowledgement {
                fact.kind = .acknowledgement
            } else if type.rawValue == 0x19, header.frame.byteCount > 16 {
                fact.kind = .blockAcknowledgement
            } else {
                return
            }
            sink.receive(fact, frame.extracting(header.length..<frame.byteCount))
            return
        }
        fact.sequenceControl = header.sequenceControl
        fact.trafficIdentifier = header.trafficIdentifier
        // Radiotap's data padding aligns the body to four octets behind the header.
        let start = isPadded ? (header.length + 3) & ~3 : header.length
        guard start <= frame.byteCount else { return }
        var body = frame.extracting(start..<frame.byteCount)
        if type.isManagement {
            fact.kind = .management
            fact.bssid = header.address3 ?? MACAddress(0)
            sink.receive(fact, body)
            return
        }
        guard let bssid = header.bssid else { return }
        fact.bssid = bssid
        fact.kind = type.carriesData ? .data : .null
        if fact.kind == .data, !header.control.isProtected, header.fragmentNumber == 0 {
            if header.holdsAggregate { body = firstSubframe(body) }
            if let eapol = LLC.eapol(in: body) {
                fact.kind = .eapol
                sink.receive(fact, eapol)
                return
            }
        }
        sink.receive(fact, body.extracting(0..<0))
    }

    /// The MSDU of an A-MSDU's first subframe: addresses, length, data (802.11-2020, 9.3.2.2.2). Nobody puts a second
    /// MSDU beside EAPOL.
    @_lifetime(copy body)
    private static func firstSubframe(_ body: RawSpan) -> RawSpan {
        guard body.byteCount >= 14 else { return body }
        let end = 14 + Int(body.bigEndian(UInt16.self, at: 12))
        return end <= body.byteCount ? body.extracting(14..<end) : body
    }

    /// Ports that RADIUS authentication is known by (RFC 2865, 3, and the number used before it).
    private static func isRADIUS(_ port: UInt16) -> Bool { port == 1812 || port == 1645 }

    private static func readIPv4(
        _ octets: RawSpan, _ fact: inout Fact, into sink: inout some FactSink & ~Copyable
    ) {
        guard let packet = try? IPv4Packet(parsing: octets), packet.protocol == .udp, !packet.isFragment,
            let datagram = try? UDPDatagram(parsing: packet.payload),
            isRADIUS(datagram.sourcePort) || isRADIUS(datagram.destinationPort)
        else { return }
        fact.kind = .radius
        fact.source = UInt64(packet.source.rawValue) << 32 | UInt64(datagram.sourcePort)
        fact.destination = UInt64(packet.destination.rawValue) << 32 | UInt64(datagram.destinationPort)
        sink.receive(fact, datagram.payload)
    }
}
