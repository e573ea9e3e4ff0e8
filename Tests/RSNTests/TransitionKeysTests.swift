import Octets
import RSN
import Testing

/// The key hierarchy of Fast BSS Transition. Names are those on the air of a real network (example-ft.pcapng of
/// vanhoefm/krackattacks-scripts): SSID simulnet, passphrase "password", mobility domain a1 b2, R0KH-ID nas0.example.com.
@Suite struct TransitionKeysTests {
    private func keys(
        passphrase: String = "password", ssid: String = "simulnet", domain: [UInt8] = [0xA1, 0xB2],
        holder0: String = "nas0.example.com", holder1: MACAddress = MACAddress(0x0001_0203_0406)
    ) throws -> TransitionKeys? {
        let name = Array(ssid.utf8)
        let derived = PMK(passphrase: passphrase, ssid: name.octets)
        let pmk = try #require(derived)
        return TransitionKeys(
            pmk: pmk, ssid: name.octets, mobilityDomain: domain.octets, holder0: Array(holder0.utf8).octets,
            holder1: holder1, supplicant: MACAddress(0x00C0_CA75_D327))
    }

    @Test func theNamesAreThoseOfARealTransition() throws {
        let keys = try #require(try keys())
        #expect(keys.name0.octets.hexadecimal == "be9337400bdaedab17444e1a0b4d47bf")
        #expect(keys.name1.octets.hexadecimal == "3220ff2c24da56c188f56a1a3de75857")
    }

    @Test func everyInputTellsInTheNames() throws {
        let right = try #require(try keys())
        for other in [
            try keys(passphrase: "passwore"), try keys(ssid: "simulneu"), try keys(domain: [0xB2, 0xA1]),
            try keys(holder0: "nas1.example.com"),
        ] {
            let other = try #require(other)
            #expect(other.name0 != right.name0 && other.name1 != right.name1)
        }
        let other = try #require(try keys(holder1: MACAddress(0x0001_0203_0405)))
        #expect(other.name0 == right.name0 && other.name1 != right.name1)
    }

    @Test func whatTheStandardForbidsHasNoKeys() throws {
        for length in [0, 49] {
            let wrong = try keys(holder0: String(repeating: "x", count: length))
            #expect(wrong == nil)
        }
        let longest = try keys(holder0: String(repeating: "x", count: 48))
        let cut = try keys(domain: [1])
        #expect(longest != nil && cut == nil)
    }
}
