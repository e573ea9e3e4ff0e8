/// The RSN Capabilities field (802.11-2020, 9.4.2.24.4).
public struct RSNCapabilities: OptionSet, Hashable, Sendable {
    /// The field, as it stands least significant octet first.
    public var rawValue: UInt16

    /// The field with this value.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Pre-authentication over the distribution system.
    public static let preauthentication = RSNCapabilities(rawValue: 0x0001)
    /// 16 replay counters for each pairwise key: what hostapd says where WMM is on, and nothing else of it.
    public static let sixteenPairwiseReplayCounters = RSNCapabilities(rawValue: 0x000C)
    /// 16 replay counters for each group key.
    public static let sixteenGroupReplayCounters = RSNCapabilities(rawValue: 0x0030)
    /// Management frame protection is required (MFPR).
    public static let managementFrameProtectionRequired = RSNCapabilities(rawValue: 0x0040)
    /// Management frame protection is possible (MFPC).
    public static let managementFrameProtectionCapable = RSNCapabilities(rawValue: 0x0080)
    /// Extended Key ID for individually addressed frames.
    public static let extendedKeyID = RSNCapabilities(rawValue: 0x2000)
    /// Operating Channel Validation.
    public static let operatingChannelValidation = RSNCapabilities(rawValue: 0x4000)

    /// Replay counters for each pairwise key: 1, 2, 4 or 16.
    public var pairwiseReplayCounters: Int { [1, 2, 4, 16][Int(rawValue >> 2 & 3)] }
    /// Replay counters for each group key: 1, 2, 4 or 16.
    public var groupReplayCounters: Int { [1, 2, 4, 16][Int(rawValue >> 4 & 3)] }
}
