import Octets
import Timeline

/// Frames that a policy holds back at their receivers.
struct DelayedFrames {
    private var deadlines = Deadlines()
    private var frames: [(bytes: [UInt8], reception: AirOutputs.Reception)] = []
    private var free: [Int] = []

    var deadline: Instant? { deadlines.first?.instant }

    mutating func insert(_ frame: RawSpan, _ reception: AirOutputs.Reception, until instant: Instant) {
        var reception = reception
        reception.instant = instant
        let index = free.popLast() ?? frames.count
        if index == frames.count { frames.append((bytes: [], reception: reception)) }
        frames[index].bytes.append(octets: frame)
        frames[index].reception = reception
        deadlines.insert(instant, index: index)
    }

    /// Delivers the one that is due first.
    mutating func deliver(_ out: inout AirOutputs) {
        guard let index = deadlines.popFirst()?.index else { return }
        var reception = frames[index].reception
        let start = out.bytes.count
        out.bytes.append(contentsOf: frames[index].bytes)
        reception.frame = start..<out.bytes.count
        out.receptions.append(reception)
        frames[index].bytes.removeAll(keepingCapacity: true)
        free.append(index)
    }
}
