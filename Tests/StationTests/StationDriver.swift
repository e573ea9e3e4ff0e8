import Dot11
import EAPMethods
import Octets
import RSN
import Timeline

@testable import Station

/// What a step of a station gave, copied out of its outputs so that `#expect` can look at it.
struct StepResult {
    var transmitted: [[UInt8]] = []
    /// What was sent for the sake of its Acknowledgement.
    var polls: [[UInt8]] = []
    var delivered: [[UInt8]] = []
    var tuned: [Channel] = []
    var linkChanges: [Bool] = []
    var events: [StationEvent] = []
    var effort = 0

    /// The frame types in order, which tell most of a story.
    var types: [FrameType] {
        transmitted.map { FrameControl(rawValue: UInt16($0[0]) | UInt16($0[1]) << 8).type }
    }
}

/// Drives a station in a test: one instant, one set of outputs.
final class StationDriver {
    static let address = MACAddress(0x04F0_21AA_0001)
    static let bssA = MACAddress(0x04F0_2119_8744)
    static let bssB = MACAddress(0x04F0_2119_8844)
    static let bssC = MACAddress(0x04F0_2119_8944)
    static let channel6 = Channel(frequency: 2437)

    var station: Station
    var now = Instant.zero
    /// Whether the station looks after its AP's Beacons: a test that lets time pass has none.
    var monitorsBeacons = false
    private var out = StationOutputs()

    var state: StationState { station.state }
    var deadline: Instant? { station.deadline }

    init(_ change: (inout StationConfiguration) -> Void = { _ in }) {
        var configuration = StationConfiguration(
            address: Self.address, ssid: Array("okctest1".utf8), scanChannels: [Self.channel6])
        configuration.eap = Self.identity
        change(&configuration)
        station = Station(configuration: configuration, random: .seeded(7, stream: 1))
    }

    static let identity: EAPPeerConfiguration? = {
        guard let tls = try? TLSContext(client: .anyone) else { return nil }
        return EAPPeerConfiguration(
            identity: Array("testuser".utf8), anonymousIdentity: Array("anonymous".utf8),
            password: Password("testpasswd"), inner: .pap, tls: tls)
    }()

    func receive(
        _ frame: [UInt8], signal: Int8 = -30, on channel: Channel = StationDriver.channel6
    ) -> StepResult {
        station.receive(frame: frame.octets, signal: signal, channel: channel, at: now, &out)
        return drain()
    }

    /// Wakes the station at its deadlines until `interval` has passed.
    func advance(_ interval: Interval) -> StepResult {
        let end = now + interval
        var all = StepResult()
        var wakes = 0
        while let deadline = station.deadline, deadline <= end {
            // A deadline that a wake doesn't move would never let go.
            wakes += 1
            guard wakes < 10_000 else { fatalError("\(deadline) stays") }
            now = max(now, deadline)
            station.wake(at: now, &out)
            all.append(drain())
        }
        now = end
        return all
    }

    func scan() -> StepResult {
        station.scan(at: now, &out)
        return drain()
    }

    func connect() -> StepResult {
        station.connect(at: now, &out)
        return drain()
    }

    func roam(to bssid: MACAddress) -> (isAccepted: Bool, StepResult) {
        let isAccepted = station.roam(to: bssid, at: now, &out)
        return (isAccepted, drain())
    }

    func disconnect() -> StepResult {
        station.disconnect(at: now, &out)
        return drain()
    }

    func flushPMKSA() -> StepResult {
        station.flushPMKSA(at: now, &out)
        return drain()
    }

    /// Anything else that a station can be told.
    func step(_ body: (inout Station, Instant, inout StationOutputs) -> Void) -> StepResult {
        body(&station, now, &out)
        return drain()
    }

    func send(ethernet frame: [UInt8]) -> StepResult {
        station.send(ethernet: frame.octets, at: now, &out)
        return drain()
    }

    private func drain() -> StepResult {
        if !monitorsBeacons { station.beaconMonitor.end() }
        var result = StepResult()
        for step in out.steps {
            switch step {
            case .transmit(let range): result.transmitted.append(out.octets(range).array)
            case .poll(let range): result.polls.append(out.octets(range).array)
            case .deliver(let range): result.delivered.append(out.octets(range).array)
            case .tune(let channel): result.tuned.append(channel)
            case .link(let isUp): result.linkChanges.append(isUp)
            case .effort: result.effort += 1
            case .keyLog: break
            case .event(let event): result.events.append(event)
            }
        }
        out.removeAll()
        return result
    }
}

extension StepResult {
    mutating func append(_ other: StepResult) {
        transmitted += other.transmitted
        polls += other.polls
        delivered += other.delivered
        tuned += other.tuned
        linkChanges += other.linkChanges
        events += other.events
        effort += other.effort
    }
}
