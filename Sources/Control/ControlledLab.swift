internal import AccessPoint
internal import Configuration
public import EAPMethods
public import Faults
internal import Dot11
internal import Internet
public import Lab
internal import Octets
internal import Station
public import Timeline

/// A lab with the control interfaces of all its devices: commands go in, replies and events come out.
///
/// A core without I/O and without a clock: whoever drives it calls ``run(until:)`` at ``deadline`` at the latest, hands in
/// datagrams as they come, and sends ``takeMessages()`` afterwards.
public struct ControlledLab: ~Copyable {
    /// The lab.
    public var lab: Lab<AirFaults>
    var stations: [StationControl]
    var accessPoints: [AccessPointControl]
    var monitors: [ControlSocket: Monitors] = [:]
    var bringUp: BringUp?
    var script: [LabStep]
    /// What the script has told the lab and what the lab answered, a line each.
    var journal: [String] = []
    /// Whether the lab was told to end.
    public internal(set) var isEnded = false
    /// The bridges' numbers by their names: all that name the one bridge of a lab that lists none are its names.
    var bridgeNumbers: [String: Int]
    /// Interfaces that are added while the lab runs.
    var later = LaterInterfaces()
    /// Makes their sides of TLS.
    let tls: StationControl.TLSProvider
    /// Reads the files that commands name.
    let readFile: FileReader
    private var messages: [ControlMessage] = []
    /// Whether the lines of the control interfaces are kept for ``takeLines()``.
    public var isOverheard = false
    private var lines: [ControlLine] = []

    /// Reads a whole file; nil for one that cannot be read, or is too long.
    public typealias FileReader = @Sendable (String) -> [UInt8]?

    /// A lab whose stations and access points, in this order, are controlled so.
    ///
    /// - Parameters:
    ///   - lab: what is the same for all; its stations and access points are filled in here.
    ///   - stations: one a station.
    ///   - accessPoints: one an access point.
    ///   - faults: what goes wrong from the beginning; the lab's seed is theirs.
    ///   - script: what the lab is told later, by its own clock.
    ///   - tls: makes TLS contexts of stations that are added.
    ///   - readFile: reads the files that commands of the global sockets name; without it they are refused.
    /// - Throws: where a configuration cannot be emulated.
    public init(
        _ lab: LabConfiguration, stations: [StationControl], accessPoints: [AccessPointControl],
        faults: [Fault] = [], script: [LabStep] = [],
        tls: @escaping StationControl.TLSProvider = { try TLSContext(client: $0) },
        readFile: @escaping FileReader = { _ in nil }
    ) throws {
        var configuration = lab
        configuration.stations = try stations.map { try $0.stationConfiguration() }
        configuration.accessPoints = try accessPoints.map { try AccessPointConfiguration($0.settings) }
        self.lab = Lab(configuration: configuration, policy: AirFaults(faults, seed: lab.seed))
        self.lab.wireFaults = WireFaults(faults, seed: lab.seed)
        // At one instant, steps are taken in the order of the script.
        self.script = script.enumerated().sorted { ($0.element.time, $0.offset) > ($1.element.time, $1.offset) }
            .map(\.element)
        bridgeNumbers = Self.bridgeNumbers(of: lab, accessPoints)
        self.stations = stations
        self.accessPoints = accessPoints
        self.tls = tls
        self.readFile = readFile
    }

    // MARK: Sockets

    /// The sockets there are now.
    public var sockets: [ControlSocket] {
        var list: [ControlSocket] = [.lab, .supplicants, .accessPoints]
        for (index, station) in stations.enumerated() where !station.isTerminated && station.folder != .none {
            list.append(.station(index))
        }
        for (index, accessPoint) in accessPoints.enumerated() where !accessPoint.isTerminated {
            for interface in accessPoint.liveInterfaces where accessPoint.folder(ofBSS: interface.bss) != .none {
                list.append(.bss(accessPoint: index, bss: interface.bss))
            }
        }
        return list
    }

    /// Where a socket lies: an absolute path, or one below the run directory, "wpa_supplicant/sta00000".
    public func path(of socket: ControlSocket) -> String {
        switch socket {
        case .station(let index): stations[index].folder.path(stations[index].interface, in: "wpa_supplicant")
        case .bss(let accessPoint, let bss):
            accessPoints[accessPoint].folder(ofBSS: bss)
                .path(accessPoints[accessPoint].interfaces[bss], in: "hostapd")
        case .supplicants: "wpa_supplicant-global"
        case .accessPoints: "hostapd-global"
        case .lab: "lab"
        }
    }

    /// Takes out the sockets whose interfaces are gone; what ``takeMessages()`` still has for them is to be sent first.
    public mutating func takeClosings() -> [ControlSocket] {
        guard !later.closings.isEmpty else { return [] }
        defer { later.closings.removeAll() }
        return later.closings
    }

