import Octets
import Roaming
import Scenarios
import TestSupport
import Testing

/// Captures of real devices against the seed's table; what they show stands in the README beside them.
@Suite struct JudgementTests {
    private func associations(_ name: String) throws -> [Association] {
        let octets = try #require(Reference.octets("hostapd/\(name).pcapng"))
        return RoamingResults(analyzing: octets.octets).associations
    }

    @Test func okcOnBothSidesIsBothAndNothingElse() throws {
        let both = try associations("okc_both")
        for scenario in OKCScenario.allCases {
            let judgement = Judgement(both, ofAnyCaptureOf: scenario)
            #expect(judgement.isAsExpected == (scenario == .both), "\(scenario)")
            #expect(judgement.roams.count == 31)
        }
    }

    /// On the air OKC at the access point alone looks as OKC nowhere.
    @Test func okcOnNeitherSideIsNoneOrVAPOnly() throws {
        let none = try associations("okc_none")
        for scenario in OKCScenario.allCases {
            let isSame = scenario == .none || scenario == .vapOnly
            #expect(Judgement(none, ofAnyCaptureOf: scenario).isAsExpected == isSame, "\(scenario)")
        }
    }

    @Test func aKeyOfUnknownOriginProvesNoOKC() throws {
        var cached = try associations("okc_both")
        for index in cached.indices where cached[index].kind == .okc { cached[index].kind = .cached }
        let judgement = Judgement(cached, ofAnyCaptureOf: .both)
        #expect(judgement.roams.isEmpty)
        let difference = "No roam is known to lead to a BSS where the station had not made its key before."
        #expect(judgement.differences == [difference])
        // Where EAP is expected, a cached key is none.
        #expect(!Judgement(cached, ofAnyCaptureOf: .none).isAsExpected)
    }
}
