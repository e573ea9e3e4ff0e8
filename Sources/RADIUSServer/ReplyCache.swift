internal import Octets
internal import RADIUS
internal import Timeline

/// Replies that may have to be sent again, since UDP loses packets and a NAS asks twice (RFC 5080, 2.2.2).
struct ReplyCache: Sendable {
    /// What makes two requests the same one.
    struct Request: Hashable, Sendable {
        var endpoint: RADIUSEndpoint
        var identifier: UInt8
        var authenticator: FixedOctets<16>
    }

    enum Entry: Equatable, Sendable {
        /// The request is known; its reply is held back, or there is none.
        case unanswered
        case answered([UInt8])
    }

    private let lifetime: Interval
    private let capacity: Int
    private var entries: [Request: Entry] = [:]
    private var queue = ExpiryQueue<Request>()

    init(lifetime: Interval, capacity: Int) {
        self.lifetime = lifetime
        self.capacity = capacity
    }

    /// What is known of a request; a new one is remembered from now on.
    mutating func register(_ request: Request, at now: Instant) -> Entry? {
        while let expired = queue.popExpired(at: now) { entries[expired] = nil }
        if let entry = entries[request] { return entry }
        if entries.count >= capacity, let oldest = queue.popFirst() { entries[oldest] = nil }
        entries[request] = .unanswered
        queue.append(request, expiry: now + lifetime)
        return nil
    }

    /// Forgets a request, which may be sent again then.
    mutating func forget(_ request: Request) { entries[request] = nil }

    /// Keeps the reply to a request that is remembered still.
    mutating func answer(_ request: Request, with reply: [UInt8]) {
        if entries[request] != nil { entries[request] = .answered(reply) }
    }
}
