internal import Faults
public import Lab
internal import Octets
public import Reports
public import Roaming
internal import Timeline

extension Reports.Scenario {
    /// The section of a report that tells of one scenario.
    ///
    /// - Parameters:
    ///   - associations: what was read from the capture, ladders included.
    ///   - products: what the run left; where the procedure stopped, and what devices said then, is told as theirs.
    public init(
        _ scenario: OKCScenario, associations: [Association], judgement: Judgement, products: ScenarioRun.Products
    ) {
        var differences = judgement.differences
        if let interruption = products.interruption {
            differences.insert(interruption, at: 0)
            if !products.complaints.isEmpty {
                differences.append("In their own words: \(products.complaints.joined(separator: "; ")).")
            }
        }
        self.init(
            name: scenario.rawValue, title: scenario.title, accessPointUsesOKC: scenario.okcOnVAP,
            stationUsesPKC: scenario.pkcOnStation, expectation: scenario.expectation.sentence,
            outcome: differences.isEmpty ? .asExpected : .unexpected(differences.joined(separator: " ")),
            captureFile: scenario.fileName + ".pcapng", associations: Self.withChosenLadders(associations),
            rounds: judgement.roams.count > 1 ? RoundStatistics(judgement.roams.compactMap(\.phases.roam)) : nil)
        faults = products.faults.map { StatedFault($0, start: products.start) }
    }
}

extension StatedFault {
    /// What a report says of a fault; times count from `start`.
    init(_ record: FaultRecord, start: Instant) {
        self.init(
            text: record.fault.text, counted: record.counted, acted: record.acted,
            occasions: record.occasions.map { occasion in
                Occasion(
                    time: Elapsed(nanoseconds: Int64((occasion.instant - start).nanoseconds)),
                    frame: occasion.kind.description, sender: occasion.sender)
            })
    }
}

extension Reports.Scenario {
    /// Ladders are kept of the first round, of the slowest roam and of what failed: hundreds would hide those.
    private static func withChosenLadders(_ associations: [Association]) -> [Association] {
        let slowest = associations.indices.filter { associations[$0].isRoam }.max {
            (associations[$0].phases.roam ?? Elapsed(nanoseconds: 0))
                < (associations[$1].phases.roam ?? Elapsed(nanoseconds: 0))
        }
        var chosen = associations
        for index in chosen.indices.dropFirst(3) where index != slowest && chosen[index].kind != .failed {
            chosen[index].ladder = []
        }
        return chosen
    }
}

extension FrameLengths {
    /// Each frame's lengths here and on the seed's air. A frame of several lengths has a row for each.
    public var comparisons: [LengthComparison] {
        Frame.allCases.flatMap { frame -> [LengthComparison] in
            let lengths = (found[frame] ?? []).sorted()
            let ours: [Int?] = lengths.isEmpty ? [nil] : lengths
            return ours.map {
                LengthComparison(frame: frame.rawValue, ours: $0, reference: frame.seed, cause: frame.cause)
            }
        }
    }
}

extension Delays {
    /// The delays as a report states them.
    public var stated: [StatedDelay] {
        func delay(_ name: String, _ value: Interval, _ option: String, _ source: String) -> StatedDelay {
            StatedDelay(
                name: name, value: "\(Elapsed(nanoseconds: Int64(value.nanoseconds)).milliseconds) ms", option: option,
                source: source)
        }
        return [
            delay(
                "RADIUS round trip", radiusRoundTrip, "--radius-rtt",
                "fitted: the seed's server is on the AP's own loopback"),
            delay(
                "station, for each management or EAPOL frame", station, "--station-delay",
                "fitted: okc_vap_only.pcapng, an EAP request to its response"),
            delay(
                "AP, for each management, EAPOL or RADIUS packet", accessPoint, "--ap-delay",
                "fitted: okc_both.pcapng, message 2 to message 3"),
            delay(
                "a TLS step with public-key operations, at each end", tls, "--tls-delay",
                "fitted: okc_vap_only.pcapng, Client Hello to Server Hello, last fragment to Client Key Exchange"),
        ]
    }
}
