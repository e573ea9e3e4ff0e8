internal import Timeline

/// Whether the AP is still there, as mac80211 finds out: its Beacons say so, and where seven in a row stayed away, the
/// Acknowledgement of a Null frame does (ieee80211_sta_bcn_mon_timer, ieee80211_mgd_probe_ap, ieee80211_sta_work).
///
/// ```
/// watching ── no Beacon for seven intervals ─→ asking ─┬─ acknowledged, or a Beacon ─→ watching
///                                                      └─ twice neither ─→ the AP is lost
/// ```
///
/// A Beacon costs nothing here: when a timer is due, the instant of the last Beacon says how long to sleep on.
struct BeaconMonitor {
    /// Beacon intervals without a Beacon (mac80211, beacon_loss_count).
    static let limit: UInt64 = 7
    /// Null frames (mac80211, max_nullfunc_tries).
    static let tries = 2
    /// For word of what became of one (mac80211, probe_wait_ms).
    static let wait = Interval.milliseconds(500)

    /// What to do.
    enum Finding {
        /// Nothing.
        case nothing
        /// Say that Beacons stay away, and send a Null frame.
        case missesBeacons
        /// Send another Null frame.
        case asksAgain
        /// Give up the link.
        case losesAP
    }

    private enum State {
        case off
        case watching(until: Instant)
        case asking(count: Int, since: Instant, until: Instant)
    }

    private var state = State.off
    /// How long a Beacon keeps it content.
    private var patience = Interval.zero

    /// When ``wake(lastBeacon:isAway:at:)`` must be called.
    var deadline: Instant? {
        switch state {
        case .off: nil
        case .watching(let until), .asking(_, _, let until): until
        }
    }

    /// Begins with an association.
    ///
    /// - Parameter beaconInterval: in time units of 1024 µs.
    mutating func begin(beaconInterval: UInt16, at now: Instant) {
        patience = .microseconds(1024 * Self.limit * UInt64(max(1, beaconInterval)))
        state = .watching(until: now + patience)
    }

    /// Ends with it.
    mutating func end() { state = .off }

    /// Does what is due.
    ///
    /// - Parameters:
    ///   - lastBeacon: when the AP's last Beacon came, if ever one did.
    ///   - isScanning: whether a scan may be why none did: nothing is asked then.
    mutating func wake(lastBeacon: Instant?, isScanning: Bool, at now: Instant) -> Finding {
        switch state {
        case .watching(let until) where until <= now:
            if let lastBeacon, lastBeacon + patience > now {
                state = .watching(until: lastBeacon + patience)
                return .nothing
            }
            guard !isScanning else {
                state = .watching(until: now + patience)
                return .nothing
            }
            state = .asking(count: 1, since: now, until: now + Self.wait)
            return .missesBeacons
        case .asking(_, let since, let until) where until <= now:
            return isContent(lastBeacon, since: since, isScanning: isScanning, at: now) ? .nothing : .losesAP
        default:
            return .nothing
        }
    }

    /// Takes in what became of a Null frame.
    mutating func receive(
        isAcknowledged: Bool, lastBeacon: Instant?, isScanning: Bool, at now: Instant
    ) -> Finding {
        guard case .asking(let count, let since, _) = state else { return .nothing }
        guard !isAcknowledged else {
            state = .watching(until: now + patience)
            return .nothing
        }
        if isContent(lastBeacon, since: since, isScanning: isScanning, at: now) { return .nothing }
        guard count < Self.tries else { return .losesAP }
        state = .asking(count: count + 1, since: since, until: now + Self.wait)
        return .asksAgain
    }

    /// A Beacon that came after all, or a scan, ends the asking.
    private mutating func isContent(
        _ lastBeacon: Instant?, since: Instant, isScanning: Bool, at now: Instant
    ) -> Bool {
        let isHeard = lastBeacon.map { $0 >= since } ?? false
        guard isHeard || isScanning else { return false }
        state = .watching(until: now + patience)
        return true
    }
}
