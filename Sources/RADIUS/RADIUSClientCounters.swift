public import Timeline

/// What a client has counted of one server (RFC 4668, radiusAuthServerExtTable), as hostapd's `MIB` shows it.
public struct RADIUSClientCounters: Equatable, Sendable {
    /// Between the last request that was answered and its answer.
    public var roundTripTime = Interval.zero
    /// Requests, without those that were sent again.
    public var accessRequests = 0
    /// Requests that were sent again.
    public var accessRetransmissions = 0
    /// Access-Accepts.
    public var accessAccepts = 0
    /// Access-Rejects.
    public var accessRejects = 0
    /// Access-Challenges.
    public var accessChallenges = 0
    /// Datagrams that are no RADIUS packet.
    public var malformedAccessResponses = 0
    /// Answers whose authenticator is wrong.
    public var badAuthenticators = 0
    /// Requests whose time was over without an answer.
    public var timeouts = 0
    /// Answers of another code.
    public var unknownTypes = 0
    /// Answers to nothing that was asked.
    public var packetsDropped = 0

    /// Nothing yet.
    public init() {}
}
