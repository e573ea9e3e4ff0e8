internal import COpenSSL

/// A session of TLS in which a client was let in, and which it offers to the server again.
@safe final class ClientSession: Sendable {
    // OpenSSL counts references to it atomically, and a connection that goes on from it takes a copy.
    nonisolated(unsafe) let session: OpaquePointer
    /// The method that proved it, with what ran inside.
    let method: EAPMethod

    /// Takes the reference over.
    init(_ session: OpaquePointer, method: EAPMethod) {
        unsafe self.session = session
        self.method = method
    }

    deinit { unsafe SSL_SESSION_free(session) }
}
