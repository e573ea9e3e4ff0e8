import Octets
import Roaming
import Testing
import Timeline

/// Real captures from which a sniffer has lost frames at random: what is still reported has the true kind or a weaker
/// one (`cached`, `unknown`), never another.
@Suite struct DeletionTests {
    /// What a capture's associations truly were, by number of their frames.
    struct Truth {
        var recording: Recording
        var keys: KeysFile
        /// Associations read from the whole capture with its keys.
        var associations: [Association]

        init(_ name: String) throws {
            recording = try Recording("hostapd/\(name).pcapng")
            keys = try Recording.keys("hostapd/\(name).keys")
            associations = recording.associations(keys)
        }

        /// What is wrong with what an edited capture says.
        func contradictions(_ edited: Recording, _ found: [Association], onlyKinds: Bool = false) -> [String] {
            found.compactMap { association in
                let first = edited.packets[association.firstFrame - 1].number
                let last = edited.packets[association.lastFrame - 1].number
                let owners = associations.filter {
                    $0.firstFrame <= last && first <= $0.lastFrame && $0.bssid == association.bssid
                }
                if !onlyKinds, let wrong = DeletionTests.contradiction(association, owners) {
                    return wrong + " at \(first)…\(last)"
                }
                if association.kind == .cached || association.kind == .unknown { return nil }
                if owners.contains(where: { $0.kind == association.kind }) { return nil }
                return "\(association.kind.rawValue) (\(association.evidence?.rawValue ?? "-"), "
                    + "\(association.reason?.code ?? "-")) at \(first)…\(last), truly \(owners.map(\.kind.rawValue))"
            }
        }
    }

    /// What is wrong beside the kind: a reason, a phase or an origin that the whole capture does not have.
    static func contradiction(_ found: Association, _ owners: [Association]) -> String? {
        if let reason = found.reason, reason != .incompleteCapture, found.kind == .full,
            owners.contains(where: \.isRoam), !owners.contains(where: { $0.reason == reason })
        {
            return "reason \(reason.code)"
        }
        // An Association without the Deauthentication before it is a roam by definition.
        if found.isRoam, found.request == .reassociation, !owners.contains(where: \.isRoam) { return "a roam" }
        if let from = found.from, found.requestFrame != nil, owners.contains(where: \.isRoam),
            !owners.contains(where: { $0.from == from })
        {
            return "from \(from)"
        }
        for (name, phase) in [
            ("association", \Phases.authenticationToAssociation), ("eap", \.eap), ("four-way", \.fourWay),
            ("roam", \.roam),
        ] as [(String, KeyPath<Phases, Elapsed?>)] {
            guard let time = found.phases[keyPath: phase] else { continue }
            if !owners.contains(where: { $0.phases[keyPath: phase] == time }) {
                return "\(name) of \(time.milliseconds) ms"
            }
        }
        return nil
    }

    /// How a sniffer loses frames: each packet by itself, or in silences of some packets.
    private static func lose(
        _ recording: Recording, percent: Int, silence: Int, _ random: inout RandomSource
    ) -> Recording {
        var edited = Recording()
        var remaining = 0
        for packet in recording.packets {
            if remaining > 0 {
                remaining -= 1
            } else if UInt16.random(in: 0..<UInt16(100 * silence), using: &random) < percent {
                remaining = silence > 1 ? Int.random(in: 0..<2 * silence, using: &random) : 0
            } else {
                edited.packets.append(packet)
            }
        }
        return edited
    }

    /// A sniffer that keeps the first octets of each packet (`dumpcap -s`) hides the end of elements, EAP and keys.
    @Test(arguments: ["okc_both", "okc_none"])
    func packetsCutShortNeverMakeAnotherKind(name: String) throws {
        let truth = try Truth(name)
        for length in stride(from: 24, to: 260, by: 4) {
            let edited = truth.recording.cut(to: length)
            for keys in [KeysFile(), truth.keys] {
                let found = edited.associations(keys)
                #expect(truth.contradictions(edited, found, onlyKinds: true) == [], "\(length) octets")
                // Every EAP header lies within 60 octets here.
                if length >= 156 { #expect(found.filter { $0.kind == .full }.allSatisfy { $0.eapRoundTrips == 7 }) }
                if length >= 180 { #expect(found.map(\.kind) == truth.associations.map(\.kind)) }
            }
        }
    }

    @Test(arguments: ["okc_both", "okc_none"], [1, 8])
    func framesLostAtRandomNeverMakeAnotherKind(name: String, silence: Int) throws {
        let truth = try Truth(name)
        var random = RandomSource.seeded(5, stream: UInt64(silence))
        var wrong: [String: Int] = [:]
        var reported = 0
        for run in 0..<120 {
            let percent = [2, 5, 10, 20, 35, 50, 70, 90][run % 8]
            let edited = Self.lose(truth.recording, percent: percent, silence: silence, &random)
            for keys in [KeysFile(), truth.keys] {
                let found = edited.associations(keys)
                reported += found.count
                for line in truth.contradictions(edited, found, onlyKinds: percent * silence > 40 || percent > 10) {
                    wrong["\(keys.entries.isEmpty ? "" : "keys ")\(percent) %: \(line)", default: 0] += 1
                }
            }
        }
        print("\(name), silences of \(silence): \(reported) associations, \(wrong.values.reduce(0, +)) contradict")
        for (line, count) in wrong.sorted(by: { $0.key < $1.key }).prefix(60) { print(count, line) }
        #expect(wrong.isEmpty)
    }
}