    /// Takes out the sockets that commands have made and that are to be opened, those of ``takeClosings()`` closed.
    public mutating func takeOpenings() -> [ControlSocket] {
        defer { later.openings.removeAll() }
        return later.openings
    }

    /// Notes that a socket could not be opened: its interface goes, and the command that made it has failed.
    public mutating func refuse(_ socket: ControlSocket) {
        switch socket {
        case .station(let index): if !stations[index].isTerminated { removeStation(index) }
        case .bss(let index, _): if !accessPoints[index].isTerminated { removeAccessPoint(index) }
        case .supplicants, .accessPoints, .lab: return
        }
        guard let last = messages.lastIndex(where: { !$0.isEvent }) else { return }
        messages[last].octets = Array(Reply.fail.utf8)
    }

    // MARK: Time

    /// When ``run(until:)`` has something to do next.
    public var deadline: Instant? {
        var next = lab.deadline
        for own in [bringUp?.next, script.last?.time] {
            if let own, next.map({ own < $0 }) ?? true { next = own }
        }
        return next
    }

    /// Says to accounting servers that all sessions are over, since the lab is.
    public mutating func endAccounting() {
        for index in accessPoints.indices where !accessPoints[index].isTerminated {
            lab.accessPoint(index) { accessPoint, now, out in accessPoint.endAccounting(at: now, &out) }
        }
    }

    /// Lets time pass; what happened stands in ``takeMessages()``.
    public mutating func run(until now: Instant) {
        doOwn(until: now)
        lab.run(until: now)
        report()
    }

    /// Lets time pass until `end` by a clock that goes on by itself.
    public mutating func run(until end: Instant, clock: () -> Instant) {
        doOwn(until: end)
        lab.run(until: end, clock: clock)
        report()
    }

    /// Brings all stations up, as interfaces whose networks are enabled: the first now, each other `spacing` after the
    /// one before. A thousand at one instant would ask for more air than there is, again and again.
    public mutating func connect(spacing: Interval = .zero) {
        bringUp = BringUp(station: 0, next: lab.now, spacing: spacing)
        doOwn(until: lab.now)
        report()
    }

    /// Brings stations up and goes on with the script, in order of time.
    private mutating func doOwn(until now: Instant) {
        while !isEnded {
            let step = script.last?.time
            if let due = bringUp?.next, due <= now, step.map({ due <= $0 }) ?? true {
                bringUpNextStation(until: now)
            } else if let step, step <= now {
                takeStep()
            } else {
                return
            }
        }
    }

    private mutating func bringUpNextStation(until now: Instant) {
        guard let due = bringUp, due.next <= now else { return }
        bringUp = due.station + 1 < stations.count ? due.following : nil
        guard due.station < stations.count, stations[due.station].current != nil, !stations[due.station].isHeldBack,
            !stations[due.station].isTerminated
        else { return }
        lab.run(until: due.next)
        lab.connect(station: due.station)
    }

    /// Which station is brought up next, and when.
    struct BringUp {
        var station: Int
        var next: Instant
        var spacing: Interval

        var following: BringUp { BringUp(station: station + 1, next: next + spacing, spacing: spacing) }
    }

    // MARK: Datagrams

    /// Takes in a command; any octets at all.
    public mutating func receive(_ datagram: RawSpan, from client: ControlClient, on socket: ControlSocket) {
        let request = ControlRequest(datagram)
        let reply = attachmentReply(to: request.text, from: client, on: socket) ?? reply(to: request, on: socket)
        messages.append(
            ControlMessage(socket: socket, client: client, octets: Array(reply.utf8), isEvent: false))
        report()
    }

    /// Takes out what is to be sent.
    public mutating func takeMessages() -> [ControlMessage] {
        defer { messages.removeAll(keepingCapacity: true) }
        return messages
    }

    /// Takes out the lines of the control interfaces since it was last asked; at most 10,000 are kept.
    public mutating func takeLines() -> [ControlLine] {
        defer { lines.removeAll(keepingCapacity: true) }
        return lines
    }

    /// Notes whether an event reached its client; one that cannot be reached is detached.
    public mutating func note(delivered: Bool, isGone: Bool, of message: ControlMessage) {
        guard message.isEvent else { return }
        monitors[message.socket]?.note(delivered: delivered, isGone: isGone, to: message.client)
    }

