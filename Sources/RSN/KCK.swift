internal import Cryptography
public import Octets

/// A key confirmation key: signs EAPOL-Key frames and checks them (802.11-2020, 12.7.2). Its padded key is kept.
public struct KCK: Sendable, CustomStringConvertible, CustomReflectable {
    private enum Key {
        case sha1(HMAC<SHA1>)
        case cmac(SecretOctets<16>)
        // Rare, so the key alone is kept: the pads would double the size of every handshake.
        case md5(SecretOctets<16>)
        case sha256(SecretOctets<16>)
        case sha384(SecretOctets<24>)
    }

    private let key: Key

    /// Octets of the MIC.
    public let micLength: Int

    /// A key for a scheme; nil unless it has the length that the scheme asks for.
    public init?(_ octets: RawSpan, scheme: KeyScheme) {
        guard octets.byteCount == scheme.kckLength else { return nil }
        key =
            switch scheme {
            case .sha1MD5: .md5(SecretOctets(octets, at: 0))
            case .sha1: .sha1(HMAC(key: octets))
            case .sha256CMAC: .cmac(SecretOctets(octets, at: 0))
            case .sha256: .sha256(SecretOctets(octets, at: 0))
            case .sha384: .sha384(SecretOctets(octets, at: 0))
            }
        micLength = scheme.micLength
    }

    /// Writes the MIC into the EAPOL-Key frame that stands in `out` from `start` to the end.
    public func sign(_ out: inout [UInt8], from start: Int) {
        let code = code(of: out.octets.extracting(start..<out.count))
        for index in 0..<micLength { out[start + EAPOLKeyFrame.micOffset + index] = code.storage[index] }
    }

    /// Whether the frame carries the MIC that this key makes, compared in constant time.
    public func verifies(_ frame: borrowing EAPOLKeyFrame) -> Bool {
        guard frame.mic.byteCount == micLength else { return false }
        return constantTimeEquals(code(of: frame.whole).octets.extracting(first: micLength), frame.mic)
    }

    /// Whether a Fast BSS Transition element carries the MIC that this key makes of `message`: addresses, transaction
    /// number and elements, the MIC in them zero (802.11-2020, 13.8.4, 13.8.5); false for keys of another scheme.
    public func verifies(transitionMIC mic: RawSpan, of message: RawSpan) -> Bool {
        guard case .cmac(let key) = key, mic.byteCount == micLength else { return false }
        var code = AESCMAC(key: key)
        code.update(message)
        let value = code.finalize()
        return constantTimeEquals(value.octets, mic)
    }

    /// The PMKID of Suite B, whose key is this one (802.11-2020, 12.7.1.3); nil for other schemes.
    public func pmkid(authenticator: MACAddress, supplicant: MACAddress) -> PMKID? {
        let name = pmkName(authenticator: authenticator, supplicant: supplicant)
        return switch key {
        case .sha256(let key): PMKID(HMAC<SHA256>(key: key.octets).code(for: name.octets).octets, at: 0)
        case .sha384(let key): PMKID(HMAC<SHA384>(key: key.octets).code(for: name.octets).octets, at: 0)
        case .md5, .sha1, .cmac: nil
        }
    }

    /// The code of a whole EAPOL frame with its MIC field taken as zero; only the first ``micLength`` octets count.
    private func code(of frame: RawSpan) -> FixedOctets<24> {
        let before = frame.extracting(first: EAPOLKeyFrame.micOffset)
        let after = frame.extracting(EAPOLKeyFrame.micOffset + micLength..<frame.byteCount)
        let zeros = FixedOctets<24>()
        var value = FixedOctets<24>()
        switch key {
        case .md5(let key):
            var message = HMAC<MD5>(key: key.octets)
            message.update(before)
            message.update(zeros.octets.extracting(first: micLength))
            message.update(after)
            value.replace(at: 0, with: message.finalize().octets)
        case .sha1(var message):
            message.update(before)
            message.update(zeros.octets.extracting(first: micLength))
            message.update(after)
            value.replace(at: 0, with: message.finalize().octets)
        case .cmac(let key):
            var message = AESCMAC(key: key)
            message.update(before)
            message.update(zeros.octets.extracting(first: micLength))
            message.update(after)
            value.replace(at: 0, with: message.finalize().octets)
        case .sha256(let key):
            var message = HMAC<SHA256>(key: key.octets)
            message.update(before)
            message.update(zeros.octets.extracting(first: micLength))
            message.update(after)
            value.replace(at: 0, with: message.finalize().octets.extracting(first: micLength))
        case .sha384(let key):
            var message = HMAC<SHA384>(key: key.octets)
            message.update(before)
            message.update(zeros.octets.extracting(first: micLength))
            message.update(after)
            value.replace(at: 0, with: message.finalize().octets.extracting(first: micLength))
        }
        return value
    }

    /// Never shows the key.
    public var description: String { "KCK (hidden)" }
    /// Never shows the key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
