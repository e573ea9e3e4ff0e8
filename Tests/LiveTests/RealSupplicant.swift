#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif
import Testing

/// `eapol_test`: wpa_supplicant's EAP peer and RADIUS client in one program.
struct RealSupplicant {
    var phase2 = "auth=PAP"
    var password = "testpasswd"
    var secret = "lanforge"
    var allowsTLS13 = false
    /// The authority to trust, as PEM text.
    var authority: [UInt8] = []

    /// Whether the program is there. Where it is not, that is a failure in CI and a loud line elsewhere.
    static func isThere() -> Bool {
        if let (status, _) = output(of: "command -v eapol_test"), status == 0 { return true }
        let message = "eapol_test is not installed: nothing was tested (package eapoltest)"
        if let value = unsafe getenv("CI"), unsafe String(cString: value) == "true" {
            Issue.record("\(message)")
        } else {
            print("!!! \(message)")
        }
        return false
    }

    /// Authenticates against the server at `port`; returns what the program prints.
    func authenticate(port: UInt16, timeout: Int = 10) throws -> String {
        let made = try #require(Self.output(of: "mktemp -d /tmp/roamlab-eapol-XXXXXX"))
        let folder = String(made.text.dropLast())
        defer { _ = Self.output(of: "rm -r \(folder)") }
        Self.write(authority, to: folder + "/ca.pem")
        let network = """
            network={
              key_mgmt=WPA-EAP
              eap=TTLS
              identity="testuser"
              anonymous_identity="anonymous"
              password="\(password)"
              ca_cert="\(folder)/ca.pem"
              phase1="tls_disable_tlsv1_3=\(allowsTLS13 ? 0 : 1)"
              phase2="\(phase2)"
            }

            """
        Self.write([UInt8](network.utf8), to: folder + "/network.conf")
        let arguments = "-c \(folder)/network.conf -a 127.0.0.1 -p \(port) -s \(secret) -t \(timeout)"
        return Self.output(of: "eapol_test \(arguments) 2>&1")?.text ?? ""
    }

    private static func write(_ octets: [UInt8], to path: String) {
        guard let file = unsafe fopen(path, "w") else { return }
        defer { unsafe fclose(file) }
        _ = unsafe octets.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, file) }
    }

    private static func output(of command: String) -> (status: Int32, text: String)? {
        guard let pipe = unsafe popen(command, "r") else { return nil }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, pipe) }
            guard count > 0 else { break }
            text += buffer[0..<count]
        }
        return (unsafe pclose(pipe), String(decoding: text, as: UTF8.self))
    }
}
