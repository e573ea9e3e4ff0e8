internal import Capture
internal import Dot11
internal import Octets

/// What an access point sends the frames that it hears in, over UDP.
enum SnifferFeed {
    /// TZSP (Mikrotik, TaZmen).
    case tzsp
    /// AiroPeek's and OmniPeek's remote capture (Cisco, Aruba), with its old header or the new one.
    case peek
    /// Aruba's encapsulated remote mirroring: any of its types, which the packet does not name.
    case arubaMirror

    /// The feed whose usual port this is; nil for any other port.
    init?(port: UInt16) {
        switch port {
        case 37008: self = .tzsp
        case 5000: self = .peek
        case 5555: self = .arubaMirror
        default: return nil
        }
    }
}

extension FactReader {
    /// Reads what a datagram of a feed carries; anything else that uses the port says nothing.
    static func readFeed(
        _ feed: SnifferFeed, _ octets: RawSpan, _ fact: inout Fact, into sink: inout some FactSink & ~Copyable
    ) -> Outcome {
        switch feed {
        case .tzsp: return readTZSP(octets, &fact, into: &sink)
        case .peek:
            guard let peek = PeekHeader(parsing: octets) else { return .read }
            return readPeek(peek, octets, fcs: 4, &fact, into: &sink)
        case .arubaMirror: return readArubaMirror(octets, &fact, into: &sink)
        }
    }

    private static func readTZSP(
        _ octets: RawSpan, _ fact: inout Fact, into sink: inout some FactSink & ~Copyable
    ) -> Outcome {
        guard let tzsp = TZSPHeader(parsing: octets) else { return .read }
        if tzsp.hasBadFCS { return .damaged }
        fact.signal = tzsp.signal
        fact.channelNumber = tzsp.channel
        let packet = octets.extracting(tzsp.length..<octets.byteCount)
        switch tzsp.encapsulation {
        case 1: return readEthernet(packet, isInFeed: true, &fact, into: &sink)
        case 18: readFrame(packet, fcs: keptFCS(packet), 0, &fact, into: &sink)
        case 119, 127: readPrism(packet, &fact, into: &sink)
        default: return .unknown
        }
        return .read
    }

    private static func readPeek(
        _ peek: PeekHeader, _ octets: RawSpan, fcs: Int, _ fact: inout Fact,
        into sink: inout some FactSink & ~Copyable
    ) -> Outcome {
        if peek.hasBadFCS { return .damaged }
        fact.signal = peek.signal
        fact.channelNumber = peek.channel
        // The FCS is not part of a frame that was cut.
        readFrame(
            octets.extracting(peek.length..<octets.byteCount), fcs: fcs, peek.missing, &fact, into: &sink)
        return .read
    }

    /// Aruba's types are chosen at the controller and not named in the packet: Peek of the new kind has a magic number,
    /// PPI and radiotap name their own lengths, a pcap record counts its octets; what is left is Peek of the old kind.
    private static func readArubaMirror(
        _ octets: RawSpan, _ fact: inout Fact, into sink: inout some FactSink & ~Copyable
    ) -> Outcome {
        guard octets.byteCount > 24 else { return .read }
        if PeekHeader.hasMagic(octets), let peek = PeekHeader(parsing: octets) {
            return readPeek(peek, octets, fcs: peek.isSentByAccessPoint ? 0 : 4, &fact, into: &sink)
        }
        if let record = ArubaRecord(parsing: octets) {
            fact.channelNumber = record.channel
            let frame = octets.extracting(record.length..<octets.byteCount)
            readFrame(frame, fcs: record.hasRadio ? record.fcs : keptFCS(frame), 0, &fact, into: &sink)
            return .read
        }
        if let ppi = PPIHeader(parsing: octets), ppi.linkType == .ieee80211 {
            return readPPI(octets, 0, &fact, into: &sink)
        }
        if octets.littleEndian(UInt16.self, at: 0) == 0, let radiotap = try? Radiotap(parsing: octets),
            radiotap.length < octets.byteCount, octets.octet(at: radiotap.length) & 3 == 0
        {
            return readRadiotap(octets, 0, &fact, into: &sink)
        }
        guard let peek = PeekHeader(parsing: octets) else { return .read }
        return readPeek(peek, octets, fcs: peek.isSentByAccessPoint ? 0 : 4, &fact, into: &sink)
    }

    /// Octets of FCS at the frame's end, where only the frame itself can say: 4 if the last four are its FCS.
    private static func keptFCS(_ frame: RawSpan) -> Int {
        guard frame.byteCount > 14 else { return 0 }
        let end = frame.byteCount - 4
        let kept = frame.littleEndian(UInt32.self, at: end)
        return FrameCheckSequence.compute(frame.extracting(0..<end)) == kept ? 4 : 0
    }
}
