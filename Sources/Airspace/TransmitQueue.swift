import Dot11
import Octets

/// What a radio has still to do, first in, first out: frames to send, and channels to tune to between them.
struct TransmitQueue {
    enum Entry {
        /// A frame, by its place among all octets that were ever queued.
        case frame(Range<Int>, token: UInt64?, isAtLowestRate: Bool, isHeldBack: Bool)
        case tune(Channel)
    }

    /// Where Linux stops queueing (txqueuelen 1000).
    static let limit = 1000

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []
    private var head = 0
    /// Octets that were queued and are gone.
    private var origin = 0
    /// What stands for the first frame, where a policy altered it.
    private var replacement: [UInt8] = []

    // Mutating although they only read, here and below: the queue is then read where it stands in its array, not as a
    // copy whose references are counted (a third of the time of a frame).

    mutating func first() -> Entry? { head < entries.count ? entries[head] : nil }

    mutating func isFull() -> Bool { entries.count - head >= Self.limit }

    /// Appends a frame's octets to `octets`.
    mutating func copy(_ range: Range<Int>, to octets: inout [UInt8]) {
        guard replacement.isEmpty else { return octets += replacement }
        octets.append(contentsOf: bytes[range.lowerBound - origin..<range.upperBound - origin])
    }

    /// Address 1.
    mutating func receiver(_ range: Range<Int>) -> MACAddress {
        guard replacement.isEmpty else { return MACAddress(replacement.octets, at: 4) }
        return MACAddress(bytes.octets, at: range.lowerBound - origin + 4)
    }

    /// Address 2 of a frame of 16 octets or more.
    mutating func transmitter(_ range: Range<Int>) -> MACAddress {
        guard replacement.isEmpty else { return MACAddress(replacement.octets, at: 10) }
        return MACAddress(bytes.octets, at: range.lowerBound - origin + 10)
    }

    /// Octets of the first frame.
    mutating func count(_ range: Range<Int>) -> Int { replacement.isEmpty ? range.count : replacement.count }

    /// Lets `frame` stand for the first frame until that is removed.
    mutating func replaceFirst(by frame: [UInt8]) { replacement = frame }

    mutating func append(_ frame: RawSpan, token: UInt64?, isHeldBack: Bool = false) {
        let start = origin + bytes.count
        bytes.append(octets: frame)
        let isAtLowestRate = RateSelection.isAtLowestRate(frame)
        entries.append(
            .frame(
                start..<origin + bytes.count, token: token, isAtLowestRate: isAtLowestRate, isHeldBack: isHeldBack))
    }

    mutating func append(tune channel: Channel) { entries.append(.tune(channel)) }

    /// Sets the Retry bit of a frame (802.11-2020, 9.2.4.1.7).
    mutating func setRetry(_ range: Range<Int>) {
        guard replacement.isEmpty else {
            replacement[1] |= UInt8(FrameControl.retry >> 8)
            return
        }
        bytes[range.lowerBound - origin + 1] |= UInt8(FrameControl.retry >> 8)
    }

    /// Whether a frame begins its body with a Timestamp: a Beacon or a Probe Response.
    mutating func holdsTimestamp(_ range: Range<Int>) -> Bool {
        guard range.count >= Airspace.timestampOffset + 8 else { return false }
        let type = FrameControl(rawValue: bytes.octets.littleEndian(UInt16.self, at: range.lowerBound - origin)).type
        return type == .beacon || type == .probeResponse
    }

    /// Writes a Timestamp, least significant octet first.
    mutating func setTimestamp(_ range: Range<Int>, at offset: Int, _ timestamp: UInt64) {
        let start = range.lowerBound - origin + offset
        for index in 0..<8 { bytes[start + index] = UInt8(truncatingIfNeeded: timestamp >> UInt64(8 * index)) }
    }

    mutating func removeFirst() {
        var end = origin
        if case .frame(let range, _, _, _) = entries[head] { end = range.upperBound }
        if !replacement.isEmpty { replacement = [] }
        head += 1
        if head == entries.count {
            origin += bytes.count
            bytes.removeAll(keepingCapacity: true)
            entries.removeAll(keepingCapacity: true)
            head = 0
        } else if head >= 32, 2 * head >= entries.count, end > origin {
            // At most half is moved, for as many entries as were taken out: constant work for each.
            bytes.removeFirst(end - origin)
            entries.removeFirst(head)
            origin = end
            head = 0
        }
    }
}
