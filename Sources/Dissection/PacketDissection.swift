internal import Dot11
public import Octets

/// What was read out of one packet: its row in the list, and every field that was asked for.
///
/// It is filled again and again by a ``Dissector``, so that a long capture costs no memory. Fields that are octets are kept
/// as ranges of the packet, which must be at hand when they are looked at.
public struct PacketDissection: Sendable {
    /// The packet's number, as Wireshark counts.
    public internal(set) var number = 0
    /// Nanoseconds since the capture's first packet.
    public internal(set) var time: Int64 = 0
    /// Octets that the packet had on the medium.
    public internal(set) var length = 0
    /// The Duration/ID field of an 802.11 frame, in microseconds; nil where the frame has none, or it is an association ID.
    public internal(set) var duration: UInt16?
    /// The PMKIDs of RSN elements and key data, in order.
    public internal(set) var pmkids: [FixedOctets<16>] = []

    /// The first octet of an 802.11 frame's type: type and subtype as ``/Dot11/FrameType`` counts them; nil without one.
    var frameType: UInt8?
    var source = PacketEnd.none
    var destination = PacketEnd.none
    var protocolName = ""
    var info = ""
    private(set) var occurrences: [FieldOccurrence] = []
    /// Octets that stand in no packet as they are: what was put together from fragments.
    private(set) var gathered: [UInt8] = []
    /// Whether ``occurrences`` are kept.
    var gathersFields = true

    /// An empty dissection, to be filled.
    public init() {}

    /// Forgets the packet, keeps the memory.
    mutating func reset() {
        duration = nil
        frameType = nil
        pmkids.removeAll(keepingCapacity: true)
        source = .none
        destination = .none
        protocolName = ""
        info = ""
        occurrences.removeAll(keepingCapacity: true)
        gathered.removeAll(keepingCapacity: true)
    }

    mutating func add(_ field: Field, _ value: FieldValue, at range: OctetRange = .nowhere) {
        if gathersFields { occurrences.append(FieldOccurrence(field: field, value: value, range: range)) }
    }

    mutating func add(_ field: Field, _ value: FieldValue, _ place: Place, _ range: Range<Int>) {
        if gathersFields { add(field, value, at: place.range(range)) }
    }

    mutating func add(_ field: Field, _ value: some BinaryInteger) {
        add(field, .number(Int64(truncatingIfNeeded: value)))
    }

    mutating func add(_ field: Field, _ value: some BinaryInteger, _ place: Place, _ range: Range<Int>) {
        add(field, .number(Int64(truncatingIfNeeded: value)), place, range)
    }

    mutating func add(_ field: Field, _ value: Bool, _ place: Place, _ range: Range<Int>) {
        add(field, .number(value ? 1 : 0), place, range)
    }

    mutating func add(_ field: Field, _ value: MACAddress, _ place: Place, _ range: Range<Int>) {
        add(field, .address(value), place, range)
    }

    /// Adds octets; `header` of them, from the first, are what the tree shows as the field's own, all where it is nil.
    mutating func add(_ field: Field, _ place: Place, _ range: Range<Int>, header: Int? = nil) {
        let octets = place.range(range)
        var own = octets
        if let header { own.count = Int32(truncatingIfNeeded: min(header, range.count)) }
        add(field, .octets(octets), at: own)
    }

    /// Adds a field whose octets end where ``close(_:at:)`` says; returns what that needs to know.
    mutating func open(_ field: Field, _ place: Place, at start: Int) -> Int {
        add(field, .none, place, start..<start)
        return occurrences.count - 1
    }

    /// Says where an opened field ends, counted from its place.
    mutating func close(_ index: Int, _ place: Place, at end: Int) {
        guard gathersFields, occurrences.indices.contains(index) else { return }
        occurrences[index].range.count = Int32(truncatingIfNeeded: place.start + end) - occurrences[index].range.start
    }

    /// Takes back an opened field, to which nothing was added.
    mutating func withdraw(_ index: Int) {
        if gathersFields, index == occurrences.count - 1 { occurrences.removeLast() }
    }

    /// Keeps octets of no packet; returns where they stand.
    mutating func gather(_ octets: [UInt8]) -> Place {
        defer { if gathersFields { gathered += octets } }
        return Place(start: gathered.count, isGathered: true)
    }

    /// The octets of a range that a field names, given those of the packet.
    func withOctets<Result>(_ range: OctetRange, of packet: RawSpan, _ body: (RawSpan) -> Result) -> Result {
        let start = Int(range.start)
        let end = start + Int(range.count)
        return range.isGathered
            ? body(gathered.octets.extracting(start..<end)) : body(packet.extracting(start..<end))
    }

    /// What stands at one end of the packet's way.
    enum PacketEnd: Equatable, Sendable {
        case none
        case address(MACAddress)
        /// Address 2 of a control frame.
        case transmitter(MACAddress)
        /// Address 1 of a control frame.
        case receiver(MACAddress)
        case ipv4(UInt32)
        case ipv6(high: UInt64, low: UInt64)
    }
}

/// One value of one field.
struct FieldOccurrence: Sendable {
    var field: Field
    var value: FieldValue
    /// The octets that say it; ``OctetRange/nowhere`` for what no octet says.
    var range: OctetRange
}

/// A field's value.
enum FieldValue: Sendable {
    /// A number, a truth or a time in nanoseconds; 64 unsigned bits are kept as they are.
    case number(Int64)
    case double(Double)
    case address(MACAddress)
    case ipv4(UInt32)
    case octets(OctetRange)
    /// There, without a value.
    case none
}

/// Octets of the packet, or of what was gathered.
struct OctetRange: Sendable {
    var start: Int32
    var count: Int32
    var isGathered: Bool

    static let nowhere = OctetRange(start: -1, count: 0, isGathered: false)
}

/// Where a parsed span begins.
struct Place {
    var start: Int
    var isGathered = false

    func range(_ range: Range<Int>) -> OctetRange {
        OctetRange(
            start: Int32(truncatingIfNeeded: start + range.lowerBound), count: Int32(truncatingIfNeeded: range.count),
            isGathered: isGathered)
    }

    /// The place of a part that begins `count` octets later.
    func advanced(by count: Int) -> Place { Place(start: start + count, isGathered: isGathered) }
}
