import Airspace
import Dot11
import EAP
import Faults
import Octets
import RSN
import Timeline

let bssid = MACAddress(0x04F0_2119_8844)
let station = MACAddress(0x000E_8EFD_9371)
let channel36 = Channel(frequency: 5180)

/// Frames as the station and the AP send them, without FCS.
enum Frames {
    static func authentication(fromStation: Bool = true) -> [UInt8] {
        management(.authentication, fromStation: fromStation) + [0, 0, fromStation ? 1 : 2, 0, 0, 0]
    }

    static func management(_ type: FrameType, fromStation: Bool) -> [UInt8] {
        var frame: [UInt8] = []
        frame.appendManagementHeader(
            type, to: fromStation ? bssid : station, from: fromStation ? station : bssid, bssid: bssid, duration: 60,
            sequenceNumber: 1)
        return frame
    }

    /// An EAPOL frame in clear.
    static func eapol(_ octets: [UInt8], fromStation: Bool) -> [UInt8] {
        var frame: [UInt8] = []
        frame.appendDataHeader(
            .qosData, flags: fromStation ? FrameControl.toDS : FrameControl.fromDS, to: fromStation ? bssid : station,
            from: fromStation ? station : bssid, farEnd: fromStation ? bssid : station, duration: 60, sequenceNumber: 3,
            priority: 7)
        return frame + [0xAA, 0xAA, 3, 0, 0, 0, 0x88, 0x8E] + octets
    }

    /// An EAPOL-Key frame with this Key Information, which says what message it is (802.11-2020, Figure 12-34).
    static func key(information: UInt16, data: [UInt8] = [], fromStation: Bool) -> [UInt8] {
        var octets: [UInt8] = [2, 3, 0, UInt8(95 + data.count), 2, UInt8(information >> 8), UInt8(information & 0xFF)]
        octets += [0, 16] + [0, 0, 0, 0, 0, 0, 0, 1] + [UInt8](repeating: 0x5A, count: 32)
        octets += [UInt8](repeating: 0, count: 48) + [0, UInt8(data.count)] + data
        return eapol(octets, fromStation: fromStation)
    }
}

/// Air with an AP (radio 0) and a station (radio 1), and what it put out.
struct FaultyAir: ~Copyable {
    var air = Airspace(seed: 1)
    var faults: AirFaults
    var sent: [(octets: [UInt8], end: Instant, hasWrongFCS: Bool)] = []
    var received: [(octets: [UInt8], instant: Instant)] = []
    var outcomes: [AirOutputs.Outcome] = []

    init(_ lines: String..., seed: UInt64 = 1) throws {
        faults = AirFaults(try lines.map { try Fault(parsing: $0) }, seed: seed)
        _ = air.addRadio(on: channel36, addresses: [bssid])
        _ = air.addRadio(on: channel36, addresses: [station])
    }

    mutating func send(_ frame: [UInt8], from radio: Int, at milliseconds: UInt64, token: UInt64? = nil) {
        run(until: Instant.zero + .milliseconds(milliseconds))
        air.transmit(frame.octets, from: radio, at: .zero + .milliseconds(milliseconds), token: token)
    }

    mutating func run(until end: Instant = Instant(nanoseconds: .max)) {
        var out = AirOutputs()
        while let deadline = air.deadline, deadline <= end {
            air.wake(at: deadline, policy: &faults, &out)
            sent += out.transmissions.map { (out.octets($0.frame).array, $0.end, $0.hasWrongFCS) }
            received += out.receptions.map { (out.octets($0.frame).array, $0.instant) }
            outcomes += out.outcomes
            out.removeAll()
        }
    }

    /// The frames on the air that are no Acknowledgements.
    var frames: [[UInt8]] { sent.map(\.octets).filter { $0.count > 10 } }
}
