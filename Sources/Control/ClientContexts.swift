internal import Configuration
internal import EAPMethods
internal import Lab
internal import Synchronization

/// The client's sides of TLS: one for each set of certificates and keys, never one a station.
final class ClientContexts: Sendable {
    /// Contexts that are kept: a client of the control interface may name ever other ones.
    private static let limit = 64

    private struct Key: Hashable {
        var texts: [String?]
        var passphrase: [UInt8]?
    }

    private let versions: ClosedRange<TLSContext.Version>
    private let contexts = Mutex<[Key: TLSContext]>([:])

    init(versions: ClosedRange<TLSContext.Version>) { self.versions = versions }

    func context(for file: SupplicantConfiguration) throws -> TLSContext {
        let network = file.networks.first
        let key = Key(
            texts: [
                network?.caCertificate, network?.domainMatch, network?.domainSuffixMatch, network?.clientCertificate,
                network?.privateKey,
            ], passphrase: network?.privateKeyPassword?.octets)
        return try contexts.withLock { contexts in
            if let context = contexts[key] { return context }
            let context = try TLSContext(client: file, versions: versions)
            if contexts.count >= Self.limit { contexts.removeAll() }
            contexts[key] = context
            return context
        }
    }
}
