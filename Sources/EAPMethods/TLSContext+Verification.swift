internal import COpenSSL

extension TLSContext {
    /// What a client does with each certificate of the server's chain: the chain counts unless anyone is trusted, and the
    /// server's own certificate must be for one of ``names``.
    static let verification: @convention(c) (Int32, OpaquePointer?) -> Int32 = { isValid, store in
        guard let store = unsafe store,
            let session = unsafe X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()),
            let shared = unsafe SSL_CTX_get_ex_data(SSL_get_SSL_CTX(OpaquePointer(session)), 0)
        else { return 0 }
        let context = unsafe Unmanaged<TLSContext>.fromOpaque(shared).takeUnretainedValue()
        guard isValid == 1 || context.trustsAnyone else { return 0 }
        guard unsafe X509_STORE_CTX_get_error_depth(store) == 0, let names = context.names else { return 1 }
        guard let certificate = unsafe X509_STORE_CTX_get_current_cert(store) else { return 0 }
        return unsafe names.accepts(TLSContext.names(of: certificate)) ? 1 : 0
    }

    /// The DNS names of a certificate, or, where it has none, its common names.
    private static func names(of certificate: OpaquePointer) -> [[UInt8]] {
        var found: [[UInt8]] = []
        if let alternatives = unsafe roamlab_x509_alternative_names(certificate) {
            defer { unsafe GENERAL_NAMES_free(alternatives) }
            for index in 0..<(unsafe roamlab_general_names_count(alternatives)) {
                var start: UnsafePointer<UInt8>?
                let count = unsafe roamlab_general_name_dns(alternatives, index, &start)
                guard count >= 0 else { continue }
                unsafe found.append(Array(UnsafeBufferPointer(start: start, count: Int(count))))
            }
        }
        guard found.isEmpty else { return found }
        let subject = unsafe X509_get_subject_name(certificate)
        var index = unsafe X509_NAME_get_index_by_NID(subject, NID_commonName, -1)
        while index >= 0 {
            let name = unsafe X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, index))
            let count = unsafe ASN1_STRING_length(name)
            unsafe found.append(Array(UnsafeBufferPointer(start: ASN1_STRING_get0_data(name), count: Int(count))))
            index = unsafe X509_NAME_get_index_by_NID(subject, NID_commonName, index)
        }
        return found
    }
}
