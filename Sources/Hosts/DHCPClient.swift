internal import Internet
internal import Octets
internal import Timeline

/// The client's half of DHCP (RFC 2131, 4.4), with the options that ISC dhclient asks for.
///
/// ```
/// idle ─ link up ─→ selecting ─ OFFER ─→ requesting ─ ACK ─→ bound ─ T1 ─→ renewing ─ ACK ─→ bound
///                       ↑────────────────── NAK, no answer, lease over ──────────┘
/// ```
struct DHCPClient {
    struct Lease {
        var address: IPv4Address
        var mask: IPv4Address
        var router: IPv4Address
        var server: IPv4Address
        /// Where the last ACK came from: the server's hardware, or the way to it.
        var serverHardware: MACAddress
        var renewal: Instant
        var rebinding: Instant
        var expiry: Instant
    }

    /// A message that waits for its answer.
    struct Exchange {
        var transaction: UInt32
        var began: Instant
        var attempts: UInt64
        var retry: Instant
    }

    enum State {
        case idle
        case selecting(Exchange)
        case requesting(Exchange, address: IPv4Address, server: IPv4Address)
        case bound(Lease)
        case renewing(Lease, Exchange)
    }

    let hardware: MACAddress
    private(set) var state = State.idle
    private var random: RandomSource

    init(hardware: MACAddress, random: RandomSource) {
        self.hardware = hardware
        self.random = random
    }

    var lease: Lease? {
        switch state {
        case .bound(let lease), .renewing(let lease, _): lease
        case .idle, .selecting, .requesting: nil
        }
    }

    var deadline: Instant? {
        switch state {
        case .idle: nil
        case .selecting(let exchange), .requesting(let exchange, _, _): exchange.retry
        case .bound(let lease): lease.renewal
        case .renewing(let lease, let exchange): min(exchange.retry, lease.expiry)
        }
    }

    /// Begins, unless there is a lease: a station that roams keeps its address.
    mutating func linkUp(at now: Instant, _ out: inout HostOutputs) {
        guard lease == nil else { return }
        state = .selecting(newExchange(at: now))
        send(&out, at: now)
    }

    /// Ends what has not led to a lease.
    mutating func linkDown() {
        if lease == nil { state = .idle }
    }

    mutating func wake(at now: Instant, _ out: inout HostOutputs) {
        guard let deadline, deadline <= now else { return }
        switch state {
        case .idle: return
        case .selecting(let exchange):
            state = .selecting(next(exchange, at: now))
        case .requesting(let exchange, let address, let server):
            // Back to the beginning after four requests: about a minute (RFC 2131, 3.1.5).
            if exchange.attempts < 4 {
                state = .requesting(next(exchange, at: now), address: address, server: server)
            } else {
                state = .selecting(newExchange(at: now))
            }
        case .bound(let lease):
            var exchange = newExchange(at: now)
            exchange.retry = retry(of: lease, at: now)
            state = .renewing(lease, exchange)
        case .renewing(let lease, var exchange):
            if lease.expiry <= now {
                state = .selecting(newExchange(at: now))
            } else {
                exchange.retry = retry(of: lease, at: now)
                state = .renewing(lease, exchange)
            }
        }
        send(&out, at: now)
    }

    /// Takes in a DHCP message that came from `source`; what belongs to no exchange of this client is dropped.
    mutating func receive(_ octets: RawSpan, from source: MACAddress, at now: Instant, _ out: inout HostOutputs) {
        guard let message = try? DHCPMessage(parsing: octets), message.isReply, message.clientHardware == hardware
        else { return }
        switch (state, message.type) {
        case (.selecting(let exchange), .offer) where message.transaction == exchange.transaction:
            guard let server = message.address(.serverIdentifier), message.yourAddress != .unspecified else { return }
            var exchange = exchange
            exchange.attempts = 1
            exchange.retry = now + retry(after: 1)
            state = .requesting(exchange, address: message.yourAddress, server: server)
            send(&out, at: now)
        case (.requesting(let exchange, _, let server), .acknowledge) where message.transaction == exchange.transaction:
            if let lease = Self.lease(message, server: server, from: source, at: now) { state = .bound(lease) }
        case (.renewing(let lease, let exchange), .acknowledge) where message.transaction == exchange.transaction:
            // Any server may answer when T2 is past.
            let server = message.address(.serverIdentifier) ?? lease.server
            if let lease = Self.lease(message, server: server, from: source, at: now) { state = .bound(lease) }
        case (.requesting(let exchange, _, _), .refuse) where message.transaction == exchange.transaction,
            (.renewing(_, let exchange), .refuse) where message.transaction == exchange.transaction:
            state = .selecting(newExchange(at: now))
            send(&out, at: now)
        default: return
        }
    }

