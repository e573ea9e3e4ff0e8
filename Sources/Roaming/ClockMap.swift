/// What another capture's clock showed when this capture's clock showed some time: a straight line between instants at
/// which both captured the same frames, so that clocks that drift are followed.
struct ClockMap {
    private struct Anchor {
        var time: Int64
        var offset: Int64
    }

    /// In order of time, one at least.
    private let anchors: [Anchor]

    /// A clock that is behind by the same time always, in nanoseconds.
    init(offset: Int64) { anchors = [Anchor(time: 0, offset: offset)] }

    /// Differences between clocks that belong together lie within this: an hour of 100 ppm, and more than any delay.
    private static let spread: Int64 = 500_000_000
    private static let pairsOfAnAnchor = 16
    private static let leastPairs = 3

    /// The map that frames captured by both tell; nil where they are too few, or don't agree.
    init?(_ pairs: [(own: Int64, other: Int64)]) {
        let differences = pairs.map { $0.other - $0.own }.sorted()
        // The densest stretch of differences; the others are frames that only look alike.
        var best = 0..<0
        var start = 0
        for end in differences.indices {
            while differences[end] - differences[start] > Self.spread { start += 1 }
            if end + 1 - start > best.count { best = start..<end + 1 }
        }
        guard best.count >= Self.leastPairs, 2 * best.count > pairs.count else { return nil }
        let agreeing = differences[best.lowerBound]...differences[best.upperBound - 1]
        let kept = pairs.filter { agreeing.contains($0.other - $0.own) }.sorted { $0.own < $1.own }
        var anchors: [Anchor] = []
        for first in stride(from: 0, to: kept.count, by: Self.pairsOfAnAnchor) {
            let group = kept[first..<min(first + Self.pairsOfAnAnchor, kept.count)]
            let offsets = group.map { $0.other - $0.own }.sorted()
            anchors.append(
                Anchor(time: group[group.startIndex + group.count / 2].own, offset: offsets[group.count / 2]))
        }
        self.anchors = anchors
    }

    /// What the other clock showed at this clock's `time`, in nanoseconds.
    func map(_ time: Int64) -> Int64 {
        let time = RoamingAnalyzer.clamped(time)
        return time + offset(at: time)
    }

    private func offset(at time: Int64) -> Int64 {
        var (low, high) = (0, anchors.count)
        while low < high {
            let middle = (low + high) / 2
            if anchors[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return anchors[0].offset }
        guard low < anchors.count else { return anchors[anchors.count - 1].offset }
        let (before, after) = (anchors[low - 1], anchors[low])
        let share = Double(time - before.time) / Double(after.time - before.time)
        return before.offset + Int64(share * Double(after.offset - before.offset))
    }
}
