internal import COpenSSL
internal import Octets

extension TLSIdentity {
    /// An identity from PEM text or DER, such as a RADIUS server's own certificate.
    ///
    /// - Parameters:
    ///   - certificates: the certificate, and after it those that certify it.
    ///   - key: the private key.
    ///   - passphrase: what the key is encrypted with.
    /// - Throws: where it cannot be read, or the key is another certificate's.
    public convenience init(
        certificates: [UInt8], key: [UInt8], passphrase: Password? = nil
    ) throws(TLSError) {
        try self.init(CertificateChain(parsing: certificates), key: key, passphrase: passphrase)
    }

    /// An identity from certificates that are read already, and their private key in PEM or DER.
    public convenience init(
        _ chain: CertificateChain, key: [UInt8], passphrase: Password? = nil
    ) throws(TLSError) {
        let privateKey = try unsafe Self.privateKey(in: key, passphrase)
        guard unsafe X509_check_private_key(chain.certificate, privateKey) == 1 else {
            unsafe EVP_PKEY_free(privateKey)
            throw TLSError.last("using the private key")
        }
        unsafe self.init(key: privateKey, chain: chain, authority: chain.authority)
    }

    private static func privateKey(in octets: [UInt8], _ passphrase: Password?) throws(TLSError) -> OpaquePointer {
        let attempt = "reading the private key"
        var key: OpaquePointer?
        try unsafe octets.reading(attempt) { bio throws(TLSError) in
            var given = unsafe roamlab_passphrase()
            let secret = (passphrase?.octets ?? []).map(CChar.init(bitPattern:))
            unsafe secret.withUnsafeBufferPointer { octets in
                if passphrase != nil { unsafe (given.octets, given.count) = (octets.baseAddress, Int32(octets.count)) }
                unsafe key = roamlab_read_private_key(bio, &given)
            }
            guard unsafe key == nil else { return }
            guard unsafe given.was_needed == 1 else { throw .last(attempt) }
            ERR_clear_error()
            let trouble = passphrase == nil ? "missing" : "wrong"
            throw TLSError("\(attempt): it is encrypted, and the passphrase is \(trouble)")
        }
        guard let key = unsafe key else { throw TLSError(attempt) }
        return unsafe key
    }

    /// Whether these octets are a PKCS #12 file (RFC 7292): certificates and their key in one.
    public static func isPKCS12(_ octets: [UInt8]) -> Bool {
        var isOne = false
        try? unsafe octets.reading("") { bio in
            let archive = unsafe d2i_PKCS12_bio(bio, nil)
            unsafe isOne = archive != nil
            unsafe PKCS12_free(archive)
        }
        ERR_clear_error()
        return isOne
    }

    /// An identity from a PKCS #12 file (RFC 7292).
    ///
    /// - Throws: where it is none, has no key or no certificate of it, or is encrypted with something else.
    public convenience init(pkcs12 octets: [UInt8], passphrase: Password? = nil) throws(TLSError) {
        let attempt = "reading PKCS #12"
        var key: OpaquePointer?
        var certificate: OpaquePointer?
        var others: OpaquePointer?
        let secret = (passphrase?.octets ?? []).map(CChar.init(bitPattern:)) + [0]
        try unsafe octets.reading(attempt) { bio throws(TLSError) in
            guard let archive = unsafe d2i_PKCS12_bio(bio, nil) else { throw .last(attempt) }
            defer { unsafe PKCS12_free(archive) }
            guard unsafe PKCS12_parse(archive, secret, &key, &certificate, &others) == 1 else { throw .last(attempt) }
        }
        defer { unsafe roamlab_certificates_free(others) }
        guard let key = unsafe key, let certificate = unsafe certificate else {
            unsafe EVP_PKEY_free(key)
            unsafe X509_free(certificate)
            throw TLSError("\(attempt): no private key with its certificate")
        }
        let chain = unsafe CertificateChain(certificate, issuers: Self.issuers(of: certificate, among: others))
        unsafe self.init(key: key, chain: chain, authority: chain.authority)
    }

    /// Those that certify `certificate`, each the one before it: an archive keeps them in any order.
    private static func issuers(of certificate: OpaquePointer, among others: OpaquePointer?) -> [OpaquePointer] {
        var found: [OpaquePointer] = unsafe []
        var last = unsafe certificate
        search: while unsafe found.count < CertificateChain.limit, unsafe X509_check_issued(last, last) != X509_V_OK {
            for index in 0..<(unsafe roamlab_certificates_count(others)) {
                guard let next = unsafe roamlab_certificates_at(others, index),
                    unsafe X509_check_issued(next, last) == X509_V_OK
                else { continue }
                _ = unsafe X509_up_ref(next)
                unsafe found.append(next)
                unsafe last = next
                continue search
            }
            break
        }
        return unsafe found
    }
}

extension [UInt8] {
    /// Lets `parse` read these octets, a megabyte at the most, as OpenSSL reads a file.
    func reading(_ attempt: String, _ parse: (OpaquePointer) throws(TLSError) -> Void) throws(TLSError) {
        ERR_clear_error()
        guard !isEmpty else { throw TLSError("\(attempt): nothing is there") }
        guard count <= 1 << 20 else { throw TLSError("\(attempt): more than a megabyte") }
        let bio = unsafe withUnsafeBytes { unsafe roamlab_octets_bio($0.baseAddress, Int32($0.count)) }
        guard let bio = unsafe bio else { throw .last(attempt) }
        defer { unsafe BIO_free(bio) }
        unsafe try parse(bio)
    }
}
