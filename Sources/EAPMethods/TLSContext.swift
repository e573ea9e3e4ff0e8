internal import COpenSSL

/// What TLS sessions have in common: certificates, trust, versions. One a configuration, never one a station.
@safe public final class TLSContext: Sendable {
    /// A version of TLS.
    public enum Version: String, Comparable, Sendable, CaseIterable {
        /// RFC 2246. What it needs of SHA-1 and MD5 is broken (RFC 8996): for the clients that know nothing else.
        case tls10 = "1.0"
        /// RFC 4346. As broken as 1.0.
        case tls11 = "1.1"
        /// RFC 5246.
        case tls12 = "1.2"
        /// RFC 8446.
        case tls13 = "1.3"

        /// Orders by age.
        public static func < (left: Version, right: Version) -> Bool { left.number < right.number }

        fileprivate var number: Int32 {
            switch self {
            case .tls10: TLS1_VERSION
            case .tls11: TLS1_1_VERSION
            case .tls12: TLS1_2_VERSION
            case .tls13: TLS1_3_VERSION
            }
        }
    }

    /// Whom a client trusts.
    public enum Trust: Sendable {
        /// Whoever answers, as wpa_supplicant without `ca_cert` does.
        case anyone
        /// A server whose certificate the authority of this identity has signed.
        case authority(of: TLSIdentity)
        /// A server certified by an authority in this file of PEM certificates.
        case file(String)
    }

    // Not changed after init; OpenSSL allows SSL_new on it from any thread.
    nonisolated(unsafe) let context: OpaquePointer
    let isServer: Bool
    let collectsKeyLog: Bool
    let trustsAnyone: Bool
    let names: ServerNames?
    /// Sessions that clients may resume; nil where none may.
    let resumable: ResumableSessions?

    /// How sessions are resumed, by ID up to TLS 1.2 and by ticket in TLS 1.3.
    public struct Resumption: Sendable {
        /// Sessions kept at a time; the oldest makes room.
        public var maximumSessions = 4096
        /// How long a session may be resumed, in seconds. FreeRADIUS's `lifetime` is a day too.
        public var lifetime = 86400

        /// A day for 4096 sessions.
        public init() {}
    }

    /// A server's side.
    ///
    /// - Parameters:
    ///   - clientAuthorities: a file of PEM certificates: of clients that are asked for their certificate (EAP-TLS) those
    ///     are trusted that one of them has certified. Without it, those of the authority of `identity`.
    ///   - resumption: nil makes every handshake a full one: a resumed session would hide the exchange that the
    ///     laboratory is there to show.
    public convenience init(
        server identity: TLSIdentity, clientAuthorities: String? = nil,
        versions: ClosedRange<Version> = .tls12 ... .tls12, resumption: Resumption? = nil, collectsKeyLog: Bool = false
    ) throws(TLSError) {
        try self.init(
            isServer: true, versions: versions, resumption: resumption, collectsKeyLog: collectsKeyLog)
        try show(identity, "using the server's certificate")
        if let clientAuthorities {
            guard
                unsafe SSL_CTX_load_verify_file(context, clientAuthorities) == 1,
                let names = unsafe SSL_load_client_CA_file(clientAuthorities)
            else { throw .last("reading \(clientAuthorities)") }
            unsafe SSL_CTX_set_client_CA_list(context, names)
        } else {
            guard
                unsafe X509_STORE_add_cert(SSL_CTX_get_cert_store(context), identity.authority) == 1,
                unsafe SSL_CTX_add_client_CA(context, identity.authority) == 1
            else { throw .last("trusting the server's authority") }
        }
    }

    private func show(_ identity: TLSIdentity, _ attempt: String) throws(TLSError) {
        guard
            unsafe SSL_CTX_use_certificate(context, identity.chain.certificate) == 1,
            unsafe SSL_CTX_use_PrivateKey(context, identity.key) == 1
        else { throw .last(attempt) }
        let issuers = unsafe identity.chain.issuers
        for index in unsafe issuers.indices {
            guard unsafe roamlab_ssl_ctx_add_chain_certificate(context, issuers[index]) == 1 else {
                throw .last(attempt)
            }
        }
    }

