internal import Octets

/// The header that AiroPeek's and OmniPeek's remote capture puts before each frame: of 20 octets, or with a magic number
/// and its own length in the later kind.
struct PeekHeader {
    /// Octets of the header.
    var length: Int
    /// In dBm.
    var signal: Int8?
    /// The channel's number; 0 where the header does not say.
    var channel: UInt16 = 0
    var hasBadFCS = false
    /// Octets that were cut off the frame's end.
    var missing = 0
    /// Whether an Aruba access point sent the frame itself: it then says 100 % signal, and adds no FCS.
    var isSentByAccessPoint = false

    /// Whether `packet` begins with the magic number of the later kind.
    static func hasMagic(_ packet: RawSpan) -> Bool {
        packet.byteCount >= 9 && packet.bigEndian(UInt32.self, at: 0) == 0x00FF_ABCD
    }

    /// Reads the header at the start of `packet`; nil where there is none.
    init?(parsing packet: RawSpan) {
        if Self.hasMagic(packet) {
            // Version, then the length of the whole header.
            guard let size = Int(exactly: packet.bigEndian(UInt32.self, at: 5)), size >= 9, size < packet.byteCount
            else { return nil }
            length = size
            guard packet.octet(at: 4) == 2, size == 55 else { return }
            channel = packet.bigEndian(UInt16.self, at: 15)
            signal = Self.signal(packet.octet(at: 31))
            missing = Self.missing(packet, at: 41)
            hasBadFCS = packet.octet(at: 45) & 0x02 != 0
            return
        }
        length = 20
        // Signal and noise in dBm, length and kept length, flags, status, time, rate, channel, percentages. Reserved bits
        // are 0: what has them is something else that uses the port.
        guard packet.byteCount > length, packet.octet(at: 6) & 0xF8 == 0, packet.octet(at: 7) & 0xB3 == 0,
            packet.bigEndian(UInt16.self, at: 4) <= packet.bigEndian(UInt16.self, at: 2)
        else { return nil }
        signal = Self.signal(packet.octet(at: 0))
        missing = Self.missing(packet, at: 2)
        hasBadFCS = packet.octet(at: 6) & 0x02 != 0
        channel = UInt16(packet.octet(at: 17))
        isSentByAccessPoint = packet.octet(at: 18) == 100
    }

    private static func signal(_ octet: UInt8) -> Int8? { octet == 0 ? nil : Int8(bitPattern: octet) }

    /// Length less kept length; a kept length of 0 says that nothing was cut.
    private static func missing(_ packet: RawSpan, at offset: Int) -> Int {
        let kept = Int(packet.bigEndian(UInt16.self, at: offset + 2))
        return kept == 0 ? 0 : max(0, Int(packet.bigEndian(UInt16.self, at: offset)) - kept)
    }
}
