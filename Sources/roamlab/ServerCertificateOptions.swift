internal import ArgumentParser
internal import Capture
internal import EAPMethods

/// What the RADIUS server shows, and whom it lets in by certificate, where the laboratory's own won't do.
struct ServerCertificateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A server certificate of your own (PEM, those that certify it after it), as for a station with ca_cert.",
            valueName: "file"))
    var serverCert: String?

    @Option(help: ArgumentHelp("The private key of --server-cert (PEM, not encrypted).", valueName: "file"))
    var serverKey: String?

    @Option(
        help: ArgumentHelp(
            "Who certifies clients for EAP-TLS (PEM); without it, who certifies the server.", valueName: "file"))
    var ca: String?

    func validate() throws {
        guard (serverCert == nil) == (serverKey == nil) else {
            throw ValidationError("--server-cert and --server-key go together")
        }
    }

    /// What is in the files that are named; nil where none is.
    func identity() throws -> TLSIdentity? {
        guard let serverCert, let serverKey else { return nil }
        let certificates = try InputFile.octets(of: serverCert)
        let key = try InputFile.octets(of: serverKey)
        do {
            return try TLSIdentity(certificates: certificates, key: key)
        } catch {
            throw Unusable(description: "\(serverCert), \(serverKey): \(error)")
        }
    }

    /// Throws where `--ca` is no file of certificates.
    func checkAuthorities() throws {
        guard let ca else { return }
        do {
            _ = try TLSContext(client: .file(ca))
        } catch {
            throw Unusable(description: "--ca: \(error)")
        }
    }

    /// A certificate or key that can't be used.
    struct Unusable: Error, CustomStringConvertible {
        var description: String
    }
}
