internal import Dot11

extension Field {
    /// What a value of the field is called, in Wireshark's words; nil where it has no name.
    func label(of value: Int64) -> String? {
        if let words = truthWords { return value == 0 ? words.no : words.yes }
        switch self {
        case .radiusServiceType, .radiusNASPortType, .radiusAcctStatusType, .radiusAcctAuthentic,
            .radiusAcctTerminateCause:
            return RADIUSAttributeText.label(of: value, in: self)
        case .wlanFixedStatusCode: return Self.statusNames[value]
        case .wlanFixedReasonCode: return Self.reasonNames[value]
        case .llcType, .ethType:
            return [0x0800: "IPv4", 0x0806: "ARP", 0x86DD: "IPv6", 0x888E: "802.1X Authentication"][value]
        case .tlsRecordVersion, .tlsHandshakeVersion:
            return [0x0300: "SSL 3.0", 0x0301: "TLS 1.0", 0x0302: "TLS 1.1", 0x0303: "TLS 1.2", 0x0304: "TLS 1.3"][
                value]
        default: break
        }
        guard let octet = UInt8(exactly: value) else { return nil }
        switch self {
        case .wlanFcTypeSubtype: return FrameType(rawValue: octet).infoName
        case .wlanFcType: return octet < 3 ? ["Management frame", "Control frame", "Data frame"][Int(octet)] : nil
        case .eapCode: return octet <= 6 ? EAPNames.code(octet) : nil
        case .eapType, .eapDesiredType:
            let name = EAPNames.type(octet)
            return name.hasPrefix("Unknown") ? nil : name
        case .radiusCode:
            let name = Dissector.radiusName(octet)
            return name.hasPrefix("Unknown") ? nil : name
        case .wlanTagNumber: return Self.elementNames[octet]
        case .wlanFixedCategoryCode: return Self.categoryNames[octet]
        case .wlanRsnGcsType, .wlanRsnPcsType, .wlanRsnGmcsType: return Self.cipherNames[octet]
        case .wlanRsnAkmsType: return Self.akmNames[octet]
        default: return smallNames.flatMap { $0.indices.contains(Int(octet)) ? $0[Int(octet)] : nil }
        }
    }

    /// Names of the values from 0 on; nil in the place of one that has none.
    private var smallNames: [String?]? {
        switch self {
        case .wlanFcDs:
            [
                "Not leaving DS or network is operating in AD-HOC mode (To DS: 0 From DS: 0)",
                "Frame from STA to DS via an AP (To DS: 1 From DS: 0)",
                "Frame from DS to a STA via AP(To DS: 0 From DS: 1)",
                "WDS (AP to AP) or Mesh (MP to MP) Frame (To DS: 1 From DS: 1)",
            ]
        case .wlanQosPriority:
            [
                "Best Effort (Best Effort)", "Background (Background)", "Spare (Background)",
                "Excellent Effort (Best Effort)", "Controlled Load (Video)", "Video (Video)", "Voice (Voice)",
                "Network Control (Voice)",
            ]
        case .wlanFixedAuthAlg:
            [
                "Open System", "Shared key", "Fast BSS Transition", "Simultaneous Authentication of Equals (SAE)",
                "FILS Shared Key authentication without PFS", "FILS Shared Key authentication with PFS",
                "FILS Public Key authentication", "Pre-Association Security Negotiation (PASN)",
            ]
        case .wlanRsnCapabilitiesPtksaReplayCounter, .wlanRsnCapabilitiesGtksaReplayCounter:
            ["1 replay counter", "2 replay counters", "4 replay counters", "16 replay counters"].map {
                $0 + " per PTKSA/GTKSA/STAKeySA"
            }
        case .eapolVersion: [nil, "802.1X-2001", "802.1X-2004", "802.1X-2010"]
        case .eapolType:
            [
                "EAP Packet", "Start", "Logoff", "Key", "Encapsulated ASF Alert", "MKA", "Announcement (Generic)",
                "Announcement (Specific)", "Announcement Request",
            ]
        case .rsnaKeyInfoKeydesVersion:
            [
                nil, "RC4 Cipher, HMAC-MD5 MIC", "AES Cipher, HMAC-SHA1 MIC", "AES Cipher, AES-128-CMAC MIC",
            ]
        case .wlanRsnIeKdeDataType:
            [
                nil, "GTK KDE", nil, "MAC address KDE", "PMKID KDE", nil, "Nonce KDE", "Lifetime KDE", nil, "IGTK KDE",
            ]
        case .wlanFtSubelemId:
            [
                nil, "PMK-R1 key holder identifier (R1KH-ID)", "GTK subelement",
                "PMK-R0 key holder identifier (R0KH-ID)", "IGTK",
            ]
        case .tlsAlertMessageLevel: [nil, "Warning", "Fatal"]
        case .arpOpcode: [nil, "request", "reply"]
        case .dhcpType: [nil, "Boot Request", "Boot Reply"]
        case .dhcpOptionDhcp:
            [nil, "Discover", "Offer", "Request", "Decline", "ACK", "NAK", "Release", "Inform"]
        case .eapolKeydesType:
            [nil, "RC4 Descriptor", "EAPOL RSN Key"] + Array(repeating: nil, count: 251) + ["EAPOL WPA Key"]
        case .tlsRecordContentType:
            Array(repeating: nil, count: 20) + ["Change Cipher Spec", "Alert", "Handshake", "Application Data"]
        case .tlsHandshakeType:
            [
                "Hello Request", "Client Hello", "Server Hello", nil, "New Session Ticket", nil, nil, nil,
                "Encrypted Extensions", nil, nil, "Certificate", "Server Key Exchange", "Certificate Request",
                "Server Hello Done", "Certificate Verify", "Client Key Exchange", nil, nil, nil, "Finished", nil,
                "Certificate Status",
            ]
        case .ipProto:
            [nil, "ICMP", nil, nil, nil, nil, "TCP"] + Array(repeating: nil, count: 10) + ["UDP"]
        case .llcDsap, .llcSsap: Array(repeating: nil, count: 0xAA) + ["SNAP"]
        default: nil
        }
    }

