/// Who a station is, and how it proves it: the 802.1X lines of a network block.
public struct EAPPeerConfiguration: Sendable {
    /// The user's name, shown inside the tunnel only where ``anonymousIdentity`` is given.
    public var identity: [UInt8]
    /// The name shown outside of the tunnel; nil shows ``identity``.
    public var anonymousIdentity: [UInt8]?
    /// The user's password; EAP-TLS needs none.
    public var password: Password
    /// What the station is ready to run, the best first: a Nak asks for them in this order. None is there twice.
    public var methods: [EAPMethod]
    /// The client's side of TLS, for EAP-TLS with a certificate.
    public var tls: TLSContext
    /// TLS octets in one response, wpa_supplicant's `fragment_size`.
    public var fragmentSize = 1398
    /// Whether a TLS session in which the station was let in is offered to the server again, wpa_supplicant's
    /// `fast_reauth`.
    public var resumesSessions = true

    /// A user of these methods.
    public init(
        identity: [UInt8], anonymousIdentity: [UInt8]? = nil, password: Password = Password(""),
        methods: [EAPMethod], tls: TLSContext
    ) {
        self.identity = identity
        self.anonymousIdentity = anonymousIdentity
        self.password = password
        self.methods = methods
        self.tls = tls
    }

    /// A user of EAP-TTLS.
    public init(
        identity: [UInt8], anonymousIdentity: [UInt8]? = nil, password: Password, inner: TTLSInnerMethod,
        tls: TLSContext
    ) {
        self.init(
            identity: identity, anonymousIdentity: anonymousIdentity, password: password, methods: [.ttls(inner)],
            tls: tls)
    }

    /// Whether this is the same user, who proves the same in the same way: what a TLS session of the other one stands for.
    func provesTheSame(as other: EAPPeerConfiguration) -> Bool {
        identity == other.identity && anonymousIdentity == other.anonymousIdentity
            && password.octets == other.password.octets && methods == other.methods && tls === other.tls
    }
}
