public import Timeline

/// A place on the plane of a lab, in metres.
public struct Position: Hashable, Sendable {
    /// To the right.
    public var x: Double
    /// Upward.
    public var y: Double

    /// A place.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// The distance from here to there, in metres.
    public func distance(to other: Position) -> Double {
        let (dx, dy) = (other.x - x, other.y - y)
        return (dx * dx + dy * dy).squareRoot()
    }

    /// The place that lies `share` of the way from here to there, 0 to 1.
    func toward(_ other: Position, share: Double) -> Position {
        Position(x: x + (other.x - x) * share, y: y + (other.y - y) * share)
    }
}

/// Where a radio is at which time: it walks in straight lines, at an even pace, from one point to the next.
public struct Track: Hashable, Sendable {
    /// A place and the instant at which the radio is there.
    public struct Point: Hashable, Sendable {
        /// When.
        public var instant: Instant
        /// Where.
        public var position: Position

        /// A point of a track.
        public init(at instant: Instant, _ position: Position) {
            self.instant = instant
            self.position = position
        }
    }

    /// The points, in order of time.
    public private(set) var points: [Point]

    /// A radio that stands still.
    public init(at position: Position) { points = [Point(at: .zero, position)] }

    /// A radio that walks from point to point; it stands before the first and after the last. Nil where there is no point,
    /// or they are not in order of time.
    public init?(_ points: [Point]) {
        guard !points.isEmpty, zip(points, points.dropFirst()).allSatisfy({ $0.instant <= $1.instant }) else {
            return nil
        }
        self.points = points
    }

    /// Where it is.
    public func position(at instant: Instant) -> Position {
        var (low, high) = (0, points.count)
        while low < high {
            let middle = (low + high) / 2
            if points[middle].instant <= instant { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return points[0].position }
        guard low < points.count else { return points[low - 1].position }
        let (from, to) = (points[low - 1], points[low])
        let share =
            Double((instant - from.instant).nanoseconds) / Double(max(1, (to.instant - from.instant).nanoseconds))
        return from.position.toward(to.position, share: share)
    }

    /// Forgets what was to come, and walks straight to `position` from where it is now.
    public mutating func walk(to position: Position, from now: Instant, within interval: Interval) {
        points = [Point(at: now, self.position(at: now)), Point(at: now + interval, position)]
    }
}
