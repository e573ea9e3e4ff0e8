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

    /// The global operating class of the channel at 20 MHz (802.11-2020, Table E-4); 0, which is reserved, where none has it.
    public var operatingClass: UInt8 {
        guard let number else { return 0 }
        switch (frequency, number) {
        case (2412...2472, _): return 81
        case (2484, _): return 82
        case (5180...5240, 36...48) where number.isMultiple(of: 4): return 115
        case (5260...5320, 52...64) where number.isMultiple(of: 4): return 118
        case (5500...5720, 100...144) where number.isMultiple(of: 4): return 121
        case (5745...5805, 149...161) where number % 4 == 1: return 124
        case (5825...5885, 165...177) where number % 4 == 1: return 125
        case (5935, _): return 136
        case (5955...7115, _) where number % 4 == 1: return 131
        default: return 0
        }
    }
}
