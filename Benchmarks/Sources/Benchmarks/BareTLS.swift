internal import COpenSSL

/// The bare TLS 1.2 handshake of both ends over memory BIOs, with an RSA-2048 certificate and its authority's behind it.
@safe final class BareTLS {
    private let server: OpaquePointer
    private let client: OpaquePointer

    static let counts = "1 RSA-2048 signature, 1 verification, 2 X25519 key pairs, 2 agreements"

    struct Failure: Error {
        let what: String
    }

    /// Certificates are PEM files: `chain` with the server's first.
    init(chain: String, key: String) throws {
        guard let server = unsafe SSL_CTX_new(TLS_server_method()), let client = unsafe SSL_CTX_new(TLS_client_method())
        else { throw Failure(what: "SSL_CTX_new") }
        unsafe self.server = server
        unsafe self.client = client
        for isServer in [true, false] {
            let context = unsafe isServer ? server : client
            _ = unsafe SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(TLS1_2_VERSION), nil)
            _ = unsafe SSL_CTX_ctrl(context, SSL_CTRL_SET_SESS_CACHE_MODE, 0, nil)
            _ = unsafe SSL_CTX_set_options(context, UInt64(1) << 14)  // SSL_OP_NO_TICKET
        }
        guard unsafe SSL_CTX_use_certificate_chain_file(server, chain) == 1,
            unsafe SSL_CTX_use_PrivateKey_file(server, key, SSL_FILETYPE_PEM) == 1
        else { throw Failure(what: "using the certificate") }
    }

    deinit {
        unsafe SSL_CTX_free(server)
        unsafe SSL_CTX_free(client)
    }

    /// One handshake, to both Finished.
    func run() throws {
        guard let near = unsafe SSL_new(client), let far = unsafe SSL_new(server) else {
            throw Failure(what: "SSL_new")
        }
        defer {
            unsafe SSL_free(near)
            unsafe SSL_free(far)
        }
        guard let toServer = unsafe BIO_new(BIO_s_mem()), let toClient = unsafe BIO_new(BIO_s_mem()) else {
            throw Failure(what: "BIO_new")
        }
        _ = unsafe BIO_up_ref(toServer)
        _ = unsafe BIO_up_ref(toClient)
        unsafe SSL_set_bio(near, toClient, toServer)
        unsafe SSL_set_bio(far, toServer, toClient)
        unsafe SSL_set_connect_state(near)
        unsafe SSL_set_accept_state(far)
        for _ in 0..<10 {
            _ = unsafe SSL_do_handshake(near)
            _ = unsafe SSL_do_handshake(far)
            if unsafe SSL_is_init_finished(near) == 1, unsafe SSL_is_init_finished(far) == 1 { return }
        }
        throw Failure(what: "the handshake did not end")
    }
}
