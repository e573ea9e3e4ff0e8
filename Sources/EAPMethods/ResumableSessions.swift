internal import COpenSSL
internal import Synchronization

/// A session of TLS that a client may resume, and who proved what in it.
@safe final class ResumableSession: Sendable {
    // OpenSSL counts references to it atomically, and what a server shares between connections is not changed.
    nonisolated(unsafe) let session: OpaquePointer
    let userName: [UInt8]
    let method: EAPMethod

    /// Takes the reference over.
    init(_ session: OpaquePointer, userName: [UInt8], method: EAPMethod) {
        unsafe self.session = session
        self.userName = userName
        self.method = method
    }

    deinit { unsafe SSL_SESSION_free(session) }
}

/// The sessions of a server's context that may be resumed: those only in which EAP succeeded, by their IDs (in TLS 1.3,
/// by what the tickets say). The oldest makes room; OpenSSL looks at their age.
final class ResumableSessions: Sendable {
    private struct State {
        var sessions: [[UInt8]: ResumableSession] = [:]
        /// IDs in the order in which they came, as a ring.
        var order: [[UInt8]] = []
        var oldest = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int) { self.capacity = max(1, capacity) }

    /// How many there are.
    var count: Int { state.withLock { $0.sessions.count } }

    func insert(_ session: ResumableSession) {
        var count: UInt32 = 0
        guard let start = unsafe SSL_SESSION_get_id(session.session, &count), count > 0 else { return }
        let id = unsafe Array(UnsafeBufferPointer(start: start, count: Int(count)))
        state.withLock { state in
            guard state.sessions.updateValue(session, forKey: id) == nil else { return }
            if state.order.count < capacity {
                state.order.append(id)
            } else {
                state.sessions[state.order[state.oldest]] = nil
                state.order[state.oldest] = id
                state.oldest = (state.oldest + 1) % capacity
            }
        }
    }

    /// The session with this ID, if it ran this method.
    func session(_ id: [UInt8], of method: TLSMethod) -> ResumableSession? {
        let session = state.withLock { $0.sessions[id] }
        return session?.method.outer == method ? session : nil
    }
}
