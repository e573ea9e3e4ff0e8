internal import COpenSSL
internal import Octets

/// A private key, its certificate, and the authority above it: what an end of TLS shows.
@safe public final class TLSIdentity: Sendable {
    /// The kind of key in an identity that is made here.
    public enum KeyKind: String, Sendable, CaseIterable {
        /// RSA with 2048 bits, as most RADIUS servers have: every signature has the same length.
        case rsa2048 = "rsa-2048"
        /// ECDSA on P-256: quicker, and its signatures vary in length by a few octets.
        case p256 = "p-256"
    }

    // Never changed after init; OpenSSL counts references to them atomically.
    nonisolated(unsafe) let key: OpaquePointer
    nonisolated(unsafe) let authority: OpaquePointer
    /// What is shown.
    let chain: CertificateChain

    /// Takes the reference to the key over.
    init(key: OpaquePointer, chain: CertificateChain, authority: OpaquePointer) {
        _ = unsafe X509_up_ref(authority)
        unsafe self.key = key
        unsafe self.authority = authority
        self.chain = chain
    }

    deinit {
        unsafe EVP_PKEY_free(key)
        unsafe X509_free(authority)
    }

    /// The laboratory's own server, certified by the laboratory's own authority; made once in a process, in memory.
    ///
    /// Names, serial numbers (fixed) and validity (2020 to 2049) have the same length in every run, so a capture's
    /// lengths repeat. The names have the fields of FreeRADIUS's own test certificates.
    public static func laboratory(_ kind: KeyKind = .rsa2048) throws(TLSError) -> TLSIdentity {
        switch kind {
        case .rsa2048: try rsa.get()
        case .p256: try p256.get()
        }
    }

    private static let rsa = Result { () throws(TLSError) in try LaboratoryAuthority.of(.rsa2048).server() }
    private static let p256 = Result { () throws(TLSError) in try LaboratoryAuthority.of(.p256).server() }

    /// A new client for EAP-TLS, certified by the authority of ``laboratory(_:)``.
    ///
    /// - Parameter userName: the common name in the certificate, 64 characters at most (RFC 5280, A.1).
    public static func laboratoryClient(
        _ kind: KeyKind = .rsa2048, userName: String
    ) throws(TLSError) -> TLSIdentity {
        guard 1...64 ~= userName.unicodeScalars.count else {
            throw TLSError("making a certificate: a name has 1 to 64 characters")
        }
        return try LaboratoryAuthority.of(kind).client(userName)
    }

    /// The authority's certificate as PEM text, for the `ca_cert` of whoever is to trust this end.
    public func authorityPEM() throws(TLSError) -> [UInt8] {
        let authority = unsafe authority
        return try unsafe Self.pem { bio in unsafe PEM_write_bio_X509(bio, authority) }
    }

    /// The certificate as PEM text: a `client_cert`.
    public func certificatePEM() throws(TLSError) -> [UInt8] {
        let certificate = unsafe chain.certificate
        return try unsafe Self.pem { bio in unsafe PEM_write_bio_X509(bio, certificate) }
    }

    /// The private key as PEM text, not encrypted: a `private_key`, for a file that nobody else reads.
    public func privateKeyPEM() throws(TLSError) -> [UInt8] {
        let key = unsafe key
        return try unsafe Self.pem { bio in unsafe PEM_write_bio_PrivateKey(bio, key, nil, nil, 0, nil, nil) }
    }

    private static func pem(_ write: (OpaquePointer) -> Int32) throws(TLSError) -> [UInt8] {
        guard let bio = unsafe roamlab_memory_bio() else { throw .last("writing PEM") }
        defer { unsafe BIO_free(bio) }
        guard unsafe write(bio) == 1 else { throw .last("writing PEM") }
        var start: UnsafePointer<UInt8>?
        let count = unsafe roamlab_bio_contents(bio, &start)
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }
}
