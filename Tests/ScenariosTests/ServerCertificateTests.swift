import Configuration
import EAPMethods
import Lab
import Octets
import Roaming
import Scenarios
import TestSupport
import Testing

/// The station checks the server's certificate as its file says, and says no by the alert that wpa_supplicant sends:
/// eapol_test 2.10 against hostapd 2.10 with certificates like these wrote "unknown CA" (48) and "internal error" (80).
@Suite struct ServerCertificateTests {
    /// Certificates that openssl made: an authority, two servers of it, one with a DNS name and one without, and another
    /// authority.
    private static let folder: String? = {
        guard Program.isThere("openssl", package: "openssl"), let folder = Program.folder else { return nil }
        let script = """
            cd '\(folder)' && mkdir certificates && cd certificates || exit 1
            key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
            for name in ca other; do
              openssl req -x509 $key -keyout $name.key -out $name.pem -days 30 -subj "/CN=$name authority" || exit 1
            done
            printf 'subjectAltName=DNS:radius.example.org\\n' > san.ext
            printf 'basicConstraints=CA:FALSE\\n' > cn.ext
            for name in san cn; do
              openssl req $key -keyout $name.key -out $name.csr -subj "/CN=$name.example.org" || exit 1
              openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile $name.ext \\
                -out $name.crt || exit 1
              cat $name.crt ca.pem > $name.pem
            done
            """
        guard let made = Program.output(of: "( \(script)\n) 2>/dev/null"), made.status == 0 else { return nil }
        return folder + "/certificates"
    }()

    private func options(_ lines: String, server: String) throws -> ScenarioOptions {
        let folder = try #require(Self.folder)
        var options = ScenarioOptions()
        let text = Example.stationPKC.text.replacing("\n}", with: "\n" + lines.replacing("@", with: folder) + "\n}")
        options.supplicant = try SupplicantConfiguration(parsing: text, file: "sta.conf")
        options.serverIdentity = try TLSIdentity(
            certificates: #require(Program.octets(of: "\(folder)/\(server).pem")),
            key: #require(Program.octets(of: "\(folder)/\(server).key")))
        return options
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("san", #"ca_cert="@/ca.pem""#), ("san", "ca_cert=\"@/ca.pem\"\ndomain_match=\"a;radius.example.org\""),
            ("san", "ca_cert=\"@/ca.pem\"\ndomain_suffix_match=\"Example.ORG\""),
            ("cn", "ca_cert=\"@/ca.pem\"\ndomain_match=\"cn.example.org\""),
            ("san", #"domain_match="radius.example.org""#),
        ])
    func aServerThatTheFileTrustsIsTaken(server: String, lines: String) throws {
        let products = try ScenarioRun(.both, options: options(lines, server: server)).run()
        #expect(products.interruption == nil)
        #expect(RoamingResults(analyzing: products.capture.octets).associations.map(\.kind) == [.full, .okc, .pmksa])
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("san", #"ca_cert="@/other.pem""#, "48"), ("san", #"ca_cert="@/san.crt""#, "48"),
            ("san", "ca_cert=\"@/ca.pem\"\ndomain_match=\"radius.example.com\"", "80"),
            ("san", "ca_cert=\"@/ca.pem\"\ndomain_suffix_match=\"ample.org\"", "80"),
            // Where there is a DNS name, the common name doesn't count.
            ("san", "ca_cert=\"@/ca.pem\"\ndomain_match=\"san.example.org\"", "80"),
            ("cn", "ca_cert=\"@/ca.pem\"\ndomain_match=\"radius.example.org\"", "80"),
            ("san", #"domain_suffix_match="example.com""#, "48"),
        ])
    func aServerThatTheFileDoesNotTrustIsToldByAnAlert(server: String, lines: String, alert: String) throws {
        let run = try #require(
            Runs.run(.both, options(lines, server: server), name: "certificate-\(lines.utf8.count)-\(alert)-\(server)"))
        #expect(run.products.interruption == "The station did not get a link to 04:f0:21:19:89:44.")
        #expect(run.associations.map(\.reason) == [.eapFailure])
        guard Program.isThere("tshark", package: "tshark") else { return }
        let filter = "wlan.ta == 00:0e:8e:fd:93:71 && tls.alert_message"
        let alerts = Runs.fields(run, filter, ["tls.alert_message.level", "tls.alert_message.desc"])
        #expect(alerts == [["2", alert]])
        // One over the air; RADIUS carries it on.
        #expect(Runs.fields(run, "wlan.ra == 00:0e:8e:fd:93:71 && eap.code == 4", ["eap.code"]).count == 1)
    }

    @Test(arguments: [
        ("/nonexistent/ca.pem", "reading /nonexistent/ca.pem: No such file or directory"),
        ("/dev/null", "reading /dev/null: no certificate or crl found"), ("blob://ca", "only files are emulated"),
    ])
    func aFileThatCannotBeReadIsAnErrorBeforeAnythingStarts(path: String, reason: String) throws {
        var options = ScenarioOptions()
        let text = Example.stationPKC.text.replacing("\n}", with: "\n    ca_cert=\"\(path)\"\n}")
        options.supplicant = try SupplicantConfiguration(parsing: text, file: "sta.conf")
        do {
            try ScenarioRun(.both, options: options).check()
            Issue.record("accepted")
        } catch {
            #expect("\(error)" == "sta.conf:11: ca_cert=\"\(path)\": \(reason)")
        }
    }

    @Test func aKeyOfAnotherCertificateIsRefused() throws {
        let folder = try #require(Self.folder)
        let certificates = try #require(Program.octets(of: folder + "/san.pem"))
        let key = try #require(Program.octets(of: folder + "/cn.key"))
        #expect(throws: TLSError.self) { try TLSIdentity(certificates: certificates, key: key) }
        #expect(throws: TLSError.self) { try TLSIdentity(certificates: key, key: key) }
        #expect(throws: TLSError.self) { try TLSIdentity(certificates: certificates, key: []) }
        #expect(throws: TLSError.self) { try TLSIdentity(certificates: certificates + certificates, key: key) }
    }

    @Test func aStationThatMayNotRoamIsRefused() throws {
        var options = ScenarioOptions()
        let text = Example.stationPKC.text.replacing("\n}", with: "\n    bssid=04:f0:21:19:88:44\n}")
        options.supplicant = try SupplicantConfiguration(parsing: text, file: "sta.conf")
        #expect(throws: ScenarioRun.UnfitConfiguration.self) { try ScenarioRun(.both, options: options).check() }
    }
}
