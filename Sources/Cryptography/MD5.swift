internal import COpenSSL
public import Octets

/// MD5 (RFC 1321): broken as a digest, and what RADIUS is built on (RFC 2865 §3).
public struct MD5: Digest {
    private var context = MD5_CTX()

    /// 64 octets.
    public static let blockLength = 64
    /// 16 octets.
    public static let outputLength = 16

    /// The digest of no octets yet.
    public init() { unsafe MD5_Init(&context) }

    /// Takes in the next octets of the message.
    public mutating func update(_ octets: RawSpan) {
        unsafe octets.withUnsafeBytes { _ = unsafe MD5_Update(&context, $0.baseAddress, $0.count) }
    }

    /// Takes in the value of another digest of this kind.
    public mutating func update(_ value: FixedOctets<16>) { update(value.octets) }

    /// The digest of everything taken in.
    public consuming func finalize() -> FixedOctets<16> {
        var value = FixedOctets<16>()
        unsafe value.withUnsafeMutableOctets { _ = unsafe MD5_Final($0, &context) }
        return value
    }
}
