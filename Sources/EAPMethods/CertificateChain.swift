internal import COpenSSL

/// A certificate, and after it those that certify it, each the one before it (RFC 5246, 7.4.2).
@safe public final class CertificateChain: Sendable {
    /// Certificates in a chain.
    static let limit = 16

    // Never changed after init; OpenSSL counts references to them atomically.
    nonisolated(unsafe) let certificate: OpaquePointer
    nonisolated(unsafe) let issuers: [OpaquePointer]

    /// Takes the references over.
    init(_ certificate: OpaquePointer, issuers: [OpaquePointer]) {
        unsafe self.certificate = certificate
        unsafe self.issuers = issuers
    }

    deinit {
        unsafe X509_free(certificate)
        unsafe issuers.forEach { unsafe X509_free($0) }
    }

    /// The last of them.
    var authority: OpaquePointer { unsafe issuers.last ?? certificate }

    /// The certificates of PEM text, or the one of DER; whatever else stands in the text is passed over.
    ///
    /// - Throws: where there is none, or they are not in their order.
    public convenience init(parsing octets: [UInt8]) throws(TLSError) {
        let found = try unsafe Self.certificates(in: octets)
        do throws(TLSError) {
            try unsafe Self.checkOrder(found)
        } catch {
            unsafe found.forEach { unsafe X509_free($0) }
            throw error
        }
        unsafe self.init(found[0], issuers: Array(found.dropFirst()))
    }

    private static func certificates(in octets: [UInt8]) throws(TLSError) -> [OpaquePointer] {
        var found: [OpaquePointer] = unsafe []
        try unsafe octets.reading("reading certificates") { bio throws(TLSError) in
            while unsafe found.count <= limit, let next = unsafe PEM_read_bio_X509(bio, nil, nil, nil) {
                unsafe found.append(next)
            }
            // The end of the text is an error of OpenSSL's.
            guard unsafe found.isEmpty else { return ERR_clear_error() }
            let reason = TLSError.last("reading certificates")
            guard unsafe roamlab_bio_rewind(bio) == 1, let one = unsafe d2i_X509_bio(bio, nil) else {
                ERR_clear_error()
                throw reason
            }
            unsafe found.append(one)
        }
        return unsafe found
    }

    private static func checkOrder(_ certificates: [OpaquePointer]) throws(TLSError) {
        guard unsafe certificates.count <= limit else {
            throw TLSError("reading certificates: more than \(limit) in a chain")
        }
        for index in unsafe certificates.indices.dropFirst() {
            let (issuer, subject) = unsafe (certificates[index], certificates[index - 1])
            guard unsafe X509_check_issued(issuer, subject) == X509_V_OK else {
                throw TLSError("reading certificates: number \(index + 1) has not certified the one before it")
            }
        }
    }
}
