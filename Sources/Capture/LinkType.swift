/// What a packet begins with (the LINKTYPE_ numbers of tcpdump.org).
public struct LinkType: RawRepresentable, Hashable, Sendable {
    /// The number in the file.
    public var rawValue: UInt16

    /// The link type with this number.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Ethernet.
    public static let ethernet = LinkType(rawValue: 1)
    /// An IPv4 or IPv6 packet.
    public static let rawIP = LinkType(rawValue: 101)
    /// A Linux cooked header, then what its protocol says.
    public static let linuxCooked = LinkType(rawValue: 113)
    /// A PPI header, then what it says, mostly an 802.11 frame.
    public static let ppi = LinkType(rawValue: 192)
    /// An IPv4 packet.
    public static let ipv4 = LinkType(rawValue: 228)
    /// An IPv6 packet.
    public static let ipv6 = LinkType(rawValue: 229)
    /// A Linux cooked header of version 2.
    public static let linuxCooked2 = LinkType(rawValue: 276)
    /// An 802.11 frame.
    public static let ieee80211 = LinkType(rawValue: 105)
    /// A Prism monitor header, then an 802.11 frame.
    public static let prism = LinkType(rawValue: 119)
    /// A radiotap header, then an 802.11 frame.
    public static let radiotap = LinkType(rawValue: 127)
}
