import TestSupport
import Testing

/// `eapol_test`: wpa_supplicant's EAP peer and RADIUS client in one program.
struct RealSupplicant {
    /// The `eap=` of the network block.
    var method = "TTLS"
    var phase2 = "auth=PAP"
    var identity = "testuser"
    var password = "testpasswd"
    var secret = "lanforge"
    var allowsTLS13 = false
    /// Whether TLS 1.0 and 1.1 are allowed, with the ciphers that they need.
    var allowsOldTLS = false
    /// The version of PEAP, where hostapd would have another one.
    var peapVersion: Int?
    /// How often it authenticates again, and resumes its TLS session where it may.
    var reauthentications = 0
    /// The authority to trust, as PEM text.
    var authority: [UInt8] = []
    /// Certificate and private key for EAP-TLS, as PEM text.
    var client: (certificate: [UInt8], key: [UInt8])?

    /// Whether the program is there.
    static func isThere() -> Bool {
        Program.isThere("eapol_test", package: "eapoltest")
    }

    /// Authenticates against the server at `port`; returns what the program prints.
    func authenticate(port: UInt16, timeout: Int = 10) throws -> String {
        let made = try #require(Program.output(of: "mktemp -d /tmp/roamlab-eapol-XXXXXX"))
        let folder = String(made.text.dropLast())
        defer { _ = Program.output(of: "rm -r \(folder)") }
        Program.write(authority, to: folder + "/ca.pem")
        let old = allowsOldTLS ? " tls_disable_tlsv1_0=0 tls_disable_tlsv1_1=0" : ""
        let peap = peapVersion.map { " peapver=\($0)" } ?? ""
        let ciphers = allowsOldTLS ? "openssl_ciphers=\"DEFAULT@SECLEVEL=0\"" : ""
        var proof = "password=\"\(password)\"\n  phase2=\"\(phase2)\""
        if let client {
            Program.write(client.certificate, to: folder + "/client.pem")
            Program.write(client.key, to: folder + "/client.key")
            proof = "client_cert=\"\(folder)/client.pem\"\n  private_key=\"\(folder)/client.key\""
        }
        let network = """
            network={
              key_mgmt=WPA-EAP
              eap=\(method)
              identity="\(identity)"
              anonymous_identity="anonymous"
              ca_cert="\(folder)/ca.pem"
              phase1="tls_disable_tlsv1_3=\(allowsTLS13 ? 0 : 1)\(old)\(peap)"
              \(ciphers)
              \(proof)
            }

            """
        Program.write([UInt8](network.utf8), to: folder + "/network.conf")
        let server = "-a 127.0.0.1 -p \(port) -s \(secret)"
        let arguments = "-c \(folder)/network.conf \(server) -t \(timeout) -r \(reauthentications)"
        return Program.output(of: "eapol_test \(arguments) 2>&1")?.text ?? ""
    }
}
