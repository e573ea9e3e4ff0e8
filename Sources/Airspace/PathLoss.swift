public import Dot11
internal import Timeline

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// What a signal loses on its way inside a building: the site-general model of Recommendation ITU-R P.1238-8 (07/2015), 3.1, on
/// one floor; later editions have another form.
///
/// L = 20 log₁₀(f / MHz) + N log₁₀(d / m) − 28 dB, with N for an office (Table 2): 30 at 2.4 GHz, 31 at 5.2 GHz. That 31 stands
/// for all of the 5 GHz band is a choice of ours, as are ``power`` and that nothing less is lost within a metre.
public struct PathLoss: Hashable, Sendable {
    /// What every radio sends with, antennas included, in dBm.
    public var power = 20.0
    /// N, the distance power loss coefficient; nil takes that of an office in the channel's band.
    public var coefficient: Double?
    /// The standard deviation of shadowing, in dB; 0 for none.
    public var shadowing = 0.0

    /// An office without shadowing, and radios of 100 mW.
    public init() {}

    /// The loss over a distance in metres, at least one, in dB, without shadowing.
    public func loss(over distance: Double, on channel: Channel) -> Double {
        let coefficient = coefficient ?? (channel.isIn2GHz ? 30 : 31)
        return 20 * log10(Double(channel.frequency)) + coefficient * log10(max(1, distance)) - 28
    }
}

/// Shadowing by walls and furniture: for each fixed end a field over the places of the other one, drawn from the seed at the
/// corners of squares and interpolated, so that who comes back to a place finds what was there.
struct Shadowing: Sendable {
    /// The side of a square, in metres: over that distance shadowing becomes another.
    static let side = 5.0

    let seed: UInt64

    /// A value of a normal distribution with mean 0 and standard deviation 1.
    func value(of field: Int, at position: Position) -> Double {
        let (column, row) = ((position.x / Self.side).rounded(.down), (position.y / Self.side).rounded(.down))
        let (right, up) = (position.x / Self.side - column, position.y / Self.side - row)
        var (sum, squares) = (0.0, 0.0)
        for (dx, dy, weight) in [
            (0.0, 0.0, (1 - right) * (1 - up)), (1, 0, right * (1 - up)), (0, 1, (1 - right) * up), (1, 1, right * up),
        ] {
            sum += weight * corner(field, column + dx, row + dy)
            squares += weight * weight
        }
        // Interpolation alone would flatten the middle of squares.
        return sum / squares.squareRoot()
    }

    /// By Box and Muller (1958).
    private func corner(_ field: Int, _ column: Double, _ row: Double) -> Double {
        var random = RandomSource.seeded(seed, stream: 5 << 32 | UInt64(truncatingIfNeeded: field))
        // Zero has two signs, and they are one place.
        random = .seeded(random.next(), stream: (column + 0).bitPattern)
        random = .seeded(random.next(), stream: (row + 0).bitPattern)
        let first = (Double(random.next() >> 11) + 1) * 0x1p-53
        let second = Double(random.next() >> 11) * 0x1p-53
        return (-2 * log(first)).squareRoot() * cos(2 * .pi * second)
    }
}
