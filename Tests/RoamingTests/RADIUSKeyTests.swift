import Capture
import Octets
import RSN
import Roaming
import TestSupport
import Testing

/// PMKs from the wire side of real captures, whose secret is `lanforge`; the keys files beside them are the truth.
@Suite struct RADIUSKeyTests {
    private let wire = Reference.folder + "hostapd/okc_both_radius.pcap"

    @Test(arguments: ["okc_both", "okc_none"])
    func theServersKeysAreThoseThatTheAccessPointUsed(name: String) throws {
        let keys = try KeysFile(fromRADIUSIn: Reference.folder + "hostapd/\(name)_radius.pcap", secret: "lanforge")
        let truth = try Recording.keys("hostapd/\(name).keys")
        #expect(
            keys.entries.map { "\($0.station) \($0.bssid) \($0.akm) \($0.pmk.octets.hexadecimal)" }
                == truth.entries.map { "\($0.station) \($0.bssid) \($0.akm) \($0.pmk.octets.hexadecimal)" })
    }

    @Test func anotherSecretIsSaidToBeAnother() {
        #expect(throws: NoKeyFromRADIUS(authenticReplies: 0, otherReplies: 11)) {
            try KeysFile(fromRADIUSIn: wire, secret: "lanforgf")
        }
    }

    @Test func aCaptureWithoutTheWireSaysSo() {
        #expect(throws: NoKeyFromRADIUS(authenticReplies: 0, otherReplies: 0)) {
            try KeysFile(fromRADIUSIn: Reference.folder + "zn2i.pcap", secret: "lanforge")
        }
    }

    @Test func withThemEveryKindIsProven() throws {
        let keys = try KeysFile(fromRADIUSIn: wire, secret: "lanforge")
        let associations = try RoamingResults(analyzing: Reference.folder + "hostapd/okc_both.pcapng", keys: keys)
            .associations
        #expect(associations.count { $0.kind == .okc && $0.evidence == .key } == 31)
        #expect(associations.count { $0.kind == .pmksa && $0.evidence == .key } == 21)
        #expect(associations.filter { !$0.pmkidsOffered.isEmpty }.allSatisfy { $0.isPMKIDVerified == true })
    }
}
