internal import Capture
internal import Octets

/// The facts of a chunk of a capture, in order, and what else is counted of its packets.
struct FactBatch: PacketSink, FactSink {
    private struct Entry {
        var fact: Fact
        var start: UInt32
        var length: UInt32
    }

    private(set) var packetCount = 0
    private(set) var simulatedPacketCount = 0
    private(set) var firstTime: Int64?
    private(set) var ignoredPacketCount = 0
    private(set) var damagedFrameCount = 0
    private var entries: [Entry] = []
    private var octets: [UInt8] = []

    /// Forgets everything but its room.
    mutating func removeAll() {
        (packetCount, simulatedPacketCount, firstTime) = (0, 0, nil)
        (ignoredPacketCount, damagedFrameCount) = (0, 0)
        entries.removeAll(keepingCapacity: true)
        octets.removeAll(keepingCapacity: true)
    }

    mutating func receive(_ packet: borrowing CapturedPacket) {
        packetCount += 1
        if packet.isSimulated { simulatedPacketCount += 1 }
        if firstTime == nil { firstTime = packet.time }
        if !packet.isTimed { appendUntimed(packet) }
        switch FactReader.read(packet, into: &self) {
        case .read: break
        case .damaged: damagedFrameCount += 1
        case .unknown: ignoredPacketCount += 1
        }
    }

    private mutating func appendUntimed(_ packet: borrowing CapturedPacket) {
        let fact = Fact(
            kind: .untimed, number: packet.number, time: packet.time, interface: packet.interface, length: 0)
        entries.append(Entry(fact: fact, start: 0, length: 0))
    }

    mutating func receive(_ fact: Fact, _ octets: RawSpan) {
        // Data frames come without octets. A chunk is far below 4 GiB.
        let start = UInt32(truncatingIfNeeded: self.octets.count)
        self.octets.append(octets: octets)
        entries.append(Entry(fact: fact, start: start, length: UInt32(truncatingIfNeeded: octets.byteCount)))
    }

    /// Hands the facts on, in order.
    borrowing func forEach(_ sink: inout some FactSink & ~Copyable) {
        let all = octets.octets
        for index in entries.indices {
            let entry = entries[index]
            let start = Int(entry.start)
            sink.receive(entry.fact, all.extracting(start..<start + Int(entry.length)))
        }
    }
}
