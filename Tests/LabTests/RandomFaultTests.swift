import Airspace
import Dot11
import Faults
import Hosts
import Lab
import Octets
import Roaming
import Station
import Testing
import Timeline

/// Sets of faults by lot: whatever goes wrong, every run comes to an end that somebody states.
@Suite struct RandomFaultTests {
    private static let frames = [
        "beacon", "probe-request", "probe-response", "authentication", "association-request", "association-response",
        "reassociation-request", "reassociation-response", "deauthentication", "eap", "eap request", "eap response",
        "eap success", "eapol-key", "eapol-key 1", "eapol-key 2", "eapol-key 3", "eapol-key 4", "eapol-start", "data",
        "null", "ack", "ack of eapol-key", "ack of reassociation-response", "radius", "radius access-request",
        "radius access-challenge", "radius access-accept",
    ]

    /// A fault by lot, as it would be written.
    private static func line(_ random: inout RandomSource) -> String {
        func pick(_ choices: [String]) -> String { choices[Int(random.next() % UInt64(choices.count))] }
        let frame = pick(frames)
        var verbs = ["drop", "drop", "delay", "duplicate", "corrupt"]
        if !frame.hasPrefix("radius") { verbs += ["withhold", "reorder"] }
        let verb = frame.hasPrefix("ack") ? "drop" : pick(verbs)
        var line = "\(verb) \(frame)"
        if verb == "delay" { line += " by \(1 + random.next() % 2000)ms" }
        if verb == "duplicate" { line += " by \(random.next() % 50)ms" }
        if verb == "corrupt", !frame.hasPrefix("radius"), random.next() % 2 == 0 { line += " fcs wrong" }
        line += pick(["", " first 1", " first 2", " nth 2..5", " probability 0.3", " probability 0.1"])
        if random.next() % 3 == 0 { line += " bssid 04:f0:21:19:88:44" }
        return line
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func everyRunEndsConnectedOrWithAStatedReason(seed: UInt64) throws {
        var random = RandomSource.seeded(21, stream: seed)
        let lines = (0...random.next() % 4).map { _ in Self.line(&random) }
        let faults = try lines.map { try Fault(parsing: $0) }
        var lab = Lab(configuration: try TestLab.seeds(seed: seed), policy: AirFaults(faults, seed: seed))
        lab.wireFaults = WireFaults(faults, seed: seed)
        lab.joinRoamAndReturn()
        let isSettled = lab.settles(within: .seconds(180))
        #expect(isSettled, "\(lines): \(lab.state(ofStation: 0))")
        lab.run(until: lab.now + .seconds(5))
        let associations = RoamingResults(analyzing: lab.capture.file().octets).associations
        for association in associations {
            #expect(!association.explanation.isEmpty, "\(lines)")
            #expect(association.kind != .failed || association.reason != nil, "\(lines)")
        }
        // Frames that a fault alters, doubles or holds back show numbers that devices did not mean; else none may.
        guard lines.allSatisfy({ $0.hasPrefix("drop") || $0.hasPrefix("withhold") }) else { return }
        var keyUse = KeyUse()
        keyUse.look(at: try AirFrames(lab).frames)
        #expect(keyUse.violations == [], "\(lines)")
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func aRunWithFaultsRepeatsToTheNanosecond(seed: UInt64) throws {
        let lines = [
            "drop eapol-key probability 0.3", "delay eap response by 20ms probability 0.5",
            "drop radius probability 0.2",
            "drop ack probability 0.1",
        ]
        func run() throws -> [[FaultOccasion]] {
            let faults = try lines.map { try Fault(parsing: $0) }
            var lab = Lab(configuration: try TestLab.seeds(seed: seed), policy: AirFaults(faults, seed: seed))
            lab.wireFaults = WireFaults(faults, seed: seed)
            lab.connect(station: 0)
            lab.run(until: lab.now + .seconds(40))
            return (lab.policy.records + lab.wireFaults.records).map(\.occasions)
        }
        let first = try run()
        #expect(first.contains { !$0.isEmpty })
        #expect(try run() == first)
    }
}
