internal import COpenSSL
internal import Octets

/// The laboratory's own certificate authority, made once in a process for each kind of key, in memory.
@safe final class LaboratoryAuthority: Sendable {
    private let kind: TLSIdentity.KeyKind
    // Never changed after init; OpenSSL counts references to them atomically.
    nonisolated(unsafe) private let key: OpaquePointer
    nonisolated(unsafe) private let certificate: OpaquePointer

    // To make an RSA key costs about 0.1 s.
    private static let rsa = Result { () throws(TLSError) in try LaboratoryAuthority(.rsa2048) }
    private static let p256 = Result { () throws(TLSError) in try LaboratoryAuthority(.p256) }

    /// The one of this kind.
    static func of(_ kind: TLSIdentity.KeyKind) throws(TLSError) -> LaboratoryAuthority {
        switch kind {
        case .rsa2048: try rsa.get()
        case .p256: try p256.get()
        }
    }

    private init(_ kind: TLSIdentity.KeyKind) throws(TLSError) {
        self.kind = kind
        let key = try unsafe Self.newKey(kind)
        do throws(TLSError) {
            unsafe certificate = try unsafe Self.issue(
                Subject(
                    commonName: "roamlab Certificate Authority", serial: 0x5A5A_0000_0000_0001,
                    extensions: [(NID_basic_constraints, "critical,CA:TRUE"), (NID_subject_key_identifier, "hash")]),
                key: key, issuer: nil, issuerKey: key)
        } catch {
            unsafe EVP_PKEY_free(key)
            throw error
        }
        unsafe self.key = key
    }

    deinit {
        unsafe EVP_PKEY_free(key)
        unsafe X509_free(certificate)
    }

    /// A new server, for the name radius.example.org.
    func server() throws(TLSError) -> TLSIdentity {
        try identity(
            Subject(
                commonName: "radius.example.org", serial: 0x5A5A_0000_0000_0002,
                extensions: [
                    (NID_subject_key_identifier, "hash"), (NID_authority_key_identifier, "keyid"),
                    (NID_ext_key_usage, "serverAuth"), (NID_subject_alt_name, "DNS:radius.example.org"),
                ]), showsAuthority: true)
    }

    /// A new client, whose common name is `userName`: 64 characters at most (RFC 5280, A.1).
    func client(_ userName: String) throws(TLSError) -> TLSIdentity {
        // Serial numbers differ from name to name and have one length: FNV-1a.
        let hash = userName.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return try identity(
            Subject(
                commonName: userName, serial: 0x5A5B << 48 | hash & 0xFFFF_FFFF_FFFF,
                extensions: [
                    (NID_subject_key_identifier, "hash"), (NID_authority_key_identifier, "keyid"),
                    (NID_ext_key_usage, "clientAuth"),
                ]), showsAuthority: false)
    }

    private func identity(_ subject: Subject, showsAuthority: Bool) throws(TLSError) -> TLSIdentity {
        let newKey = try unsafe Self.newKey(kind)
        do throws(TLSError) {
            let issued = try unsafe Self.issue(subject, key: newKey, issuer: certificate, issuerKey: key)
            if showsAuthority { _ = unsafe X509_up_ref(certificate) }
            let chain = unsafe CertificateChain(issued, issuers: showsAuthority ? [certificate] : [])
            return unsafe TLSIdentity(key: newKey, chain: chain, authority: certificate)
        } catch {
            unsafe EVP_PKEY_free(newKey)
            throw error
        }
    }

    private struct Subject {
        var commonName: String
        var serial: UInt64
        var extensions: [(nid: Int32, value: String)]
    }

    private static func newKey(_ kind: TLSIdentity.KeyKind) throws(TLSError) -> OpaquePointer {
        let key = unsafe kind == .rsa2048 ? roamlab_rsa_key(2048) : roamlab_p256_key()
        guard let key = unsafe key else { throw .last("making a key") }
        return unsafe key
    }

    private static func issue(
        _ subject: Subject, key: OpaquePointer, issuer: OpaquePointer?, issuerKey: OpaquePointer
    ) throws(TLSError) -> OpaquePointer {
        guard let certificate = unsafe X509_new() else { throw .last("making a certificate") }
        var isComplete =
            unsafe X509_set_version(certificate, 2) == 1
            && ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), subject.serial) == 1
            && ASN1_TIME_set_string(X509_getm_notBefore(certificate), "200101000000Z") == 1
            && ASN1_TIME_set_string(X509_getm_notAfter(certificate), "491231235959Z") == 1
            && X509_set_pubkey(certificate, key) == 1
        let name = unsafe X509_get_subject_name(certificate)
        for (field, value) in [
            ("C", "US"), ("ST", "Washington"), ("L", "Ferndale"), ("O", "roamlab"),
            ("emailAddress", "admin@example.org"), ("CN", subject.commonName),
        ] {
            isComplete =
                unsafe isComplete && X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, value, -1, -1, 0) == 1
        }
        let signer = unsafe issuer ?? certificate
        isComplete = unsafe isComplete && X509_set_issuer_name(certificate, X509_get_subject_name(signer)) == 1
        for (nid, value) in subject.extensions {
            isComplete = unsafe isComplete && roamlab_x509_add_extension(certificate, signer, nid, value) == 1
        }
        guard isComplete, unsafe X509_sign(certificate, issuerKey, EVP_sha256()) > 0 else {
            unsafe X509_free(certificate)
            throw .last("making a certificate")
        }
        return unsafe certificate
    }
}
