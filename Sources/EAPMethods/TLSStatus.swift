/// What the TLS of an authentication agreed on, as wpa_supplicant's `STATUS` shows it.
public struct TLSStatus: Equatable, Sendable {
    /// OpenSSL's name of the version: "TLSv1.2".
    public var version: String
    /// OpenSSL's name of the cipher suite: "ECDHE-RSA-AES256-GCM-SHA384".
    public var cipher: String
    /// Whether an earlier session was resumed.
    public var isResumed: Bool
    /// The method, with what it carried inside.
    public var method: EAPMethod
    /// EAP Session-Id: the method's type and 64 octets (RFC 5247, Appendix A; RFC 9190, 2.3).
    public var sessionID: [UInt8]
}
