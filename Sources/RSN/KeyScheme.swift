/// How an AKM derives a PTK and signs and encrypts EAPOL-Key frames (802.11-2020, Table 12-10).
public enum KeyScheme: Sendable {
    /// PRF with HMAC-SHA-1, MIC with HMAC-MD5: TKIP, Key Descriptor Version 1 (802.11-2020, 12.7.2).
    case sha1MD5
    /// PRF with HMAC-SHA-1, MIC with HMAC-SHA-1-128.
    case sha1
    /// KDF with SHA-256, MIC with AES-128-CMAC.
    case sha256CMAC
    /// KDF with SHA-256, MIC with HMAC-SHA-256.
    case sha256
    /// KDF with SHA-384, MIC with HMAC-SHA-384.
    case sha384

    /// Octets of the KCK.
    public var kckLength: Int { self == .sha384 ? 24 : 16 }
    /// Octets of the KEK.
    public var kekLength: Int { self == .sha384 ? 32 : 16 }
    /// Octets of the MIC in an EAPOL-Key frame.
    public var micLength: Int { self == .sha384 ? 24 : 16 }
}

extension AKM {
    /// How keys are made from the PMK with CCMP or GCMP; nil for FT, FILS, and AKMs that the standard doesn't fix so
    /// (OWE is read as with group 19).
    public var keyScheme: KeyScheme? {
        switch self {
        case .wpaEAP, .wpaPSK: .sha1
        case .wpaEAPSHA256, .wpaPSKSHA256, .sae: .sha256CMAC
        case .wpaEAPSuiteB, .owe: .sha256
        case .wpaEAPSuiteB192: .sha384
        default: nil
        }
    }

    /// Octets of the MIC in EAPOL-Key frames (802.11-2020, Table 12-10); none with FILS, which seals their key data.
    public var keyMICLength: Int {
        if isFILS { return 0 }
        return self == .ftEAPSHA384 ? 24 : keyScheme?.micLength ?? 16
    }

    /// How keys are made where EAPOL-Key frames have this Key Descriptor Version; nil where the two don't go together, and
    /// for FT and the AKMs of which ``keyScheme`` is nil.
    public func keyScheme(descriptorVersion: UInt16) -> KeyScheme? {
        // Version 1 is HMAC-MD5 and ARC4, of TKIP in WPA and RSN (802.11-2020, 12.7.2).
        if descriptorVersion == 1 { return keyScheme == .sha1 ? .sha1MD5 : nil }
        return descriptorVersion == keyDescriptorVersion ? keyScheme : nil
    }

    /// The Key Descriptor Version of EAPOL-Key frames with CCMP or GCMP (802.11-2020, 12.7.2).
    public var keyDescriptorVersion: UInt16 {
        switch self {
        case .wpaEAP, .wpaPSK: 2
        case .ftEAP, .ftPSK, .wpaEAPSHA256, .wpaPSKSHA256: 3
        default: 0
        }
    }
}