    private mutating func attachmentReply(
        to text: String, from client: ControlClient, on socket: ControlSocket
    ) -> String? {
        switch text {
        case "ATTACH": return Reply.of(monitors[socket, default: Monitors()].attach(client))
        case "DETACH": return Reply.of(monitors[socket]?.detach(client) ?? false)
        case _ where text.hasPrefix("LEVEL "):
            guard let level = Int(text.dropFirst(6)) else { return Reply.fail }
            return Reply.of(monitors[socket]?.setLevel(level, of: client) ?? false)
        default: return nil
        }
    }

    /// Answers a command as the socket's daemon would, without a client: nothing can be attached so.
    public mutating func reply(to command: String, on socket: ControlSocket) -> String {
        defer { report() }
        return reply(to: ControlRequest(Array(command.utf8).octets), on: socket)
    }

    mutating func reply(to request: ControlRequest, on socket: ControlSocket) -> String {
        switch socket {
        case .station(let index):
            guard !stations[index].isTerminated else { return Reply.fail }
            if let reply = dataTestReply(to: request, at: .station(index)) { return reply }
            let host = lab.hostAddress(ofStation: index)?.description
            var control = stations[index]
            let reply = lab.station(index) { station, now, out in
                control.reply(to: request, station: &station, host: host, at: now, &out)
            }
            stations[index] = control
            if control.isTerminated { removeStation(index) }
            return reply
        case .bss(let index, let bss):
            guard !accessPoints[index].isTerminated, !accessPoints[index].gone.contains(bss) else { return Reply.fail }
            if let reply = dataTestReply(to: request, at: .bss(accessPoint: index, bss: bss)) { return reply }
            if request.text == "ENABLE" {
                guard enable(index) else { return Reply.fail }
                tell(["AP-ENABLED "], on: socket)
                return Reply.ok
            }
            let wasEnabled = lab.accessPoint(index) { accessPoint, _, _ in accessPoint.isEnabled }
            var control = accessPoints[index]
            let reply = lab.accessPoint(index) { accessPoint, now, out in
                control.reply(to: request, bss: bss, accessPoint: &accessPoint, at: now, &out)
            }
            accessPoints[index] = control
            if reply == Reply.ok, request.name == "CHAN_SWITCH",
                let channel = Channel(number: control.settings.radio.channel)
            {
                learn(channel)
            }
            let isEnabled = lab.accessPoint(index) { accessPoint, _, _ in accessPoint.isEnabled }
            if isEnabled != wasEnabled { tell([isEnabled ? "AP-ENABLED " : "AP-DISABLED "], on: socket) }
            if control.isTerminated {
                accessPoints[index].isTerminated = false
                removeAccessPoint(index)
            }
            return reply
        case .supplicants: return supplicantsReply(to: request)
        case .accessPoints: return accessPointsReply(to: request)
        case .lab: return labReply(to: request)
        }
    }

    // MARK: Events

    /// Puts what happened into words, for those who listen.
    mutating func report() {
        for event in lab.takeEvents() {
            switch event.what {
            case .station(let index, let event):
                let triesNext = stations[index].note(event)
                tell(stations[index].lines(event), on: .station(index))
                if triesNext {
                    var control = stations[index]
                    lab.station(index) { station, _, _ in control.tryNextNetwork(&station) }
                    stations[index] = control
                }
            case .accessPoint(let index, let event):
                let (bss, lines) = accessPoints[index].lines(event)
                tell(lines, on: .bss(accessPoint: index, bss: bss))
            case .dataTest(let end, let frame): report(frame, at: end)
            case .server, .stationDropped, .accessPointDropped: continue
            }
        }
    }

    mutating func tell(_ lines: [String], on socket: ControlSocket) {
        guard !lines.isEmpty else { return }
        if isOverheard, let interface = name(of: socket) {
            for line in lines where self.lines.count < 10_000 {
                self.lines.append(ControlLine(interface: interface, time: lab.now, text: line))
            }
        }
        guard !monitors.isEmpty else { return }
        let global: ControlSocket
        let interface: String
        switch socket {
        case .station(let index): (global, interface) = (.supplicants, stations[index].interface)
        case .bss(let accessPoint, let bss):
            (global, interface) = (.accessPoints, accessPoints[accessPoint].interfaces[bss])
        case .supplicants, .accessPoints: return
        case .lab:
            for line in lines { send("<\(LogLevel.info)>\(line)", on: .lab) }
            return
        }
        for line in lines {
            send("<\(LogLevel.info)>\(line)", on: socket)
            send("IFNAME=\(interface) <\(LogLevel.info)>\(line)", on: global)
        }
    }

    private mutating func send(_ text: String, on socket: ControlSocket) {
        guard let monitors = monitors[socket], !monitors.isEmpty else { return }
        let octets = Array(text.utf8)
        for client in monitors.clients(level: LogLevel.info) {
            messages.append(ControlMessage(socket: socket, client: client, octets: octets, isEvent: true))
        }
    }
}
