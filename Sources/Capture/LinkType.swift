/// What a packet begins with (the LINKTYPE_ numbers of tcpdump.org).
public struct LinkType: RawRepresentable, Hashable, Sendable {
    /// The number in the file.
    public var rawValue: UInt16

    /// The link type with this number.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Ethernet.
    public static let ethernet = LinkType(rawValue: 1)
    /// An 802.11 frame.
    public static let ieee80211 = LinkType(rawValue: 105)
    /// A Prism monitor header, then an 802.11 frame.
    public static let prism = LinkType(rawValue: 119)
    /// A radiotap header, then an 802.11 frame.
    public static let radiotap = LinkType(rawValue: 127)
}
