/// An authentication and key management suite, by the name that hostapd and wpa_supplicant give it.
///
/// The cases stand in the order in which hostapd writes the suites into its RSN element.
public enum KeyManagement: String, CaseIterable, Sendable, CustomStringConvertible {
    /// 802.1X, SHA-1.
    case eap = "WPA-EAP"
    /// Pre-shared key, SHA-1.
    case psk = "WPA-PSK"
    /// Fast BSS Transition over 802.1X.
    case ftEAP = "FT-EAP"
    /// Fast BSS Transition over 802.1X, SHA-384.
    case ftEAPSHA384 = "FT-EAP-SHA384"
    /// Fast BSS Transition over a pre-shared key.
    case ftPSK = "FT-PSK"
    /// 802.1X, SHA-256.
    case eapSHA256 = "WPA-EAP-SHA256"
    /// Pre-shared key, SHA-256.
    case pskSHA256 = "WPA-PSK-SHA256"
    /// Simultaneous Authentication of Equals.
    case sae = "SAE"
    /// Fast BSS Transition over SAE.
    case ftSAE = "FT-SAE"
    /// Suite B, 128 bits.
    case suiteB = "WPA-EAP-SUITE-B"
    /// Suite B (CNSA), 192 bits.
    case suiteB192 = "WPA-EAP-SUITE-B-192"
    /// Fast Initial Link Setup, SHA-256.
    case filsSHA256 = "FILS-SHA256"
    /// Fast Initial Link Setup, SHA-384.
    case filsSHA384 = "FILS-SHA384"
    /// Fast BSS Transition over FILS, SHA-256.
    case ftFILSSHA256 = "FT-FILS-SHA256"
    /// Fast BSS Transition over FILS, SHA-384.
    case ftFILSSHA384 = "FT-FILS-SHA384"
    /// Opportunistic Wireless Encryption (RFC 8110).
    case owe = "OWE"
    /// Device Provisioning Protocol.
    case dpp = "DPP"
    /// Online sign-up of Hotspot 2.0.
    case osen = "OSEN"
    /// No RSN; a station only.
    case none = "NONE"
    /// WPA-None in an IBSS; a station only.
    case wpaNone = "WPA-NONE"
    /// 802.1X without RSN (dynamic WEP); a station only.
    case ieee8021X = "IEEE8021X"
    /// Wi-Fi Protected Setup; a station only.
    case wps = "WPS"

    /// The suite selector (802.11-2020, Table 9-151; Wi-Fi Alliance for DPP and OSEN); nil where there is no suite.
    public var selector: UInt32? {
        switch self {
        case .eap: 0x000F_AC01
        case .psk: 0x000F_AC02
        case .ftEAP: 0x000F_AC03
        case .ftPSK: 0x000F_AC04
        case .eapSHA256: 0x000F_AC05
        case .pskSHA256: 0x000F_AC06
        case .sae: 0x000F_AC08
        case .ftSAE: 0x000F_AC09
        case .suiteB: 0x000F_AC0B
        case .suiteB192: 0x000F_AC0C
        case .ftEAPSHA384: 0x000F_AC0D
        case .filsSHA256: 0x000F_AC0E
        case .filsSHA384: 0x000F_AC0F
        case .ftFILSSHA256: 0x000F_AC10
        case .ftFILSSHA384: 0x000F_AC11
        case .owe: 0x000F_AC12
        case .osen: 0x506F_9A01
        case .dpp: 0x506F_9A02
        case .none, .wpaNone, .ieee8021X, .wps: nil
        }
    }

    /// Whether an access point can offer it.
    var isForAccessPoints: Bool { selector != nil }

    /// hostapd's spelling.
    public var description: String { rawValue }
}

/// A cipher suite, by the name that hostapd and wpa_supplicant give it, in the order in which hostapd writes pairwise
/// suites into its RSN element.
public enum Cipher: String, CaseIterable, Sendable, CustomStringConvertible {
    /// CCMP with a 256-bit key.
    case ccmp256 = "CCMP-256"
    /// GCMP with a 256-bit key.
    case gcmp256 = "GCMP-256"
    /// CCMP with a 128-bit key.
    case ccmp = "CCMP"
    /// GCMP with a 128-bit key.
    case gcmp = "GCMP"
    /// TKIP.
    case tkip = "TKIP"
    /// WEP with a 104-bit key; a group cipher only.
    case wep104 = "WEP104"
    /// WEP with a 40-bit key; a group cipher only.
    case wep40 = "WEP40"
    /// Group-addressed traffic is not allowed; a group cipher only.
    case groupTrafficNotAllowed = "GTK_NOT_USED"
    /// None but the group cipher; a station's pairwise cipher only.
    case none = "NONE"

    /// The suite selector (802.11-2020, Table 9-149).
    public var selector: UInt32 {
        switch self {
        case .none: 0x000F_AC00
        case .wep40: 0x000F_AC01
        case .tkip: 0x000F_AC02
        case .ccmp: 0x000F_AC04
        case .wep104: 0x000F_AC05
        case .groupTrafficNotAllowed: 0x000F_AC07
        case .gcmp: 0x000F_AC08
        case .gcmp256: 0x000F_AC09
        case .ccmp256: 0x000F_AC0A
        }
    }

    /// Whether it can protect unicast frames of an RSN.
    var isPairwise: Bool {
        switch self {
        case .ccmp256, .gcmp256, .ccmp, .gcmp, .tkip: true
        case .wep104, .wep40, .groupTrafficNotAllowed, .none: false
        }
    }

    /// hostapd's spelling.
    public var description: String { rawValue }
}

/// `ieee80211w`: management frame protection (802.11-2020, 12.6.3).
public enum ManagementFrameProtection: Int, Sendable {
    /// 0.
    case disabled = 0
    /// 1: capable.
    case optional = 1
    /// 2.
    case required = 2
}