    /// A client's side.
    ///
    /// - Parameters:
    ///   - names: whom the server's certificate must name, checked of anyone too; nil for whomever.
    ///   - identity: what the client shows to a server that asks (EAP-TLS).
    public convenience init(
        client trust: Trust, names: ServerNames? = nil, identity: TLSIdentity? = nil,
        versions: ClosedRange<Version> = .tls12 ... .tls12, collectsKeyLog: Bool = false
    ) throws(TLSError) {
        let trustsAnyone = if case .anyone = trust { true } else { false }
        try self.init(
            isServer: false, versions: versions, collectsKeyLog: collectsKeyLog, trustsAnyone: trustsAnyone,
            names: names)
        if let identity { try show(identity, "using the client's certificate") }
        switch trust {
        case .anyone:
            if names == nil { return }
        case .authority(let identity):
            guard unsafe X509_STORE_add_cert(SSL_CTX_get_cert_store(context), identity.authority) == 1 else {
                throw .last("trusting the laboratory's authority")
            }
        case .file(let path):
            guard unsafe SSL_CTX_load_verify_file(context, path) == 1 else { throw .last("reading \(path)") }
        }
        _ = unsafe SSL_CTX_set_ex_data(context, 0, Unmanaged.passUnretained(self).toOpaque())
        unsafe SSL_CTX_set_verify(context, SSL_VERIFY_PEER, Self.verification)
    }

    private init(
        isServer: Bool, versions: ClosedRange<Version>, resumption: Resumption? = nil, collectsKeyLog: Bool,
        trustsAnyone: Bool = false, names: ServerNames? = nil
    ) throws(TLSError) {
        guard let context = unsafe SSL_CTX_new(isServer ? TLS_server_method() : TLS_client_method()) else {
            throw .last("making a TLS context")
        }
        unsafe self.context = context
        self.isServer = isServer
        self.collectsKeyLog = collectsKeyLog
        self.trustsAnyone = trustsAnyone
        self.names = names
        resumable = resumption.map { ResumableSessions(capacity: $0.maximumSessions) }
        guard
            unsafe roamlab_ssl_ctx_set_versions(
                context, versions.lowerBound.number, versions.upperBound.number) == 1
        else { throw .last("setting the versions of TLS") }
        if versions.lowerBound < .tls12 {
            // Their signatures are of SHA-1 and MD5, which OpenSSL allows at this level alone.
            unsafe SSL_CTX_set_security_level(context, 0)
            guard unsafe SSL_CTX_set_cipher_list(context, "DEFAULT:@SECLEVEL=0") == 1 else {
                throw .last("setting the ciphers of TLS")
            }
        }
        unsafe roamlab_ssl_ctx_disable_session_cache(context)
        // SSL_OP_NO_TICKET and SSL_OP_NO_RENEGOTIATION, macros that Swift does not import.
        _ = unsafe SSL_CTX_set_options(context, UInt64(1) << 14 | UInt64(1) << 30)
        // SSL_OP_ENABLE_MIDDLEBOX_COMPAT, another: there is no middlebox inside EAP, and wpa_supplicant does without.
        _ = unsafe SSL_CTX_clear_options(context, UInt64(1) << 20)
        _ = unsafe SSL_CTX_set_num_tickets(context, 0)
        if let resumption {
            // Tickets that hold the session themselves stay off: a session is resumed only while this side remembers
            // that EAP succeeded in it.
            unsafe roamlab_ssl_ctx_keep_sessions_outside(context)
            _ = unsafe SSL_CTX_set_timeout(context, resumption.lifetime)
            _ = unsafe SSL_CTX_set_num_tickets(context, 1)
            unsafe SSL_CTX_sess_set_new_cb(context, TLSSession.newSessionCallback)
            unsafe SSL_CTX_sess_set_get_cb(context, TLSSession.getSessionCallback)
        }
        if collectsKeyLog { unsafe SSL_CTX_set_keylog_callback(context, TLSSession.keyLogCallback) }
    }

    deinit { unsafe SSL_CTX_free(context) }
}
