public import EAPMethods
public import Octets
public import RADIUS

/// What happened at a ``RADIUSServer``: what its log says, and a NAS is not told.
public enum RADIUSServerEvent: Equatable, Sendable {
    /// A datagram that is no RADIUS packet.
    case malformed(from: RADIUSEndpoint, ParseError)
    /// A packet that is not authentic: mostly the NAS has another secret. Thrown away without an answer.
    case notAuthentic(from: RADIUSEndpoint, RADIUSAuthenticity)
    /// A packet that this server does not serve: another code, or an Access-Request without EAP.
    case notServed(from: RADIUSEndpoint, RADIUSPacket.Code)
    /// A Status-Server packet, which was answered (RFC 5997).
    case statusAnswered(from: RADIUSEndpoint)
    /// A request that came before; the reply that was sent, if it was sent already, is sent again.
    case duplicate(from: RADIUSEndpoint, identifier: UInt8)
    /// A State that belongs to no conversation, or to none any more.
    case unknownSession(from: RADIUSEndpoint, station: String)
    /// There is no room for another conversation.
    case tooManySessions(from: RADIUSEndpoint, station: String)
    /// An EAP packet that does not answer what was asked: thrown away.
    case discarded(from: RADIUSEndpoint, station: String)
    /// The station resumed an earlier TLS session: the ``accepted(from:station:user:_:)`` that follows was proved then.
    case resumed(from: RADIUSEndpoint, station: String)
    /// The user is in.
    case accepted(from: RADIUSEndpoint, station: String, user: String, EAPMethod)
    /// The user is not let in.
    case rejected(from: RADIUSEndpoint, station: String, EAPServerFailure)
    /// An Accounting-Request, which was answered.
    case accounted(from: RADIUSEndpoint, AccountingRecord)
    /// An Accounting-Request without an Acct-Status-Type: thrown away.
    case accountedNothing(from: RADIUSEndpoint)
}

/// What a ``RADIUSServer`` asks of its driver, which empties it after each call.
public struct RADIUSServerOutputs: Sendable {
    /// The payload of a UDP datagram, and where it goes.
    public struct Datagram: Sendable {
        /// The NAS's address and port.
        public var endpoint: RADIUSEndpoint
        /// The RADIUS packet.
        public var octets: [UInt8]
        /// What the reply cost.
        public var effort: EAPEffort
    }

    /// To be sent, in this order.
    public var datagrams: [Datagram] = []
    /// What happened, in order.
    public var events: [RADIUSServerEvent] = []
    /// Lines for a TLS key log.
    public var keyLog: [String] = []

    /// Nothing to do.
    public init() {}

    /// Forgets everything, and keeps the room that it took.
    public mutating func removeAll() {
        datagrams.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        keyLog.removeAll(keepingCapacity: true)
    }
}
