public import Configuration
public import EAPMethods

/// A certificate file that a configuration names and that can't be used.
public struct UnusableCertificate: Error, Equatable, Sendable, CustomStringConvertible {
    /// Which, where it is named, and why.
    public let description: String
}

extension TLSContext {
    /// The client's side of TLS for the network that ``StationConfiguration`` is made of: with `ca_cert` it trusts whom
    /// an authority of that file has certified, without it anyone; `domain_match` and `domain_suffix_match` are checked.
    ///
    /// `identity` is what it shows where the server asks (EAP-TLS). A path is relative to the process's working directory, as wpa_supplicant's is.
    public convenience init(
        client file: SupplicantConfiguration, identity: TLSIdentity? = nil,
        versions: ClosedRange<Version> = .tls12 ... .tls12
    ) throws(UnusableCertificate) {
        let network = file.networks.first { !$0.isDisabled }
        let names = ServerNames(
            domainMatch: network?.domainMatch, domainSuffixMatch: network?.domainSuffixMatch)
        let path = network?.caCertificate
        let line = network?.lines["ca_cert"] ?? network?.line ?? 0
        let place = "\(file.file):\(line): ca_cert=\"\(path ?? "")\""
        if let path, path.isEmpty || path.contains("://") || path.utf8.contains(0) {
            throw UnusableCertificate(description: "\(place): only files are emulated")
        }
        do throws(TLSError) {
            try self.init(client: path.map(Trust.file) ?? .anyone, names: names, identity: identity, versions: versions)
        } catch {
            throw UnusableCertificate(description: "\(place): \(error)")
        }
    }
}
