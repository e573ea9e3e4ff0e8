/// What was agreed on in a TLS handshake, as a control interface shows it.
public struct TLSSummary: Equatable, Sendable {
    /// The version in OpenSSL's words: "TLSv1.2".
    public var version: String
    /// The cipher suite in OpenSSL's words: "ECDHE-RSA-AES256-GCM-SHA384".
    public var cipher: String
    /// Whether it went on from an earlier session.
    public var isResumed: Bool
}
