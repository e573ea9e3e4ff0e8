public import EAP
internal import Octets
public import Timeline

/// The RADIUS client of an access point in pass-through (RFC 3579, 2): it carries EAP between stations and a server.
///
/// Beside that it accounts (RFC 2866): see ``account(_:for:at:_:)``.
///
/// A core without I/O: ``send(_:state:about:for:at:_:)`` and ``receive(_:from:at:_:)`` append datagrams and results to
/// ``RADIUSClientOutputs``; when ``deadline`` has come, call ``wake(at:_:)``. Each session has at most one request on
/// its way, and each request ends in exactly one ``Result``, unless it is abandoned or followed by another.
public struct RADIUSClient: Sendable {
    /// A server and the secret shared with it.
    public struct Server: Sendable {
        /// Where it listens.
        public var endpoint: RADIUSEndpoint
        /// The shared secret.
        public var secret: RADIUSSecret

        /// A server to ask.
        public init(endpoint: RADIUSEndpoint, secret: RADIUSSecret) {
            self.endpoint = endpoint
            self.secret = secret
        }
    }

    /// How long to wait, and how often to ask. The defaults are hostapd's.
    public struct RetryPolicy: Sendable {
        /// Time before the second attempt; each later one waits twice as long.
        public var firstWait = Interval.seconds(3)
        /// The longest wait.
        public var maximumWait = Interval.seconds(120)
        /// Attempts at one server before the next is asked.
        public var attemptsPerServer = 4
        /// Attempts in all.
        public var attempts = 12

        /// hostapd's policy.
        public init() {}
    }

    /// Whom the caller authenticates: its own number for a station.
    public typealias Session = UInt64

    /// The end of one request.
    public enum Result: Sendable {
        /// Give `eap` to the station, and `state` back with its answer.
        case challenge(eap: [UInt8], state: [UInt8]?)
        /// The station is in.
        case accept(Accept)
        /// The station is not let in; `eap` is an EAP-Failure, where the server gave one.
        case reject(eap: [UInt8]?)
        /// No server gave an answer that could be used.
        case failed(Failure)
    }

    /// What an Access-Accept says.
    public struct Accept: Sendable {
        /// The EAP-Success for the station.
        public var eap: [UInt8]?
        /// The key that the EAP method made; nil where the server gave none that fits.
        public var masterSessionKey: MasterSessionKey?
        /// Seconds until the session ends; nil for no limit.
        public var sessionTimeout: UInt32?
        /// Whether it ends in a new authentication (Termination-Action RADIUS-Request; RFC 3580, 3.17).
        public var requestsReauthentication = false
        /// The name that the server knows the user by.
        public var userName: [UInt8]?
        /// What accounting sends back.
        public var grant = AccountingGrant()
        /// Acct-Interim-Interval, in seconds; nil where none was given.
        public var interimInterval: UInt32?
    }

    /// Why a request had no result.
    public enum Failure: Hashable, Sendable {
        /// Nothing came back.
        case noReply(attempts: Int)
        /// Replies came, and none was authentic: mostly the secret differs.
        case noAuthenticReply(replies: Int, last: RADIUSAuthenticity)
        /// 256 requests are on their way to each server already.
        case tooManyRequests
    }

    /// Something worth a line in a log.
    public enum Event: Hashable, Sendable {
        /// A datagram that is no RADIUS packet, or answers nothing that was asked.
        case datagramIgnored(from: RADIUSEndpoint)
        /// A reply that fails its check: thrown away (RFC 2865, 4).
        case replyNotAuthentic(Session, from: RADIUSEndpoint, RADIUSAuthenticity)
        /// An answer to an Accounting-Request that fails its check: thrown away (RFC 2866, 4.2).
        case accountingResponseNotAuthentic(from: RADIUSEndpoint, RADIUSAuthenticity)
        /// The request was sent once more.
        case retransmitted(Session, to: RADIUSEndpoint, attempt: Int)
        /// The server does not answer; the next one is asked.
        case failedOver(to: RADIUSEndpoint)
    }

