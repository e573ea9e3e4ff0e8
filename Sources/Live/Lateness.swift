#if Live
    internal import Timeline

    /// How late timers fired, in bounded room: counts in steps of a sixteenth.
    public struct Lateness: Sendable {
        /// Timers that fired.
        public private(set) var count = 0
        /// The latest.
        public private(set) var maximum: Double = 0
        private var buckets = [Int](repeating: 0, count: 40 * 16)

        init() {}

        mutating func add(_ late: Interval) {
            count += 1
            let microseconds = max(1, late.nanoseconds / 1000)
            maximum = max(maximum, late.milliseconds)
            let exponent = 63 - microseconds.leadingZeroBitCount
            let fraction = exponent >= 4 ? Int(microseconds >> UInt64(exponent - 4)) & 15 : 0
            buckets[min(buckets.count - 1, exponent * 16 + fraction)] += 1
        }

        /// The lateness, in milliseconds, that the share `quantile` of all timers did not exceed; up to 6 % too much.
        public func milliseconds(at quantile: Double) -> Double {
            let wanted = Int((Double(count) * quantile).rounded(.up))
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
#endif
