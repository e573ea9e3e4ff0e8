import Dot11
import Octets
import Testing
import Timeline

@testable import Station

/// wpa_supplicant 2.10, scan.c, wpa_scan_result_compar: GREAT_SNR 25, noise -89 dBm at 2.4 GHz and -92 at 5; ratios that are
/// less than 7 dB apart are decided by throughput, less than 5 by band, all others by the ratio itself.
@Suite struct BSSPreferenceTests {
    typealias Heard = (frequency: UInt16, signal: Int8, ht: Bool)

    static let rows: [(preferred: Heard, other: Heard)] = [
        // Both carry every rate: the band decides, though the other is 10 dB stronger.
        ((5180, -60, true), (2412, -50, true)),
        // 22 dB against 25: 61.1 Mb/s against 65.
        ((2412, -64, true), (5180, -70, true)),
        // 802.11n against 802.11a.
        ((5180, -60, true), (5180, -40, false)),
        // 17 dB against 25, too far apart for throughput: the ratio.
        ((5180, -67, false), (5180, -75, true)),
        // 19 dB (54 Mb/s) against 25 (54): throughput is equal, and 6 dB are too much for the band.
        ((2412, -64, false), (5180, -73, false)),
        ((5180, -72, false), (2412, -65, false)),
        // In one band the stronger one, however strong.
        ((5180, -30, true), (5200, -31, true)),
        // A ratio of zero is not known: only the ratio counts.
        ((5180, -91, false), (5180, -92, true)),
    ]

    private func bss(_ heard: Heard) -> BSS {
        BSS(
            bssid: StationDriver.bssA, ssid: [], channel: Channel(frequency: heard.frequency), signal: heard.signal,
            capabilities: [], beaconInterval: 100, lastSeen: .zero, rsnElement: [], rsnCapabilities: [],
            supportsHT: heard.ht, supportsWMM: true)
    }

    @Test(arguments: rows.indices) func theOrderIsThatOfWpaSupplicant(row: Int) {
        let (preferred, other) = (bss(Self.rows[row].preferred), bss(Self.rows[row].other))
        #expect(preferred.isPreferred(to: other))
        #expect(!other.isPreferred(to: preferred))
        #expect(!preferred.isPreferred(to: preferred))
    }
}
