internal import COpenSSL
public import Octets

/// AES-128-CMAC (RFC 4493), taken in piece by piece.
@safe public struct AESCMAC: ~Copyable {
    private let context: OpaquePointer

    /// Takes in a key of 16 octets.
    public init(key: SecretOctets<16>) {
        unsafe context = allocated(CMAC_CTX_new())
        unsafe key.octets.withUnsafeBytes {
            _ = unsafe CMAC_Init(context, $0.baseAddress, $0.count, Fetched.cbc128, nil)
        }
    }

    deinit { unsafe CMAC_CTX_free(context) }

    /// Takes in the next octets of the message.
    public mutating func update(_ octets: RawSpan) {
        unsafe octets.withUnsafeBytes { _ = unsafe CMAC_Update(context, $0.baseAddress, $0.count) }
    }

    /// The code of everything taken in. The key stays for another message, which begins here.
    public mutating func finalize() -> FixedOctets<16> {
        var value = FixedOctets<16>()
        var length = 16
        unsafe value.withUnsafeMutableOctets { _ = unsafe CMAC_Final(context, $0, &length) }
        _ = unsafe CMAC_Init(context, nil, 0, nil, nil)
        return value
    }
}
