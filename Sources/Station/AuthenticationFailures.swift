internal import Timeline

/// Why a network is left alone for a while, in wpa_supplicant's words.
public enum TemporaryDisabling: String, Equatable, Sendable {
    /// The pre-shared key may be wrong.
    case wrongKey = "WRONG_KEY"
    /// 802.1X said no.
    case authenticationFailed = "AUTH_FAILED"
    /// Its BSSs did not take the station in, time after time.
    case connectionFailed = "CONN_FAILED"
}

/// How often authentication to the network has failed in a row: after each time wpa_supplicant 2.10 leaves it alone for
/// longer (wpas_auth_failed), so that nobody's account is locked by a wrong password.
struct AuthenticationFailures {
    private(set) var count = 0
    /// Authentication and association requests in a row that were refused, or had no answer.
    var unansweredRequests = 0
    /// After how many of those the network is left alone (wpas_connection_failed).
    static let requestLimit = 3
    /// Whether the network is left alone now.
    var isDisabled = false

    /// Counts one more.
    ///
    /// - Parameter usesEAP: further failures of 802.1X wait for a random time more, so that stations which were refused
    ///   together do not come back together.
    /// - Returns: for how many seconds the network is left alone.
    mutating func add(usesEAP: Bool, random: inout RandomSource) -> UInt64 {
        count += 1
        isDisabled = true
        var seconds: UInt64
        switch count {
        case 51...: seconds = 300
        case 11...: seconds = 120
        case 6...: seconds = 90
        case 4...: seconds = 60
        case 3: seconds = 30
        case 2: seconds = 20
        default: seconds = 10
        }
        if count > 1, usesEAP { seconds += random.next() % UInt64(count * 10) }
        return seconds
    }
}