    struct Pending: Sendable {
        var session: Session
        var server: Int
        var identifier: UInt8
        var authenticator: FixedOctets<16>
        var about: AccessRequest
        var eap: [UInt8]
        var state: [UInt8]?
        var datagram: [UInt8]
        var attempts: Int
        var attemptsHere: Int
        var wait: Interval
        var sent: Instant
        var next: Instant
        var badReplies: Int
        var lastBadReply: RADIUSAuthenticity
    }

    /// The servers, in the order of preference.
    public let servers: [Server]
    /// How patient the client is.
    public let retryPolicy: RetryPolicy
    private var random: RandomSource
    private var current = 0
    private var nextIdentifier: UInt8 = 0
    private var accounting: AccountingQueue
    private var pending: [Pending] = []
    /// What was counted of each server, in their order.
    public private(set) var counters: [RADIUSClientCounters]

    /// A client of `servers`, of which there must be one at least for any request to succeed, and of accounting servers.
    public init(
        servers: [Server], accountingServers: [Server] = [], retryPolicy: RetryPolicy = RetryPolicy(),
        random: RandomSource
    ) {
        self.servers = servers
        accounting = AccountingQueue(servers: accountingServers, policy: retryPolicy)
        counters = servers.map { _ in RADIUSClientCounters() }
        self.retryPolicy = retryPolicy
        self.random = random
    }

    /// Requests that are on their way to a server.
    public func pendingRequests(to server: Int) -> Int { pending.count { $0.server == server } }

    /// When ``wake(at:_:)`` must be called; nil while nothing is on its way.
    public var deadline: Instant? {
        let access = pending.lazy.map(\.next).min()
        guard let access, let accounting = accounting.deadline else { return access ?? accounting.deadline }
        return min(access, accounting)
    }

    /// Sends a station's EAP response to the server. `state` is that of the challenge it answers. A request of the same
    /// session that is still on its way is given up without a result.
    public mutating func send(
        _ eap: RawSpan, state: [UInt8]?, about request: AccessRequest, for session: Session, at now: Instant,
        _ out: inout RADIUSClientOutputs
    ) {
        pending.removeAll { $0.session == session }
        guard !servers.isEmpty else {
            out.results.append((session, .failed(.noReply(attempts: 0))))
            return
        }
        let entry = Pending(
            session: session, server: current, identifier: 0, authenticator: FixedOctets(), about: request,
            eap: eap.array, state: state, datagram: [], attempts: 0, attemptsHere: 0, wait: retryPolicy.firstWait,
            sent: now, next: now, badReplies: 0, lastBadReply: .authentic)
        transmit(entry, at: now, &out)
    }

    /// Gives up a request; says what was known of it, or nil where none was on its way.
    public mutating func abandon(_ session: Session) -> Failure? {
        guard let index = pending.firstIndex(where: { $0.session == session }) else { return nil }
        return Self.failure(of: pending.remove(at: index))
    }

