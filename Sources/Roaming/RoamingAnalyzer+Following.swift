extension RoamingAnalyzer {
    /// How often attempts are looked through, in nanoseconds of the capture.
    private static var settlingPause: Int64 { 500_000_000 }
    /// How long nothing may have come of an attempt that has no data.
    private static var settlingTime: Int64 { 3_000_000_000 }

    /// Takes the associations that later frames will hardly change: those whose data flows, or of which nothing came for
    /// three seconds. ``finish(_:)`` has the last word on them.
    ///
    /// - Parameter time: when the capture has come this far, in nanoseconds since the epoch.
    mutating func takeSettled(at time: Int64) -> [Association] {
        guard var told = settled else { return [] }
        settled = []
        let time = Self.clamped(time)
        guard lastSettling == .min || time - lastSettling >= Self.settlingPause else { return told }
        lastSettling = time
        for place in 0..<stations.count {
            guard let dialogue = stations[place].dialogue, let attempt = dialogue.attempt, !attempt.isTold,
                attempt.isLinked && attempt.firstData != nil || time - attempt.latest.time >= Self.settlingTime
            else { continue }
            attempt.isTold = true
            told.append(judge(attempt, dialogue.history).association)
        }
        return told
    }
}
