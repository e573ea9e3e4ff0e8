import Octets

/// Frames that others' implementations sent, as octets.
enum RealFrames {
    /// wpa2-psk-linksys.cap frame 56, decrypted by tshark 4.0: ICMP echo request of a Windows host, TTL 1.
    static let echoRequest = hex("450000216a1200000101f743ac100065ac10000108002667040003004448435043")
    /// The same capture, frame 57: the router's reply, with Ethernet padding after it.
    static let echoReply = hex("4500002180e200004001a173ac100001ac10006500002e6704000300444843504300000000000000000000")
    /// The same capture, frame 278: who has 172.16.0.1?
    static let arpRequest = hex("00010800060400010013ce5598efac100065000000000000ac100001")
    /// The same capture, frame 281: the answer, padded.
    static let arpReply = hex(
        "0001080006040002000f66e3e401ac1000010013ce5598efac100065000000000000000000000000000000000000")

    /// ISC dhclient 4.4.3-P1 against BusyBox udhcpd 1.35.0 over a veth pair, captured by dumpcap for this project.
    static let dhcpDiscover = dhcp(
        "ffffffffffff000e8efd9371080045100148000000008011399600000000ffffffff0044004301347700",
        "01010600020142430000000000000000000000000000000000000000000e8efd937100000000000000000000",
        "638253633501013707011c02030f060cff")
    /// The server's offer.
    static let dhcpOffer = dhcp(
        "ffffffffffff04f02119874408004500014800000000401168a30a020701ffffffff004300440134550a",
        "020106000201424300000000000000000a0207ac0000000000000000000e8efd937100000000000000000000",
        "6382536335010236040a020701330400000e100104ffffff0003040a020701ff")
    /// dhclient asks for what was offered.
    static let dhcpRequest = dhcp(
        "ffffffffffff000e8efd9371080045100148000000008011399600000000ffffffff004400430134bb75",
        "01010600020142430000000000000000000000000000000000000000000e8efd937100000000000000000000",
        "6382536335010336040a02070132040a0207ac3707011c02030f060cff")
    /// The server agrees.
    static let dhcpAcknowledge = dhcp(
        "ffffffffffff04f02119874408004500014800000000401168a30a020701ffffffff004300440134520a",
        "020106000201424300000000000000000a0207ac0000000000000000000e8efd937100000000000000000000",
        "6382536335010536040a020701330400000e100104ffffff0003040a020701ff")

    /// Octets before the DHCP message: Ethernet, IPv4, UDP.
    static let dhcpStart = 42

    static func hex(_ text: String) -> [UInt8] { [UInt8](hexadecimal: text) ?? [] }

    private static func dhcp(_ headers: String, _ bootp: String, _ options: String) -> [UInt8] {
        let message = hex(bootp) + [UInt8](repeating: 0, count: 192) + hex(options)
        return hex(headers) + message + [UInt8](repeating: 0, count: 300 - message.count)
    }
}
