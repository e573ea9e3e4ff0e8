internal import COpenSSL
internal import EAP
internal import Octets

/// One TLS connection over octets in memory, held only while EAP runs.
@safe final class TLSSession {
    private let session: OpaquePointer
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer
    // The session uses its context until it is freed.
    private let context: TLSContext
    private(set) var keyLog: [String] = []
    private let method: TLSMethod
    /// What the client may resume later, if EAP succeeds. A reference of its own.
    private var issued: OpaquePointer?
    /// What the client asked to resume, and was found.
    private var found: ResumableSession?

    /// A session for `method`. As the server of EAP-TLS it refuses a client that shows no certificate that the context
    /// trusts. As a client it offers to go on from `earlier`.
    init(_ context: TLSContext, for method: TLSMethod, resuming earlier: ClientSession? = nil) throws(TLSError) {
        self.context = context
        self.method = method
        guard let session = unsafe SSL_new(context.context) else { throw .last("making a TLS session") }
        guard let incoming = unsafe roamlab_memory_bio(), let outgoing = unsafe roamlab_memory_bio() else {
            unsafe SSL_free(session)
            throw .last("making a TLS session")
        }
        unsafe SSL_set_bio(session, incoming, outgoing)
        unsafe self.session = session
        unsafe self.incoming = incoming
        unsafe self.outgoing = outgoing
        if context.isServer { unsafe SSL_set_accept_state(session) } else { unsafe SSL_set_connect_state(session) }
        if context.isServer, method == .tls {
            unsafe SSL_set_verify(session, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
        }
        if context.resumable != nil {
            // A session of one method proves nothing to another (RFC 9427, 4).
            _ = unsafe SSL_set_session_id_context(session, [method.type.rawValue], 1)
        }
        if context.collectsKeyLog || context.resumable != nil {
            _ = unsafe SSL_set_ex_data(session, 0, Unmanaged.passUnretained(self).toOpaque())
        }
        // One that cannot be set is not offered: a full handshake follows.
        if let earlier { _ = unsafe SSL_set_session(session, earlier.session) }
    }

    deinit {
        unsafe SSL_SESSION_free(issued)
        unsafe SSL_free(session)
    }

    /// The session whose success this one goes on from; nil after a full handshake.
    var resumed: ResumableSession? { isReused ? found : nil }

    /// Whether it goes on from an earlier one: at a client, what the server says.
    var isReused: Bool { unsafe SSL_session_reused(session) == 1 }

    /// What this client may offer later, now that EAP succeeded; nil where the server gave nothing to offer.
    func clientSession(of method: EAPMethod) -> ClientSession? {
        // OpenSSL marks the session of a connection that was not shut down as not to be resumed.
        unsafe SSL_set_shutdown(session, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN)
        guard let kept = unsafe SSL_get1_session(session) else { return nil }
        guard unsafe SSL_SESSION_is_resumable(kept) == 1 else {
            unsafe SSL_SESSION_free(kept)
            return nil
        }
        return unsafe ClientSession(kept, method: method)
    }

    /// Lets the client resume this session: EAP succeeded in it, for this user.
    func allowResumption(userName: [UInt8], method: EAPMethod) {
        // OpenSSL marks the session of a connection that was not shut down as not to be resumed, a resumed one too.
        unsafe SSL_set_shutdown(session, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN)
        guard let issued = unsafe issued else { return }
        unsafe self.issued = nil
        context.resumable?.insert(unsafe ResumableSession(issued, userName: userName, method: method))
    }

    /// OpenSSL hands over a session, and a reference to it where 1 is returned.
    static let newSessionCallback: @convention(c) (OpaquePointer?, OpaquePointer?) -> Int32 = { session, issued in
        guard let owner = unsafe SSL_get_ex_data(session, 0), let issued = unsafe issued else { return 0 }
        let this = unsafe Unmanaged<TLSSession>.fromOpaque(owner).takeUnretainedValue()
        unsafe SSL_SESSION_free(this.issued)
        unsafe this.issued = issued
        return 1
    }

    /// OpenSSL asks for a session by its ID, and takes a reference of its own where `copy` is 1.
    static let getSessionCallback:
        @convention(c) (
            OpaquePointer?, UnsafePointer<UInt8>?, Int32, UnsafeMutablePointer<Int32>?
        ) -> OpaquePointer? = { session, id, count, copy in
            guard let owner = unsafe SSL_get_ex_data(session, 0), let id = unsafe id, count > 0 else { return nil }
            let this = unsafe Unmanaged<TLSSession>.fromOpaque(owner).takeUnretainedValue()
            let octets = unsafe Array(UnsafeBufferPointer(start: id, count: Int(count)))
            this.found = this.context.resumable?.session(octets, of: this.method)
            unsafe copy?.pointee = 1
            return unsafe this.found?.session
        }

    static let keyLogCallback: @convention(c) (OpaquePointer?, UnsafePointer<CChar>?) -> Void = { session, line in
        guard let owner = unsafe SSL_get_ex_data(session, 0), let line = unsafe line else { return }
        unsafe Unmanaged<TLSSession>.fromOpaque(owner).takeUnretainedValue().keyLog.append(String(cString: line))
    }

    /// Lines in the format of NSS key logs since the last call.
    func takeKeyLog() -> [String] {
        defer { keyLog = [] }
        return keyLog
    }

    /// Whether both ends have finished.
    var isEstablished: Bool { unsafe SSL_is_init_finished(session) == 1 }

    /// Whether TLS 1.3 was agreed on.
    var isTLS13: Bool { unsafe SSL_version(session) >= TLS1_3_VERSION }

    /// What was agreed on, once the handshake is over; nil where the Session-Id cannot be had.
    func status(_ method: EAPMethod) -> TLSStatus? {
        guard isEstablished, let version = unsafe SSL_get_version(session),
            let cipher = unsafe SSL_CIPHER_get_name(SSL_get_current_cipher(session))
        else { return nil }
        var identifier = [method.outer.type.rawValue]
        if isTLS13 {
            do throws(TLSError) {
                identifier += try export("EXPORTER_EAP_TLS_Method-Id", context: identifier, count: 64)
            } catch {
                return nil
            }
        } else {
            var random = [UInt8](repeating: 0, count: 32)
            _ = unsafe SSL_get_client_random(session, &random, random.count)
            identifier += random
            _ = unsafe SSL_get_server_random(session, &random, random.count)
            identifier += random
        }
        return unsafe TLSStatus(
            version: String(cString: version), cipher: String(cString: cipher),
            isResumed: SSL_session_reused(session) == 1, method: method, sessionID: identifier)
    }

    /// The first common name in the certificate that the other end showed and this end verified, as UTF-8.
    var peerCommonName: [UInt8]? {
        guard let certificate = unsafe SSL_get1_peer_certificate(session) else { return nil }
        defer { unsafe X509_free(certificate) }
        guard unsafe SSL_get_verify_result(session) == Int(X509_V_OK) else { return nil }
        var start: UnsafeMutablePointer<UInt8>?
        let count = unsafe roamlab_x509_common_name(certificate, &start)
        guard count >= 0, let start = unsafe start else { return nil }
        defer { unsafe roamlab_free(start) }
        return unsafe Array(UnsafeBufferPointer(start: start, count: Int(count)))
    }

    /// Takes in the other end's records and appends this end's to `output`. Where it throws, `output` ends with the alert.
    func handshake(_ input: RawSpan, _ output: inout [UInt8]) throws(TLSError) {
        try write(input)
        ERR_clear_error()
        let result = unsafe SSL_do_handshake(session)
        let cause = unsafe SSL_get_error(session, result)
        drain(&output)
        guard result == 1 || cause == SSL_ERROR_WANT_READ else { throw failure("TLS handshake") }
    }

    /// Decrypts records and appends their content to `plaintext`, at most `limit` octets of it.
    func open(_ records: RawSpan, _ plaintext: inout [UInt8], limit: Int = 65536) throws(TLSError) {
        try write(records)
        ERR_clear_error()
        let session = unsafe session
        while plaintext.count < limit {
            var result: Int32 = 0
            var count = 0
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, initialized in
                result = unsafe SSL_read_ex(session, buffer.baseAddress, buffer.count, &count)
                initialized = result == 1 ? count : 0
            }
            guard result == 1 else {
                let cause = unsafe SSL_get_error(session, result)
                if cause == SSL_ERROR_WANT_READ || cause == SSL_ERROR_ZERO_RETURN { return }
                throw failure("TLS record")
            }
            plaintext += chunk
        }
    }

