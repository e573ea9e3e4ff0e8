internal import Internet
internal import Octets

// The wire side: RADIUS, and the feeds of remote sniffers.
extension FactReader {
    static func readEthernet(
        _ octets: RawSpan, isInFeed: Bool = false, _ fact: inout Fact, into sink: inout some FactSink & ~Copyable
    ) -> Outcome {
        guard let frame = try? EthernetFrame(parsing: octets), let type = frame.type else { return .read }
        return readInternet(type.rawValue, frame.payload, isInFeed: isInFeed, &fact, into: &sink)
    }

    static func readInternet(
        _ type: UInt16, _ octets: RawSpan, isInFeed: Bool = false, _ fact: inout Fact,
        into sink: inout some FactSink & ~Copyable
    ) -> Outcome {
        guard type == EtherType.ipv4.rawValue || type == EtherType.ipv6.rawValue else { return .read }
        return readIP(octets, isInFeed: isInFeed, &fact, into: &sink)
    }

    static func readIP(
        _ octets: RawSpan, isInFeed: Bool = false, _ fact: inout Fact, into sink: inout some FactSink & ~Copyable
    ) -> Outcome {
        guard octets.byteCount > 0 else { return .read }
        if octets.octet(at: 0) >> 4 == 6 {
            guard let packet = try? IPv6Packet(parsing: octets), packet.protocol == .udp || packet.fragment != nil
            else {
                return .read
            }
            fact.source = WireEnd.host(packet.source)
            fact.destination = WireEnd.host(packet.destination)
            if let fragment = packet.fragment {
                guard !isInFeed else { return .read }
                let place = FragmentPlace(
                    identification: fragment.identification, offset: fragment.offset, isFollowed: fragment.isFollowed)
                hand(place, packet.payload, &fact, into: &sink)
                return .read
            }
            return readUDP(packet.payload, isInFeed: isInFeed, &fact, into: &sink)
        }
        guard let packet = try? IPv4Packet(parsing: octets), packet.protocol == .udp else { return .read }
        fact.source = WireEnd.host(packet.source.rawValue)
        fact.destination = WireEnd.host(packet.destination.rawValue)
        if packet.isFragment {
            guard !isInFeed else { return .read }
            let place = FragmentPlace(
                identification: UInt32(packet.identification), offset: packet.fragmentOffset,
                isFollowed: packet.isFollowedByFragment)
            hand(place, packet.payload, &fact, into: &sink)
            return .read
        }
        return readUDP(packet.payload, isInFeed: isInFeed, &fact, into: &sink)
    }

    private static func hand(
        _ place: FragmentPlace, _ payload: RawSpan, _ fact: inout Fact, into sink: inout some FactSink & ~Copyable
    ) {
        fact.kind = .fragment
        fact.fragment = place
        sink.receive(fact, payload)
    }

    /// Reads a datagram between the hosts that `fact` names.
    static func readUDP(
        _ octets: RawSpan, isInFeed: Bool = false, _ fact: inout Fact, into sink: inout some FactSink & ~Copyable
    ) -> Outcome {
        guard let datagram = try? UDPDatagram(parsing: octets) else { return .read }
        if isRADIUS(datagram.sourcePort) || isRADIUS(datagram.destinationPort) {
            fact.kind = .radius
            fact.source = WireEnd.end(host: fact.source, port: datagram.sourcePort)
            fact.destination = WireEnd.end(host: fact.destination, port: datagram.destinationPort)
            sink.receive(fact, datagram.payload)
            return .read
        }
        // A feed within a feed is none: what remote sniffers hear is read once.
        guard !isInFeed, let feed = SnifferFeed(port: datagram.destinationPort) else { return .read }
        return readFeed(feed, datagram.payload, &fact, into: &sink)
    }

    /// Ports that RADIUS authentication is known by (RFC 2865, 3, and the number used before it).
    private static func isRADIUS(_ port: UInt16) -> Bool { port == 1812 || port == 1645 }
}

/// Numbers for the ends of a RADIUS exchange, by which replies find their requests.
///
/// Of an IPv6 address a digest is enough: who could make two addresses meet in it could as well forge the address.
enum WireEnd {
    static func host(_ address: UInt32) -> UInt64 { UInt64(address) << 32 }

    static func host(_ address: RawSpan) -> UInt64 {
        var digest = Digest()
        digest.add(address)
        return digest.value & ~0xFFFF
    }

    static func end(host: UInt64, port: UInt16) -> UInt64 { host | UInt64(port) }
}

/// FNV-1a, of 64 bits: to compare octets of this capture with each other, never a secret.
struct Digest {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ octets: RawSpan) {
        var value = value
        for index in 0..<octets.byteCount { value = (value ^ UInt64(octets.octet(at: index))) &* 0x100_0000_01B3 }
        self.value = value
    }
}
