import Dot11
import Octets
import Testing

@testable import Station

/// wpa_supplicant 2.10: events.c, wpa_supplicant_need_to_roam_within_ess, of which the order of steps, 5000, 25, 2 and the levels
/// -85, -80, -75 and -71 were found in Debian's program; scan.c, wpas_get_est_tpt, whose table for 20 MHz stands there as pairs
/// of 32-bit numbers (0 0, 2 6500, 5 13000, 9 19500, 11 26000, 15 39000, 18 52000, 20 58500, 25 65000).
@Suite struct RoamComparisonTests {
    /// Levels in dBm and throughputs in kb/s of the BSS of the link and of the selected one; then the ratio of signal to noise
    /// of the former, in dB.
    struct Row: Sendable {
        var current: (frequency: UInt16, signal: Int, throughput: Int)
        var selected: (frequency: UInt16, signal: Int, throughput: Int)
        var ratio: Int
        var outcome: RoamComparison.Outcome
    }

    private static func row(
        _ current: (UInt16, Int, Int), _ selected: (UInt16, Int, Int), _ ratio: Int, _ outcome: RoamComparison.Outcome
    ) -> Row {
        Row(
            current: (frequency: current.0, signal: current.1, throughput: current.2),
            selected: (frequency: selected.0, signal: selected.1, throughput: selected.2), ratio: ratio,
            outcome: outcome)
    }

    static let rows = [
        // Three of wpa_supplicant's own (wpas_module_tests.c, wpas_need_to_roam_module_tests).
        row((2412, -80, 19_500), (2417, -80, 19_500), 9, .signals(differ: false)),
        row((2412, -40, 65_000), (5180, -50, 390_000), 49, .roamsForThroughput),
        row((2412, -50, 65_000), (5180, -80, 65_000), 39, .stays),
        // More than 5 Mb/s less, or more than 25 dB above the noise: good enough.
        row((5180, -70, 61_100), (5180, -69, 56_000), 22, .stays),
        row((5180, -66, 65_000), (5180, -40, 65_000), 26, .stays),
        row((5180, -67, 65_000), (5180, -40, 65_000), 25, .signals(differ: true)),
        // The least difference by level: 5 from -70 up, then 4, 3, 2, 1.
        row((5180, -70, 54_000), (5180, -66, 54_000), 22, .signals(differ: false)),
        row((5180, -70, 54_000), (5180, -65, 54_000), 22, .signals(differ: true)),
        row((5180, -71, 54_000), (5180, -68, 54_000), 21, .signals(differ: false)),
        row((5180, -71, 54_000), (5180, -67, 54_000), 21, .signals(differ: true)),
        row((5180, -76, 54_000), (5180, -74, 54_000), 16, .signals(differ: false)),
        row((5180, -76, 54_000), (5180, -73, 54_000), 16, .signals(differ: true)),
        row((5180, -81, 54_000), (5180, -80, 54_000), 11, .signals(differ: false)),
        row((5180, -81, 54_000), (5180, -79, 54_000), 11, .signals(differ: true)),
        row((5180, -86, 54_000), (5180, -86, 54_000), 6, .signals(differ: false)),
        row((5180, -86, 54_000), (5180, -85, 54_000), 6, .signals(differ: true)),
        // Each way by 1, 2, 5 and 10 for a throughput that is more by nothing, 1.1, 1.2 and 1.5 times.
        row((5180, -71, 54_000), (5180, -68, 54_001), 21, .signals(differ: true)),
        row((5180, -71, 54_000), (5180, -69, 54_001), 21, .signals(differ: false)),
        row((5180, -71, 20_000), (5180, -69, 22_001), 21, .signals(differ: true)),
        row((5180, -71, 20_000), (5180, -72, 24_001), 21, .signals(differ: true)),
        row((5180, -71, 20_000), (5180, -73, 24_001), 21, .signals(differ: false)),
        row((5180, -71, 54_001), (5180, -67, 54_000), 21, .signals(differ: false)),
        row((5180, -71, 54_001), (5180, -66, 54_000), 21, .signals(differ: true)),
        row((5180, -71, 22_001), (5180, -66, 20_000), 21, .signals(differ: false)),
        row((5180, -71, 24_001), (5180, -62, 20_000), 21, .signals(differ: true)),
        row((5180, -71, 3_100), (5180, -58, 2_000), 21, .signals(differ: false)),
        row((5180, -71, 3_100), (5180, -57, 2_000), 21, .signals(differ: true)),
        // To 5 GHz for 2 dB less.
        row((2412, -71, 54_000), (5180, -69, 54_000), 18, .signals(differ: true)),
        row((5180, -71, 54_000), (2412, -69, 54_000), 21, .signals(differ: false)),
    ]

    @Test(arguments: rows.indices) func wpaSupplicantsRuleIsKept(index: Int) {
        let row = Self.rows[index]
        let comparison = RoamComparison(
            current: RoamComparison.Side(
                bssid: StationDriver.bssA, channel: Channel(frequency: row.current.frequency),
                signal: row.current.signal, throughput: row.current.throughput),
            selected: RoamComparison.Side(
                bssid: StationDriver.bssB, channel: Channel(frequency: row.selected.frequency),
                signal: row.selected.signal, throughput: row.selected.throughput))
        #expect(comparison.outcome(signalToNoise: row.ratio) == row.outcome)
    }

    @Test func throughputFollowsTheSignal() {
        func rate(_ signal: Int, _ frequency: UInt16, ht: Bool = true) -> Int {
            EstimatedThroughput(signal: signal, channel: Channel(frequency: frequency), supportsHT: ht).rate
        }
        // Noise at -92 dBm: 25, 22, 20, 16 and 12 dB.
        #expect([-67, -70, -72, -76, -80].map { rate($0, 5180) } == [65_000, 61_100, 58_500, 48_000, 36_000])
        #expect(rate(-30, 5180) == 65_000)
        #expect(rate(-30, 5180, ht: false) == 54_000)
        // At -89 dBm: 22 and 12 dB.
        #expect([-67, -77].map { rate($0, 2412) } == [61_100, 36_000])
        #expect(rate(-77, 2412, ht: false) == 36_000)
        #expect(rate(-95, 5180) == 1_000)
        // -1, 0, 3, 4, 5, 6, 9, 10, 14 and 18 dB.
        let legacy = [-93, -92, -89, -88, -87, -86, -83, -82, -78, -74].map { rate($0, 5180, ht: false) }
        #expect(legacy == [1_000, 1_000, 2_000, 6_000, 9_000, 12_000, 18_000, 24_000, 36_000, 48_000])
    }
}