    /// Takes in a datagram that arrived from `sender`.
    public mutating func receive(
        _ datagram: RawSpan, from sender: RADIUSEndpoint, at now: Instant, _ out: inout RADIUSClientOutputs
    ) {
        let packet: RADIUSPacket
        do throws(ParseError) {
            packet = try RADIUSPacket(parsing: datagram)
        } catch {
            if let server = self.server(at: sender) {
                counters[server].malformedAccessResponses += 1
            } else if let server = accountingServer(at: sender) {
                accounting.countMalformed(from: server)
            }
            out.events.append(.datagramIgnored(from: sender))
            return
        }
        // One address and port may serve both.
        if let server = accountingServer(at: sender),
            packet.code == .accountingResponse || self.server(at: sender) == nil
        {
            accounting.receive(packet, from: server, at: now, &out)
            return
        }
        let identifier = packet.identifier
        guard
            let index = pending.firstIndex(where: {
                $0.identifier == identifier && servers[$0.server].endpoint == sender
            })
        else {
            if let server = self.server(at: sender) { counters[server].packetsDropped += 1 }
            out.events.append(.datagramIgnored(from: sender))
            return
        }
        let entry = pending[index]
        let secret = servers[entry.server].secret
        let authenticity = packet.authenticityOfReply(requestAuthenticator: entry.authenticator, secret: secret)
        guard authenticity == .authentic else {
            counters[entry.server].badAuthenticators += 1
            pending[index].badReplies += 1
            pending[index].lastBadReply = authenticity
            out.events.append(.replyNotAuthentic(entry.session, from: sender, authenticity))
            return
        }
        count(packet.code, from: entry.server)
        guard let result = Self.result(of: packet, to: entry, secret: secret) else {
            out.events.append(.datagramIgnored(from: sender))
            return
        }
        pending.remove(at: index)
        counters[entry.server].roundTripTime = now - entry.sent
        out.results.append((entry.session, result))
    }

    // MARK: Accounting

    /// The accounting servers, in the order of preference.
    public var accountingServers: [Server] { accounting.servers }
    /// What was counted of each accounting server, in their order.
    public var accountingCounters: [AccountingClientCounters] { accounting.counters }
    /// Accounting-Requests that wait for their answer: all are with the server that is asked now.
    public func pendingAccountingRequests(to server: Int) -> Int {
        server == accounting.current ? accounting.pending.count : 0
    }

    /// Sends an Accounting-Request, and again until it is answered (RFC 2866, 2); nothing, where no server is known.
    ///
    /// - Parameter session: whose it is; an interim update that is lost is told of in
    ///   ``RADIUSClientOutputs/lostInterims`` instead of being sent again.
    public mutating func account(
        _ request: AccountingRequest, for session: Session?, at now: Instant, _ out: inout RADIUSClientOutputs
    ) {
        guard !accounting.servers.isEmpty else { return }
        let identifier = nextIdentifier
        nextIdentifier &+= 1
        accounting.forget(identifier: identifier)
        accounting.send(request, for: session, identifier: identifier, at: now, &out)
    }

    /// Forgets the Accounting-Requests that wait for their answer.
    public mutating func forgetAccounting() { accounting.forgetAll() }

    /// Takes the place of another client, which had the same socket: with its numbers, so that a late answer to it is
    /// nobody's, and its accounting, if that goes on with the same servers.
    public mutating func follow(_ other: RADIUSClient, keepsAccounting: Bool) {
        nextIdentifier = other.nextIdentifier
        if keepsAccounting { accounting = other.accounting }
    }

    private func accountingServer(at sender: RADIUSEndpoint) -> Int? {
        // A server may stand in the list twice, with two secrets: the one that is asked now comes first.
        let current = accounting.current
        if current < accounting.servers.count, accounting.servers[current].endpoint == sender { return current }
        return accounting.servers.firstIndex { $0.endpoint == sender }
    }

    private func server(at sender: RADIUSEndpoint) -> Int? { servers.firstIndex { $0.endpoint == sender } }

    private mutating func count(_ code: RADIUSPacket.Code, from server: Int) {
        switch code {
        case .accessAccept: counters[server].accessAccepts += 1
        case .accessReject: counters[server].accessRejects += 1
        case .accessChallenge: counters[server].accessChallenges += 1
        default: counters[server].unknownTypes += 1
        }
    }

