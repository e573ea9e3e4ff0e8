import AccessPoint
import Airspace
import Configuration
import Faults
import Lab
import Octets
import Roaming
import Station
import Timeline

/// The seed's roam with faults: join, scan, roam, and a quarter of a minute at least to see what becomes of it.
struct FaultyRoam {
    /// The four scenarios: OKC at the access point, PKC at the station.
    enum Scenario: String, CaseIterable, Sendable {
        case vapOnly = "vap-only"
        case both
        case none
        case staOnly = "sta-only"

        var usesEAP: Bool { self != .both }
    }

    /// The attempts to join the target, in order.
    let attempts: [Association]
    /// Whether the station has a link to the target at the end.
    let isLinked: Bool
    /// Whether it is neither linked nor at rest after three minutes.
    let hangs: Bool
    /// How often the faults acted.
    let acted: Int
    /// The reason codes of the target's Deauthentications, as the monitor saw them.
    let farewells: [UInt16]
    /// Those of its Disassociations.
    let disassociations: [UInt16]
    /// How often the monitor saw EAPOL-Start.
    let starts: Int
    /// Whether it saw EAP-Success after the last one.
    let succeedsAfterStart: Bool
    /// From the roam's command until data could pass for good; nil without a link.
    let time: Interval?

    init(_ scenario: Scenario, _ lines: [String], seed: UInt64 = 1) throws {
        let okc = scenario == .vapOnly || scenario == .both
        let accessPoint = try TestLab.accessPoint(okc ? Example.okc.text : Example.okcOff.text)
        var station = try TestLab.station(
            channels: [accessPoint.channel], pkc: scenario == .both || scenario == .staOnly)
        station.bssid = TestLab.home
        let configuration = try TestLab.configuration(accessPoints: [accessPoint], stations: [station], seed: seed)
        let faults = try lines.map { try Fault(parsing: $0) }
        var lab = Lab(configuration: configuration, policy: AirFaults(faults, seed: seed))
        lab.wireFaults = WireFaults(faults, seed: seed)
        lab.connect(station: 0)
        lab.run(until: lab.now + .seconds(2))
        lab.scan(station: 0)
        lab.run(until: lab.now + .milliseconds(500))
        let start = lab.now
        lab.roam(station: 0, to: TestLab.target)
        // Long enough for four messages 3 and what follows them.
        lab.run(until: lab.now + .seconds(15))
        let isSettled = lab.run(until: lab.now + .seconds(180)) {
            switch $0.state(ofStation: 0) {
            case .completed, .disconnected: true
            default: false
            }
        }
        lab.run(until: lab.now + .seconds(1))
        hangs = !isSettled
        isLinked = if case .completed = lab.state(ofStation: 0) { true } else { false }
        acted = (lab.policy.records + lab.wireFaults.records).reduce(0) { $0 + $1.acted }
        let linkedAt = lab.events.last {
            if case .station(_, .connected) = $0.what { true } else { false }
        }?.instant
        time = linkedAt.map { $0 - start }
        let frames = try AirFrames(lab).frames
        // QoS data in clear: 26 octets of header, 8 of LLC, then EAPOL, whose second octet is its type.
        let eapol = frames.filter {
            $0.count >= 38 && $0[0] == 0x88 && $0[1] & 0x40 == 0 && $0[32...33] == [0x88, 0x8E]
        }
        starts = eapol.count { $0[35] == 1 }
        let lastStart = eapol.lastIndex { $0[35] == 1 } ?? eapol.endIndex
        succeedsAfterStart = eapol[lastStart...].contains { $0.count >= 42 && $0[35] == 0 && $0[38] == 3 }
        func reasons(_ type: UInt8) -> [UInt16] {
            frames.compactMap { frame in
                guard frame[0] == type, frame.count >= 26, MACAddress(frame.octets, at: 10) == TestLab.target else {
                    return nil
                }
                return frame.octets.littleEndian(UInt16.self, at: 24)
            }
        }
        farewells = reasons(0xC0)
        disassociations = reasons(0xA0)
        let associations = RoamingResults(analyzing: lab.capture.file().octets).associations
        attempts = associations.filter { $0.bssid == TestLab.target }
    }

    /// Whether the capture says why there is no link.
    var isFailureStated: Bool {
        guard let last = attempts.last else { return false }
        if last.kind == .failed { return last.reason != nil && !last.explanation.isEmpty }
        // 4-way handshake timeout (802.11-2020, Table 9-49).
        return farewells.contains(15)
    }

    /// "full", or "failed: four-way-timeout, then full".
    var outcome: String {
        attempts.map { attempt in
            let isFailed = attempt.kind == .failed || attempt.kind == .unknown
            return attempt.kind.rawValue + (isFailed ? ": " + (attempt.reason?.code ?? "no reason") : "")
        }.joined(separator: ", then ")
    }
}
