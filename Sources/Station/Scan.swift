internal import Dot11
internal import Timeline

/// A scan under way, paced as mac80211 paces a software scan.
struct Scan {
    /// After tuning, before the Probe Request, so that the medium can be heard first (mac80211's probe delay, 1/33 s).
    static let probeDelay = Interval.milliseconds(30)
    /// For answers to a Probe Request (mac80211's channel time, 1/33 s).
    static let channelTime = Interval.milliseconds(30)
    /// An associated station comes home before it has been away for longer (mac80211: 1/8 s).
    static let longestAbsence = Interval.milliseconds(125)
    /// How long it then stays (mac80211: 1/5 s).
    static let timeAtHome = Interval.milliseconds(200)
    /// For the frame that tells the AP of the absence to leave the queue.
    static let flushTime = Interval.milliseconds(5)

    /// What the scan waits for.
    enum Stage {
        /// The queue to empty, before it leaves the AP's channel.
        case leaving
        /// The probe delay.
        case settling
        /// Answers.
        case listening
        /// The time at home to pass.
        case home
    }

    /// What it waits for now.
    var stage: Stage
    /// When that ends.
    var until: Instant
    /// The channel it is at, or goes to next, as an index of ``channels``.
    var index = 0
    /// When it left the AP's channel.
    var awaySince: Instant
    /// The channels that it visits.
    let channels: [Channel]
    /// Whether the best BSS is joined at the end.
    var thenConnects: Bool
    /// Whether its Probe Requests name the SSID, as those of a background scan do.
    let namesNetwork: Bool
    /// Whether a station with a link may leave it for what is found; not after `scan TYPE=ONLY`.
    var mayRoam = true
    /// Whether the best BSS is joined even if the station is there already.
    var thenJoinsAgain = false

    /// Whether the radio is away from the AP's channel.
    var isAway: Bool { stage == .settling || stage == .listening }
}