    /// What a truth is called both ways; nil for what is none.
    private var truthWords: (no: String, yes: String)? {
        switch self {
        case .wlanFcTods: ("Frame is not entering DS", "Frame is entering DS")
        case .wlanFcFromds: ("Frame is not exiting DS", "Frame is exiting DS")
        case .wlanFcFrag: ("This is the last fragment", "More fragments follow")
        case .wlanFcRetry: ("Frame is not being retransmitted", "Frame is being retransmitted")
        case .wlanFcPwrmgt: ("STA will stay up", "STA will go to sleep")
        case .wlanFcMoredata: ("No data buffered", "Data is buffered for STA at AP")
        case .wlanFcProtected: ("Data is not protected", "Data is protected")
        case .wlanFcOrder: ("Not strictly ordered", "Strictly ordered")
        case .wlanQosAmsdupresent: ("MSDU", "A-MSDU")
        case .wlanFixedCapabilitiesEss: ("Transmitter is a STA", "Transmitter is an AP")
        case .wlanFixedCapabilitiesPrivacy: ("Data confidentiality not required", "Data confidentiality required")
        case .wlanFixedCapabilitiesShortSlotTime: ("Not in use", "In use")
        case .wlanFixedCapabilitiesRadioMeasurement: ("Not Implemented", "Implemented")
        case .wlanRsnCapabilitiesPreauth:
            ("Transmitter does not support pre-authentication", "Transmitter supports pre-authentication")
        case .wlanRsnCapabilitiesNoPairwise:
            (
                "Transmitter can support WEP default key 0 simultaneously with Pairwise key",
                "Transmitter cannot support WEP default key 0 simultaneously with Pairwise key"
            )
        case .rsnaKeyInfoKeyType: ("Group Key", "Pairwise Key")
        case .rsnaKeyInfoInstall, .rsnaKeyInfoKeyAck, .rsnaKeyInfoKeyMic, .rsnaKeyInfoSecure, .rsnaKeyInfoError,
            .rsnaKeyInfoRequest, .rsnaKeyInfoEncryptedKeyData, .ipFlagsDf, .ipFlagsMf:
            ("Not set", "Set")
        case .radiotapFlagsPreamble: ("Long", "Short")
        case _ where type == .boolean: ("False", "True")
        default: nil
        }
    }

    /// The name of a cipher suite of 00-0F-AC (802.11-2020, Table 9-149).
    static let cipherNames: [UInt8: String] = [
        0: "NONE", 1: "WEP (40-bit)", 2: "TKIP", 4: "AES (CCM)", 5: "WEP (104-bit)", 6: "BIP (128)",
        7: "Group addressed traffic not allowed", 8: "GCMP (128)", 9: "GCMP (256)", 10: "CCMP (256)",
        11: "BIP (GMAC-128)", 12: "BIP (GMAC-256)", 13: "BIP (CMAC-256)",
    ]

