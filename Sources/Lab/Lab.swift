internal import AccessPoint
public import Airspace
internal import Dot11
public import Faults
internal import Hosts
internal import Octets
internal import RADIUS
internal import RADIUSServer
internal import Station
public import Timeline
internal import Wired

/// A laboratory in simulated time: stations, access points, the bridge, the gateway and the RADIUS server, with the air
/// and the wire between them. It assembles cores and steps them; it does no I/O.
///
/// Devices share nothing but octets. A device takes the time that ``Delays`` states for what it sends, one thing after
/// another; the air takes what 802.11's PHY takes.
public struct Lab<Policy: AirPolicy>: ~Copyable {
    /// The instant up to which everything has happened.
    public private(set) var now = Instant.zero
    /// What the monitor and the wire's tap saw.
    public internal(set) var capture: CaptureRecorder
    /// What happened, in order of time, for logs and tests. No verdict rests on it.
    public internal(set) var events: [LabEvent] = []
    /// The PMKs that were made, for keys files.
    public internal(set) var keys: [LabKey] = []
    /// What becomes of frames on the air.
    public var policy: Policy
    /// What goes wrong between access points and the RADIUS server; nothing, unless it is told.
    public var wireFaults = WireFaults()

    /// How late the devices' timers fired: in simulated time none does.
    public internal(set) var lateness = Lateness()

    let delays: Delays
    var work = WorkQueue()
    var deadlines = Deadlines()
    var airspace: Airspace
    var airOutputs = AirOutputs()
    var stations: [StationDevice] = []
    var accessPoints: [AccessPointDevice] = []
    /// Whether requests to servers that are not the lab's own are handed out.
    let asksOutside: Bool
    /// Nanoseconds from 1970 to instant zero.
    let epoch: Int64
    var outsideRequests: [OutsideRequest] = []
    /// Whether access points share a hostapd process: see ``addAccessPoint(_:process:)``.
    var hasSharedProcesses = false
    /// What random numbers of devices that are added later come from.
    var laterDevices: RandomSource
    let flow: EchoFlow.Configuration
    /// Whose test frames are looked for.
    var dataTests = DataTests()
    /// From where clients really send, where they do.
    var clientEndpoints: [RADIUSClientID: RADIUSEndpoint] = [:]
    /// What each radio of the airspace is.
    var radios: [RadioOwner] = []
    var wires: [WireDevice]
    /// What the first bridge's own address, and its leases, are.
    let gateway: GatewayHost.Configuration
    /// Where each port of the lab is, by its number.
    var portPlaces: [PortPlace?]
    var server: ServerDevice

    enum RadioOwner {
        case station(Int)
        case accessPoint(Int)
    }

    /// Assembles the devices; nothing has happened yet.
    public init(configuration: LabConfiguration, policy: Policy) {
        delays = configuration.delays
        asksOutside = configuration.asksOutside
        epoch = configuration.epoch
        capture = CaptureRecorder(epoch: configuration.epoch)
        self.policy = policy
        airspace = Airspace(seed: configuration.seed)
        server = ServerDevice(configuration)
        flow = configuration.flow
        gateway = configuration.bridges.first?.gateway ?? configuration.gateway
        laterDevices = .seeded(configuration.seed, stream: 4 << 32)
        var portCount = 0
        for (index, accessPoint) in configuration.accessPoints.enumerated() {
            let radio = airspace.addRadio(
                on: accessPoint.channel, addresses: accessPoint.basicServiceSets.map(\.bssid))
            radios.append(.accessPoint(index))
            accessPoints.append(
                AccessPointDevice(
                    configuration: accessPoint, radio: radio,
                    ports: portCount..<portCount + accessPoint.basicServiceSets.count,
                    process: index, random: .seeded(configuration.seed, stream: 1 << 32 | UInt64(index)),
                    epoch: configuration.epoch))
            portCount += accessPoint.basicServiceSets.count
        }
        wires = WireDevice.wires(of: configuration)
        portPlaces = PortPlace.all(of: wires)
        for (index, station) in configuration.stations.enumerated() {
            let radio = airspace.addRadio(
                on: station.scanChannels.first ?? Channel(frequency: 2412), addresses: [station.address])
            radios.append(.station(index))
            stations.append(
                StationDevice(
                    configuration: station, radio: radio, flow: configuration.flow,
                    random: .seeded(configuration.seed, stream: 2 << 32 | UInt64(index))))
        }
        if let places = configuration.places { airspace.place(places.propagation(seed: configuration.seed)) }
        for index in accessPoints.indices { schedule(.accessPoint(index), accessPoints[index].core.deadline) }
    }

    /// Lets time pass until `end`.
    public mutating func run(until end: Instant) {
        while let next = nextInstant, next <= end {
            now = max(now, next)
            step()
        }
        now = max(now, end)
    }

    /// Lets time pass until `end` on a clock that goes on by itself: what a device does at a step, it does at the
    /// clock's instant, so that the time that its work takes is there in what it sends.
    public mutating func run(until end: Instant, clock: () -> Instant) {
        while let next = nextInstant, next <= end {
            now = max(now, clock())
            step()
        }
        now = max(now, end)
    }

    /// Lets time pass until `condition` holds, looked at after each instant at which something happened.
    ///
    /// - Returns: false if `limit` came first.
    public mutating func run(until limit: Instant, orUntil condition: (borrowing Lab) -> Bool) -> Bool {
        while !condition(self) {
            guard let next = nextInstant, next <= limit else {
                now = max(now, limit)
                return false
            }
            now = max(now, next)
            step()
        }
        return true
    }

    /// When something is due next.
    var nextInstant: Instant? {
        var next = airspace.deadline
        if let due = work.deadline, next.map({ due < $0 }) ?? true { next = due }
        if let due = deadlines.first?.instant, next.map({ due < $0 }) ?? true { next = due }
        return next
    }

    /// Does everything that is due now.
    private mutating func step() {
        stepAir()
        while let (action, buffer, octets) = work.popFirst(by: now) {
            perform(action, octets.octets)
            work.release(buffer, octets)
        }
        while let due = deadlines.first, due.instant <= now {
            _ = deadlines.popFirst()
            wake(Core(index: due.index))
        }
    }
}
