internal import Capture
internal import Dot11
internal import EAP
internal import Internet
internal import Octets
internal import RADIUS

/// Where the protocols of a packet begin and end: found once, asked by every field.
struct Layers {
    let number: Int
    /// Nanoseconds since the epoch, and since the capture's first packet.
    let time: Int64
    let elapsed: Int64
    let length: Int
    let capturedLength: Int
    private(set) var radiotap: Radiotap?
    /// The 802.11 frame, without FCS.
    private(set) var frame: Range<Int>?
    /// What follows its header, where that is not encrypted.
    private(set) var body: Range<Int>?
    private(set) var ethernet: Range<Int>?
    private(set) var hasLLC = false
    private(set) var eapol: Range<Int>?
    private(set) var ipv4: Range<Int>?
    private(set) var udp: Range<Int>?
    private(set) var icmp: Range<Int>?
    private(set) var isARP = false
    private(set) var radius: Range<Int>?
    /// The EAP packet, from an EAPOL frame or put together from a RADIUS packet's attributes.
    private(set) var eap: [UInt8]?

    init(_ packet: borrowing CapturedPacket, start: Int64) {
        number = packet.number
        time = packet.time
        elapsed = packet.time - start
        length = packet.originalLength
        capturedLength = packet.octets.byteCount
        let octets = packet.octets
        switch packet.linkType {
        case .radiotap:
            guard let radiotap = try? Radiotap(parsing: octets) else { return }
            self.radiotap = radiotap
            readFrame(octets, from: radiotap.length, to: octets.byteCount - (radiotap.hasFCS ? 4 : 0))
        case .ieee80211:
            readFrame(octets, from: 0, to: octets.byteCount - (packet.frameCheckSequenceLength ?? 0))
        case .ethernet:
            guard octets.byteCount >= 14 else { return }
            ethernet = 0..<octets.byteCount
            readNetwork(octets, octets.bigEndian(UInt16.self, at: 12), from: 14)
        default: return
        }
    }

    private mutating func readFrame(_ octets: RawSpan, from start: Int, to end: Int) {
        guard start < end, let header = try? MACHeader(parsing: octets.extracting(start..<end)) else { return }
        frame = start..<end
        guard !header.control.isProtected, !header.type.isControl else { return }
        let bodyStart = start + header.length
        body = bodyStart..<end
        guard header.type.isData, header.type.carriesData, end - bodyStart >= 8 else { return }
        hasLLC = true
        if let type = LLC.etherType(of: octets.extracting(bodyStart..<end)) {
            readNetwork(octets.extracting(0..<end), type, from: bodyStart + 8)
        }
    }

    private mutating func readNetwork(_ octets: RawSpan, _ type: UInt16, from start: Int) {
        let payload = octets.extracting(start..<octets.byteCount)
        switch type {
        case LLC.eapol:
            guard let frame = try? EAPOLFrame(parsing: payload) else { return }
            let end = start + EAPOLFrame.headerLength + frame.body.byteCount
            eapol = start..<end
            if frame.kind == .eapPacket { eap = frame.body.array }
        case 0x0800:
            guard let packet = try? IPv4Packet(parsing: payload) else { return }
            ipv4 = start..<octets.byteCount
            let body = packet.payload
            let offset = start + Int(payload.octet(at: 0) & 0x0F) * 4
            guard !packet.isFragment else { return }
            if packet.protocol == .udp, let datagram = try? UDPDatagram(parsing: body) {
                udp = offset..<offset + 8 + datagram.payload.byteCount
                readRADIUS(datagram, from: offset + 8)
            } else if packet.protocol == .icmp {
                icmp = offset..<offset + body.byteCount
            }
        case 0x0806: isARP = true
        default: return
        }
    }

    private mutating func readRADIUS(_ datagram: borrowing UDPDatagram, from start: Int) {
        guard [1812, 1645].contains(datagram.sourcePort) || [1812, 1645].contains(datagram.destinationPort),
            let packet = try? RADIUSPacket(parsing: datagram.payload)
        else { return }
        radius = start..<start + datagram.payload.byteCount
        eap = packet.eapMessage
    }
}
