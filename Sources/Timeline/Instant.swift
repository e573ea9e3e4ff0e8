/// A point on the lab's own clock: nanoseconds since the lab began, handed to a core, never read from a clock inside one.
public struct Instant: Hashable, Comparable, Sendable {
    /// Nanoseconds since the lab began.
    public var nanoseconds: UInt64

    /// The instant `nanoseconds` after the lab began.
    @inlinable @inline(__always)
    public init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

    /// The beginning of the lab.
    @inlinable public static var zero: Instant { Instant(nanoseconds: 0) }

    /// Orders instants in time.
    @inlinable @inline(__always)
    public static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The instant `interval` later; an interval below zero counts as none, and time never overflows.
    @inlinable @inline(__always)
    public static func + (instant: Instant, interval: Interval) -> Instant {
        let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(interval.nanoseconds)
        return Instant(nanoseconds: overflow ? .max : sum)
    }

    /// The time from `earlier` to `later`; none if they stand the other way round.
    @inlinable @inline(__always)
    public static func - (later: Instant, earlier: Instant) -> Interval {
        Interval(nanoseconds: later.nanoseconds > earlier.nanoseconds ? later.nanoseconds - earlier.nanoseconds : 0)
    }
}

/// A length of time, never below zero; what would be longer than 584 years stays that long. (`Duration` is 128 bits wide
/// and its arithmetic shows on the per-frame path.)
public struct Interval: Hashable, Comparable, Sendable {
    /// The length in nanoseconds.
    public var nanoseconds: UInt64

    /// A length of time in nanoseconds.
    @inlinable @inline(__always)
    public init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

    /// No time at all.
    @inlinable public static var zero: Interval { Interval(nanoseconds: 0) }

    /// A length of time in microseconds.
    @inlinable @inline(__always)
    public static func microseconds(_ count: UInt64) -> Interval { Interval(nanoseconds: 1_000) * count }

    /// A length of time in milliseconds.
    @inlinable @inline(__always)
    public static func milliseconds(_ count: UInt64) -> Interval { Interval(nanoseconds: 1_000_000) * count }

    /// A length of time in seconds.
    @inlinable @inline(__always)
    public static func seconds(_ count: UInt64) -> Interval { Interval(nanoseconds: 1_000_000_000) * count }

    /// Orders intervals by length.
    @inlinable @inline(__always)
    public static func < (left: Interval, right: Interval) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The sum of two lengths.
    @inlinable @inline(__always)
    public static func + (left: Interval, right: Interval) -> Interval {
        let (sum, overflow) = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
        return Interval(nanoseconds: overflow ? .max : sum)
    }

    /// The length `factor` times over.
    @inlinable @inline(__always)
    public static func * (interval: Interval, factor: UInt64) -> Interval {
        let (product, overflow) = interval.nanoseconds.multipliedReportingOverflow(by: factor)
        return Interval(nanoseconds: overflow ? .max : product)
    }

    /// The length in milliseconds.
    public var milliseconds: Double { Double(nanoseconds) / 1e6 }
}
