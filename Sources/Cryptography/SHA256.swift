internal import COpenSSL
public import Octets

/// SHA-256 (FIPS 180-4): what AKMs 3 to 6, 8 and 9 derive with (802.11-2020, 12.7.3).
public struct SHA256: Digest {
    private var context = SHA256_CTX()

    /// 64 octets.
    public static let blockLength = 64
    /// 32 octets.
    public static let outputLength = 32

    /// The digest of no octets yet.
    public init() { unsafe SHA256_Init(&context) }

    /// Takes in the next octets of the message.
    public mutating func update(_ octets: RawSpan) {
        unsafe octets.withUnsafeBytes { _ = unsafe SHA256_Update(&context, $0.baseAddress, $0.count) }
    }

    /// Takes in the value of another digest of this kind.
    public mutating func update(_ value: FixedOctets<32>) { update(value.octets) }

    /// The digest of everything taken in.
    public consuming func finalize() -> FixedOctets<32> {
        var value = FixedOctets<32>()
        unsafe value.withUnsafeMutableOctets { _ = unsafe SHA256_Final($0, &context) }
        return value
    }
}
