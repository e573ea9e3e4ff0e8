internal import Cryptography
internal import Octets

/// A key encryption key: wraps the key data of EAPOL-Key frames (802.11-2020, 12.7.2).
public struct KEK: Sendable, CustomStringConvertible, CustomReflectable {
    private let key: SecretKey

    /// A key of 16 or 32 octets; nil for any other length.
    public init?(_ octets: RawSpan) {
        guard octets.byteCount == 16 || octets.byteCount == 32, let key = SecretKey(octets) else { return nil }
        self.key = key
    }

    /// Appends key data, padded and wrapped: what `build` appends.
    @inlinable
    public func appendWrapped(to out: inout [UInt8], _ build: (inout [UInt8]) -> Void) {
        let start = beginWrapping(&out)
        build(&out)
        endWrapping(&out, from: start)
    }

    @usableFromInline
    func beginWrapping(_ out: inout [UInt8]) -> Int {
        defer { out.append(zeros: AESKeyWrap.overhead) }
        return out.count
    }

    @usableFromInline
    func endWrapping(_ out: inout [UInt8], from start: Int) {
        // Padded with DD, then zeros, to a multiple of 8 octets, 16 or more (802.11-2020, 12.7.2).
        let count = out.count - start - AESKeyWrap.overhead
        let padded = max(16, (count + 7) / 8 * 8)
        if padded > count {
            out.append(0xDD)
            out.append(zeros: padded - count - 1)
        }
        AESKeyWrap.wrap(&out, from: start, key: key.octets)
    }

    /// Appends what the wrapped key data holds, padding included; false, and nothing appended, if this key did not
    /// wrap it.
    public func unwrap(_ keyData: RawSpan, to out: inout [UInt8]) -> Bool {
        AESKeyWrap.unwrap(keyData, key: key.octets, to: &out)
    }

    /// Never shows the key.
    public var description: String { "KEK (hidden)" }
    /// Never shows the key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
