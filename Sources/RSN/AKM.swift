/// An authentication and key management suite (802.11-2020, Table 9-151), as hostapd spells it.
public struct AKM: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The suite selector: OUI in the upper 24 bits, type in the lower 8.
    public var rawValue: UInt32

    /// The suite with this selector.
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// 802.1X with SHA-1.
    @inlinable public static var wpaEAP: AKM { AKM(rawValue: 0x000F_AC01) }
    /// Pre-shared key with SHA-1.
    @inlinable public static var wpaPSK: AKM { AKM(rawValue: 0x000F_AC02) }
    /// Fast transition over 802.1X.
    @inlinable public static var ftEAP: AKM { AKM(rawValue: 0x000F_AC03) }
    /// Fast transition over a pre-shared key.
    @inlinable public static var ftPSK: AKM { AKM(rawValue: 0x000F_AC04) }
    /// 802.1X with SHA-256.
    @inlinable public static var wpaEAPSHA256: AKM { AKM(rawValue: 0x000F_AC05) }
    /// Pre-shared key with SHA-256.
    @inlinable public static var wpaPSKSHA256: AKM { AKM(rawValue: 0x000F_AC06) }
    /// SAE.
    @inlinable public static var sae: AKM { AKM(rawValue: 0x000F_AC08) }
    /// Fast transition over SAE.
    @inlinable public static var ftSAE: AKM { AKM(rawValue: 0x000F_AC09) }
    /// 802.1X, Suite B at 128 bits.
    @inlinable public static var wpaEAPSuiteB: AKM { AKM(rawValue: 0x000F_AC0B) }
    /// 802.1X, CNSA (Suite B at 192 bits).
    @inlinable public static var wpaEAPSuiteB192: AKM { AKM(rawValue: 0x000F_AC0C) }
    /// Fast transition over 802.1X with SHA-384.
    @inlinable public static var ftEAPSHA384: AKM { AKM(rawValue: 0x000F_AC0D) }
    /// Opportunistic Wireless Encryption (RFC 8110).
    @inlinable public static var owe: AKM { AKM(rawValue: 0x000F_AC12) }
    /// SAE with keys of the group's length.
    @inlinable public static var saeExtendedKey: AKM { AKM(rawValue: 0x000F_AC18) }
    /// Fast transition over SAE with keys of the group's length.
    @inlinable public static var ftSAEExtendedKey: AKM { AKM(rawValue: 0x000F_AC19) }

    private static let names: [(akm: AKM, name: String)] = [
        (wpaEAP, "WPA-EAP"), (wpaPSK, "WPA-PSK"), (ftEAP, "FT-EAP"), (ftPSK, "FT-PSK"),
        (wpaEAPSHA256, "WPA-EAP-SHA256"), (wpaPSKSHA256, "WPA-PSK-SHA256"), (sae, "SAE"), (ftSAE, "FT-SAE"),
        (wpaEAPSuiteB, "WPA-EAP-SUITE-B"), (wpaEAPSuiteB192, "WPA-EAP-SUITE-B-192"),
        (ftEAPSHA384, "FT-EAP-SHA384"), (AKM(rawValue: 0x000F_AC0E), "FILS-SHA256"),
        (AKM(rawValue: 0x000F_AC0F), "FILS-SHA384"), (AKM(rawValue: 0x000F_AC10), "FT-FILS-SHA256"),
        (AKM(rawValue: 0x000F_AC11), "FT-FILS-SHA384"), (owe, "OWE"), (saeExtendedKey, "SAE-EXT-KEY"),
        (ftSAEExtendedKey, "FT-SAE-EXT-KEY"), (AKM(rawValue: 0x506F_9A01), "OSEN"), (AKM(rawValue: 0x506F_9A02), "DPP"),
    ]

    /// The suite that hostapd's `wpa_key_mgmt` spells so; nil for anything else.
    public init?(name: some StringProtocol) {
        guard let known = Self.names.first(where: { $0.name == name }) else { return nil }
        self = known.akm
    }

    /// hostapd's spelling ("WPA-EAP-SHA256"), or OUI and type where it has none ("00-40-96:0").
    public var description: String {
        Self.names.first { $0.akm == self }?.name ?? selectorText(rawValue)
    }

    /// Whether EAP makes the key.
    public var usesEAP: Bool {
        switch self {
        case .wpaEAP, .ftEAP, .wpaEAPSHA256, .wpaEAPSuiteB, .wpaEAPSuiteB192, .ftEAPSHA384: true
        default: false
        }
    }

    /// Whether the key is made from a passphrase or given as it is, without an exchange.
    public var usesPSK: Bool { self == .wpaPSK || self == .ftPSK || self == .wpaPSKSHA256 }

    /// Whether SAE makes the key.
    public var usesSAE: Bool {
        self == .sae || self == .ftSAE || self == .saeExtendedKey || self == .ftSAEExtendedKey
    }

    /// Whether keys follow the FT hierarchy (802.11-2020, 12.7.1.6).
    public var isFT: Bool {
        switch self {
        case .ftEAP, .ftPSK, .ftSAE, .ftEAPSHA384, .ftSAEExtendedKey: true
        default: rawValue == 0x000F_AC10 || rawValue == 0x000F_AC11
        }
    }

    /// Whether it is FILS: EAP, or keys made and proved in Authentication and (Re)Association frames (802.11-2020, 12.11.2).
    public var isFILS: Bool { 0x000F_AC0E...0x000F_AC11 ~= rawValue }

    /// Octets of the PMK: 48 where SHA-384 rules, else 32.
    public var pmkLength: Int { self == .wpaEAPSuiteB192 || self == .ftEAPSHA384 ? 48 : 32 }
}

/// OUI and type as 802.11 writes a selector: "00-0f-ac:99".
func selectorText(_ selector: UInt32) -> String {
    let oui = stride(from: 24, through: 8, by: -8).map { shift in
        let octet = UInt8(truncatingIfNeeded: selector >> UInt32(shift))
        return (octet < 16 ? "0" : "") + String(octet, radix: 16)
    }
    return oui.joined(separator: "-") + ":\(selector & 0xFF)"
}
