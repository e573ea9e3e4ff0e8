internal import Octets

/// The header of the TaZmen Sniffer Protocol: version, type, encapsulation, then tagged fields up to tag 1.
struct TZSPHeader {
    /// Octets of the header, tags included.
    var length: Int
    /// What follows: 1 Ethernet, 18 802.11, 119 Prism, 127 AVS.
    var encapsulation: UInt16
    /// In dBm.
    var signal: Int8?
    /// The channel's number; 0 where no tag says.
    var channel: UInt16 = 0
    var hasBadFCS = false

    /// Reads the header at the start of `packet`; nil for a keepalive, or anything else without a captured packet.
    init?(parsing packet: RawSpan) {
        // Type 0 is a received packet, 1 one to be sent.
        guard packet.byteCount >= 5, packet.octet(at: 0) == 1, packet.octet(at: 1) <= 1 else { return nil }
        encapsulation = packet.bigEndian(UInt16.self, at: 2)
        var offset = 4
        while offset < packet.byteCount {
            let tag = packet.octet(at: offset)
            offset += 1
            if tag == 0 { continue }
            if tag == 1 {
                length = offset
                return
            }
            guard offset < packet.byteCount else { return nil }
            let size = Int(packet.octet(at: offset))
            offset += 1
            guard offset + size <= packet.byteCount else { return nil }
            switch (tag, size) {
            case (10, 1): signal = Int8(bitPattern: packet.octet(at: offset))
            case (17, 1): hasBadFCS = packet.octet(at: offset) != 0
            case (18, 1): channel = UInt16(packet.octet(at: offset))
            default: break
            }
            offset += size
        }
        return nil
    }
}