    /// Sends again what has waited long enough, or gives it up.
    public mutating func wake(at now: Instant, _ out: inout RADIUSClientOutputs) {
        var number = nextIdentifier
        accounting.wake(at: now, &out) {
            defer { number &+= 1 }
            return number
        }
        nextIdentifier = number
        while let index = pending.firstIndex(where: { $0.next <= now }) {
            var entry = pending.remove(at: index)
            counters[entry.server].timeouts += 1
            guard entry.attempts < retryPolicy.attempts else {
                out.results.append((entry.session, .failed(Self.failure(of: entry))))
                continue
            }
            if servers.count > 1, entry.attemptsHere >= retryPolicy.attemptsPerServer {
                failOver(&entry, &out)
            }
            transmit(entry, at: now, &out)
        }
    }

    private mutating func failOver(_ entry: inout Pending, _ out: inout RADIUSClientOutputs) {
        if entry.server == current {
            current = (current + 1) % servers.count
            out.events.append(.failedOver(to: servers[current].endpoint))
        }
        entry.server = current
        entry.attemptsHere = 0
        entry.wait = retryPolicy.firstWait
        entry.datagram = []
    }

    /// Builds the packet where none is built for this server yet, sends it, and waits.
    private mutating func transmit(_ request: Pending, at now: Instant, _ out: inout RADIUSClientOutputs) {
        var entry = request
        let server = servers[entry.server]
        if entry.datagram.isEmpty {
            guard let identifier = freeIdentifier(for: entry.server) else {
                out.results.append((entry.session, .failed(.tooManyRequests)))
                return
            }
            var authenticator: [UInt8] = []
            random.fill(&authenticator, count: 16)
            entry.identifier = identifier
            entry.authenticator = FixedOctets(authenticator.octets, at: 0)
            var packet = RADIUSPacketBuilder(
                .accessRequest, identifier: identifier, authenticator: entry.authenticator)
            entry.about.append(to: &packet, eap: entry.eap.octets, state: entry.state)
            entry.datagram = packet.sealedRequest(secret: server.secret)
            counters[entry.server].accessRequests += 1
        } else {
            counters[entry.server].accessRetransmissions += 1
            out.events.append(
                .retransmitted(entry.session, to: server.endpoint, attempt: entry.attempts + 1))
        }
        entry.attempts += 1
        entry.attemptsHere += 1
        entry.sent = now
        entry.next = now + entry.wait
        entry.wait = min(entry.wait * 2, retryPolicy.maximumWait)
        out.datagrams.append(.init(endpoint: server.endpoint, octets: entry.datagram))
        pending.append(entry)
    }

    private mutating func freeIdentifier(for server: Int) -> UInt8? {
        for _ in 0..<256 {
            let candidate = nextIdentifier
            nextIdentifier &+= 1
            accounting.forget(identifier: candidate)
            if !pending.contains(where: { $0.server == server && $0.identifier == candidate }) { return candidate }
        }
        return nil
    }

    private static func failure(of entry: Pending) -> Failure {
        entry.badReplies > 0
            ? .noAuthenticReply(replies: entry.badReplies, last: entry.lastBadReply)
            : .noReply(attempts: entry.attempts)
    }

    private static func result(
        of packet: borrowing RADIUSPacket, to entry: Pending, secret: RADIUSSecret
    ) -> Result? {
        switch packet.code {
        case .accessChallenge:
            guard let eap = packet.eapMessage else { return nil }
            return .challenge(eap: eap, state: packet.attributes.first(.state)?.value.array)
        case .accessAccept:
            return .accept(
                Accept(
                    eap: packet.eapMessage,
                    masterSessionKey: packet.masterSessionKey(
                        requestAuthenticator: entry.authenticator, secret: secret),
                    sessionTimeout: packet.attributes.first(.sessionTimeout)?.integer,
                    requestsReauthentication: packet.attributes.first(.terminationAction)?.integer == 1,
                    userName: packet.attributes.first(.userName)?.value.array, grant: AccountingGrant(packet),
                    interimInterval: packet.attributes.first(.acctInterimInterval)?.integer))
        case .accessReject:
            return .reject(eap: packet.eapMessage)
        default:
            return nil
        }
    }
}
