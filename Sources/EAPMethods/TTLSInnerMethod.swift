/// How the station proves its password inside the tunnel of EAP-TTLS (RFC 5281, 11).
public enum TTLSInnerMethod: String, Sendable, CaseIterable {
    /// The password itself (RFC 5281, 11.2.5): `phase2="auth=PAP"`.
    case pap = "PAP"
    /// CHAP with the tunnel's challenge (RFC 5281, 11.2.2): `phase2="auth=CHAP"`.
    case chap = "CHAP"
    /// MS-CHAP with the tunnel's challenge (RFC 5281, 11.2.3): `phase2="auth=MSCHAP"`.
    case msCHAP = "MSCHAP"
    /// MS-CHAP-V2 with the tunnel's challenge (RFC 5281, 11.2.4): `phase2="auth=MSCHAPV2"`.
    case msCHAPv2 = "MSCHAPV2"
    /// EAP-MSCHAPv2 (RFC 5281, 11.2.1): `phase2="autheap=MSCHAPV2"`.
    case eapMSCHAPv2 = "EAP-MSCHAPV2"
    /// EAP-MD5: `phase2="autheap=MD5"`.
    case eapMD5 = "EAP-MD5"
    /// EAP-GTC: `phase2="autheap=GTC"`.
    case eapGenericTokenCard = "EAP-GTC"

    /// The method that runs `inner` in EAP-Message pairs.
    init(_ inner: InnerEAPMethod) {
        switch inner {
        case .msCHAPv2: self = .eapMSCHAPv2
        case .md5: self = .eapMD5
        case .genericTokenCard: self = .eapGenericTokenCard
        }
    }

    /// The EAP method inside, where there is one.
    public var eap: InnerEAPMethod? {
        switch self {
        case .eapMSCHAPv2: .msCHAPv2
        case .eapMD5: .md5
        case .eapGenericTokenCard: .genericTokenCard
        case .pap, .chap, .msCHAP, .msCHAPv2: nil
        }
    }
}

/// What a step costs in processor time, which simulated time charges for.
public enum EAPEffort: Sendable {
    /// Digests and ciphers at most.
    case symmetric
    /// Public-key computations of TLS as well.
    case asymmetric
}
