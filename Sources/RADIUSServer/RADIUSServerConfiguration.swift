public import EAPMethods
public import RADIUS
public import Timeline

/// What a ``RADIUSServer`` needs to know.
public struct RADIUSServerConfiguration: Sendable {
    /// The secret shared with every NAS.
    public var secret: RADIUSSecret
    /// The EAP methods, and the users.
    public var eap: EAPServerConfiguration
    /// What the Access-Accept says of a user's session, by the name that was proved.
    public var sessions: [[UInt8]: SessionAttributes] = [:]
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

/// What an Access-Accept says of a session.
public struct SessionAttributes: Sendable, Equatable {
    /// Session-Timeout, in seconds (RFC 2865, 5.27): an authenticator keeps the PMKSA no longer (RFC 3580, 3.17).
    public var timeout: UInt32?
    /// Termination-Action: whether the authenticator is to authenticate anew when the time is over, or by default to end
    /// the session (RFC 2865, 5.29).
    public var requestsReauthentication: Bool?

    /// These attributes; nil leaves one out.
    public init(timeout: UInt32?, requestsReauthentication: Bool?) {
        self.timeout = timeout
        self.requestsReauthentication = requestsReauthentication
    }
}
