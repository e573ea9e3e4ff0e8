internal import Airspace
internal import Capture
internal import Dot11
internal import Internet
internal import Octets
internal import RADIUS
internal import RADIUSServer
public import Timeline

/// Writes what the monitor and the wire's tap see as one pcapng: interface 0 is the air, interface 1 the wire.
public struct CaptureRecorder {
    /// Seconds from the epoch to the lab's beginning, in simulated time: 2026-01-01 00:00:00 UTC, so that a run with a
    /// seed can be repeated to the octet.
    public static let epoch: Int64 = 1_767_225_600

    /// Packets so far.
    public private(set) var packetCount = 0
    /// When the first of them was on the air or the wire; nil before.
    public private(set) var firstInstant: Instant?
    private var packets: [UInt8] = []
    private var keyLog: [String] = []
    /// Room for one packet, used again for each.
    private var packet: [UInt8] = []
    private var identification: UInt16 = 0

    /// Nanoseconds from 1970 to the lab's beginning.
    private let start: Int64

    init(epoch: Int64) { start = epoch }

    /// What every capture begins with: section and interfaces.
    ///
    /// - Parameter application: who wrote it; "roamlab" alone says that times are simulated.
    public static func head(application: String = "roamlab") -> [UInt8] {
        var head: [UInt8] = []
        head.appendPCAPNGSection(application: application)
        head.appendPCAPNGInterface(.radiotap, name: "air")
        head.appendPCAPNGInterface(.ethernet, name: "wire")
        return head
    }

    /// Whether something was recorded that ``take(into:)`` would give.
    public var isEmpty: Bool { packets.isEmpty && keyLog.isEmpty }

    /// Appends the blocks recorded since it was last asked, TLS keys before the packets that they open, and forgets
    /// them: what follows ``head()`` in a capture that is written as it grows.
    public mutating func take(into blocks: inout [UInt8]) {
        if !keyLog.isEmpty { blocks.appendPCAPNGSecrets(tlsKeyLog: keyLog.joined(separator: "\n") + "\n") }
        blocks.append(contentsOf: packets)
        packets.removeAll(keepingCapacity: true)
        keyLog.removeAll(keepingCapacity: true)
    }

    /// The capture so far: section, interfaces, TLS key log, packets.
    public func file() -> [UInt8] {
        var file = Self.head()
        file.reserveCapacity(packets.count + 4096)
        if !keyLog.isEmpty { file.appendPCAPNGSecrets(tlsKeyLog: keyLog.joined(separator: "\n") + "\n") }
        file.append(contentsOf: packets)
        return file
    }

    /// Forgets the packets and keeps the room.
    mutating func removeAll() {
        packetCount = 0
        firstInstant = nil
        packets.removeAll(keepingCapacity: true)
        keyLog.removeAll(keepingCapacity: true)
    }

    mutating func add(keyLog line: String) { keyLog.append(line) }

    /// A frame on the air.
    mutating func record(_ transmission: AirOutputs.Transmission, _ frame: RawSpan) {
        packet.removeAll(keepingCapacity: true)
        packet.appendRadiotap(
            timestamp: transmission.firstBit.nanoseconds / 1000, rate: transmission.rate.rawValue,
            channel: transmission.channel, signal: transmission.signal, hasBadFCS: transmission.hasWrongFCS)
        packet.append(octets: frame)
        record(interface: 0, at: transmission.end)
    }

    /// An Ethernet frame that enters the bridge.
    mutating func record(ethernet frame: RawSpan, at now: Instant) {
        packetCount += 1
        firstInstant = firstInstant ?? now
        packets.appendPCAPNGPacket(interface: 1, time: time(now), octets: frame)
    }

    /// A RADIUS packet between an access point and its server, in UDP, IPv4 and Ethernet as on a loopback interface.
    mutating func record(
        radius payload: RawSpan, from source: RADIUSEndpoint, to destination: RADIUSEndpoint, at now: Instant
    ) {
        guard let from = source.ipv4, let to = destination.ipv4 else { return }
        packet.removeAll(keepingCapacity: true)
        identification &+= 1
        packet.appendEthernet(to: MACAddress(0), from: MACAddress(0), type: .ipv4) { frame in
            frame.appendUDP(
                from: UDPEndpoint(IPv4Address(from), port: source.port),
                to: UDPEndpoint(IPv4Address(to), port: destination.port), identification: identification
            ) { $0.append(octets: payload) }
        }
        record(interface: 1, at: now)
    }

    /// Writes what ``packet`` holds.
    private mutating func record(interface: Int, at instant: Instant) {
        packetCount += 1
        firstInstant = firstInstant ?? instant
        var octets: [UInt8] = []
        swap(&octets, &packet)
        packets.appendPCAPNGPacket(interface: interface, time: time(instant), octets: octets.octets)
        swap(&octets, &packet)
    }

    private func time(_ instant: Instant) -> Int64 { start + Int64(truncatingIfNeeded: instant.nanoseconds) }
}
