/// How many timers were due, whether they fired, and how late; in bounded room: counts in steps of a sixteenth.
public struct Lateness: Sendable {
    /// Timers whose instant came.
    public private(set) var due = 0
    /// Those of them that fired.
    public private(set) var fired = 0
    /// How late the latest was, in milliseconds.
    public private(set) var maximum: Double = 0
    private var buckets = [Int](repeating: 0, count: 40 * 16)

    /// No timer yet.
    public init() {}

    /// Counts a timer that was due `late` ago.
    public mutating func note(_ late: Interval, hasFired: Bool) {
        due += 1
        if hasFired { fired += 1 }
        let microseconds = max(1, late.nanoseconds / 1000)
        maximum = max(maximum, late.milliseconds)
        let exponent = 63 - microseconds.leadingZeroBitCount
        let fraction = exponent >= 4 ? Int(microseconds >> UInt64(exponent - 4)) & 15 : 0
        buckets[min(buckets.count - 1, exponent * 16 + fraction)] += 1
    }

    /// The lateness, in milliseconds, that the share `quantile` of all timers did not exceed; up to 6 % too much.
    public func milliseconds(at quantile: Double) -> Double {
        let wanted = Int((Double(due) * quantile).rounded(.up))
        var seen = 0
        for (index, number) in buckets.enumerated() {
            seen += number
            guard seen >= wanted, number > 0 else { continue }
            let (exponent, fraction) = (index / 16, index % 16)
            return min(maximum, Double(1 << exponent) * (1 + Double(fraction + 1) / 16) / 1000)
        }
        return 0
    }
}
