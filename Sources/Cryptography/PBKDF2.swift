internal import COpenSSL
internal import Octets

/// PBKDF2 (RFC 8018 §5.2) with HMAC-SHA-1.
public enum PBKDF2 {
    /// Appends `count` octets derived from the password.
    public static func appendKey(
        ofLength count: Int, password: RawSpan, salt: RawSpan, iterations: Int, to key: inout [UInt8]
    ) {
        let start = key.count
        key.append(zeros: count)
        unsafe key.withUnsafeMutableBufferPointer { key in
            let out = unsafe key.baseAddress.map { unsafe $0 + start }
            unsafe password.withUnsafeBytes { password in
                unsafe salt.withUnsafeBytes { salt in
                    _ = unsafe PKCS5_PBKDF2_HMAC_SHA1(
                        password.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(password.count),
                        salt.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(salt.count), Int32(iterations),
                        Int32(count), out)
                }
            }
        }
    }
}
