/// What a ``RADIUSClient`` asks of its driver, which empties it after each call.
public struct RADIUSClientOutputs: Sendable {
    /// The payload of a UDP datagram, and where it goes.
    public struct Datagram: Sendable {
        /// The server's address and port.
        public var endpoint: RADIUSEndpoint
        /// The RADIUS packet.
        public var octets: [UInt8]
    }

    /// To be sent, in this order.
    public var datagrams: [Datagram] = []
    /// Which sessions' requests ended, and how.
    public var results: [(session: RADIUSClient.Session, result: RADIUSClient.Result)] = []
    /// Sessions whose interim update was lost, and not sent again: a newer one says more.
    public var lostInterims: [RADIUSClient.Session] = []
    /// What happened besides.
    public var events: [RADIUSClient.Event] = []

    /// Nothing to do.
    public init() {}

    /// Forgets everything, and keeps the room that it took.
    public mutating func removeAll() {
        datagrams.removeAll(keepingCapacity: true)
        results.removeAll(keepingCapacity: true)
        lostInterims.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
    }
}
