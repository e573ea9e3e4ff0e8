internal import AccessPoint
internal import Octets
internal import RADIUS
internal import Timeline

/// An access point of the lab: its core, its radio, its ports of the bridge, and until when its processor is busy.
final class AccessPointDevice {
    var core: AccessPoint
    var outputs = AccessPointOutputs()
    let radio: Int
    /// The bridge's ports of its BSSs.
    var ports: Range<Int>
    /// The hostapd process that it is an interface of: those of one process share what they know of stations.
    var process: Int
    var busyUntil = Instant.zero

    init(
        configuration: AccessPointConfiguration, radio: Int, ports: Range<Int>, process: Int, random: RandomSource,
        start: Instant = .zero, epoch: Int64
    ) {
        core = AccessPoint(configuration: configuration, random: random, start: start, epoch: epoch)
        self.radio = radio
        self.ports = ports
        self.process = process
    }

    /// Keeps the processor busy for `interval`, once it is free; returns when it is done.
    func process(for interval: Interval, from instant: Instant) -> Instant {
        busyUntil = max(instant, busyUntil) + interval
        return busyUntil
    }
}

/// The RADIUS client of one BSS.
public struct RADIUSClientID: Hashable, Sendable {
    /// The access point, by its place in the configuration.
    public let accessPoint: Int
    /// The BSS, by its place in the access point's.
    public let bss: Int

    /// The client of a BSS.
    public init(accessPoint: Int, bss: Int) {
        self.accessPoint = accessPoint
        self.bss = bss
    }
}

extension Lab {
    mutating func wakeAccessPoint(_ index: Int) {
        accessPoints[index].core.wake(at: now, &accessPoints[index].outputs)
        drainAccessPoint(index)
    }

    /// Puts what the access point wants done on the agenda, in its order. What needs its processor waits for that, and
    /// what follows in the same step waits too; data and Beacons of other steps do not, as a driver handles them.
    mutating func drainAccessPoint(_ index: Int) {
        let device = accessPoints[index]
        var out = AccessPointOutputs()
        swap(&out, &device.outputs)
        var time = now
        for step in out.steps {
            switch step {
            case .transmit(let range, let token):
                let frame = out.octets(range)
                if Self.takesProcessing(frame) { time = device.process(for: delays.accessPoint, from: time) }
                work.insert(.accessPointTransmits(index, token: token), at: time, frame)
            case .forward(let range, let bss):
                work.insert(.bridgeReceives(port: device.ports.lowerBound + bss), at: time, out.octets(range))
            case .ask(let range, let server, let bss):
                time = device.process(for: delays.accessPoint, from: time)
                work.insert(
                    .requestLeaves(RADIUSClientID(accessPoint: index, bss: bss), server), at: time, out.octets(range))
            case .tune(let channel): work.insert(.accessPointTunes(index, channel), at: time)
            case .event(let event):
                note(event, accessPoint: index)
            }
        }
        out.removeAll()
        swap(&out, &device.outputs)
        schedule(.accessPoint(index), device.core.deadline)
    }

    private mutating func note(_ event: AccessPointEvent, accessPoint index: Int) {
        if case .madePMK(let station, let bss, let akm, let pmk) = event {
            let bssid = accessPoints[index].core.configuration.basicServiceSets[bss].bssid
            keys.append(LabKey(station: station, bssid: bssid, akm: akm, pmk: pmk))
        }
        events.append(LabEvent(instant: now, what: .accessPoint(index, event)))
    }

    /// A frame that the bridge sends out of a port goes to the BSS behind it.
    mutating func deliverToAccessPoint(_ frame: RawSpan, port: Int) {
        guard let index = accessPoints.firstIndex(where: { $0.ports.contains(port) }) else { return }
        let (device, bss) = (accessPoints[index], port - accessPoints[index].ports.lowerBound)
        // A port of an interface that has fewer BSSs than the one before it had leads nowhere.
        guard bss < device.core.configuration.basicServiceSets.count else { return }
        device.core.receive(ethernet: frame, bss: bss, at: now, &device.outputs)
        drainAccessPoint(index)
    }

    mutating func deliverReply(_ payload: RawSpan, from endpoint: RADIUSEndpoint, to client: RADIUSClientID) {
        capture.record(radius: payload, from: endpoint, to: client.endpoint, at: now)
        let device = accessPoints[client.accessPoint]
        device.core.receive(
            datagram: payload, from: endpoint, bss: client.bss, at: now, &device.outputs)
        drainAccessPoint(client.accessPoint)
    }
}
