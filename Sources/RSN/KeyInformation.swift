/// The Key Information field of an EAPOL-Key frame (802.11-2020, Figure 12-34).
public struct KeyInformation: OptionSet, Hashable, Sendable {
    /// The field, as it stands most significant octet first.
    public var rawValue: UInt16

    /// The field with this value.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The handshake is about a pairwise key.
    @inlinable public static var pairwise: KeyInformation { KeyInformation(rawValue: 0x0008) }
    /// The key shall be installed.
    @inlinable public static var install: KeyInformation { KeyInformation(rawValue: 0x0040) }
    /// An answer is wanted: set by the authenticator alone.
    @inlinable public static var ack: KeyInformation { KeyInformation(rawValue: 0x0080) }
    /// The frame carries a MIC.
    @inlinable public static var mic: KeyInformation { KeyInformation(rawValue: 0x0100) }
    /// The first key exchange is complete.
    @inlinable public static var secure: KeyInformation { KeyInformation(rawValue: 0x0200) }
    /// The supplicant reports a MIC failure of TKIP.
    @inlinable public static var error: KeyInformation { KeyInformation(rawValue: 0x0400) }
    /// The supplicant asks for a handshake.
    @inlinable public static var request: KeyInformation { KeyInformation(rawValue: 0x0800) }
    /// The key data is encrypted.
    @inlinable public static var encryptedKeyData: KeyInformation { KeyInformation(rawValue: 0x1000) }

    /// The Key Descriptor Version: 2 for AKMs 1 and 2, 3 for 3 to 6, 0 where the AKM alone decides.
    public var descriptorVersion: UInt16 { rawValue & 0x0007 }
}
