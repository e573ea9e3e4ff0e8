public import Dot11
public import Octets
public import RSN

/// Why a frame was dropped without changing anything.
public enum HandshakeDrop: Equatable, Sendable {
    /// It could not be read.
    case malformed(ParseError)
    /// This message is not awaited now, or its Key Information is not one that this AKM has.
    case unexpected(EAPOLKeyMessage)
    /// Its replay counter answers nothing that was sent, or has been seen (802.11-2020, 12.7.2).
    case replayed(EAPOLKeyMessage)
    /// Its MIC does not fit: another key at the other end, or a forgery.
    case notGenuine(EAPOLKeyMessage)
    /// The nonce of message 3 is not that of message 1 (802.11-2020, 12.7.6.4).
    case otherNonce
    /// Its key data was not encrypted with this key, or lacks the group key.
    case badKeyData(EAPOLKeyMessage)
}

/// Why a handshake failed.
public enum HandshakeFailure: Equatable, Sendable {
    /// The last try of this message was not answered.
    case timeout(EAPOLKeyMessage)
    /// The RSN element of message 2 is not that of the (Re)Association Request (802.11-2020, 12.7.6.3).
    case requestElementDiffers
    /// The RSN element of message 3 is not that of the Beacon (802.11-2020, 12.7.6.4).
    case beaconElementDiffers

    /// The reason to deauthenticate with, as hostapd 2.10 and wpa_supplicant 2.10 give it.
    public var reason: ReasonCode {
        switch self {
        case .timeout(.group1): .groupKeyHandshakeTimeout
        case .timeout: .fourWayHandshakeTimeout
        case .requestElementDiffers: .invalidAuthentication
        case .beaconElementDiffers: .handshakeElementMismatch
        }
    }
}