    /// Encrypts `plaintext` and appends the records to `output`.
    func seal(_ plaintext: RawSpan, _ output: inout [UInt8]) throws(TLSError) {
        ERR_clear_error()
        var written = 0
        let session = unsafe session
        let result = unsafe plaintext.withUnsafeBytes { octets in
            unsafe SSL_write_ex(session, octets.baseAddress, octets.count, &written)
        }
        guard result == 1, written == plaintext.byteCount else { throw failure("TLS record") }
        drain(&output)
    }

    /// Keying material for `label` (RFC 5705, RFC 8446 7.5); without `context`, none is mixed in.
    func export(_ label: String, context: [UInt8]? = nil, count: Int) throws(TLSError) -> [UInt8] {
        let session = unsafe session
        var result: Int32 = 0
        let key = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            result = unsafe SSL_export_keying_material(
                session, buffer.baseAddress, count, label, label.utf8.count, context ?? [], context?.count ?? 0,
                context == nil ? 0 : 1)
            initialized = result == 1 ? count : 0
        }
        guard result == 1 else { throw failure("TLS exporter") }
        return key
    }

    /// Records that the session still wants to send, such as an alert.
    func drain(_ output: inout [UInt8]) {
        var start: UnsafePointer<UInt8>?
        let count = unsafe roamlab_bio_contents(outgoing, &start)
        guard count > 0, let start = unsafe start else { return }
        unsafe output.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
        unsafe roamlab_bio_empty(outgoing)
    }

    private func write(_ input: RawSpan) throws(TLSError) {
        guard input.byteCount > 0 else { return }
        let incoming = unsafe incoming
        let written = unsafe input.withUnsafeBytes { octets in
            unsafe BIO_write(incoming, octets.baseAddress, Int32(octets.count))
        }
        guard written == input.byteCount else { throw failure("TLS buffer") }
    }

    private func failure(_ attempt: String) -> TLSError {
        // Where anyone is trusted the chain has its verdict too, and other things fail.
        guard ERR_GET_REASON(ERR_peek_error()) == SSL_R_CERTIFICATE_VERIFY_FAILED else { return .last(attempt) }
        let verdict = unsafe SSL_get_verify_result(session)
        if context.names != nil, context.trustsAnyone || verdict == Int(X509_V_ERR_UNSPECIFIED) {
            ERR_clear_error()
            return TLSError("the server's certificate is for another name")
        }
        if verdict != Int(X509_V_OK), let text = unsafe X509_verify_cert_error_string(verdict) {
            ERR_clear_error()
            let owner = context.isServer ? "client" : "server"
            return TLSError(unsafe "the \(owner)'s certificate: \(String(cString: text))")
        }
        return .last(attempt)
    }
}
