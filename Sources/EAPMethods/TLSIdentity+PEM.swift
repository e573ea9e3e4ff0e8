internal import COpenSSL

extension TLSIdentity {
    /// An identity from PEM text, such as a RADIUS server's own certificate.
    ///
    /// - Parameters:
    ///   - certificates: the certificate, and after it that of the authority that signed it, unless it signed itself.
    ///   - key: the private key, not encrypted.
    /// - Throws: where it is no PEM text, or the key is another certificate's.
    public convenience init(certificates: [UInt8], key: [UInt8]) throws(TLSError) {
        let chain = try unsafe Self.read(certificates, "reading certificates") { bio in
            unsafe PEM_read_bio_X509(bio, nil, nil, nil)
        }
        let certificate = unsafe chain
        let authority: OpaquePointer
        do throws(TLSError) {
            unsafe authority = try Self.authority(in: certificates)
        } catch {
            unsafe X509_free(certificate)
            throw error
        }
        do throws(TLSError) {
            // An empty passphrase, so that nobody is asked for one.
            let privateKey = try unsafe Self.read(key, "reading the private key") { bio in
                unsafe roamlab_read_private_key(bio)
            }
            guard unsafe X509_check_private_key(certificate, privateKey) == 1 else {
                unsafe EVP_PKEY_free(privateKey)
                throw TLSError.last("using the private key")
            }
            unsafe self.init(key: privateKey, certificate: certificate, authority: authority)
        } catch {
            unsafe X509_free(certificate)
            unsafe X509_free(authority)
            throw error
        }
    }

    /// The second certificate, or the first where it is alone.
    private static func authority(in certificates: [UInt8]) throws(TLSError) -> OpaquePointer {
        var count = 0
        let authority = try unsafe read(certificates, "reading certificates") { bio in
            var last: OpaquePointer?
            while let next = unsafe PEM_read_bio_X509(bio, nil, nil, nil) {
                count += 1
                if let last = unsafe last { unsafe X509_free(last) }
                unsafe last = next
                if count > 2 { break }
            }
            return unsafe last
        }
        // The end of the text is an error of OpenSSL's.
        ERR_clear_error()
        guard count <= 2 else {
            unsafe X509_free(authority)
            throw TLSError("reading certificates: more than the server's and its authority's")
        }
        return unsafe authority
    }

    private static func read(
        _ text: [UInt8], _ attempt: String, _ parse: (OpaquePointer) -> OpaquePointer?
    ) throws(TLSError) -> OpaquePointer {
        ERR_clear_error()
        guard text.count <= 1 << 20, let bio = unsafe roamlab_memory_bio() else { throw .last(attempt) }
        defer { unsafe BIO_free(bio) }
        let written = unsafe text.withUnsafeBytes { unsafe BIO_write(bio, $0.baseAddress, Int32($0.count)) }
        guard written == text.count, let found = unsafe parse(bio) else { throw .last(attempt) }
        return unsafe found
    }
}
