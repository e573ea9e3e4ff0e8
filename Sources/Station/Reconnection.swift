internal import Timeline

/// When a station that reconnects by itself tries again: ever later, as wpa_supplicant does, so that it never spins.
struct Reconnection {
    /// After the first, second, … failure in a row.
    static let pauses: [Interval] = [
        .milliseconds(100), .milliseconds(500), .milliseconds(1_000), .milliseconds(5_000), .milliseconds(10_000),
    ]

    /// When to connect again; nil if not at all.
    var at: Instant?
    private var failures = 0

    /// Notes a failure, and when to try again.
    mutating func fail(at now: Instant) {
        at = now + Self.pauses[min(failures, Self.pauses.count - 1)]
        failures += 1
    }
}
