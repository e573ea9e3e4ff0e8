import Scenarios
import TestSupport
import Testing

/// Lengths as on the seed's air, in octets without radiotap and FCS: the literals are the seed's, tshark measures.
@Suite struct FrameLengthTests {
    /// The four captures as one file, so that tshark starts once for each filter.
    private static let all: String? = {
        let paths = OKCScenario.allCases.compactMap { Runs.all[$0]?.path }
        guard paths.count == 4, let folder = Program.folder else { return nil }
        let merged = folder + "/all.pcapng"
        return Program.text(of: "mergecap -w \(merged) \(paths.joined(separator: " "))") == nil ? nil : merged
    }()

    /// Every length of the frames that a display filter selects, over all four captures.
    private func lengths(_ filter: String) throws -> Set<Int> {
        try #require(Program.isThere("tshark", package: "tshark"))
        var lengths: Set<Int> = []
        let all = try #require(Self.all)
        for row in Runs.fields(all, "wlan && (\(filter))", ["frame.len", "radiotap.length"]) {
            if let length = Int(row[0]), let radiotap = Int(row[1]) { lengths.insert(length - radiotap) }
        }
        return lengths
    }

    @Test(arguments: [
        ("eap.code == 1 && eap.type == 1", 43),
        ("eap.code == 2 && eap.type == 1", 51),
        ("eap.code == 1 && eap.type == 13", 44),
        ("eap.code == 2 && eap.type == 3", 44),
        ("eap.code == 1 && eap.type == 21 && eap.len == 6", 44),
        ("eap.code == 2 && eap.type == 21 && eap.len == 6", 44),
        ("eap.code == 1 && eap.len == 1004", 1042),
        ("eap.code == 3", 42),
        ("wlan_rsna_eapol.keydes.msgnr == 1", 155),
        ("wlan_rsna_eapol.keydes.msgnr == 2 && !wlan.pmkid.akms", 155),
        ("wlan_rsna_eapol.keydes.msgnr == 2 && wlan.pmkid.akms", 173),
        ("wlan_rsna_eapol.keydes.msgnr == 3", 197),
        ("wlan_rsna_eapol.keydes.msgnr == 4", 133),
        ("wlan.fc.type_subtype == 0x0c", 26),
        ("wlan.fc.type_subtype == 0x1d", 10),
        (
            "wlan.fc.type_subtype == 0x20 && wlan.sa == 00:0e:8e:fd:93:71 && wlan.fc.protected == 1 && frame.len < 80",
            46
        ),
    ])
    func framesHaveTheSeedsLengths(filter: String, length: Int) throws {
        #expect(try lengths(filter) == [length])
    }

    @Test func everyFragmentOfTheServerHasItsLength() throws {
        // 0xc0, 0xc0, then 0x80 on the last; the seed's server sends the length in each.
        let run = try #require(Runs.all[.none])
        let flags = Runs.fields(
            run, "wlan && eap.code == 1 && eap.type == 21 && eap.len > 400", ["eap.tls.flags"])
        #expect(flags.map { $0[0] } == ["0xc0", "0xc0", "0x80", "0xc0", "0xc0", "0x80"])
    }

    @Test func requestsDifferByThePMKIDAndByCurrentAP() throws {
        let association = try lengths("wlan.fc.type_subtype == 0")
        let without = try lengths("wlan.fc.type_subtype == 2 && !wlan.pmkid.akms")
        let with = try lengths("wlan.fc.type_subtype == 2 && wlan.pmkid.akms")
        try #require(association.count == 1 && without.count == 1 && with.count == 1)
        let first = try #require(association.first), second = try #require(without.first)
        #expect(second - first == 6)
        #expect(try #require(with.first) - second == 18)
    }

    @Test func theBeaconsRSNElementHas26Octets() throws {
        let run = try #require(Runs.all[.both])
        let lengths = Runs.fields(run, "wlan.fc.type_subtype == 8", ["wlan.rsn.version", "wlan.tag.length"])
        // tshark lists the length of each element; RSN's body of 24 comes right after Supported Rates and DS in 5 GHz.
        #expect(lengths.allSatisfy { $0[0] == "1" && $0[1].split(separator: ",").contains("24") })
    }
}
