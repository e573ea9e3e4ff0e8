internal import Octets

/// ICMPv6 messages that stations send by themselves: neighbour discovery (RFC 4861), multicast listeners (RFC 2710, 3810).
enum ICMPv6 {
    /// What Wireshark says of a message; empty for others.
    static func info(_ message: RawSpan) -> String {
        guard message.byteCount >= 4 else { return "" }
        switch message.octet(at: 0) {
        case 130: return "Multicast Listener Query"
        case 131: return "Multicast Listener Report"
        case 132: return "Multicast Listener Done"
        case 133: return "Router Solicitation" + sender(message, options: 8)
        case 134: return "Router Advertisement" + sender(message, options: 16)
        case 135:
            guard let target = target(message) else { return "Neighbor Solicitation" }
            return "Neighbor Solicitation for \(target)" + sender(message, options: 24)
        case 136:
            guard let target = target(message) else { return "Neighbor Advertisement" }
            let octet = message.octet(at: 4)
            let names: [(bit: UInt8, name: String)] = [(0x80, "rtr"), (0x40, "sol"), (0x20, "ovr")]
            let flags = names.filter { octet & $0.bit != 0 }.map(\.name)
            let address = linkAddress(message, type: 2, options: 24)
            let place = address.map { " is at \($0)" } ?? ""
            let shown = flags.isEmpty ? "none" : flags.joined(separator: ", ")
            return "Neighbor Advertisement \(target) (\(shown))\(place)"
        case 143: return "Multicast Listener Report Message v2"
        default: return ""
        }
    }

    private static func target(_ message: RawSpan) -> String? {
        guard message.byteCount >= 24 else { return nil }
        return PacketDissection.PacketEnd.ipv6Text(
            message.bigEndian(UInt64.self, at: 8), message.bigEndian(UInt64.self, at: 16))
    }

    private static func sender(_ message: RawSpan, options: Int) -> String {
        linkAddress(message, type: 1, options: options).map { " from \($0)" } ?? ""
    }

    /// The link-layer address in an option of this type (RFC 4861, 4.6.1).
    private static func linkAddress(_ message: RawSpan, type: UInt8, options: Int) -> MACAddress? {
        var place = options
        while place + 8 <= message.byteCount {
            let length = 8 * Int(message.octet(at: place + 1))
            guard length > 0 else { return nil }
            if message.octet(at: place) == type, length == 8 { return MACAddress(message, at: place + 2) }
            place += length
        }
        return nil
    }
}