    private static func lease(
        _ message: borrowing DHCPMessage, server: IPv4Address, from source: MACAddress, at now: Instant
    ) -> Lease? {
        guard message.yourAddress != .unspecified, let seconds = message.integer(.leaseTime) else { return nil }
        // A lease of less than a minute would have the client do nothing but renew.
        let length = UInt64(max(seconds, 60))
        var renewal = length / 2
        var rebinding = length * 7 / 8
        if let first = message.integer(.renewalTime), let second = message.integer(.rebindingTime),
            first >= 30, first < second, second < length
        {
            (renewal, rebinding) = (UInt64(first), UInt64(second))
        }
        return Lease(
            address: message.yourAddress, mask: message.address(.subnetMask) ?? .mask(prefixLength: 24),
            router: message.address(.router) ?? server, server: server, serverHardware: source,
            renewal: now + .seconds(renewal), rebinding: now + .seconds(rebinding), expiry: now + .seconds(length))
    }

    // MARK: Retransmission

    private mutating func newExchange(at now: Instant) -> Exchange {
        Exchange(
            transaction: UInt32(truncatingIfNeeded: random.next()), began: now, attempts: 1,
            retry: now + retry(after: 1))
    }

    private mutating func next(_ exchange: Exchange, at now: Instant) -> Exchange {
        var exchange = exchange
        exchange.attempts += 1
        exchange.retry = now + retry(after: exchange.attempts)
        return exchange
    }

    /// 4 s, 8, 16, 32, then 64, each a second more or less (RFC 2131, 4.1).
    private mutating func retry(after attempts: UInt64) -> Interval {
        .milliseconds(4000 << min(attempts - 1, 4) - 1000 + random.next() % 2001)
    }

    /// Half of what is left to T2, or to the end of the lease, but a minute at least (RFC 2131, 4.4.5).
    private func retry(of lease: Lease, at now: Instant) -> Instant {
        let end = now < lease.rebinding ? lease.rebinding : lease.expiry
        return now + max(.seconds(60), Interval(nanoseconds: (end - now).nanoseconds / 2))
    }

    // MARK: Sending

    private func send(_ out: inout HostOutputs, at now: Instant) {
        switch state {
        case .idle, .bound: return
        case .selecting(let exchange):
            broadcast(.discover, exchange, at: now, &out) { _ in }
        case .requesting(let exchange, let address, let server):
            broadcast(.request, exchange, at: now, &out) {
                $0.appendDHCPOption(.serverIdentifier, server)
                $0.appendDHCPOption(.requestedAddress, address)
            }
        case .renewing(let lease, let exchange) where now < lease.rebinding:
            out.frame {
                $0.appendEthernet(to: lease.serverHardware, from: hardware, type: .ipv4) {
                    append(&$0, .request, exchange, from: lease.address, to: lease.server, at: now) { _ in }
                }
            }
        case .renewing(let lease, let exchange):
            broadcast(.request, exchange, from: lease.address, at: now, &out) { _ in }
        }
    }

    private func broadcast(
        _ type: DHCPMessageType, _ exchange: Exchange, from address: IPv4Address = .unspecified, at now: Instant,
        _ out: inout HostOutputs, options: (inout [UInt8]) -> Void
    ) {
        out.frame {
            $0.appendEthernet(to: .broadcast, from: hardware, type: .ipv4) {
                append(&$0, type, exchange, from: address, to: .broadcast, at: now, options: options)
            }
        }
    }

    private func append(
        _ frame: inout [UInt8], _ type: DHCPMessageType, _ exchange: Exchange, from address: IPv4Address,
        to server: IPv4Address, at now: Instant, options: (inout [UInt8]) -> Void
    ) {
        let seconds = UInt16(clamping: (now - exchange.began).nanoseconds / 1_000_000_000)
        frame.appendUDP(
            from: UDPEndpoint(address, port: DHCPMessage.clientPort),
            to: UDPEndpoint(server, port: DHCPMessage.serverPort)
        ) {
            $0.appendDHCP(
                type, isReply: false, transaction: exchange.transaction, clientHardware: hardware,
                clientAddress: address, seconds: seconds
            ) {
                options(&$0)
                // What dhclient asks for: mask, broadcast, time offset, router, domain, name servers, name.
                $0.appendDHCPOption(.parameterRequestList, [1, 28, 2, 3, 15, 6, 12])
            }
        }
    }
}
