/// What a packet begins with (the LINKTYPE_ numbers of tcpdump.org).
public struct LinkType: RawRepresentable, Hashable, Sendable {
    /// The number in the file.
    public var rawValue: UInt16

    /// The link type with this number.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Ethernet.
    @inlinable public static var ethernet: LinkType { LinkType(rawValue: 1) }
    /// An IPv4 or IPv6 packet.
    @inlinable public static var rawIP: LinkType { LinkType(rawValue: 101) }
    /// A Linux cooked header, then what its protocol says.
    @inlinable public static var linuxCooked: LinkType { LinkType(rawValue: 113) }
    /// A PPI header, then what it says, mostly an 802.11 frame.
    @inlinable public static var ppi: LinkType { LinkType(rawValue: 192) }
    /// An IPv4 packet.
    @inlinable public static var ipv4: LinkType { LinkType(rawValue: 228) }
    /// An IPv6 packet.
    @inlinable public static var ipv6: LinkType { LinkType(rawValue: 229) }
    /// A Linux cooked header of version 2.
    @inlinable public static var linuxCooked2: LinkType { LinkType(rawValue: 276) }
    /// An 802.11 frame.
    @inlinable public static var ieee80211: LinkType { LinkType(rawValue: 105) }
    /// A Prism monitor header, then an 802.11 frame.
    @inlinable public static var prism: LinkType { LinkType(rawValue: 119) }
    /// A radiotap header, then an 802.11 frame.
    @inlinable public static var radiotap: LinkType { LinkType(rawValue: 127) }
}
