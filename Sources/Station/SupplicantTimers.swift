internal import Timeline

/// The timers between association and a link that is up, as wpa_supplicant 2.10 runs them.
struct SupplicantTimers {
    /// Before the first EAPOL-Start: mostly the authenticator begins by itself (802.1X-2010 8.4, `startWhen`).
    static let firstStart = Interval.seconds(2)
    /// Between one EAPOL-Start and the next (802.1X-2010 8.4, `startPeriod`).
    static let startPeriod = Interval.seconds(30)
    /// EAPOL-Starts at the most (802.1X-2010 8.4, `maxStart`).
    static let startLimit = 3
    /// For the first EAPOL frame to come.
    static let untilFirstFrame = Interval.seconds(10)
    /// For EAP and the handshake from the first EAPOL frame on.
    static let withEAP = Interval.seconds(70)
    /// For the handshake alone.
    static let withoutEAP = Interval.seconds(10)
    /// For the AP to end the association after EAP has failed.
    static let afterFailure = Interval.seconds(2)

    /// When the next EAPOL-Start goes out; nil if none does.
    var startAt: Instant?
    /// EAPOL-Starts sent.
    var startCount = 0
    /// When the station gives up; nil while a link is up.
    var giveUpAt: Instant?
    /// When the station asks for a new pairwise key (`wpa_ptk_rekey`); nil for never.
    var rekeyAt: Instant?
    /// How it will call that.
    var ending = StationEnding.timedOut
    /// Whether an EAPOL frame came since the association.
    var hasHeardFrame = false
}
