import Octets
import RSN
import Reports
import Roaming
import Testing

@Suite struct ResultsJSONTests {
    static func association() -> Association {
        var association = Association(station: MACAddress(0x0200_0000_0001), bssid: MACAddress(0x0200_0000_0100))
        association.ssid = "a\"b\\c\u{1}\n<script>é\u{2028}"
        association.kind = .okc
        association.evidence = .inferred
        association.isRoam = true
        association.from = MACAddress(0x0200_0000_0200)
        association.request = .reassociation
        association.pmkidsOffered = [PMKID(), PMKID()]
        association.time = Elapsed(nanoseconds: -25_025_000)
        association.phases.roam = Elapsed(nanoseconds: 196_200_614)
        return association
    }

    @Test func textFromTheAirIsEscaped() {
        let text = ResultsJSON.text([Self.association()])
        #expect(text.contains(#""ssid": "a\"b\\c\u0001\n<script>é\u2028","#))
    }

    @Test func numbersAreExactAndWhatIsMissingIsNull() {
        let text = ResultsJSON.text([Self.association()])
        for line in [
            #""station": "02:00:00:00:00:01","#, #""from": "02:00:00:00:02:00","#, #""roam": true,"#,
            #""request": "reassociation","#, #""kind": "okc","#, #""evidence": "inferred","#, #""reason": null,"#,
            #""pmkids_offered": ["00000000000000000000000000000000", "00000000000000000000000000000000"],"#,
            #""pmkid_verified": null,"#, #""time": -0.025025,"#, #""roam": 196.201,"#, #""data_gap": null"#,
        ] {
            #expect(text.contains(line), "\(line) is missing in \(text)")
        }
    }

    @Test func aFailureCarriesItsCode() {
        var association = Self.association()
        association.kind = .failed
        association.reason = .rejected(status: 17)
        #expect(ResultsJSON.text([association]).contains(#""reason": "rejected","#))
        #expect(ResultsJSON.text([association]).contains(#""status": 17,"#))
    }

    @Test func aCaptureWithoutAssociationsIsAnEmptyList() {
        #expect(ResultsJSON.text([]) == "{\n  \"associations\": []\n}\n")
    }

    @Test func namesFromTheAirCannotMoveTheCursor() {
        var association = Self.association()
        association.ssid = "x\u{1B}[2Jy"
        let text = AssociationTable([association]).text
        #expect(!text.contains("\u{1B}"))
        #expect(text.contains("okc (probably)"))
    }
}
