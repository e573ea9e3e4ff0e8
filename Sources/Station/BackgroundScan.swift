public import Timeline

/// When a station with a link looks around for a better BSS: wpa_supplicant 2.10's `bgscan="simple:…"` (bgscan_simple.c).
public struct BackgroundScan: Sendable {
    /// What it is told.
    public struct Settings: Hashable, Sendable {
        /// From one scan to the next where the signal is below ``threshold``.
        public var shortInterval: Interval
        /// In dBm; nil for one interval whatever the signal.
        public var threshold: Int?
        /// From one scan to the next elsewhere.
        public var longInterval: Interval

        /// Settings.
        public init(shortInterval: Interval, threshold: Int?, longInterval: Interval) {
            self.shortInterval = shortInterval
            self.threshold = threshold
            self.longInterval = longInterval
        }
    }

    private let settings: Settings
    private var monitor: SignalMonitor?
    /// When to scan next.
    private(set) var dueAt: Instant
    private var isShort: Bool
    private var lastScan: Instant
    /// Short intervals in a row, and how many are too many.
    private var shortScans = 0
    private let limit: Int

    /// Begins when a link is up, at this signal in dBm.
    init(_ settings: Settings, signal: Int, at now: Instant) {
        self.settings = settings
        monitor = settings.threshold.map { SignalMonitor(threshold: $0) }
        isShort = settings.threshold.map { signal < $0 } ?? true
        limit = Int(settings.longInterval.nanoseconds / max(1, settings.shortInterval.nanoseconds)) + 1
        lastScan = now
        dueAt = now + (isShort ? settings.shortInterval : settings.longInterval)
    }

    private var interval: Interval { isShort ? settings.shortInterval : settings.longInterval }

    /// Notes that a scan that was due has begun, or could not.
    mutating func scan(hasBegun: Bool, at now: Instant) {
        if hasBegun {
            if isShort {
                shortScans += 1
                if shortScans >= limit { isShort = false }
            } else if shortScans > 0 {
                shortScans -= 1
            }
            lastScan = now
        }
        dueAt = now + interval
    }

    /// A scan has ended, whoever asked for it.
    mutating func finishScan(at now: Instant) { dueAt = now + interval }

    /// Takes in the signal of a Beacon.
    ///
    /// - Returns: what the signal monitor says, for events.
    mutating func receive(_ signal: Int8, at now: Instant) -> (isAbove: Bool, signal: Int)? {
        guard let change = monitor?.receive(signal) else { return nil }
        take(isAbove: change.isAbove, at: now)
        return change
    }

    private mutating func take(isAbove: Bool, at now: Instant) {
        guard settings.shortInterval != settings.longInterval else { return }
        // wpa_supplicant counts whole seconds here.
        let (seconds, last) = (now.nanoseconds / 1_000_000_000, lastScan.nanoseconds / 1_000_000_000)
        switch (isShort, isAbove) {
        case (false, false):
            isShort = true
            if seconds > last + 1, shortScans <= limit {
                dueAt = now
            } else if lastScan + settings.longInterval > now + settings.shortInterval {
                dueAt = now + settings.shortInterval
            }
        case (true, true):
            isShort = false
            dueAt = now + settings.longInterval
        case (true, false):
            if seconds > last + 10 { dueAt = now }
        case (false, true): break
        }
    }
}
