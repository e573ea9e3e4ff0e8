/// A view of one packet of a capture, valid while the sink looks at it.
public struct CapturedPacket: ~Escapable {
    /// The packet's number, counted from 1 over all sections, as Wireshark counts.
    public let number: Int
    /// Which interface captured it, counted from 0 over all sections.
    public let interface: Int
    /// What the octets begin with.
    public let linkType: LinkType
    /// Nanoseconds since the epoch; that of the packet before where ``isTimed`` is false.
    public let time: Int64
    /// Whether the block has a time: a Simple Packet Block has none.
    public let isTimed: Bool
    /// Octets that the packet had on the medium; more than were kept where the capture cut it.
    public let originalLength: Int
    /// Octets of FCS at the packet's end, where the file says so; nil where it doesn't.
    public let frameCheckSequenceLength: Int?
    /// Whether the file says that roamlab's laboratory wrote it: its times are simulated.
    public let isSimulated: Bool
    /// The octets that were kept.
    public let octets: RawSpan

    /// A packet as it stands in the file.
    @inlinable @inline(__always)
    @_lifetime(copy octets)
    public init(
        number: Int, interface: Int, linkType: LinkType, time: Int64, isTimed: Bool = true, originalLength: Int,
        frameCheckSequenceLength: Int? = nil, isSimulated: Bool = false, octets: RawSpan
    ) {
        self.number = number
        self.interface = interface
        self.linkType = linkType
        self.time = time
        self.isTimed = isTimed
        self.originalLength = originalLength
        self.frameCheckSequenceLength = frameCheckSequenceLength
        self.isSimulated = isSimulated
        self.octets = octets
    }
}

/// What is done with each packet of a capture; the walk is generic over it, so that nothing is called indirectly.
public protocol PacketSink: ~Copyable {
    /// Takes the next packet, in the file's order.
    mutating func receive(_ packet: borrowing CapturedPacket)
}
