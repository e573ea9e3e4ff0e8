internal import Capture
internal import Dot11
internal import Octets

/// Takes facts.
protocol FactSink: ~Copyable {
    /// Takes a fact and the octets that it is about.
    mutating func receive(_ fact: Fact, _ octets: RawSpan)
}

/// Reads packets of every known link type and hands on what they say. It remembers nothing: packets can be read in
/// any order, or at once.
enum FactReader {
    /// What became of a packet.
    enum Outcome {
        /// It was read, or says nothing that matters here.
        case read
        /// The receiver found its FCS wrong: whatever it says is no evidence.
        case damaged
        /// It is of a link type that is not read here.
        case unknown
    }

    /// Hands what `packet` says to `sink`. A frame that is too short or otherwise unreadable says nothing.
    static func read(_ packet: borrowing CapturedPacket, into sink: inout some FactSink & ~Copyable) -> Outcome {
        var fact = Fact(
            kind: .data, number: packet.number, time: packet.time, interface: packet.interface,
            length: packet.octets.byteCount)
        let octets = packet.octets
        let missing = max(0, packet.originalLength - octets.byteCount)
        switch packet.linkType {
        case .radiotap: return readRadiotap(octets, missing, &fact, into: &sink)
        case .ieee80211:
            readFrame(octets, fcs: packet.frameCheckSequenceLength ?? 0, missing, &fact, into: &sink)
        case .prism: readPrism(octets, &fact, into: &sink)
        case .ppi: return readPPI(octets, missing, &fact, into: &sink)
        case .ethernet: return readEthernet(octets, &fact, into: &sink)
        case .linuxCooked:
            // Packet type, ARPHRD, address; the protocol last (tcpdump.org, LINKTYPE_LINUX_SLL).
            guard octets.byteCount > 16 else { return .read }
            let type = octets.bigEndian(UInt16.self, at: 14)
            return readInternet(type, octets.extracting(16..<octets.byteCount), &fact, into: &sink)
        case .linuxCooked2:
            // The protocol first (LINKTYPE_LINUX_SLL2).
            guard octets.byteCount > 20 else { return .read }
            let type = octets.bigEndian(UInt16.self, at: 0)
            return readInternet(type, octets.extracting(20..<octets.byteCount), &fact, into: &sink)
        case .rawIP, .ipv4, .ipv6: return readIP(octets, &fact, into: &sink)
        default: return .unknown
        }
        return .read
    }

    // MARK: Headers before 802.11 frames

    /// - Parameter missing: how many octets the capture cut off the packet's end.
    static func readRadiotap(
        _ octets: RawSpan, _ missing: Int, _ fact: inout Fact, into sink: inout some FactSink & ~Copyable
    ) -> Outcome {
        guard let radiotap = try? Radiotap(parsing: octets) else { return .read }
        if radiotap.hasBadFCS { return .damaged }
        fact.frequency = radiotap.channel?.frequency ?? 0
        fact.signal = radiotap.signal
        readFrame(
            octets.extracting(radiotap.length..<octets.byteCount), fcs: radiotap.hasFCS ? 4 : 0, missing,
            isPadded: radiotap.hasDataPadding, &fact, into: &sink)
        return .read
    }

    static func readPPI(
        _ octets: RawSpan, _ missing: Int, _ fact: inout Fact, into sink: inout some FactSink & ~Copyable
    ) -> Outcome {
        guard let ppi = PPIHeader(parsing: octets) else { return .read }
        guard ppi.linkType == .ieee80211 else { return .unknown }
        if ppi.hasBadFCS { return .damaged }
        fact.frequency = ppi.frequency
        fact.signal = ppi.signal
        readFrame(
            octets.extracting(ppi.length..<octets.byteCount), fcs: ppi.hasFCS ? 4 : 0, missing, &fact, into: &sink)
        return .read
    }

    static func readPrism(
        _ octets: RawSpan, _ fact: inout Fact, into sink: inout some FactSink & ~Copyable
    ) {
        guard let prism = PrismHeader(parsing: octets) else { return }
        fact.channelNumber = prism.channel ?? 0
        readFrame(octets.extracting(prism.length..<octets.byteCount), fcs: 0, 0, &fact, into: &sink)
    }

    // MARK: 802.11 frames

    /// Reads a frame behind which `fcs` octets of FCS stood before the capture cut off `missing`.
    static func readFrame(
        _ octets: RawSpan, fcs: Int, _ missing: Int, isPadded: Bool = false, _ fact: inout Fact,
        into sink: inout some FactSink & ~Copyable
    ) {
        let end = octets.byteCount - max(0, fcs - missing)
        guard end > 0 else { return }
        let frame = octets.extracting(0..<end)
        guard let header = try? MACHeader(parsing: frame) else { return }
        fact.length = frame.byteCount
        fact.isCut = missing > fcs
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
        let body = frame.extracting(start..<frame.byteCount)
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
            let eapol = header.holdsAggregate ? eapolInAggregate(body) : LLC.eapol(in: body)
            if let eapol {
                fact.kind = .eapol
                sink.receive(fact, eapol)
                return
            }
        }
        sink.receive(fact, body.extracting(0..<0))
    }

    /// The EAPOL frame among the MSDUs of an A-MSDU: each has addresses, a length, data, and padding to four octets
    /// (802.11-2020, 9.3.2.2.2); nil where there is none.
    @_lifetime(copy body)
    private static func eapolInAggregate(_ body: RawSpan) -> RawSpan? {
        var start = 0
        while start + 14 <= body.byteCount {
            let end = start + 14 + Int(body.bigEndian(UInt16.self, at: start + 12))
            guard end <= body.byteCount else { return nil }
            if let eapol = LLC.eapol(in: body.extracting(start + 14..<end)) { return eapol }
            start = (end + 3) & ~3
        }
        return nil
    }
}
