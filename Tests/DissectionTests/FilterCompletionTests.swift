import Dissection
import TestSupport
import Testing

@Suite struct FilterCompletionTests {
    private func texts(_ filter: String) -> [String] {
        FilterCompletion.completions(of: filter, at: filter.utf8.count).map(\.text)
    }

    @Test func fieldsThatBeginWithTheWordComeFirst() {
        let found = texts("eapol && wlan.rsn.pm")
        #expect(found == ["wlan.rsn.pmkid.count", "wlan.rsn.pmkid.list"])
        #expect(texts("pmkid").contains("wlan.pmkid.akms"))
        let first = FilterCompletion.completions(of: "eapol && wlan.rsn.pm", at: 20)[0]
        #expect(first.range == 9..<20)
        #expect(first.detail == "PMKID Count")
    }

    @Test func afterAFieldComeItsOperators() {
        #expect(texts("eap ") == ["&&", "||"])
        #expect(texts("wlan.ssid ") == ["==", "!=", "in", "contains", "matches", "&&", "||"])
    }

    @Test func namesOfValuesAreQuotedAndReadBack() throws {
        let found = texts("radius.code == \"Access-")
        #expect(found == ["\"Access-Request\"", "\"Access-Accept\"", "\"Access-Reject\"", "\"Access-Challenge\""])
        for name in found { _ = try DisplayFilter("radius.code == \(name)") }
        #expect(texts("wlan.fc.retry == ") == ["True", "False"])
    }

    @Test func anErrorSaysWhatWasMeant() {
        do {
            _ = try DisplayFilter("eapol or wlan.adr == 00:0e:8e:fd:93:71")
            Issue.record("taken")
        } catch {
            #expect(error.offset == 9)
            #expect(error.length == 8)
            #expect(error.suggestion == "wlan.addr")
        }
    }

    /// The titles of fields are those of the installed tshark.
    @Test func titlesAreTsharks() throws {
        guard Program.isThere("tshark", package: "tshark") else { return }
        let list = try #require(Program.text(of: "tshark -G fields"))
        var titles: [String: Set<String>] = [:]
        for line in list.split(separator: "\n") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            if cells.count > 2 { titles[String(cells[2]), default: []].insert(String(cells[1])) }
        }
        for name in DisplayFilter.fields {
            let own = try #require(
                FilterCompletion.completions(of: name, at: name.utf8.count).first { $0.text == name })
            #expect(titles[name]?.contains(own.detail) == true, "\(name): \(own.detail)")
        }
    }
}
