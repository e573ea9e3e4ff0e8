public import Octets

/// One frame of an attempt that a capture which goes on shows, as soon as it was read.
public struct FollowedFrame: Sendable {
    /// The station.
    public var station: MACAddress
    /// The BSS that it wants to join.
    public var bssid: MACAddress
    /// The BSS where it was seen before; nil where there was none.
    public var from: MACAddress?
    /// The number of the attempt's first frame: the association's ``Association/firstFrame``.
    public var firstFrame: Int
    /// The frame.
    public var frame: LadderFrame
}

extension RoamingAnalyzer {
    /// Frames that wait to be taken at most; what comes then is not told.
    private static var rungLimit: Int { 10_000 }

    /// Tells frames and associations as they come, by ``takeRungs()`` and ``takeSettled(at:)``, and keeps none of them:
    /// for a capture that goes on without end. An analyzer that gathers no ladders tells no frames.
    public mutating func follow() {
        settled = []
        rungs = []
    }

    /// Learns a key that was made while the capture goes on: with it kinds are proven rather than inferred.
    public mutating func learn(_ key: KeysFile.Entry) { keys.learn(key) }

    /// Takes the frames of attempts since it was last asked.
    public mutating func takeRungs() -> [FollowedFrame] {
        guard let told = rungs, !told.isEmpty else { return [] }
        rungs = []
        return told
    }

    /// Adds a frame to an attempt's ladder.
    mutating func add(_ frame: LadderFrame, to attempt: Attempt) {
        attempt.ladder.append(frame)
        guard let count = rungs?.count, count < Self.rungLimit else { return }
        rungs?.append(
            FollowedFrame(
                station: attempt.station, bssid: attempt.bssid, from: attempt.origin.presence?.bssid,
                firstFrame: attempt.first.number, frame: frame))
    }

    /// How often attempts are looked through, in nanoseconds of the capture.
    private static var settlingPause: Int64 { 500_000_000 }
    /// How long nothing may have come of an attempt that has no data.
    private static var settlingTime: Int64 { 3_000_000_000 }

    /// Takes the associations that later frames will hardly change: those whose data flows, or of which nothing came for
    /// three seconds. ``finish(_:)`` has the last word on them.
    ///
    /// - Parameter time: when the capture has come this far, in nanoseconds since the epoch.
    public mutating func takeSettled(at time: Int64) -> [Association] {
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
