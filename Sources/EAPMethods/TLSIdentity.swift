internal import COpenSSL
internal import Octets

/// A private key, its certificate, and the certificates above it: what a TLS server shows.
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
    nonisolated(unsafe) let certificate: OpaquePointer
    nonisolated(unsafe) let authority: OpaquePointer

    /// Takes the references over.
    init(key: OpaquePointer, certificate: OpaquePointer, authority: OpaquePointer) {
        unsafe self.key = key
        unsafe self.certificate = certificate
        unsafe self.authority = authority
    }

    deinit {
        unsafe EVP_PKEY_free(key)
        unsafe X509_free(certificate)
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

    /// The authority's certificate as PEM text, for the `ca_cert` of whoever is to trust the server.
    public func authorityPEM() throws(TLSError) -> [UInt8] {
        guard let bio = unsafe roamlab_memory_bio() else { throw .last("writing a certificate") }
        defer { unsafe BIO_free(bio) }
        guard unsafe PEM_write_bio_X509(bio, authority) == 1 else { throw .last("writing a certificate") }
        var start: UnsafePointer<UInt8>?
        let count = unsafe roamlab_bio_contents(bio, &start)
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }

    // To make an RSA key costs about 0.1 s.
    private static let rsa = make(.rsa2048)
    private static let p256 = make(.p256)

    private static func make(_ kind: KeyKind) -> Result<TLSIdentity, TLSError> {
        Result { () throws(TLSError) in
            let authorityKey = try unsafe newKey(kind)
            defer { unsafe EVP_PKEY_free(authorityKey) }
            let authority = try unsafe issue(
                Certificate(
                    commonName: "roamlab Certificate Authority", serial: 0x5A5A_0000_0000_0001,
                    extensions: [(NID_basic_constraints, "critical,CA:TRUE"), (NID_subject_key_identifier, "hash")]),
                key: authorityKey, issuer: nil, issuerKey: authorityKey)
            do throws(TLSError) {
                let key = try unsafe newKey(kind)
                do throws(TLSError) {
                    let certificate = try unsafe issue(
                        Certificate(
                            commonName: "radius.example.org", serial: 0x5A5A_0000_0000_0002,
                            extensions: [
                                (NID_subject_key_identifier, "hash"),
                                (NID_authority_key_identifier, "keyid"),
                                (NID_ext_key_usage, "serverAuth"),
                                (NID_subject_alt_name, "DNS:radius.example.org"),
                            ]),
                        key: key, issuer: authority, issuerKey: authorityKey)
                    return unsafe TLSIdentity(key: key, certificate: certificate, authority: authority)
                } catch {
                    unsafe EVP_PKEY_free(key)
                    throw error
                }
            } catch {
                unsafe X509_free(authority)
                throw error
            }
        }
    }

    private struct Certificate {
        var commonName: String
        var serial: UInt64
        var extensions: [(nid: Int32, value: String)]
    }

    private static func newKey(_ kind: KeyKind) throws(TLSError) -> OpaquePointer {
        let key = unsafe kind == .rsa2048 ? roamlab_rsa_key(2048) : roamlab_p256_key()
        guard let key = unsafe key else { throw .last("making a key") }
        return unsafe key
    }

    private static func issue(
        _ description: Certificate, key: OpaquePointer, issuer: OpaquePointer?, issuerKey: OpaquePointer
    ) throws(TLSError) -> OpaquePointer {
        guard let certificate = unsafe X509_new() else { throw .last("making a certificate") }
        var isComplete =
            unsafe X509_set_version(certificate, 2) == 1
            && ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), description.serial) == 1
            && ASN1_TIME_set_string(X509_getm_notBefore(certificate), "200101000000Z") == 1
            && ASN1_TIME_set_string(X509_getm_notAfter(certificate), "491231235959Z") == 1
            && X509_set_pubkey(certificate, key) == 1
        let name = unsafe X509_get_subject_name(certificate)
        for (field, value) in [
            ("C", "US"), ("ST", "Washington"), ("L", "Ferndale"), ("O", "roamlab"),
            ("emailAddress", "admin@example.org"), ("CN", description.commonName),
        ] {
            isComplete =
                unsafe isComplete && X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, value, -1, -1, 0) == 1
        }
        let signer = unsafe issuer ?? certificate
        isComplete = unsafe isComplete && X509_set_issuer_name(certificate, X509_get_subject_name(signer)) == 1
        for (nid, value) in description.extensions {
            isComplete = unsafe isComplete && roamlab_x509_add_extension(certificate, signer, nid, value) == 1
        }
        guard isComplete, unsafe X509_sign(certificate, issuerKey, EVP_sha256()) > 0 else {
            unsafe X509_free(certificate)
            throw .last("making a certificate")
        }
        return unsafe certificate
    }
}
