/// Who a station is, and how it proves it: the 802.1X lines of a network block.
public struct EAPPeerConfiguration: Sendable {
    /// The user's name, shown inside the tunnel only where ``anonymousIdentity`` is given.
    public var identity: [UInt8]
    /// The name shown outside of the tunnel; nil shows ``identity``.
    public var anonymousIdentity: [UInt8]?
    /// The user's password.
    public var password: Password
    /// How the password is proved inside the tunnel.
    public var inner: TTLSInnerMethod
    /// The client's side of TLS.
    public var tls: TLSContext
    /// TLS octets in one response, wpa_supplicant's `fragment_size`.
    public var fragmentSize = 1398

    /// A user of EAP-TTLS.
    public init(
        identity: [UInt8], anonymousIdentity: [UInt8]? = nil, password: Password, inner: TTLSInnerMethod,
        tls: TLSContext
    ) {
        self.identity = identity
        self.anonymousIdentity = anonymousIdentity
        self.password = password
        self.inner = inner
        self.tls = tls
    }
}
