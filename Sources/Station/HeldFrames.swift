internal import Octets

/// Ethernet frames that wait until a scan is back from other channels; what doesn't fit is lost, as in any queue.
struct HeldFrames {
    /// Frames kept at the most.
    static let limit = 64

    private(set) var octets: [UInt8] = []
    private(set) var ranges: [Range<Int>] = []

    mutating func append(_ frame: RawSpan) {
        guard ranges.count < Self.limit else { return }
        let start = octets.count
        octets.append(octets: frame)
        ranges.append(start..<octets.count)
    }

    mutating func removeAll() {
        octets.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
    }
}
