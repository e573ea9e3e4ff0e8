public import EAP

/// What an ``EAPServer`` offers, and to whom.
public struct EAPServerConfiguration: Sendable {
    /// The server's side of TLS.
    public var tls: TLSContext
    /// Who may come in.
    public var users: UserPasswords
    /// What is offered first. EAP-TLS is FreeRADIUS's choice where it is told so; this server only offers it, and
    /// refuses a peer that takes the offer, since stations here have no certificates.
    public var firstOffer = EAPType.tls
    /// TLS octets in one request: 994 make EAP packets of 1004 octets, as FreeRADIUS's do.
    public var fragmentSize = 994
    /// Rounds after which a conversation is given up.
    public var maximumRounds = 50

    /// A server of these users.
    public init(tls: TLSContext, users: UserPasswords) {
        self.tls = tls
        self.users = users
    }
}
