/// A cipher suite (802.11-2020, Table 9-149), as hostapd spells it.
public struct Cipher: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The suite selector: OUI in the upper 24 bits, type in the lower 8.
    public var rawValue: UInt32

    /// The suite with this selector.
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Use the group cipher for pairwise traffic too.
    @inlinable public static var useGroup: Cipher { Cipher(rawValue: 0x000F_AC00) }
    /// WEP with 40 bits.
    @inlinable public static var wep40: Cipher { Cipher(rawValue: 0x000F_AC01) }
    /// TKIP.
    @inlinable public static var tkip: Cipher { Cipher(rawValue: 0x000F_AC02) }
    /// CCMP-128.
    @inlinable public static var ccmp: Cipher { Cipher(rawValue: 0x000F_AC04) }
    /// WEP with 104 bits.
    @inlinable public static var wep104: Cipher { Cipher(rawValue: 0x000F_AC05) }
    /// BIP-CMAC-128, for group management frames.
    @inlinable public static var bipCMAC: Cipher { Cipher(rawValue: 0x000F_AC06) }
    /// Group traffic is not allowed.
    @inlinable public static var noGroupTraffic: Cipher { Cipher(rawValue: 0x000F_AC07) }
    /// GCMP-128.
    @inlinable public static var gcmp: Cipher { Cipher(rawValue: 0x000F_AC08) }
    /// GCMP-256.
    @inlinable public static var gcmp256: Cipher { Cipher(rawValue: 0x000F_AC09) }
    /// CCMP-256.
    @inlinable public static var ccmp256: Cipher { Cipher(rawValue: 0x000F_AC0A) }
    /// BIP-GMAC-128.
    @inlinable public static var bipGMAC: Cipher { Cipher(rawValue: 0x000F_AC0B) }
    /// BIP-GMAC-256.
    @inlinable public static var bipGMAC256: Cipher { Cipher(rawValue: 0x000F_AC0C) }
    /// BIP-CMAC-256.
    @inlinable public static var bipCMAC256: Cipher { Cipher(rawValue: 0x000F_AC0D) }

    private static let names: [(cipher: Cipher, name: String)] = [
        (wep40, "WEP40"), (tkip, "TKIP"), (ccmp, "CCMP"), (wep104, "WEP104"), (bipCMAC, "AES-128-CMAC"),
        (noGroupTraffic, "GTK_NOT_USED"), (gcmp, "GCMP"), (gcmp256, "GCMP-256"), (ccmp256, "CCMP-256"),
        (bipGMAC, "BIP-GMAC-128"), (bipGMAC256, "BIP-GMAC-256"), (bipCMAC256, "BIP-CMAC-256"), (useGroup, "NONE"),
    ]

    /// The suite that hostapd's `rsn_pairwise` or `group_mgmt_cipher` spells so; nil for anything else.
    public init?(name: some StringProtocol) {
        guard let known = Self.names.first(where: { $0.name == name }) else { return nil }
        self = known.cipher
    }

    /// hostapd's spelling ("CCMP"), or OUI and type where it has none ("00-0f-ac:99").
    public var description: String {
        Self.names.first { $0.cipher == self }?.name ?? selectorText(rawValue)
    }

    /// Octets of the temporal key (802.11-2020, Table 12-7); nil for a suite that has none or is unknown.
    public var keyLength: Int? {
        switch self {
        case .wep40: 5
        case .wep104: 13
        case .ccmp, .gcmp, .bipCMAC, .bipGMAC: 16
        case .tkip, .ccmp256, .gcmp256, .bipCMAC256, .bipGMAC256: 32
        default: nil
        }
    }
}
