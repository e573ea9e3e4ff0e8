internal import AccessPoint
internal import Capture
internal import Dot11
internal import EAPMethods
internal import Octets
internal import RADIUS
internal import RADIUSServer
internal import RSN
internal import Station
internal import Timeline

/// A station and an access point back to back, with a RADIUS server behind: the real cores, every frame built, parsed and
/// captured, without a medium and without waiting.
struct Rig: ~Copyable {
    static let home = MACAddress(0x04F0_2119_0000)
    /// More than the 32 keys that a station keeps, so that each roam finds none for its target and makes one.
    static let targets = (1...40).map { MACAddress(0x04F0_2119_0000 + UInt64($0)) }
    static let address = MACAddress(0x000E_8EFD_9371)
    static let channel = Channel(frequency: 5180)
    static let secret = RADIUSSecret("lanforge")
    static let serverEndpoint = RADIUSEndpoint(ipv4: 0x7F00_0001, port: 1812)

    var station: Station
    var accessPoint: AccessPoint
    var server: RADIUSServer
    var stationOutputs = StationOutputs()
    var accessPointOutputs = AccessPointOutputs()
    var serverOutputs = RADIUSServerOutputs()
    var now = Instant.zero
    /// The capture; emptied now and then, so that memory does not grow.
    var capture: [UInt8] = []
    var packet: [UInt8] = []
    /// Frames and RADIUS packets that crossed.
    private(set) var frames = 0
    /// Roams so far.
    private var number = 0

    init(okc: Bool) throws {
        // A value that can't be copied is begun as a whole or not at all.
        let settings = try Self.station(okc: okc)
        let server = try Self.server()
        self.server = server
        accessPoint = AccessPoint(
            configuration: Self.accessPoint(okc: okc), random: .seeded(1, stream: 2),
            start: Instant(nanoseconds: .max / 2))
        station = Station(configuration: settings, random: .seeded(1, stream: 3))
    }

    struct Stuck: Error {}

    /// Scans and joins the home BSS by a full authentication.
    mutating func connect() throws {
        station.connect(at: now, &stationOutputs)
        exchange()
        for _ in 0..<100 where station.state != .completed(Self.home) {
            now = max(now, station.deadline ?? now)
            station.wake(at: now, &stationOutputs)
            exchange()
        }
        guard station.state == .completed(Self.home) else { throw Stuck() }
    }

    /// Roams to the next target and waits for message 4; the target's BSS forgets the key afterwards.
    ///
    /// - Parameter isFull: the access point forgets every key before, so that a full authentication follows.
    mutating func roam(isFull: Bool) throws {
        let index = number % Self.targets.count
        number += 1
        if isFull { accessPoint.flushPMKSA() }
        now = now + .milliseconds(10)
        guard station.roam(to: Self.targets[index], at: now, &stationOutputs) else { throw Stuck() }
        exchange()
        guard station.state == .completed(Self.targets[index]) else { throw Stuck() }
        accessPoint.flushPMKSA(bss: index + 1)
        if capture.count > 1 << 22 { capture.removeAll(keepingCapacity: true) }
    }

    /// Hands frames and datagrams over until nobody has anything to say.
    private mutating func exchange() {
        while !stationOutputs.steps.isEmpty || !accessPointOutputs.steps.isEmpty {
            var fromStation = StationOutputs()
            swap(&fromStation, &stationOutputs)
            for step in fromStation.steps {
                if case .transmit(let range) = step {
                    record(fromStation.octets(range))
                    accessPoint.receive(fromStation.octets(range), at: now, &accessPointOutputs)
                }
            }
            fromStation.removeAll()
            if stationOutputs.steps.isEmpty { swap(&fromStation, &stationOutputs) }
            var fromAccessPoint = AccessPointOutputs()
            swap(&fromAccessPoint, &accessPointOutputs)
            for step in fromAccessPoint.steps {
                switch step {
                case .transmit(let range, let token):
                    record(fromAccessPoint.octets(range))
                    station.receive(
                        frame: fromAccessPoint.octets(range), signal: -40, channel: Self.channel, at: now,
                        &stationOutputs)
                    if let token {
                        accessPoint.transmitted(token, isAcknowledged: true, at: now, &accessPointOutputs)
                    }
                case .ask(let range, let endpoint, let bss):
                    ask(fromAccessPoint.octets(range), endpoint, bss)
                case .forward, .tune, .event:
                    continue
                }
            }
            fromAccessPoint.removeAll()
            if accessPointOutputs.steps.isEmpty { swap(&fromAccessPoint, &accessPointOutputs) }
        }
    }

    private mutating func ask(_ request: RawSpan, _ endpoint: RADIUSEndpoint, _ bss: Int) {
        let client = RADIUSEndpoint(ipv4: 0x7F00_0001, port: 40_000 + UInt16(bss))
        server.receive(request, from: client, at: now, &serverOutputs)
        var outputs = RADIUSServerOutputs()
        swap(&outputs, &serverOutputs)
        for datagram in outputs.datagrams {
            accessPoint.receive(
                datagram: datagram.octets.octets, from: endpoint, bss: bss, at: now, &accessPointOutputs)
        }
        outputs.removeAll()
        swap(&outputs, &serverOutputs)
    }

    private mutating func record(_ frame: RawSpan) {
        frames += 1
        packet.removeAll(keepingCapacity: true)
        packet.appendRadiotap(timestamp: now.nanoseconds / 1000, rate: 12, channel: Self.channel, signal: -40)
        packet.append(octets: frame)
        var octets: [UInt8] = []
        swap(&octets, &packet)
        capture.appendPCAPNGPacket(interface: 0, time: Int64(now.nanoseconds), octets: octets.octets)
        swap(&octets, &packet)
    }
}
