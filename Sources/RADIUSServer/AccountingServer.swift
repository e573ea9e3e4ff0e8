internal import EAPMethods
internal import Octets
public import RADIUS
public import Timeline

/// What an ``AccountingServer`` needs to know.
public struct AccountingServerConfiguration: Sendable {
    /// The secret shared with every NAS.
    public var secret: RADIUSSecret
    /// How long a reply is kept for a request that comes twice (RFC 5080, 2.2.2); FreeRADIUS's `cleanup_delay`.
    public var replyLifetime = Interval.seconds(5)
    /// Replies kept at a time; the oldest makes room.
    public var maximumReplies = 65536

    /// A server with the defaults of FreeRADIUS.
    public init(secret: RADIUSSecret) { self.secret = secret }
}

/// An accounting server (RFC 2866): it reports what NASs account, and keeps nothing of it.
///
/// A core without I/O, like ``RADIUSServer``; no timer runs in it. What it keeps is bounded in number and age.
public struct AccountingServer: Sendable {
    private let configuration: AccountingServerConfiguration
    private var replies: ReplyCache
    /// What came in and what went out since the server was made.
    public private(set) var counters = AccountingServerCounters()

    /// A server that has heard nothing yet.
    public init(_ configuration: AccountingServerConfiguration) {
        self.configuration = configuration
        replies = ReplyCache(lifetime: configuration.replyLifetime, capacity: configuration.maximumReplies)
    }

    /// Takes in a datagram that arrived from `sender`. What is not authentic is dropped without a word (RFC 2866, 4.1).
    public mutating func receive(
        _ datagram: RawSpan, from sender: RADIUSEndpoint, at now: Instant, _ out: inout RADIUSServerOutputs
    ) {
        let packet: RADIUSPacket
        do throws(ParseError) {
            packet = try RADIUSPacket(parsing: datagram)
        } catch {
            counters.malformedRequests += 1
            out.events.append(.malformed(from: sender, error))
            return
        }
        let authenticity: RADIUSAuthenticity
        switch packet.code {
        case .accountingRequest: authenticity = packet.authenticityOfAccountingRequest(secret: configuration.secret)
        case .statusServer: authenticity = packet.authenticityOfRequest(secret: configuration.secret)
        default:
            counters.unknownTypes += 1
            out.events.append(.notServed(from: sender, packet.code))
            return
        }
        guard authenticity == .authentic else {
            counters.badAuthenticators += 1
            out.events.append(.notAuthentic(from: sender, authenticity))
            return
        }
        guard packet.code == .statusServer else { return account(packet, from: sender, at: now, &out) }
        // An accounting port is alive by an Accounting-Response (RFC 5997, 3).
        counters.statusRequests += 1
        let reply = RADIUSPacketBuilder(.accountingResponse, replyingTo: packet)
        out.events.append(.statusAnswered(from: sender))
        send(reply.sealedReply(secret: configuration.secret), to: sender, &out)
    }

    private mutating func account(
        _ packet: borrowing RADIUSPacket, from sender: RADIUSEndpoint, at now: Instant,
        _ out: inout RADIUSServerOutputs
    ) {
        counters.requests += 1
        let request = ReplyCache.Request(
            endpoint: sender, identifier: packet.identifier, authenticator: packet.authenticator)
        if let known = replies.register(request, at: now) {
            counters.duplicateRequests += 1
            out.events.append(.duplicate(from: sender, identifier: request.identifier))
            if case .answered(let reply) = known { send(reply, to: sender, &out) }
            return
        }
        guard let record = AccountingRecord(packet) else {
            counters.packetsDropped += 1
            out.events.append(.accountedNothing(from: sender))
            return
        }
        counters.responses += 1
        out.events.append(.accounted(from: sender, record))
        var builder = RADIUSPacketBuilder(.accountingResponse, replyingTo: packet)
        // What proxies on the way have put in goes back in its order (RFC 2865, 5.33).
        var attributes = packet.attributes
        while let attribute = attributes.next() {
            if attribute.type == .proxyState { builder.append(.proxyState, octets: attribute.value) }
        }
        let reply = builder.sealedAccounting(secret: configuration.secret)
        replies.answer(request, with: reply)
        send(reply, to: sender, &out)
    }

    private func send(_ reply: [UInt8], to sender: RADIUSEndpoint, _ out: inout RADIUSServerOutputs) {
        out.datagrams.append(.init(endpoint: sender, octets: reply, effort: .symmetric))
    }
}
