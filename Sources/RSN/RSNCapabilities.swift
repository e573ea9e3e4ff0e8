/// The RSN Capabilities field (802.11-2020, 9.4.2.24.4).
public struct RSNCapabilities: OptionSet, Hashable, Sendable {
    /// The field, as it stands least significant octet first.
    public var rawValue: UInt16

    /// The field with this value.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Pre-authentication over the distribution system.
    @inlinable public static var preauthentication: RSNCapabilities { RSNCapabilities(rawValue: 0x0001) }
    /// 16 replay counters for each pairwise key: what hostapd says where WMM is on, and nothing else of it.
    @inlinable public static var sixteenPairwiseReplayCounters: RSNCapabilities { RSNCapabilities(rawValue: 0x000C) }
    /// 16 replay counters for each group key.
    @inlinable public static var sixteenGroupReplayCounters: RSNCapabilities { RSNCapabilities(rawValue: 0x0030) }
    /// Management frame protection is required (MFPR).
    @inlinable public static var managementFrameProtectionRequired: RSNCapabilities {
        RSNCapabilities(rawValue: 0x0040)
    }
    /// Management frame protection is possible (MFPC).
    @inlinable public static var managementFrameProtectionCapable: RSNCapabilities { RSNCapabilities(rawValue: 0x0080) }
    /// Extended Key ID for individually addressed frames.
    @inlinable public static var extendedKeyID: RSNCapabilities { RSNCapabilities(rawValue: 0x2000) }
    /// Operating Channel Validation.
    @inlinable public static var operatingChannelValidation: RSNCapabilities { RSNCapabilities(rawValue: 0x4000) }

    /// Replay counters for each pairwise key: 1, 2, 4 or 16.
    public var pairwiseReplayCounters: Int { [1, 2, 4, 16][Int(rawValue >> 2 & 3)] }
    /// Replay counters for each group key: 1, 2, 4 or 16.
    public var groupReplayCounters: Int { [1, 2, 4, 16][Int(rawValue >> 4 & 3)] }
}
