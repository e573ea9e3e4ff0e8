import Configuration
import Octets
import Testing

@Suite struct SupplicantConfigurationTests {
    private func refusals(_ text: String) -> [String] {
        do {
            _ = try SupplicantConfiguration(parsing: text, file: "sta.conf")
            return []
        } catch { return error.diagnostics.map(\.description) }
    }

    private func network(_ lines: String) throws -> SupplicantConfiguration.Network {
        let text = "network={\n\(lines)\n}\n"
        return try #require(try SupplicantConfiguration(parsing: text, file: "sta.conf").networks.first)
    }

    @Test func theStationsExamplesDifferInProactiveKeyCachingAlone() throws {
        var without = try SupplicantConfiguration(parsing: Example.station.text, file: "station.conf")
        let with = try SupplicantConfiguration(parsing: Example.stationPKC.text, file: "station-pkc.conf")
        #expect(with.usesProactiveKeyCaching(with.networks[0]))
        #expect(!without.usesProactiveKeyCaching(without.networks[0]))
        without.networks[0].proactiveKeyCaching = true
        without.file = with.file
        #expect(without == with)
        let network = with.networks[0]
        #expect(network.ssid == Array("okctest1".utf8))
        #expect(network.keyManagement == [.eap])
        #expect(network.eapMethods == [.ttls])
        #expect(network.identity == Array("testuser".utf8))
        #expect(network.anonymousIdentity == nil)
        #expect(network.password == .text(Secret(Array("testpasswd".utf8))))
        #expect(network.phase2("auth") == "PAP")
        #expect(network.phase2("autheap") == nil)
    }

    @Test func commentsEndALineButNotInsideOfQuotes() throws {
        let network = try network(
            """
               # a comment, "quoted" too
               ssid="a#b"  # the name
               priority=2# high
               identity="a" # not "b"
            """)
        #expect(network.ssid == Array("a#b".utf8))
        #expect(network.priority == 2)
        #expect(network.identity == Array("a".utf8))
    }

    @Test func octetsStandInQuotesInHexadecimalOrWithEscapes() throws {
        #expect(try network("ssid=6f6b63").ssid == Array("okc".utf8))
        #expect(try network(#"ssid=P"a\x41\n\"\101\\""#).ssid == Array("aA\n\"A\\".utf8))
        #expect(try network(#"ssid="a"b""#).ssid == Array("a\"b".utf8))
        #expect(try network("ssid=").ssid == [])
    }

    @Test func keyCachingFollowsTheGlobalSettingUnlessTheNetworkSaysOtherwise() throws {
        let text = """
            network={
            ssid="a"
            }
            network={
            ssid="b"
            proactive_key_caching=0
            }
            okc=1
            """
        let configuration = try SupplicantConfiguration(parsing: text, file: "sta.conf")
        #expect(configuration.networks.map { configuration.usesProactiveKeyCaching($0) } == [true, false])
    }

    @Test func aPasswordMayBeGivenAsItsHash() throws {
        let network = try network("password=hash:00112233445566778899aabbccddeeff")
        #expect(
            network.password
                == .ntHash(
                    Secret([
                        0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff,
                    ])))
    }

    @Test func anUnquotedPasswordIsRefusedWithoutShowingIt() {
        #expect(
            refusals("network={\npassword=testpasswd\n}\n") == [
                "sta.conf:2: password is text in quotes, or hexadecimal"
            ])
    }

    @Test func allErrorsOfAFileAreToldAtOnceInOrder() {
        let text = """
            ap_scan =1
            ssid="outside"
            network={
                ssid=okctest1
                key_mgmt=WPA-EAP WPA-FOO
                proactive_key_cashing=1
                eap=TTLS FOO
                scan_freq=5180 x
                okc=1
                psk="short"
            """
        #expect(
            refusals(text) == [
                "sta.conf:1: unknown key \"ap_scan \"; did you mean \"ap_scan\"?",
                "sta.conf:2: ssid belongs inside of a network={ block",
                "sta.conf:3: the network block has no end: } is missing",
                "sta.conf:4: ssid is up to 32 octets, in quotes or in hexadecimal, not \"okctest1\"",
                "sta.conf:5: key_mgmt does not take \"WPA-FOO\"",
                "sta.conf:6: unknown key \"proactive_key_cashing\"; did you mean \"proactive_key_caching\"?",
                "sta.conf:7: eap does not take \"FOO\"",
                "sta.conf:8: scan_freq is a list of frequencies in MHz, not \"x\"",
                "sta.conf:9: okc belongs outside of the network={ block",
                "sta.conf:10: psk is a quoted passphrase of 8 to 63 octets, or 64 hexadecimal digits",
            ])
    }

    @Test func blocksWithoutEffectArePassedOver() throws {
        let text = """
            cred={
                realm="example.com"
                no_such_key=1
            }
            blob-base64-key={
            SGVsbG8gV29ybGQhCg==
            }
            network={
                ssid="a"
            }
            """
        let configuration = try SupplicantConfiguration(parsing: text, file: "sta.conf")
        #expect(configuration.networks.count == 1)
        #expect(configuration.notes.map(\.line) == [1, 5])
    }

    @Test func aRealConfigurationIsRead() throws {
        let text = """
            ctrl_interface=/run/wpa
            update_config=0
            network={
              ssid="okctest1"
              scan_ssid=0
              disabled=1
              proto=RSN
              pairwise=CCMP
              proactive_key_caching=1
              key_mgmt=WPA-EAP
              eap=TTLS
              identity="testuser"
              anonymous_identity="anonymous"
              password="testpasswd"
              ca_cert="/etc/okc/certs/ca.pem"
              phase2="auth=PAP"
            }
            """
        let configuration = try SupplicantConfiguration(parsing: text, file: "sta.conf")
        let network = configuration.networks[0]
        #expect(configuration.controlInterface == "/run/wpa")
        #expect(network.isDisabled)
        #expect(network.protocols == [.rsn])
        #expect(network.pairwise == [.ccmp])
        #expect(network.anonymousIdentity == Array("anonymous".utf8))
        #expect(network.caCertificate == "/etc/okc/certs/ca.pem")
    }
}
