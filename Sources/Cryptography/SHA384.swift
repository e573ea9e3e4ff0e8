internal import COpenSSL
public import Octets

/// SHA-384 (FIPS 180-4): what AKMs 12 and 13 derive and sign with (802.11-2020, 12.7.3).
public struct SHA384: Digest {
    private var context = SHA512_CTX()

    /// 128 octets.
    public static let blockLength = 128
    /// 48 octets.
    public static let outputLength = 48

    /// The digest of no octets yet.
    public init() { unsafe SHA384_Init(&context) }

    /// Takes in the next octets of the message.
    public mutating func update(_ octets: RawSpan) {
        unsafe octets.withUnsafeBytes { _ = unsafe SHA384_Update(&context, $0.baseAddress, $0.count) }
    }

    /// Takes in the value of another digest of this kind.
    public mutating func update(_ value: FixedOctets<48>) { update(value.octets) }

    /// The digest of everything taken in.
    public consuming func finalize() -> FixedOctets<48> {
        var value = FixedOctets<48>()
        unsafe value.withUnsafeMutableOctets { _ = unsafe SHA384_Final($0, &context) }
        return value
    }
}
