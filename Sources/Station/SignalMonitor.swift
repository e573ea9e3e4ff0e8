/// Says when the signal of the AP's Beacons has crossed a threshold, as mac80211 watches it (ieee80211_handle_beacon_sig): it
/// averages, begins with the fourth Beacon, and speaks again once the average has gone on by the hysteresis.
struct SignalMonitor {
    /// wpa_supplicant's, in dB.
    static let hysteresis = 4
    /// mac80211's IEEE80211_SIGNAL_AVE_MIN_COUNT.
    static let leastBeacons = 4

    /// In dBm.
    let threshold: Int
    private var count = 0
    /// The average of the signals' magnitudes, in sixteenths.
    private var average = 0
    /// Where the signal was when it spoke last.
    private var lastTold: Int?

    init(threshold: Int) { self.threshold = threshold }

    /// Takes in a Beacon's signal, in dBm.
    ///
    /// - Returns: whether the average is above the threshold, and the average; nil where there is nothing new.
    mutating func receive(_ signal: Int8) -> (isAbove: Bool, signal: Int)? {
        let sixteenths = -Int(signal) << 4
        average = count == 0 ? sixteenths : (3 * average + sixteenths) >> 2
        count = min(count + 1, Self.leastBeacons)
        guard count == Self.leastBeacons else { return nil }
        let signal = -(average >> 4)
        if signal < threshold, lastTold.map({ signal < $0 - Self.hysteresis }) ?? true {
            lastTold = signal
            return (false, signal)
        }
        if signal > threshold, lastTold.map({ signal > $0 + Self.hysteresis }) ?? true {
            lastTold = signal
            return (true, signal)
        }
        return nil
    }
}
