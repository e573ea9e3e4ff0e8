internal import Dot11
public import Hosts
public import Octets
public import Station
internal import Timeline

/// A station of the lab: its core, its host, its radio, and until when its processor is busy.
final class StationDevice {
    var core: Station
    var outputs = StationOutputs()
    var host: StationHost
    var hostOutputs = HostOutputs()
    let radio: Int
    var busyUntil = Instant.zero

    init(
        configuration: StationConfiguration, radio: Int, flow: EchoFlow.Configuration, random: RandomSource
    ) {
        var random = random
        host = StationHost(hardware: configuration.address, random: random.split(), flow: flow)
        core = Station(configuration: configuration, random: random)
        self.radio = radio
    }
}

/// What stations do, and what they are told to do.
extension Lab {
    /// How many stations there are.
    public var stationCount: Int { stations.count }

    /// Where a station stands.
    public func state(ofStation index: Int) -> StationState { stations[index].core.state }

    /// What became of the echo requests of a station's host.
    public func flow(ofStation index: Int) -> EchoFlow.Statistics { stations[index].host.statistics }

    /// Scans, as `wpa_cli scan` does.
    ///
    /// - Returns: false while it scans or joins already.
    @discardableResult
    public mutating func scan(station index: Int) -> Bool {
        let isAccepted = stations[index].core.scan(at: now, &stations[index].outputs)
        drainStation(index)
        return isAccepted
    }

    /// Scans and joins, as an interface that is brought up does.
    public mutating func connect(station index: Int) {
        stations[index].core.connect(at: now, &stations[index].outputs)
        drainStation(index)
    }

    /// Roams, as `wpa_cli roam` does; false where the BSS is unknown or another network's.
    @discardableResult
    public mutating func roam(station index: Int, to bssid: MACAddress) -> Bool {
        let isAccepted = stations[index].core.roam(to: bssid, at: now, &stations[index].outputs)
        drainStation(index)
        return isAccepted
    }

    /// Leaves, as `wpa_cli disconnect` does.
    public mutating func disconnect(station index: Int) {
        stations[index].core.disconnect(at: now, &stations[index].outputs)
        drainStation(index)
    }

    /// Forgets its keys, as `wpa_cli pmksa_flush` does.
    public mutating func flushPMKSA(station index: Int) {
        stations[index].core.flushPMKSA(at: now, &stations[index].outputs)
        drainStation(index)
    }

    mutating func wakeStation(_ index: Int) {
        stations[index].core.wake(at: now, &stations[index].outputs)
        drainStation(index)
    }

    /// Puts what the station wants done on the agenda, in its order; what needs its processor waits for that.
    mutating func drainStation(_ index: Int) {
        let device = stations[index]
        var out = StationOutputs()
        swap(&out, &device.outputs)
        for step in out.steps {
            var time = max(now, device.busyUntil)
            switch step {
            case .transmit(let range):
                let frame = out.octets(range)
                if Self.takesProcessing(frame) { time = time + delays.station }
                work.insert(.stationTransmits(index), at: time, frame)
            case .poll(let range):
                work.insert(.stationPolls(index), at: time, out.octets(range))
            case .tune(let channel):
                work.insert(.stationTunes(index, channel), at: time)
            case .deliver(let range):
                work.insert(.hostReceives(index), at: now, out.octets(range))
            case .link(let isUp):
                work.insert(.hostLink(index, isUp: isUp), at: now)
            case .effort:
                time = time + delays.tls
            case .keyLog(let line):
                capture.add(keyLog: line)
            case .event(let event):
                events.append(LabEvent(instant: now, what: .station(index, event)))
            }
            device.busyUntil = time
        }
        out.removeAll()
        swap(&out, &device.outputs)
        schedule(.station(index), device.core.deadline)
    }

    // MARK: Its host

    mutating func deliverToHost(_ index: Int, _ frame: RawSpan) {
        if !dataTests.isEmpty { lookForTest(frame, at: .station(index), on: .own) }
        stations[index].host.receive(frame, at: now, &stations[index].hostOutputs)
        drainHost(index)
    }

    mutating func changeLink(ofHost index: Int, isUp: Bool) {
        stations[index].host.link(isUp: isUp, at: now, &stations[index].hostOutputs)
        drainHost(index)
    }

    mutating func wakeHost(_ index: Int) {
        stations[index].host.wake(at: now, &stations[index].hostOutputs)
        drainHost(index)
    }

    private mutating func drainHost(_ index: Int) {
        let device = stations[index]
        var out = HostOutputs()
        swap(&out, &device.hostOutputs)
        for range in out.frames { work.insert(.stationSends(index), at: now, out.octets(range)) }
        out.removeAll()
        swap(&out, &device.hostOutputs)
        schedule(.host(index), device.host.deadline)
    }

    mutating func send(_ frame: RawSpan, fromHostOf index: Int) {
        stations[index].core.send(ethernet: frame, at: now, &stations[index].outputs)
        drainStation(index)
    }
}
