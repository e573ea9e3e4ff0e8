/// By what a row of the packet list is coloured: the rules of Wireshark where one applies, and for 802.11, which its
/// standard rules leave white, the kind of frame.
public enum PacketColour: String, Sendable {
    /// Wireshark's "ARP".
    case arp
    /// Wireshark's "ICMP".
    case icmp
    /// Wireshark's "TCP".
    case tcp
    /// Wireshark's "UDP".
    case udp
    /// RADIUS, which is UDP's colour in Wireshark.
    case radius
    /// An EAPOL-Key frame, or EAPOL-Start and -Logoff.
    case eapol
    /// An EAP packet, TLS in it included.
    case eap
    /// Authentication and (re)association, requests and responses.
    case joining
    /// Deauthentication and Disassociation.
    case leaving
    /// Beacons and probes.
    case beacon
    /// Other management frames.
    case management
    /// Control frames.
    case control
    /// Data frames, encrypted or of protocols without a colour.
    case data
    /// A packet that could not be read whole.
    case malformed
}

extension PacketDissection {
    /// By what the row is coloured; nil for what has no colour.
    public var colour: PacketColour? {
        if info.hasSuffix("[Malformed Packet]") { return .malformed }
        switch protocolName {
        case "ARP": return .arp
        case "ICMP", "ICMPv6": return .icmp
        case "TCP": return .tcp
        case "UDP", "DHCP": return .udp
        case "RADIUS": return .radius
        case "EAPOL": return .eapol
        case "EAP": return .eap
        case _ where protocolName.hasPrefix("TLS") || protocolName == "SSLv3": return .eap
        default: break
        }
        guard let frameType else { return nil }
        switch frameType {
        case 0x00...0x03, 0x0B: return .joining
        case 0x0A, 0x0C: return .leaving
        case 0x04, 0x05, 0x08: return .beacon
        case 0x00...0x0F: return .management
        case 0x10...0x1F: return .control
        default: return .data
        }
    }
}
