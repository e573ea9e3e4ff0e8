/// A channel of 20 MHz by its centre frequency (802.11-2020, Annex E).
public struct Channel: Hashable, Sendable {
    /// The centre frequency in MHz.
    public var frequency: UInt16

    /// The channel at `frequency` MHz.
    @inlinable
    public init(frequency: UInt16) { self.frequency = frequency }

    /// The channel with this number in the 2.4 GHz band (1 to 14) or the 5 GHz band (36 to 177).
    public init?(number: Int) {
        switch number {
        case 1...13: frequency = UInt16(2407 + 5 * number)
        case 14: frequency = 2484
        case 32...177: frequency = UInt16(5000 + 5 * number)
        default: return nil
        }
    }

    /// Whether the channel is in the 2.4 GHz band.
    @inlinable
    public var isIn2GHz: Bool { frequency < 3000 }

    /// The channel's number in its band; in the 6 GHz band as Annex E counts there. Nil between the bands.
    public var number: Int? {
        switch frequency {
        case 2412...2472: (Int(frequency) - 2407) / 5
        case 2484: 14
        case 5160...5885: (Int(frequency) - 5000) / 5
        case 5935: 2
        case 5955...7115: (Int(frequency) - 5950) / 5
        default: nil
        }
    }
}
