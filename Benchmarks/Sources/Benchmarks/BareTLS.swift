internal import COpenSSL

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// The bare TLS 1.2 handshake of both ends over memory BIOs, with a certificate like the laboratory's and its authority's
/// behind it: no tickets, no session cache, and a client that trusts anyone, as the cores are set up.
@safe final class BareTLS {
    private let server: OpaquePointer
    private let client: OpaquePointer

    struct Failure: Error {
        let what: String
    }

    init() throws {
        let (chain, key) = try Self.makeCertificate()
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
    ///
    /// - Parameter serving: does each step of the server's side, its making and freeing included; to time them.
    /// - Returns: the cipher suite.
    @discardableResult
    func run(serving: (() -> Void) -> Void = { $0() }) throws -> String {
        var server: OpaquePointer?
        serving { unsafe server = SSL_new(self.server) }
        guard let near = unsafe SSL_new(client), let far = unsafe server else { throw Failure(what: "SSL_new") }
        defer {
            unsafe SSL_free(near)
            serving { unsafe SSL_free(far) }
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
            serving { _ = unsafe SSL_do_handshake(far) }
            if unsafe SSL_is_init_finished(near) == 1, unsafe SSL_is_init_finished(far) == 1 {
                return unsafe String(cString: SSL_CIPHER_get_name(SSL_get_current_cipher(near)))
            }
        }
        throw Failure(what: "the handshake did not end")
    }

    /// A server's certificate with its authority's behind it, and its key, with names and extensions as the laboratory
    /// has them; made by the openssl program, in PEM files.
    private static func makeCertificate() throws -> (chain: String, key: String) {
        var template = Array("/tmp/roamlab-benchmarks-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw Failure(what: "mkdtemp") }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let subject = "/C=US/ST=Washington/L=Ferndale/O=roamlab/emailAddress=admin@example.org/CN="
        let commands = """
            set -e; cd \(folder)
            openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 9 \\
                -subj '\(subject)roamlab Certificate Authority'
            openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj \(subject)radius.example.org
            printf 'extendedKeyUsage=serverAuth\nsubjectAltName=DNS:radius.example.org\n' >extensions
            openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 9 -extfile extensions \\
                -out server.pem
            cat server.pem ca.pem >chain.pem
            """
        guard unsafe system("(\(commands)) >/dev/null 2>&1") == 0 else { throw Failure(what: "openssl") }
        return (folder + "/chain.pem", folder + "/server.key")
    }
}
