public import EAPMethods
public import RADIUS
public import Timeline

/// What a ``RADIUSServer`` needs to know.
public struct RADIUSServerConfiguration: Sendable {
    /// The secret shared with every NAS.
    public var secret: RADIUSSecret
    /// The EAP methods, and the users.
    public var eap: EAPServerConfiguration
    /// How long an Access-Reject is held back, against the guessing of passwords; FreeRADIUS's `reject_delay`.
    public var rejectDelay = Interval.seconds(1)
    /// How long a conversation may rest; FreeRADIUS's `timer_expire`.
    public var sessionLifetime = Interval.seconds(60)
    /// Conversations at a time; a new one is not answered while there are so many.
    public var maximumSessions = 16384
    /// How long a reply is kept for a request that comes twice (RFC 5080, 2.2.2); FreeRADIUS's `cleanup_delay`.
    public var replyLifetime = Interval.seconds(5)
    /// Replies kept at a time; the oldest makes room.
    public var maximumReplies = 65536

    /// A server with the defaults of FreeRADIUS.
    public init(secret: RADIUSSecret, eap: EAPServerConfiguration) {
        self.secret = secret
        self.eap = eap
    }
}
