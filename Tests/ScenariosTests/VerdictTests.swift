import EAPMethods
import Octets
import RSN
import Roaming
import Scenarios
import TestSupport
import Testing

/// What the witness says of the scenarios' captures, for each inner method and AKM.
@Suite struct VerdictTests {
    private func judge(_ scenario: OKCScenario, _ run: Runs.Run, rounds: Int = 1) -> Judgement {
        Judgement(
            run.associations, of: scenario, rounds: rounds, station: ScenarioRun.station, home: ScenarioRun.home,
            target: ScenarioRun.target)
    }

    /// Wireshark's names, as far as the witness needs them.
    private let names: [TLSMethod: String] = [.tls: "EAP-TLS", .ttls: "EAP-TTLS", .peap: "EAP-PEAP"]

    @Test(arguments: OKCScenario.allCases, EAPMethod.allCases)
    func eachMethodHasTheSameFourVerdicts(scenario: OKCScenario, method: EAPMethod) throws {
        var options = ScenarioOptions()
        options.method = method
        let run = try #require(Runs.run(scenario, options, name: "\(scenario.fileName)_\(method.name)"))
        let judgement = judge(scenario, run)
        #expect(judgement.differences == [])
        #expect(judgement.roams.map(\.kind) == [scenario == .both ? .okc : .full])
        #expect(judgement.returns.map(\.kind) == [.pmksa])
        #expect(judgement.roams.first?.eapMethod == (scenario == .both ? nil : names[method.outer]))
    }

    @Test(arguments: OKCScenario.allCases)
    func theSHA256AKMHasTheSameFourVerdicts(scenario: OKCScenario) throws {
        var options = ScenarioOptions()
        options.akm = .wpaEAPSHA256
        let run = try #require(Runs.run(scenario, options, name: "\(scenario.fileName)_sha256"))
        #expect(judge(scenario, run).differences == [])
        // Key Descriptor Version 3: the MIC is AES-128-CMAC (802.11-2020, 12.7.2).
        let versions = Runs.fields(
            run, "wlan_rsna_eapol.keydes.msgnr", ["wlan_rsna_eapol.keydes.key_info.keydes_version"])
        #expect(!versions.isEmpty && versions.allSatisfy { $0 == ["3"] })
        let program = """
            import hmac,hashlib,sys
            pmk,aa,sta=sys.argv[1:]
            d=b"PMK Name"+bytes.fromhex((aa+sta).replace(":",""))
            print(hmac.new(bytes.fromhex(pmk),d,hashlib.sha256).hexdigest()[:32])
            """
        let pmk = try #require(run.pmks.last)
        let target = "04:f0:21:19:88:44"
        let expected = try #require(
            Program.text(of: "python3 -c '\(program)' \(pmk) \(target) 00:0e:8e:fd:93:71"))
        let shown = Runs.fields(
            run, "wlan_rsna_eapol.keydes.msgnr == 1 && wlan.bssid == \(target)", ["wlan.rsn.ie.pmkid"])
        #expect(shown == [expected.split(separator: "\n").map(String.init)])
    }

    @Test(arguments: OKCScenario.allCases)
    func theStationForgetsItsKeysBetweenRounds(scenario: OKCScenario) throws {
        var options = ScenarioOptions()
        options.rounds = 3
        let run = try #require(Runs.run(scenario, options, name: "\(scenario.fileName)_rounds"))
        #expect(judge(scenario, run, rounds: 3).differences == [])
        let first = run.associations.filter { $0.request == .association }
        #expect(first.count == 3 && first.allSatisfy { $0.kind == .full && $0.pmkidsOffered.isEmpty })
    }

    @Test(arguments: OKCScenario.allCases)
    func aKeysFileChangesTheEvidenceAndNotTheKind(scenario: OKCScenario) throws {
        let run = try #require(Runs.all[scenario])
        let keys = try KeysFile(parsing: run.products.keys)
        let known = RoamingResults(analyzing: run.products.capture.octets, keys: keys).associations
        #expect(known.map(\.kind) == run.associations.map(\.kind))
        if scenario == .both {
            #expect(run.associations[1].evidence == .inferred)
            #expect(known[1].evidence == .key && known[1].isPMKIDVerified == true)
        }
    }

    /// The capture itself says it, so that `analyze` can label its times.
    @Test func everyPacketOfAScenarioIsKnownToBeSimulated() throws {
        let run = try #require(Runs.all[.both])
        for workers in [0, 1] {
            let results = try RoamingResults(analyzing: run.path, workers: workers)
            #expect(results.packetCount > 100 && results.simulatedPacketCount == results.packetCount)
        }
        let merged = try RoamingResults(
            analyzing: [run.path, run.path], clocks: CaptureClocks(of: [run.path, run.path], offsets: [:]))
        #expect(merged.simulatedPacketCount == merged.packetCount)
        let real = try #require(Reference.octets("hostapd/okc_both.pcapng"))
        #expect(RoamingResults(analyzing: real.octets).simulatedPacketCount == 0)
    }

    @Test func theVoiceLikeFlowFeelsTheRoam() throws {
        let both = try #require(Runs.all[.both]).associations
        let none = try #require(Runs.all[.none]).associations
        let okc = try #require(both[1].phases.dataGap)
        let full = try #require(none[1].phases.dataGap)
        // A frame every 20 ms: OKC may cost one, a full authentication of 46 ms at least two.
        #expect(okc.nanoseconds < 45_000_000)
        #expect(full.nanoseconds > 40_000_000 && full.nanoseconds < 90_000_000)
    }
}
