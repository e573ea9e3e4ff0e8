import Configuration
import EAPMethods
import Lab
import Octets
import Roaming
import Scenarios
import TestSupport
import Testing

/// A station that shows the certificate that its wpa_supplicant.conf names, in each form that wpa_supplicant reads.
@Suite struct ClientCertificateTests {
    /// Certificates that openssl made: an authority with a server, an authority below it, and a client of each.
    private static let folder: String? = {
        guard Program.isThere("openssl", package: "openssl"), let folder = Program.folder else { return nil }
        let script = """
            cd '\(folder)' && mkdir clients && cd clients || exit 1
            key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
            for name in ca other; do
              openssl req -x509 $key -keyout $name.key -out $name.pem -days 30 -subj "/CN=$name authority" || exit 1
            done
            printf 'basicConstraints=CA:FALSE\\n' > end.ext
            printf 'basicConstraints=critical,CA:TRUE\\n' > middle.ext
            issue() {
              openssl req $key -keyout $1.key -out $1.csr -subj "/CN=$2" || exit 1
              openssl x509 -req -in $1.csr -CA $3.pem -CAkey $3.key -CAcreateserial -days 30 -extfile $4.ext \\
                -out $1.pem || exit 1
            }
            issue server radius.example.org ca end
            issue middle 'middle authority' ca middle
            issue user testuser ca end
            issue below testuser middle end
            issue stranger testuser other end
            cat server.pem ca.pem > shown.pem
            cat below.pem middle.pem > chain.pem
            cat middle.pem below.pem > reversed.pem
            openssl x509 -in user.pem -outform DER -out user.der
            openssl pkey -in user.key -outform DER -out user.key.der
            openssl pkcs8 -topk8 -in user.key -out user.enc -passout pass:whatever
            openssl pkcs12 -export -in user.pem -inkey user.key -out user.p12 -passout pass:whatever
            openssl pkcs12 -export -in below.pem -inkey below.key -certfile middle.pem -out below.p12 -passout pass:
            """
        guard let made = Program.output(of: "( \(script)\n) 2>/dev/null"), made.status == 0 else { return nil }
        return folder + "/clients"
    }()

    private static let user = "client_cert=\"@/user.pem\"\n    "

    private func options(_ lines: String) throws -> ScenarioOptions {
        let folder = try #require(Self.folder)
        var options = ScenarioOptions()
        let text = """
            network={
                ssid="okctest1"
                key_mgmt=WPA-EAP
                eap=TLS
                identity="testuser"
                ca_cert="\(folder)/ca.pem"
                \(lines.replacing("@", with: folder))
            }

            """
        options.supplicant = try SupplicantConfiguration(parsing: text, file: "sta.conf")
        options.serverIdentity = try TLSIdentity(
            certificates: #require(Program.octets(of: "\(folder)/shown.pem")),
            key: #require(Program.octets(of: "\(folder)/server.key")))
        return options
    }

    /// How many certificates the station shows is what is in the file of `client_cert`, or below the authority in PKCS #12.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            (user + "private_key=\"@/user.key\"", 1),
            (user + "private_key=\"@/user.enc\"\n    private_key_passwd=\"whatever\"", 1),
            ("client_cert=\"@/user.der\"\n    private_key=\"@/user.key.der\"", 1),
            ("private_key=\"@/user.p12\"\n    private_key_passwd=\"whatever\"", 1),
            ("client_cert=\"@/chain.pem\"\n    private_key=\"@/below.key\"", 2), ("private_key=\"@/below.p12\"", 2),
        ])
    func theStationShowsTheCertificateThatItsFileNames(lines: String, certificates: Int) throws {
        let run = try #require(Runs.run(.both, options(lines), name: "client-\(lines.utf8.count)"))
        #expect(run.products.interruption == nil)
        #expect(run.associations.map(\.kind) == [.full, .okc, .pmksa])
        #expect(run.associations.first?.eapMethod == "EAP-TLS")
        guard Program.isThere("tshark", package: "tshark") else { return }
        let filter = "wlan.ta == 00:0e:8e:fd:93:71 && tls.handshake.type == 11"
        let shown = Runs.fields(run, filter, ["tls.handshake.certificate_length"])
        // Where it is told no chain, OpenSSL adds the authority, which ca_cert has: eapol_test 2.10 showed two as well.
        #expect(shown.map { $0[0].split(separator: ",").count } == [certificates == 1 ? 2 : certificates])
    }

    @Test(.timeLimit(.minutes(1))) func anAuthoritysFileSaysWhoseClientsComeIn() throws {
        let folder = try #require(Self.folder)
        var refused = try options("client_cert=\"@/stranger.pem\"\n    private_key=\"@/stranger.key\"")
        #expect(try ScenarioRun(.both, options: refused).run().interruption != nil)
        refused.clientAuthorities = folder + "/other.pem"
        let products = try ScenarioRun(.both, options: refused).run()
        #expect(RoamingResults(analyzing: products.capture.octets).associations.map(\.kind) == [.full, .okc, .pmksa])
    }

    @Test(arguments: [
        (user + "private_key=\"/nonexistent\"", "8: private_key=\"/nonexistent\": reading /nonexistent: No such file"),
        ("client_cert=\"/nonexistent\"\n    private_key=\"@/user.key\"", "7: client_cert=\"/nonexistent\": reading /n"),
        ("private_key=\"@/user.key\"", "7: private_key=\"@/user.key\": no PKCS #12 file, and so client_cert= is miss"),
        (user + "private_key=\"@/below.key\"", "8: private_key=\"@/below.key\": using the private key: key values mis"),
        (user + "private_key=\"@/user.enc\"", "8: private_key=\"@/user.enc\": reading the private key: it is encrypt"),
        (
            user + "private_key=\"@/user.enc\"\n    private_key_passwd=\"other\"",
            "8: private_key=\"@/user.enc\": reading the private key: it is encrypted, and the passphrase is wrong"
        ),
        (
            "private_key=\"@/user.p12\"\n    private_key_passwd=\"other\"",
            "7: private_key=\"@/user.p12\": reading PKCS #12: mac verify failure"
        ),
        (user + "private_key=\"@/user.pem\"", "8: private_key=\"@/user.pem\": reading the private key: "),
        (
            "client_cert=\"@/reversed.pem\"\n    private_key=\"@/below.key\"",
            "7: client_cert=\"@/reversed.pem\": reading certificates: number 2 has not certified the one before it"
        ),
        ("client_cert=\"@/user.key\"\n    private_key=\"@/user.key\"", "7: client_cert=\"@/user.key\": reading certif"),
        (
            "client_cert=\"blob://a\"\n    private_key=\"@/user.key\"",
            "7: client_cert=\"blob://a\": only files are emulated"
        ),
        ("priority=1", "4: EAP-TLS needs private_key=, and client_cert= unless that is a PKCS #12 file"),
    ])
    func whatCannotBeShownIsAnErrorBeforeAnythingStarts(lines: String, message: String) throws {
        let folder = try #require(Self.folder)
        let options = try options(lines)
        do {
            try ScenarioRun(.both, options: options).check()
            Issue.record("accepted")
        } catch {
            let expected = "sta.conf:" + message.replacing("@", with: folder)
            #expect("\(error)".hasPrefix(expected), "\(error)")
            #expect(!"\(error)".contains("other\""))
        }
    }
}
