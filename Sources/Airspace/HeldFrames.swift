import Dot11
import Octets
import Timeline

/// Frames that a policy holds back at their senders, before they are on the air.
struct HeldFrames {
    struct Frame {
        let radio: Int
        let receiver: MACAddress
        let token: UInt64?
        /// Whether the radio's next frame to the same receiver releases it.
        var awaitsSuccessor: Bool
        let octets: [UInt8]
    }

    /// How many are held; what comes on top is sent at once.
    static let limit = 10_000

    private var deadlines = Deadlines()
    private var frames: [Frame?] = []
    private var free: [Int] = []
    private var successorCount = 0

    var deadline: Instant? { deadlines.first?.instant }

    /// Holds a frame until `instant`; false where too many are held.
    mutating func insert(_ frame: Frame, until instant: Instant) -> Bool {
        guard frames.count - free.count < Self.limit else { return false }
        let index = free.popLast() ?? frames.count
        if index == frames.count { frames.append(nil) }
        frames[index] = frame
        if frame.awaitsSuccessor { successorCount += 1 }
        deadlines.insert(instant, index: index)
        return true
    }

    /// The radio sends a frame to `receiver`: what waited for that is due.
    mutating func succeed(_ radio: Int, to receiver: MACAddress, at now: Instant) {
        guard successorCount > 0 else { return }
        for index in frames.indices {
            guard let frame = frames[index], frame.awaitsSuccessor, frame.radio == radio, frame.receiver == receiver
            else { continue }
            frames[index]?.awaitsSuccessor = false
            successorCount -= 1
            deadlines.insert(now, index: index)
        }
    }

    /// Takes out the one that is due first.
    mutating func popFirst() -> Frame? {
        guard let index = deadlines.popFirst()?.index, let frame = frames[index] else { return nil }
        if frame.awaitsSuccessor { successorCount -= 1 }
        frames[index] = nil
        free.append(index)
        return frame
    }
}
