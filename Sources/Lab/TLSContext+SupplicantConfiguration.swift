public import Configuration
public import EAPMethods

/// A certificate file that a configuration names and that can't be used.
public struct UnusableCertificate: Error, Equatable, Sendable, CustomStringConvertible {
    /// Which, where it is named, and why.
    public let description: String
}

extension TLSContext {
    /// The client's side of TLS for the network that ``StationConfiguration`` is made of: with `ca_cert` it trusts whom
    /// an authority of that file has certified, without it anyone; `domain_match` and `domain_suffix_match` are checked;
    /// a server that asks is shown the certificate of `client_cert` and `private_key`, whatever the EAP method.
    ///
    /// A path is relative to the process's working directory, as wpa_supplicant's is.
    ///
    /// - Parameter identity: what it shows in place of what the file says.
    public convenience init(
        client file: SupplicantConfiguration, identity: TLSIdentity? = nil,
        versions: ClosedRange<Version> = .tls12 ... .tls12
    ) throws(UnusableCertificate) {
        let network = file.networks.first { !$0.isDisabled } ?? SupplicantConfiguration.Network()
        let names = ServerNames(domainMatch: network.domainMatch, domainSuffixMatch: network.domainSuffixMatch)
        let files = CertificateFiles(file: file.file, network: network)
        let authorities = try files.path("ca_cert", network.caCertificate)
        let shown = identity == nil ? try files.identity() : identity
        try self.init(files, authorities, names, shown, versions)
    }

    private convenience init(
        _ files: CertificateFiles, _ authorities: String?, _ names: ServerNames?, _ identity: TLSIdentity?,
        _ versions: ClosedRange<Version>
    ) throws(UnusableCertificate) {
        do throws(TLSError) {
            try self.init(
                client: authorities.map(Trust.file) ?? .anyone, names: names, identity: identity, versions: versions)
        } catch {
            // What the station shows was looked at before.
            throw files.unusable("ca_cert", authorities, error)
        }
    }
}

/// The files of certificates and keys that a network names.
private struct CertificateFiles {
    let file: String
    let network: SupplicantConfiguration.Network

    func unusable(_ key: String, _ path: String?, _ why: some CustomStringConvertible) -> UnusableCertificate {
        let line = network.lines[key] ?? network.line
        return UnusableCertificate(description: "\(file):\(line): \(key)=\"\(path ?? "")\": \(why)")
    }

    /// The path, if it is one.
    func path(_ key: String, _ path: String?) throws(UnusableCertificate) -> String? {
        if let path, path.isEmpty || path.contains("://") || path.utf8.contains(0) {
            throw unusable(key, path, "only files are emulated")
        }
        return path
    }

    private func octets(_ key: String, _ path: String) throws(UnusableCertificate) -> [UInt8] {
        do throws(TLSError) { return try CertificateFile.octets(of: path) } catch { throw unusable(key, path, error) }
    }

    /// What the network's station shows; nil where it has no private key, without which wpa_supplicant shows nothing.
    func identity() throws(UnusableCertificate) -> TLSIdentity? {
        let certificatePath = try path("client_cert", network.clientCertificate)
        var chain: CertificateChain?
        if let certificatePath {
            let octets = try octets("client_cert", certificatePath)
            do throws(TLSError) { chain = try CertificateChain(parsing: octets) } catch {
                throw unusable("client_cert", certificatePath, error)
            }
        }
        guard let keyPath = try path("private_key", network.privateKey) else { return nil }
        let key = try octets("private_key", keyPath)
        let passphrase = network.privateKeyPassword.map { Password($0.octets) }
        do throws(TLSError) {
            if TLSIdentity.isPKCS12(key) { return try TLSIdentity(pkcs12: key, passphrase: passphrase) }
            if let chain { return try TLSIdentity(chain, key: key, passphrase: passphrase) }
        } catch {
            throw unusable("private_key", keyPath, error)
        }
        throw unusable("private_key", keyPath, "no PKCS #12 file, and so client_cert= is missing")
    }
}
