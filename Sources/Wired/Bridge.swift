public import Octets
public import Timeline

internal import Internet

/// A learning bridge as Linux has it, without spanning tree (802.1D-2004, 7): the access point's br0000.
///
/// A core without I/O and without timers: entries age when they are looked at. Frames come in by a port, an index, and
/// leave by others through ``BridgeOutputs``. A layer-2 update, which an AP sends in the name of a station that has just
/// joined, is an ordinary frame: its source is learnt, and it is flooded.
public struct Bridge: ~Copyable {
    /// How many ports there are.
    public private(set) var ports: Int
    private var database: FilteringDatabase

    /// How long after its last frame an address is forgotten; another time holds for what was learnt before it too.
    public var aging: Interval {
        get { database.aging }
        set { database.aging = newValue }
    }

    /// A bridge that has learnt nothing.
    ///
    /// - Parameters:
    ///   - ports: how many ports there are.
    ///   - capacity: how many addresses it can know; a new one takes the place of one not heard from for long.
    ///   - aging: how long after its last frame an address is forgotten (802.1D-2004, Table 7-5: 300 s).
    public init(ports: Int, capacity: Int = 4096, aging: Interval = .seconds(300)) {
        self.ports = ports
        database = FilteringDatabase(capacity: capacity, aging: aging)
    }

    /// Adds ports after those that there are; the first of them is the result.
    public mutating func addPorts(_ count: Int) -> Int {
        defer { ports += count }
        return ports
    }

    /// Puts an address at a port for good: the bridge's own, which no frame from elsewhere moves.
    ///
    /// - Returns: false where there is no such port, or no place left.
    @discardableResult
    public mutating func pin(_ address: MACAddress, to port: Int) -> Bool {
        (0..<ports).contains(port) && database.pin(address, at: port)
    }

    /// The port where an address was last heard; nil where it is not known, or no longer.
    public func port(of address: MACAddress, at now: Instant) -> Int? { database.port(of: address, at: now) }

    /// Takes in a frame: learns its source, and sends it where its destination is, or by all other ports.
    ///
    /// Dropped without a word: frames shorter than an Ethernet header, from a group address, from an address pinned to
    /// another port, to one of the addresses that no bridge forwards, and those whose destination is where they came from.
    public mutating func receive(_ frame: RawSpan, from port: Int, at now: Instant, _ out: inout BridgeOutputs) {
        guard (0..<ports).contains(port), frame.byteCount >= EthernetFrame.headerLength else { return }
        let destination = MACAddress(frame, at: 0)
        let source = MACAddress(frame, at: 6)
        guard !source.isGroup else { return }
        if database.isPermanent(source), database.port(of: source, at: now) != port { return }
        database.learn(source, at: port, now: now)
        // 01-80-C2-00-00-00 to -0F: spanning tree, 802.1X to the nearest port, LLDP (802.1D-2004, Table 7-9).
        guard destination.rawValue & ~0x0F != 0x0180_C200_0000 else { return }

        if !destination.isGroup, let known = database.port(of: destination, at: now) {
            if known != port { send(frame, by: known..<known + 1, except: port, &out) }
        } else {
            send(frame, by: 0..<ports, except: port, &out)
        }
    }

    private func send(_ frame: RawSpan, by ports: Range<Int>, except ingress: Int, _ out: inout BridgeOutputs) {
        let start = out.bytes.count
        out.bytes.append(octets: frame)
        for port in ports where port != ingress {
            out.departures.append(BridgeOutputs.Departure(port: port, frame: start..<out.bytes.count))
        }
    }
}
