/// How a link got its keys, as far as the air shows it.
public enum AssociationKind: String, Hashable, Sendable, CaseIterable {
    /// EAP ran to EAP-Success, then the 4-way handshake (an initial FT association too).
    case full
    /// A key was reused that was made at another BSS (opportunistic key caching).
    case okc
    /// A key was reused that was made at this BSS (PMKSA caching: a roam back).
    case pmksa
    /// A key was reused, and the capture cannot tell which of the two.
    case cached
    /// Fast BSS Transition.
    case ft
    /// A pre-shared key and the 4-way handshake.
    case psk
    /// An SAE exchange and the 4-way handshake.
    case sae
    /// Opportunistic Wireless Encryption: a Diffie-Hellman exchange in the association, and the 4-way handshake.
    case owe
    /// WEP.
    case wep
    /// No protection.
    case open
    /// A captured cause ended it.
    case failed
    /// Neither a link nor a failure was captured.
    case unknown

    /// Whether the link came up without running an authentication anew.
    public var isFast: Bool {
        switch self {
        case .okc, .pmksa, .cached, .ft: true
        default: false
        }
    }
}

/// What the kind of an association rests on.
public enum Evidence: String, Hashable, Sendable {
    /// A PMK is known, and the PMKID or the MIC was computed with it.
    case key
    /// An earlier message 1 at this BSS, or the scalars of an SAE exchange, show the PMKID.
    case pmkid
    /// EAP was seen at another BSS and none here; reports then say "probably".
    case inferred
}

/// How a Fast BSS Transition reached the target (802.11-2020 13.5.2, 13.5.3).
public enum TransitionPath: String, Hashable, Sendable {
    /// Authentication frames to the target.
    case air
    /// Action frames through the current AP.
    case ds
}

/// What protects a link, as the request or message 2 asks for it.
public enum Protection: String, Hashable, Sendable {
    /// Nothing.
    case open
    /// WEP.
    case wep
    /// WPA, the draft that RSN replaced.
    case wpa
    /// A robust security network: WPA2, WPA3 (802.11-2020, 12.6).
    case rsn
}

/// The frame by which a station asked to join.
public enum AssociationRequestKind: String, Hashable, Sendable {
    /// An Association Request.
    case association
    /// A Reassociation Request, which names the current AP.
    case reassociation
}

/// Why a station left the BSS before, where the air shows it.
public enum RoamTrigger: String, Hashable, Sendable {
    /// The AP asked by a BSS Transition Management Request (802.11-2020 9.6.13.9).
    case bssTransitionRequest = "bss-transition-request"
    /// The AP deauthenticated it.
    case deauthenticated
}
