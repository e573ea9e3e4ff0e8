internal import Dot11
internal import HeapModule
internal import Octets
internal import RADIUS
internal import Timeline

/// What must happen when: the lab's agenda, in order of time and, at one instant, in the order in which it was put in.
///
/// Octets that an entry carries lie in buffers that are used again, so that a run settles into allocating nothing.
struct WorkQueue {
    /// What an entry is about; the octets are in its buffer.
    enum Action {
        /// The station's radio sends an MPDU.
        case stationTransmits(Int)
        /// The same, and the station is told whether it was acknowledged.
        case stationPolls(Int)
        /// The station's radio changes channel.
        case stationTunes(Int, Channel)
        /// The access point's radio sends an MPDU, and tells what became of it if it has a token.
        case accessPointTransmits(Int, token: UInt64?)
        /// The access point's radio changes channel.
        case accessPointTunes(Int, Channel)
        /// The station's host takes in an Ethernet frame.
        case hostReceives(Int)
        /// The station's host learns of its link.
        case hostLink(Int, isUp: Bool)
        /// The station takes in an Ethernet frame of its host.
        case stationSends(Int)
        /// The bridge takes in an Ethernet frame through a port.
        case bridgeReceives(port: Int)
        /// The bridge sends an Ethernet frame out of a port.
        case bridgeDelivers(port: Int)
        /// A RADIUS request leaves for a server.
        case requestLeaves(RADIUSClientID, RADIUSEndpoint)
        /// A RADIUS request reaches the lab's server.
        case requestArrives(RADIUSClientID, RADIUSEndpoint)
        /// The server's reply reaches the client.
        case replyArrives(RADIUSClientID, RADIUSEndpoint)
    }

    struct Entry: Comparable {
        let instant: Instant
        let order: UInt64
        let action: Action
        let buffer: Int

        static func < (left: Entry, right: Entry) -> Bool { (left.instant, left.order) < (right.instant, right.order) }
        static func == (left: Entry, right: Entry) -> Bool { left.order == right.order }
    }

    private var heap = Heap<Entry>()
    private var order: UInt64 = 0
    private var buffers: [[UInt8]] = []
    private var free: [Int] = []

    /// When the first entry is due.
    var deadline: Instant? { heap.min?.instant }

    /// Adds an entry without octets.
    mutating func insert(_ action: Action, at instant: Instant) { insert(action, at: instant, RawSpan()) }

    /// Adds an entry with a copy of `octets`.
    mutating func insert(_ action: Action, at instant: Instant, _ octets: RawSpan) {
        let buffer = free.popLast() ?? buffers.count
        if buffer == buffers.count { buffers.append([]) }
        buffers[buffer].removeAll(keepingCapacity: true)
        buffers[buffer].append(octets: octets)
        heap.insert(Entry(instant: instant, order: order, action: action, buffer: buffer))
        order += 1
    }

    /// Takes out the first entry if it is due by `now`. Its buffer is the caller's until ``release(_:_:)``.
    mutating func popFirst(by now: Instant) -> (action: Action, buffer: Int, octets: [UInt8])? {
        guard let first = heap.min, first.instant <= now else { return nil }
        _ = heap.popMin()
        var octets: [UInt8] = []
        swap(&octets, &buffers[first.buffer])
        return (first.action, first.buffer, octets)
    }

    /// Gives a buffer back.
    mutating func release(_ buffer: Int, _ octets: consuming [UInt8]) {
        buffers[buffer] = octets
        free.append(buffer)
    }
}
