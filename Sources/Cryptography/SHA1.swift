internal import COpenSSL
public import Octets

/// SHA-1 (FIPS 180-4): what AKMs 1 and 2 derive and sign with (802.11-2020, 12.7.3).
public struct SHA1: Digest {
    private var context = SHA_CTX()

    /// 64 octets.
    public static let blockLength = 64
    /// 20 octets.
    public static let outputLength = 20

    /// The digest of no octets yet.
    public init() { unsafe SHA1_Init(&context) }

    /// Takes in the next octets of the message.
    public mutating func update(_ octets: RawSpan) {
        unsafe octets.withUnsafeBytes { _ = unsafe SHA1_Update(&context, $0.baseAddress, $0.count) }
    }

    /// Takes in the value of another digest of this kind.
    public mutating func update(_ value: FixedOctets<20>) { update(value.octets) }

    /// The digest of everything taken in.
    public consuming func finalize() -> FixedOctets<20> {
        var value = FixedOctets<20>()
        unsafe value.withUnsafeMutableOctets { _ = unsafe SHA1_Final($0, &context) }
        return value
    }
}
