internal import EAPMethods
internal import Faults
internal import Octets
internal import RADIUS
internal import RADIUSServer
internal import Timeline

/// The RADIUS server of the lab; a lab may have none, and then requests go unanswered.
struct ServerDevice: ~Copyable {
    var core: RADIUSServer?
    /// What it is at its other port.
    var accounting: AccountingServer?
    /// A real server, asked in place of the core.
    let remote: (@Sendable ([UInt8]) -> [UInt8]?)?
    var outputs = RADIUSServerOutputs()
    let endpoint: RADIUSEndpoint
    /// Where it takes accounting.
    let accountingEndpoint: RADIUSEndpoint

    init(_ configuration: LabConfiguration) {
        endpoint = configuration.serverEndpoint
        accountingEndpoint = configuration.accountingEndpoint
        remote = configuration.remoteServer
        if remote == nil, let server = configuration.server {
            core = RADIUSServer(server, random: .seeded(configuration.seed, stream: 3 << 32))
            accounting = AccountingServer(AccountingServerConfiguration(secret: server.secret))
        }
    }
}

extension RADIUSClientID {
    /// Of a port: the client's BSS among 64, below its access point among 256.
    private static let bssBits = 6
    private static let accessPointBits = 8
    /// Of a loopback address: which 256 access points, below which 64 BSSs.
    private static let groupBits = 12
    private static let firstAddress: UInt32 = 0x7F00_0001
    private static let firstPort: UInt16 = 40_000

    /// Where this client sends from: its own port on a loopback address, as one hostapd process has it. It is 127.0.0.1 for
    /// the first 64 BSSs of the first 256 access points; what the ports don't hold, addresses of 127.0.0.0/8 do.
    var endpoint: RADIUSEndpoint {
        let (groups, numbers) = (accessPoint >> Self.accessPointBits, bss >> Self.bssBits)
        let group = UInt32(truncatingIfNeeded: numbers << Self.groupBits | groups)
        let number = (accessPoint - groups << Self.accessPointBits) << Self.bssBits | (bss - numbers << Self.bssBits)
        return RADIUSEndpoint(
            ipv4: Self.firstAddress + group, port: Self.firstPort + UInt16(truncatingIfNeeded: number))
    }

    /// The client that sends from there; nil for any other endpoint.
    init?(endpoint: RADIUSEndpoint) {
        guard let address = endpoint.ipv4, address >> 24 == 0x7F, address >= Self.firstAddress,
            endpoint.port >= Self.firstPort,
            endpoint.port - Self.firstPort < 1 << (Self.bssBits + Self.accessPointBits)
        else { return nil }
        let (group, number) = (Int(address - Self.firstAddress), Int(endpoint.port - Self.firstPort))
        let groups = group & (1 << Self.groupBits - 1)
        accessPoint = groups << Self.accessPointBits | number >> Self.bssBits
        bss = (group >> Self.groupBits) << Self.bssBits | number & (1 << Self.bssBits - 1)
    }
}

/// The wire to the RADIUS server, half a round trip each way; the tap is at the access point.
extension Lab {
    mutating func sendRequest(_ payload: RawSpan, from client: RADIUSClientID, to destination: RADIUSEndpoint) {
        capture.record(radius: payload, from: endpoint(of: client), to: destination, at: now)
        let isOwn = destination == server.endpoint || destination == server.accountingEndpoint
        if asksOutside, !isOwn || server.core == nil {
            outsideRequests.append(OutsideRequest(client: client, server: destination, octets: payload.array))
            return
        }
        guard isOwn else { return }
        travel(
            .requestArrives(client, destination), from: client, at: now + halfRoundTrip, payload, isReply: false)
    }

    mutating func deliverToServer(_ payload: RawSpan, from client: RADIUSClientID, at endpoint: RADIUSEndpoint) {
        guard endpoint == server.endpoint else {
            server.accounting?.receive(payload, from: client.endpoint, at: now, &server.outputs)
            drainServer(endpoint)
            return
        }
        if let remote = server.remote {
            guard let reply = remote(payload.array) else { return }
            work.insert(.replyArrives(client, endpoint), at: now + halfRoundTrip, reply.octets)
            return
        }
        server.core?.receive(payload, from: client.endpoint, at: now, &server.outputs)
        drainServer(endpoint)
    }

    mutating func wakeServer() {
        server.core?.wake(at: now, &server.outputs)
        drainServer(server.endpoint)
    }

    private mutating func drainServer(_ endpoint: RADIUSEndpoint) {
        for datagram in server.outputs.datagrams {
            guard let client = RADIUSClientID(endpoint: datagram.endpoint) else { continue }
            let thinking = datagram.effort == .asymmetric ? delays.tls : .zero
            travel(
                .replyArrives(client, endpoint), from: client, at: now + thinking + halfRoundTrip,
                datagram.octets.octets,
                isReply: true)
        }
        for event in server.outputs.events { events.append(LabEvent(instant: now, what: .server(event))) }
        for line in server.outputs.keyLog { capture.add(keyLog: line) }
        server.outputs.removeAll()
        schedule(.server, server.core?.deadline)
    }

    private var halfRoundTrip: Interval { Interval(nanoseconds: delays.radiusRoundTrip.nanoseconds / 2) }

    /// Puts a packet's arrival on the agenda, or what faults make of it.
    private mutating func travel(
        _ arrival: WorkQueue.Action, from client: RADIUSClientID, at instant: Instant, _ payload: RawSpan,
        isReply: Bool
    ) {
        guard !wireFaults.isEmpty else { return work.insert(arrival, at: instant, payload) }
        var packet = payload.array
        let number = client.accessPoint << 16 | client.bss
        switch wireFaults.fate(of: &packet, client: number, isReply: isReply, at: now) {
        case .lost: break
        case .delivered: work.insert(arrival, at: instant, packet.octets)
        case .delayed(let interval): work.insert(arrival, at: instant + interval, packet.octets)
        case .duplicated(let interval):
            work.insert(arrival, at: instant, packet.octets)
            work.insert(arrival, at: instant + interval, packet.octets)
        }
    }
}
