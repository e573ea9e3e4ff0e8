public import Octets
public import Roaming

/// Whether a capture shows what the seed says of its scenario, and what differs if not.
///
/// It rests on the associations that were read from the capture, and on nothing else.
public struct Judgement: Sendable {
    /// Each roam to the target, in order.
    public private(set) var roams: [Association] = []
    /// Each roam back, in order.
    public private(set) var returns: [Association] = []
    /// What differs from the seed, one sentence each; empty if nothing does.
    public private(set) var differences: [String] = []

    /// Whether everything is as the seed says.
    public var isAsExpected: Bool { differences.isEmpty }

    /// Judges the associations of one capture.
    ///
    /// - Parameters:
    ///   - rounds: how many roams there, and as many back, must be found.
    ///   - target: the BSS that the station roams to; it comes from, and returns to, `home`.
    public init(
        _ associations: [Association], of scenario: OKCScenario, rounds: Int, station: MACAddress, home: MACAddress,
        target: MACAddress
    ) {
        let expectation = scenario.expectation
        for association in associations where association.station == station {
            if association.kind == .failed || association.kind == .unknown {
                differences.append(
                    "Frame \(association.firstFrame): \(association.kind.rawValue)"
                        + " (\(association.reason?.code ?? "no reason")). \(association.explanation)")
            } else if association.isRoam, association.bssid == target, association.from == home {
                roams.append(association)
                judge(association, expectation)
            } else if association.isRoam, association.bssid == home, association.from == target {
                returns.append(association)
                if association.kind != .pmksa || association.eap {
                    differences.append(
                        "Frame \(association.firstFrame): the way back is \(association.kind.rawValue), expected pmksa."
                    )
                }
            }
        }
        if roams.count != rounds { differences.append("\(roams.count) roams to \(target), expected \(rounds).") }
        if returns.count != rounds { differences.append("\(returns.count) roams back to \(home), expected \(rounds).") }
    }

    /// Judges anyone's capture against a scenario of the seed's table: every roam to a BSS where the station had not made
    /// its key before.
    ///
    /// A roam back is plain PMKSA caching in every scenario, and says nothing. Nor does one with a cached key of which the
    /// capture does not tell where it was made, where a cached key is expected.
    public init(_ associations: [Association], ofAnyCaptureOf scenario: OKCScenario) {
        for association in associations where association.isRoam && association.kind != .pmksa {
            if association.kind == .cached, !scenario.expectation.runsEAP { continue }
            roams.append(association)
            if association.kind == .failed || association.kind == .unknown {
                differences.append(
                    "Frame \(association.firstFrame): \(association.kind.rawValue). \(association.explanation)")
            } else {
                judge(association, scenario.expectation)
            }
        }
        if roams.isEmpty {
            differences.append("No roam is known to lead to a BSS where the station had not made its key before.")
        }
    }

    private mutating func judge(_ roam: Association, _ expectation: OKCScenario.Expectation) {
        var found: [String] = []
        defer { differences += found.map { "Frame \(roam.firstFrame): \($0)." } }
        if roam.request != .reassociation { found.append("no Reassociation Request") }
        if roam.pmkidsOffered.isEmpty == expectation.offersPMKID {
            found.append(
                expectation.offersPMKID
                    ? "the Reassociation Request lacks a PMKID" : "the Reassociation Request carries a PMKID")
        }
        if roam.eap != expectation.runsEAP {
            found.append(
                expectation.runsEAP ? "no EAP ran, expected a full authentication" : "EAP ran, expected 4-way only")
        }
        let kind = expectation.runsEAP ? AssociationKind.full : .okc
        if roam.kind != kind { found.append("the roam is \(roam.kind.rawValue), expected \(kind.rawValue)") }
        if roam.phases.fourWay == nil { found.append("no complete 4-way handshake") }
    }
}
