public import Octets
public import RSN
internal import Timeline

/// The station's end of the 4-way and the group key handshake (802.11-2020, 12.7.6 and 12.7.7), as wpa_supplicant 2.10
/// is it.
///
/// One value an association: its replay counter begins with it. It answers and never asks, so it has no deadline; how
/// long to wait for the AP is the station's business.
public struct FourWaySupplicant: Sendable {
    struct DerivedKey {
        let ptk: PTK
        let authenticatorNonce: Nonce
    }

    let security: AssociationSecurity
    let scheme: KeyScheme
    let keyLength: Int
    let version: UInt8
    var pmk: PMK?
    var pmkid: PMKID?
    /// Kept for all tries of one message 1, and drawn anew after message 3.
    var supplicantNonce: Nonce?
    /// The key that message 1 gave; no message has confirmed it yet (TPTK).
    var unconfirmed: DerivedKey?
    /// The key that message 3 confirmed.
    var confirmed: DerivedKey?
    var installedGroupKey: GroupKey?
    var installedIntegrityGroupKey: IntegrityGroupKey?
    /// The counter of the last genuine frame.
    var replayCounter: UInt64?
    var hasFailed = false
    /// Of the next request of the supplicant's own.
    var requestCounter: UInt64 = 0

    /// A supplicant for one association; nil for an AKM or a cipher whose keys this room can't derive.
    ///
    /// - Parameter version: the EAPOL protocol version; wpa_supplicant says 1.
    public init?(_ security: AssociationSecurity, version: UInt8 = 1) {
        guard let scheme = security.akm.keyScheme, let keyLength = security.pairwiseCipher.keyLength else { return nil }
        self.security = security
        self.scheme = scheme
        self.keyLength = keyLength
        self.version = version
    }

    /// Whether message 3 was accepted.
    public var isEstablished: Bool { confirmed != nil }

    /// Sets the key that the next message 1 is answered with: from the cache, the passphrase, or EAP that just ended.
    ///
    /// - Parameter pmkid: what message 1 must show if it shows a PMKID; nil accepts any.
    public mutating func begin(pmk: PMK, pmkid: PMKID?) {
        self.pmk = pmk
        self.pmkid = pmkid
        supplicantNonce = nil
        unconfirmed = nil
    }
}