    /// The name of an AKM suite of 00-0F-AC (802.11-2020, Table 9-151).
    static let akmNames: [UInt8: String] = [
        0: "NONE", 1: "WPA", 2: "PSK", 3: "FT over IEEE 802.1X", 4: "FT using PSK", 5: "WPA (SHA256)",
        6: "PSK (SHA256)", 7: "TDLS / TPK Handshake (SHA256)", 8: "SAE (SHA256)", 9: "FT using SAE (SHA256)",
        11: "WPA (SHA256-SuiteB)", 12: "WPA (SHA384-SuiteB)", 13: "FT over IEEE 802.1X (SHA384)",
        14: "FILS (SHA256 and AES-SIV-256)", 15: "FILS (SHA384 and AES-SIV-512)",
        16: "FT over FILS (SHA256 and AES-SIV-256)", 17: "FT over FILS (SHA384 and AES-SIV-512)",
        18: "Opportunistic Wireless Encryption", 19: "FT using PSK (SHA384)", 20: "PSK (SHA384)", 21: "PASN",
    ]

    /// Elements that roaming has to do with.
    static let elementNames: [UInt8: String] = [
        0: "SSID parameter set", 1: "Supported Rates", 3: "DS Parameter set", 5: "Traffic Indication Map (TIM)",
        7: "Country Information", 11: "QBSS Load Element", 16: "Challenge text", 32: "Power Constraint",
        33: "Power Capability", 36: "Supported Channels", 37: "Channel Switch Announcement", 42: "ERP Information",
        45: "HT Capabilities (802.11n D1.10)", 46: "QoS Capability", 48: "RSN Information",
        50: "Extended Supported Rates", 51: "AP Channel Report", 52: "Neighbor Report", 54: "Mobility Domain",
        55: "Fast BSS Transition", 56: "Timeout Interval", 57: "RIC Data", 59: "Supported Operating Classes",
        61: "HT Information (802.11n D1.10)", 70: "RM Enabled Capabilities", 90: "BSS Max Idle Period",
        107: "Interworking", 114: "Mesh ID", 127: "Extended Capabilities", 191: "VHT Capabilities",
        192: "VHT Operation", 221: "Vendor Specific",
    ]

    private static let categoryNames: [UInt8: String] = [
        0: "Spectrum Management (SM)", 1: "Quality of Service (QoS)", 3: "Block Ack", 4: "Public Action",
        5: "Radio Measurement", 6: "Fast BSS Transition", 7: "High Throughput", 8: "SA Query",
        9: "Protected Dual of Public Action", 10: "WNM", 11: "Unprotected WNM", 17: "Management Notification",
        21: "VHT", 30: "HE", 31: "Protected HE", 127: "Vendor Specific",
    ]

    /// Status codes that an association meets (802.11-2020, Table 9-50).
    private static let statusNames: [Int64: String] = [
        0: "Successful", 1: "Unspecified failure",
        10: "Cannot support all requested capabilities in the Capability Information field",
        11: "Reassociation denied due to inability to confirm that association exists",
        12: "Association denied due to reason outside the scope of this standard",
        13: "Responding STA does not support the specified authentication algorithm",
        15: "Authentication rejected because of challenge failure",
        17: "Association denied because AP is unable to handle additional associated STAs",
        28: "R0KH unreachable", 30: "Association request rejected temporarily; try again later",
        31: "Robust management frame policy violation", 37: "The request has been declined",
    ]

    /// Reasons that a link ends for (802.11-2020, Table 9-49).
    private static let reasonNames: [Int64: String] = [
        1: "Unspecified reason", 2: "Previous authentication no longer valid",
        3: "Deauthenticated because sending STA is leaving (or has left) the BSS", 4: "Disassociated due to inactivity",
        5: "Disassociated because AP is unable to handle all currently associated STAs",
        6: "Class 2 frame received from nonauthenticated STA", 7: "Class 3 frame received from nonassociated STA",
        8: "Disassociated because sending STA is leaving (or has left) BSS",
        9: "STA requesting (re)association is not authenticated with responding STA",
        12: "Disassociated due to BSS transition management", 14: "Message integrity code (MIC) failure",
        15: "4-way handshake timeout", 16: "Group key handshake timeout",
        17: "Element in 4-way handshake different from (Re)Association Request/Probe Response/Beacon frame",
        18: "Invalid group cipher", 19: "Invalid pairwise cipher", 20: "Invalid AKMP", 21: "Unsupported RSNE version",
        22: "Invalid RSNE capabilities", 23: "IEEE 802.1X authentication failed",
        24: "Cipher suite rejected because of the security policy",
    ]

    /// The number that a filter may name by Wireshark's word for it: `eap.code == "Success"`.
    func value(labelled label: String) -> Int128? {
        guard hasLabels else { return nil }
        return (Int64(0)...255).first { self.label(of: $0) == label }.map { Int128($0) }
    }

    /// Whether filters may name the field's values.
    var hasLabels: Bool {
        switch self {
        case .wlanFcTypeSubtype, .wlanFcType, .eapCode, .eapType, .radiusCode: true
        default: false
        }
    }
}
