/// Where a core gets its random numbers: handed in, so that a run can be repeated.
///
/// Each device holds its own source: what one station draws cannot shift another's numbers.
public enum RandomSource: RandomNumberGenerator, Sendable {
    /// The operating system's generator, for anything that meets a real peer.
    case system
    /// A repeatable sequence (SplitMix64, Steele et al. 2014), for simulation only: its numbers can be foretold.
    case seeded(state: UInt64)

    /// A repeatable source; equal seeds and equal `stream`s give equal numbers, unequal streams unrelated ones.
    public static func seeded(_ seed: UInt64, stream: UInt64) -> RandomSource {
        var mixer = RandomSource.seeded(state: seed)
        let base = mixer.next()
        return .seeded(state: base ^ (stream &* 0x9E37_79B9_7F4A_7C15))
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        switch self {
        case .system:
            var generator = SystemRandomNumberGenerator()
            return generator.next()
        case .seeded(var state):
            state &+= 0x9E37_79B9_7F4A_7C15
            self = .seeded(state: state)
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// Another source, whose numbers are unrelated to those that come from this one afterwards.
    public mutating func split() -> RandomSource {
        switch self {
        case .system: .system
        case .seeded: .seeded(state: next())
        }
    }

    /// Writes `count` random octets after what `octets` already holds.
    public mutating func fill(_ octets: inout [UInt8], count: Int) {
        var left = count
        while left > 0 {
            var bits = next()
            for _ in 0..<min(8, left) {
                octets.append(UInt8(truncatingIfNeeded: bits))
                bits >>= 8
            }
            left -= 8
        }
    }
}
