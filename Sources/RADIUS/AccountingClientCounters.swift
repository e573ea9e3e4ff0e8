public import Timeline

/// What a client has counted of one accounting server (RFC 4670, radiusAccServerExtTable), as hostapd's `MIB` shows it.
public struct AccountingClientCounters: Equatable, Sendable {
    /// Between the last request that was answered and its answer.
    public var roundTripTime = Interval.zero
    /// Requests, without those that were sent again to the same server.
    public var requests = 0
    /// Requests that were sent again.
    public var retransmissions = 0
    /// Accounting-Responses, of whatever authenticator.
    public var responses = 0
    /// Datagrams that are no RADIUS packet.
    public var malformedResponses = 0
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
