public import Octets
public import RSN

/// What known keys say of a PMKID that was offered, or that message 1 shows.
public struct PMKIDFinding: Hashable, Sendable {
    /// What it derives from.
    public enum Origin: Hashable, Sendable {
        /// A known key, for this BSS and station: it is right. `madeAt` is where the key was made, if that is known.
        case verified(madeAt: MACAddress?)
        /// A known key, but for another BSSID.
        case otherBSSID(MACAddress)
        /// A known key, but by the digest of another AKM (SHA-1 for SHA-256, or the reverse), as hostapd spells it.
        case otherAKM(String)
        /// No key that is known.
        case noKnownKey
    }

    /// The PMKID.
    public var pmkid: PMKID
    /// What it derives from.
    public var origin: Origin

    /// A finding.
    public init(pmkid: PMKID, origin: Origin) {
        self.pmkid = pmkid
        self.origin = origin
    }

    /// Whether it is right for this BSS and station.
    public var isVerified: Bool { if case .verified = origin { true } else { false } }

    /// The code in `results.json`: `verified`, `other-bssid`, `other-akm` or `no-known-key`.
    public var code: String {
        switch origin {
        case .verified: "verified"
        case .otherBSSID: "other-bssid"
        case .otherAKM: "other-akm"
        case .noKnownKey: "no-known-key"
        }
    }
}
