internal import COpenSSL
public import Octets

/// MD4 (RFC 1320): broken as a digest, and what MSCHAPv2 hashes passwords with (RFC 2759 §8.3).
public struct MD4: Digest {
    private var context = MD4_CTX()

    /// 64 octets.
    public static let blockLength = 64
    /// 16 octets.
    public static let outputLength = 16

    /// The digest of no octets yet.
    public init() { unsafe MD4_Init(&context) }

    /// Takes in the next octets of the message.
    public mutating func update(_ octets: RawSpan) {
        unsafe octets.withUnsafeBytes { _ = unsafe MD4_Update(&context, $0.baseAddress, $0.count) }
    }

    /// Takes in the value of another digest of this kind.
    public mutating func update(_ value: FixedOctets<16>) { update(value.octets) }

    /// The digest of everything taken in.
    public consuming func finalize() -> FixedOctets<16> {
        var value = FixedOctets<16>()
        unsafe value.withUnsafeMutableOctets { _ = unsafe MD4_Final($0, &context) }
        return value
    }
}
