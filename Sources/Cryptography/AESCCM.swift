internal import COpenSSL
public import Octets

/// AES-CCM (RFC 3610) with a nonce of 13 octets, as CCMP uses it (802.11-2020, 12.5.3), and the key expanded once.
///
/// One owner at a time: the cipher's state is in libcrypto's hands, so a value must not be used from two tasks at once.
@safe public final class AESCCM {
    /// Octets of the tag: 8 for CCMP-128, 16 for CCMP-256.
    public let tagLength: Int
    // A context has one direction for life: with AES-NI the key's expansion picks the routine.
    private let sealing: OpaquePointer
    private let opening: OpaquePointer

    /// Expands a key of 16 or 32 octets; any other length traps.
    public init(key: RawSpan, tagLength: Int = 8) {
        precondition(key.byteCount == 16 || key.byteCount == 32)
        self.tagLength = tagLength
        unsafe sealing = AESCCM.context(key: key, tagLength: tagLength, seals: true)
        unsafe opening = AESCCM.context(key: key, tagLength: tagLength, seals: false)
    }

    deinit {
        unsafe EVP_CIPHER_CTX_free(sealing)
        unsafe EVP_CIPHER_CTX_free(opening)
    }

    /// Appends the ciphertext and its tag.
    public func seal(
        _ plaintext: RawSpan, nonce: FixedOctets<13>, additionalData: RawSpan, to out: inout [UInt8]
    ) {
        let start = out.count
        out.append(zeros: plaintext.byteCount + tagLength)
        _ = unsafe transform(plaintext, nonce, additionalData, with: sealing, at: start, of: &out)
        unsafe out.withUnsafeMutableBytes {
            let tag = unsafe $0.baseAddress?.advanced(by: start + plaintext.byteCount)
            _ = unsafe EVP_CIPHER_CTX_ctrl(sealing, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), tag)
        }
    }

    /// Appends the plaintext of `sealed`, ciphertext and tag; false, and nothing appended, if the tag does not fit.
    public func open(
        _ sealed: RawSpan, nonce: FixedOctets<13>, additionalData: RawSpan, to out: inout [UInt8]
    ) -> Bool {
        let count = sealed.byteCount - tagLength
        guard count >= 0 else { return false }
        let start = out.count
        // libcrypto copies the tag, though it asks for a pointer through which it could write.
        unsafe sealed.extracting(last: tagLength).withUnsafeBytes {
            let tag = unsafe UnsafeMutableRawPointer(mutating: $0.baseAddress)
            _ = unsafe EVP_CIPHER_CTX_ctrl(opening, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), tag)
        }
        out.append(zeros: count)
        let isGenuine = unsafe transform(
            sealed.extracting(first: count), nonce, additionalData, with: opening, at: start, of: &out)
        guard isGenuine else {
            ERR_clear_error()  // A TLS session on this thread would take it for its own.
            out.removeLast(count)
            return false
        }
        return true
    }

    private static func context(key: RawSpan, tagLength: Int, seals: Bool) -> OpaquePointer {
        let context = unsafe allocated(EVP_CIPHER_CTX_new())
        let cipher = unsafe key.byteCount == 16 ? Fetched.ccm128 : Fetched.ccm256
        let direction: Int32 = seals ? 1 : 0
        _ = unsafe EVP_CipherInit_ex(context, cipher, nil, nil, nil, direction)
        _ = unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, 13, nil)
        _ = unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), nil)
        unsafe key.withUnsafeOctets { _ = unsafe EVP_CipherInit_ex(context, nil, nil, $0, nil, direction) }
        return unsafe context
    }

    private func transform(
        _ text: RawSpan, _ nonce: FixedOctets<13>, _ additionalData: RawSpan, with context: OpaquePointer,
        at start: Int, of out: inout [UInt8]
    ) -> Bool {
        var length: Int32 = 0
        unsafe nonce.octets.withUnsafeOctets { _ = unsafe EVP_CipherInit_ex(context, nil, nil, nil, $0, -1) }
        _ = unsafe EVP_CipherUpdate(context, nil, &length, nil, Int32(text.byteCount))
        unsafe additionalData.withUnsafeBytes {
            let octets = unsafe $0.baseAddress?.assumingMemoryBound(to: UInt8.self)
            _ = unsafe EVP_CipherUpdate(context, nil, &length, octets, Int32($0.count))
        }
        return unsafe out.withUnsafeMutableBufferPointer { out in
            unsafe text.withUnsafeOctets { octets in
                let out = unsafe out.baseAddress.map { unsafe $0 + start }
                return unsafe EVP_CipherUpdate(context, out, &length, octets, Int32(text.byteCount)) > 0
            }
        }
    }
}
