internal import Octets

/// AES Key Wrap (RFC 3394) with the default initial value.
public enum AESKeyWrap {
    /// Octets that the wrapped text is longer.
    public static let overhead = 8

    static let initialValue: UInt64 = 0xA6A6_A6A6_A6A6_A6A6

    /// Appends `plaintext`, wrapped.
    ///
    /// - Parameters:
    ///   - plaintext: a multiple of 8 octets, 16 or more; anything else traps.
    ///   - key: 16, 24 or 32 octets; anything else traps.
    ///   - out: grows by the plaintext's length and ``overhead``.
    public static func wrap(_ plaintext: RawSpan, key: RawSpan, to out: inout [UInt8]) {
        let start = out.count
        out.append(zeros: overhead)
        out.append(octets: plaintext)
        wrap(&out, from: start, key: key)
    }

    /// Wraps what stands at the end of `out` in place.
    ///
    /// - Parameters:
    ///   - out: from `start` on ``overhead`` octets of anything, then the plaintext: a multiple of 8 octets, 16 or
    ///     more; anything else traps.
    ///   - key: 16, 24 or 32 octets; anything else traps.
    public static func wrap(_ out: inout [UInt8], from start: Int, key: RawSpan) {
        let last = (out.count - start) / 8 - 1
        precondition(start >= 0 && last >= 2 && (out.count - start).isMultiple(of: 8))
        let cipher = AESBlocks(key: key, encrypts: true)
        unsafe out.withUnsafeMutableBytes { out in
            var block: InlineArray<2, UInt64> = [initialValue, 0]
            for step in 0..<6 * last {
                let offset = start + 8 + 8 * (step % last)
                block[1] = unsafe out.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                cipher.transform(&block)
                block[0] ^= UInt64(step + 1).bigEndian
                unsafe out.storeBytes(of: block[1], toByteOffset: offset, as: UInt64.self)
            }
            unsafe out.storeBytes(of: block[0], toByteOffset: start, as: UInt64.self)
        }
    }

    /// Appends what `wrapped` holds, if it was wrapped with this key; false, and nothing appended, if it was not.
    ///
    /// - Parameters:
    ///   - wrapped: of any length; one that no text wraps to gives false.
    ///   - key: 16, 24 or 32 octets; anything else traps.
    ///   - out: grows by the length of `wrapped` without ``overhead``.
    public static func unwrap(_ wrapped: RawSpan, key: RawSpan, to out: inout [UInt8]) -> Bool {
        guard wrapped.byteCount >= 24, wrapped.byteCount.isMultiple(of: 8) else { return false }
        let cipher = AESBlocks(key: key, encrypts: false)
        let start = out.count
        let last = wrapped.byteCount / 8 - 1
        var block: InlineArray<2, UInt64> = [wrapped.bigEndian(UInt64.self, at: 0).bigEndian, 0]
        out.append(octets: wrapped.extracting(8..<wrapped.byteCount))
        unsafe out.withUnsafeMutableBytes { out in
            for step in (0..<6 * last).reversed() {
                let offset = start + 8 * (step % last)
                block[0] ^= UInt64(step + 1).bigEndian
                block[1] = unsafe out.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                cipher.transform(&block)
                unsafe out.storeBytes(of: block[1], toByteOffset: offset, as: UInt64.self)
            }
        }
        guard block[0] == initialValue else {
            out.removeLast(8 * last)
            return false
        }
        return true
    }
}
