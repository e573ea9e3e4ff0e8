internal import Octets
internal import Timeline

/// Accounting-Requests that wait for their answer, as hostapd 2.10 keeps them (radius_client.c).
///
/// They are not lost with a server: after ``RADIUSClient/RetryPolicy/attemptsPerServer`` attempts all of them go to the
/// next one, or to the only one again, from the shortest wait on. A content that changes, as Acct-Delay-Time does, needs
/// a new identifier and a new authenticator (RFC 2866, 4.1).
struct AccountingQueue: Sendable {
    /// What waits at the most; the oldest gives way (hostapd: RADIUS_CLIENT_MAX_ENTRIES).
    static let capacity = 30
    /// How often a request goes through all servers (hostapd: RADIUS_CLIENT_MAX_FAILOVER).
    private static let rounds = 3

    struct Pending: Sendable {
        let session: RADIUSClient.Session?
        let request: AccountingRequest
        let first: Instant
        var identifier: UInt8
        var authenticator: FixedOctets<16>
        var attempts: Int
        var attemptsHere: Int
        var wait: Interval
        var sent: Instant
        var next: Instant
    }

    let servers: [RADIUSClient.Server]
    let policy: RADIUSClient.RetryPolicy
    private(set) var current = 0
    private(set) var pending: [Pending] = []
    private(set) var counters: [AccountingClientCounters]

    init(servers: [RADIUSClient.Server], policy: RADIUSClient.RetryPolicy) {
        self.servers = servers
        self.policy = policy
        counters = servers.map { _ in AccountingClientCounters() }
    }

    var deadline: Instant? { pending.lazy.map(\.next).min() }

    mutating func send(
        _ request: AccountingRequest, for session: RADIUSClient.Session?, identifier: UInt8, at now: Instant,
        _ out: inout RADIUSClientOutputs
    ) {
        guard !servers.isEmpty else { return }
        if pending.count >= Self.capacity { pending.removeFirst() }
        pending.append(
            Pending(
                session: session, request: request, first: now, identifier: identifier, authenticator: FixedOctets(),
                attempts: 0, attemptsHere: 0, wait: policy.firstWait, sent: now, next: now))
        counters[current].requests += 1
        transmit(pending.count - 1, identifier: identifier, at: now, &out)
    }

    /// Forgets what has an identifier that is about to be given again: its late answer would be taken for the new one's.
    mutating func forget(identifier: UInt8) { pending.removeAll { $0.identifier == identifier } }

    mutating func forgetAll() { pending.removeAll() }

    /// Takes in a packet of a server of this queue.
    mutating func receive(
        _ packet: borrowing RADIUSPacket, from server: Int, at now: Instant, _ out: inout RADIUSClientOutputs
    ) {
        let identifier = packet.identifier
        if packet.code == .accountingResponse { counters[server].responses += 1 }
        guard server == current, let index = pending.firstIndex(where: { $0.identifier == identifier }) else {
            counters[server].packetsDropped += 1
            out.events.append(.datagramIgnored(from: servers[server].endpoint))
            return
        }
        guard packet.code == .accountingResponse else {
            counters[server].unknownTypes += 1
            out.events.append(.datagramIgnored(from: servers[server].endpoint))
            return
        }
        let authenticity = packet.authenticityOfAccountingResponse(
            requestAuthenticator: pending[index].authenticator, secret: servers[server].secret)
        guard authenticity == .authentic else {
            counters[server].badAuthenticators += 1
            out.events.append(.accountingResponseNotAuthentic(from: servers[server].endpoint, authenticity))
            return
        }
        counters[server].roundTripTime = now - pending.remove(at: index).sent
    }

    mutating func countMalformed(from server: Int) { counters[server].malformedResponses += 1 }

    /// Sends again what has waited long enough, or gives it up; `identifier` gives numbers.
    mutating func wake(at now: Instant, _ out: inout RADIUSClientOutputs, identifier: () -> UInt8) {
        guard pending.contains(where: { $0.next <= now }) else { return }
        if pending.contains(where: { $0.next <= now && $0.attemptsHere >= policy.attemptsPerServer }) {
            failOver(&out)
        }
        // The newest first, as hostapd's list has it.
        for index in pending.indices.reversed() where index < pending.count && pending[index].next <= now {
            if pending[index].attemptsHere == 0 {
                counters[current].requests += 1
            } else {
                counters[current].timeouts += 1
                counters[current].retransmissions += 1
            }
            if pending[index].request.isInterim {
                // A newer one says more: whoever sent this is asked for that.
                if let session = pending.remove(at: index).session { out.lostInterims.append(session) }
            } else if pending[index].attempts >= Self.rounds * policy.attemptsPerServer * servers.count {
                pending.remove(at: index)
            } else {
                var number = identifier()
                while pending.contains(where: { $0.identifier == number }) { number = identifier() }
                transmit(index, identifier: number, at: now, &out)
            }
        }
    }

    /// All that waits goes to the next server, or to the only one once more.
    private mutating func failOver(_ out: inout RADIUSClientOutputs) {
        counters[current].timeouts += pending.count
        current = (current + 1) % servers.count
        out.events.append(.failedOver(to: servers[current].endpoint))
        for index in pending.indices where !pending[index].request.isInterim {
            pending[index].attemptsHere = 0
            pending[index].wait = policy.firstWait * 2
            pending[index].next = pending[index].first + policy.firstWait
        }
    }

    private mutating func transmit(
        _ index: Int, identifier: UInt8, at now: Instant, _ out: inout RADIUSClientOutputs
    ) {
        let waited = now - pending[index].first
        var packet = RADIUSPacketBuilder(accountingRequest: identifier)
        pending[index].request.append(
            to: &packet, delay: UInt32(truncatingIfNeeded: waited.nanoseconds / 1_000_000_000))
        let datagram = packet.sealedAccounting(secret: servers[current].secret)
        pending[index].identifier = identifier
        pending[index].authenticator = FixedOctets(datagram.octets, at: 4)
        pending[index].attempts += 1
        pending[index].attemptsHere += 1
        pending[index].sent = now
        pending[index].next = now + pending[index].wait
        pending[index].wait = min(pending[index].wait * 2, policy.maximumWait)
        out.datagrams.append(.init(endpoint: servers[current].endpoint, octets: datagram))
    }
}
