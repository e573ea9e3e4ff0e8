internal import Dot11

/// What wpa_supplicant 2.10 expects of a BSS from its signal (scan.c, wpas_get_est_tpt), for stations and BSSs of 20 MHz.
struct EstimatedThroughput {
    /// A ratio that carries every rate (GREAT_SNR), in dB.
    static let greatSignalToNoise = 25

    /// Signal above noise, in dB.
    let signalToNoise: Int
    /// In kb/s.
    let rate: Int

    /// Of a BSS that is heard at `signal` dBm, where a driver tells no noise.
    init(signal: Int, channel: Channel, supportsHT: Bool) {
        // DEFAULT_NOISE_FLOOR_2GHZ and DEFAULT_NOISE_FLOOR_5GHZ.
        signalToNoise = signal - (channel.isIn2GHz ? -89 : -92)
        let legacy = Self.legacyRate(signalToNoise)
        rate = supportsHT ? max(legacy, Self.highThroughputRate(signalToNoise)) : legacy
    }

    /// The rates of 802.11a/g, 54 Mb/s at the most, each up to a ratio.
    private static func legacyRate(_ ratio: Int) -> Int {
        switch ratio {
        case ..<1: 1_000
        case ..<4: 2_000
        case ..<5: 6_000
        case ..<6: 9_000
        case ..<7: 12_000
        case ..<10: 18_000
        case ..<11: 24_000
        case ..<15: 36_000
        case ..<19: 48_000
        default: 54_000
        }
    }

    /// MCS 0 to 7 at 20 MHz, each from a ratio on, and what lies between.
    private static func highThroughputRate(_ ratio: Int) -> Int {
        let table = [
            (0, 0), (2, 6_500), (5, 13_000), (9, 19_500), (11, 26_000), (15, 39_000), (18, 52_000), (20, 58_500),
            (25, 65_000),
        ]
        guard let next = table.firstIndex(where: { ratio < $0.0 }) else { return 65_000 }
        guard next > 0 else { return 0 }
        let (low, high) = (table[next - 1], table[next])
        return low.1 + (ratio - low.0) * (high.1 - low.1) / (high.0 - low.0)
    }
}
