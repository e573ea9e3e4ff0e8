/// What an ``EAPServer`` offers, and to whom.
public struct EAPServerConfiguration: Sendable {
    /// The server's side of TLS.
    public var tls: TLSContext
    /// Who may come in: by password, or with EAP-TLS by a certificate whose common name is the user's.
    public var users: UserPasswords
    /// What may be run. The first is proposed; a peer that wants another one of them says so by a Nak, and gets the first
    /// of its own list that is here too. None runs where the list is empty.
    public var methods: [TLSMethod] = [.tls, .ttls, .peap]
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
