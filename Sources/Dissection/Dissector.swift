public import Capture
internal import Dot11
internal import Octets
internal import Roaming

/// Reads packets in the order of the capture into rows and fields.
///
/// It keeps what one packet tells about the next: the time of the last, EAP-TLS messages that came in fragments, echo
/// requests. All of it is bounded.
///
/// ```swift
/// var dissector = Dissector()
/// var dissection = PacketDissection()
/// dissector.dissect(packet, into: &dissection)
/// ```
public struct Dissector: Sendable {
    var firstTime: Int64?
    var lastTime: Int64 = 0
    var conversations = TLSConversations()
    var echoes = EchoRequests()

    /// A dissector at the start of a capture.
    public init() {}

    /// A dissector amid a capture, which knows of what was before only the times of its first and last packet, in
    /// nanoseconds since the epoch: enough where no packet's meaning rests on another (``PacketClasses/needsHistory(_:)``).
    public init(firstTime: Int64, lastTime: Int64) {
        self.firstTime = firstTime
        self.lastTime = lastTime
    }

    /// Passes over a packet, of which later ones need to know the time alone.
    public mutating func pass(_ packet: borrowing CapturedPacket) {
        firstTime = firstTime ?? packet.time
        lastTime = packet.time
    }

    /// Reads a packet; `gathersFields` false leaves out what only filters and added columns need.
    public mutating func dissect(
        _ packet: borrowing CapturedPacket, into row: inout PacketDissection, gathersFields: Bool = true
    ) {
        row.reset()
        row.gathersFields = gathersFields
        let first = firstTime ?? packet.time
        let octets = packet.octets
        firstTime = first
        row.number = packet.number
        row.time = packet.time &- first
        row.length = packet.originalLength
        row.add(.frame, Place(start: 0), 0..<octets.byteCount)
        row.add(.frameNumber, packet.number)
        row.add(.frameTimeEpoch, packet.time)
        row.add(.frameTimeRelative, row.time)
        row.add(.frameTimeDelta, packet.number == 1 ? 0 : packet.time &- lastTime)
        row.add(.frameLen, packet.originalLength)
        row.add(.frameCapLen, octets.byteCount)
        row.add(.frameInterfaceId, packet.interface)
        lastTime = packet.time
        dissectLink(packet, octets, &row)
    }

    private mutating func dissectLink(
        _ packet: borrowing CapturedPacket, _ octets: RawSpan, _ row: inout PacketDissection
    ) {
        let missing = max(0, packet.originalLength - octets.byteCount)
        switch packet.linkType {
        case .radiotap:
            row.protocolName = "802.11"
            guard let radiotap = try? Radiotap(parsing: octets) else { return row.markMalformed("Radiotap") }
            row.addRadiotap(octets, radiotap)
            dissectFrame(
                octets, from: radiotap.length, padding: radiotap.hasDataPadding,
                checkLength: radiotap.hasFCS ? max(0, 4 - missing) : 0, &row)
        case .ieee80211:
            let length = packet.frameCheckSequenceLength ?? 0
            dissectFrame(octets, from: 0, checkLength: max(0, length - missing), &row)
        case .prism:
            guard let prism = PrismHeader(parsing: octets) else { return row.markMalformed("Prism") }
            row.add(.prism, Place(start: 0), 0..<prism.length)
            row.add(.wlanRadio, Place(start: prism.length), 0..<0)
            dissectFrame(octets, from: prism.length, &row)
        case .ppi:
            guard let ppi = PPIHeader(parsing: octets), ppi.linkType == .ieee80211 else {
                return row.markMalformed("PPI")
            }
            row.add(.ppi, Place(start: 0), 0..<ppi.length)
            row.add(.wlanRadio, Place(start: ppi.length), 0..<0)
            dissectFrame(octets, from: ppi.length, checkLength: ppi.hasFCS ? max(0, 4 - missing) : 0, &row)
        case .ethernet:
            dissectEthernet(octets, &row)
        case .linuxCooked where octets.byteCount >= 16:
            row.protocolName = "SLL"
            row.add(.sll, Place(start: 0), 0..<octets.byteCount)
            dissect(
                etherType: octets.bigEndian(UInt16.self, at: 14), octets.extracting(16..<octets.byteCount),
                Place(start: 16), &row)
        case .linuxCooked2 where octets.byteCount >= 20:
            row.protocolName = "SLL"
            row.add(.sll, Place(start: 0), 0..<octets.byteCount)
            dissect(
                etherType: octets.bigEndian(UInt16.self, at: 0), octets.extracting(20..<octets.byteCount),
                Place(start: 20), &row)
        case .rawIP, .ipv4:
            let version = octets.byteCount > 0 ? octets.octet(at: 0) >> 4 : 0
            dissect(etherType: version == 6 ? 0x86DD : 0x0800, octets, Place(start: 0), &row)
        default:
            row.protocolName = "Link type \(packet.linkType.rawValue)"
        }
    }
}

extension PacketDissection {
    /// Says in the row, as Wireshark does, that a part could not be read.
    mutating func markMalformed(_ protocolName: String) {
        if self.protocolName.isEmpty { self.protocolName = protocolName }
        info += "[Malformed Packet]"
        add(.malformed, .octets(OctetRange(start: 0, count: 0, isGathered: false)))
    }
}
