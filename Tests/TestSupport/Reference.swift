#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
internal import Testing

/// The captures of real devices that stand beside the package; their absence is an issue, never a silent pass.
public enum Reference {
    /// The package's root.
    public static let package: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    /// The captures, and what is known of them.
    public static let folder = package + "/../shared/reference/captures/"

    /// The octets of a capture; nil, with an issue recorded, where it isn't there.
    public static func octets(_ name: String) -> [UInt8]? {
        let descriptor = unsafe open(folder + name, O_RDONLY)
        guard descriptor >= 0 else {
            Issue.record("the reference capture \(folder + name) is missing: nothing was tested")
            return nil
        }
        defer { close(descriptor) }
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return octets }
            octets.append(contentsOf: buffer[0..<count])
        }
    }
}

/// The captures of real hostapd and wpa_supplicant on the kernel's virtual radios, which are in the package.
public enum RealRadios {
    /// The kinds of set-ups.
    public static let kinds = [
        "btm", "eap-reject", "eap-sha256", "eap-tls", "fils", "ft-eap", "ft-eap-sha384", "ft-psk", "ft-psk-ds",
        "ft-psk-ds-pmf", "ft-sae", "ft-sae-refused", "lost", "okc-both", "okc-none", "okc-pmf", "okc-sta-only",
        "okc-two-processes", "okc-vap-only", "open", "owe", "owe-transition", "preauth", "psk", "psk-sha256",
        "refused", "refused-association", "sa-query", "sae", "sae-h2e", "sae-okc", "sae-token", "suite-b-192", "wep",
        "wpa1", "wrong-passphrase",
    ]

    /// Where the capture of a kind of set-up is; `Tests/Fixtures/real-radios/README.md` says what each holds.
    public static func path(_ kind: String) -> String {
        Reference.package + "/Tests/Fixtures/real-radios/\(kind).pcapng.gz"
    }
}
