/// Whether a device protects robust management frames, as `ieee80211w` numbers it (802.11-2020, 12.6.3).
public enum ManagementFrameProtection: Int, Sendable {
    /// It does not.
    case disabled = 0
    /// It does where the peer can.
    case optional = 1
    /// It has nothing to do with a peer that can't.
    case required = 2

    /// What the device says of it in its RSN Capabilities.
    public var capabilities: RSNCapabilities {
        switch self {
        case .disabled: []
        case .optional: .managementFrameProtectionCapable
        case .required: [.managementFrameProtectionCapable, .managementFrameProtectionRequired]
        }
    }
}
