import Airspace
import Dot11
import Octets
import Testing
import Timeline

let accessPoint = MACAddress(0x04F0_2119_8744)
let station = MACAddress(0x000E_8EFD_9371)

/// Air with what it put out, as plain arrays.
struct TestAir<Policy: AirPolicy>: ~Copyable {
    var air: Airspace
    var policy: Policy
    var transmissions: [AirOutputs.Transmission] = []
    var receptions: [AirOutputs.Reception] = []
    var outcomes: [AirOutputs.Outcome] = []
    /// The octets of each transmission, and of each reception.
    var sent: [[UInt8]] = []
    var received: [[UInt8]] = []

    init(seed: UInt64 = 1, policy: Policy) {
        air = Airspace(seed: seed)
        self.policy = policy
    }

    mutating func send(_ frame: [UInt8], from radio: Int, at now: Instant, token: UInt64? = nil) {
        let isTaken = air.transmit(frame.octets, from: radio, at: now, token: token)
        #expect(isTaken)
    }

    /// Wakes the air whenever it wants to, until it wants no more or `end` is reached.
    mutating func run(until end: Instant = Instant(nanoseconds: .max)) {
        var out = AirOutputs()
        while let deadline = air.deadline, deadline <= end {
            air.wake(at: deadline, policy: &policy, &out)
            for transmission in out.transmissions { sent.append(out.octets(transmission.frame).array) }
            for reception in out.receptions { received.append(out.octets(reception.frame).array) }
            transmissions += out.transmissions
            receptions += out.receptions
            outcomes += out.outcomes
            out.removeAll()
        }
    }
}

/// Gives each frame on the air the next of these fates, then delivers.
struct Fates: AirPolicy {
    var fates: [AirFate]
    mutating func fate(of frame: RawSpan, on path: AirPath) -> AirFate {
        fates.isEmpty ? .delivered : fates.removeFirst()
    }
}

/// Loses a share of all frames.
struct Loss: AirPolicy {
    var percent: UInt64
    var random = RandomSource.seeded(state: 5)
    mutating func fate(of frame: RawSpan, on path: AirPath) -> AirFate {
        random.next() % 100 < percent ? .lost : .delivered
    }
}

/// An Authentication frame of 30 octets from the station to the AP.
func authentication(to receiver: MACAddress = accessPoint, from transmitter: MACAddress = station) -> [UInt8] {
    var frame: [UInt8] = []
    frame.appendManagementHeader(
        .authentication, to: receiver, from: transmitter, bssid: accessPoint, duration: 60, sequenceNumber: 1)
    return frame + [0, 0, 1, 0, 0, 0]
}

/// A protected QoS Data frame of `length` octets in all.
func data(length: Int, to receiver: MACAddress = accessPoint, ackPolicy: UInt8 = 0) -> [UInt8] {
    var frame: [UInt8] = []
    frame.appendDataHeader(
        .qosData, flags: FrameControl.toDS | FrameControl.protected, to: receiver, from: station,
        farEnd: accessPoint, duration: 44, sequenceNumber: 2, priority: ackPolicy << 5)
    return frame + [UInt8](repeating: 0xA5, count: length - frame.count)
}

func microseconds(_ count: UInt64) -> Instant { Instant(nanoseconds: count * 1000) }
