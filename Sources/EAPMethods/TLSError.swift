internal import COpenSSL

/// Why TLS gave up, in OpenSSL's words.
public struct TLSError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was attempted, and what OpenSSL says of it.
    public var description: String

    /// An error in these words.
    init(_ description: String) { self.description = description }

    /// The error that OpenSSL reported last, which is taken off its queue.
    static func last(_ attempt: String) -> TLSError {
        let code = ERR_peek_error()
        let reason = unsafe roamlab_error_reason(code)
        let verdict = unsafe reason.map { unsafe String(cString: $0) }
        ERR_clear_error()
        return TLSError(verdict.map { "\(attempt): \($0)" } ?? attempt)
    }
}
