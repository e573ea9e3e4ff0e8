/// A length of time between two captured frames, in nanoseconds; it may be below zero where a capture is out of order.
public struct Elapsed: Hashable, Comparable, Sendable {
    /// The length in nanoseconds.
    public var nanoseconds: Int64

    /// A length of time in nanoseconds.
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// The time from one captured instant to another, both in nanoseconds since the epoch.
    public init(from start: Int64, to end: Int64) {
        let (difference, overflow) = end.subtractingReportingOverflow(start)
        nanoseconds = overflow ? (end > start ? .max : .min) : difference
    }

    /// Milliseconds with three decimals, rounded: "196.201".
    public var milliseconds: String { Self.decimal(nanoseconds, unit: 1_000_000, decimals: 3) }

    /// Seconds with six decimals, rounded: "16.508902".
    public var seconds: String { Self.decimal(nanoseconds, unit: 1_000_000_000, decimals: 6) }

    /// Orders lengths of time.
    public static func < (left: Elapsed, right: Elapsed) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The sum of two lengths; it stays at the ends of its range.
    public static func + (left: Elapsed, right: Elapsed) -> Elapsed {
        let (sum, overflow) = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
        return Elapsed(nanoseconds: overflow ? (left.nanoseconds < 0 ? .min : .max) : sum)
    }

    /// Writes `nanoseconds` in units of `unit` nanoseconds without binary fractions, so that 0.0005 rounds as on paper.
    private static func decimal(_ nanoseconds: Int64, unit: UInt64, decimals: Int) -> String {
        var scale: UInt64 = 1
        for _ in 0..<decimals { scale *= 10 }
        let step = unit / scale
        let rounded = (nanoseconds.magnitude + step / 2) / step
        let fraction = String(rounded % scale)
        let sign = nanoseconds < 0 && rounded > 0 ? "-" : ""
        return sign + String(rounded / scale) + "." + String(repeating: "0", count: decimals - fraction.utf8.count)
            + fraction
    }
}
