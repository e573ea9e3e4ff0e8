internal import Octets

/// Which message of which handshake an EAPOL-Key frame is.
public enum EAPOLKeyMessage: UInt8, Sendable {
    /// Message 1 of the 4-way handshake: the authenticator's nonce.
    case message1 = 1
    /// Message 2: the supplicant's nonce and RSN element, the first MIC.
    case message2
    /// Message 3: the authenticator's RSN element and the group keys.
    case message3
    /// Message 4: the supplicant is done.
    case message4
    /// Message 1 of the group key handshake.
    case group1
    /// Message 2 of the group key handshake.
    case group2
    /// The supplicant asks for a handshake, or reports a MIC failure.
    case request
}

extension EAPOLKeyFrame {
    /// Which message this is.
    ///
    /// Who sent it shows in the Ack bit, and message 3 in its MIC. Messages 2 and 4 can't be told by Key Information
    /// (there are supplicants that set Secure in message 2), but message 2 alone has a nonce and key data: a message 4
    /// without key data may repeat the nonce.
    public var message: EAPOLKeyMessage {
        let information = information
        if information.contains(.request) { return .request }
        let isFromAuthenticator = information.contains(.ack)
        guard information.contains(.pairwise) else { return isFromAuthenticator ? .group1 : .group2 }
        // FILS seals key data in place of a MIC, which adds 16 octets to it, and to none (802.11-2020, 12.7.2).
        let isSealed = mic.byteCount == 0
        if isFromAuthenticator {
            return information.contains(isSealed ? .encryptedKeyData : .mic) ? .message3 : .message1
        }
        return keyData.byteCount > (isSealed ? 16 : 0) && !nonce.isZero ? .message2 : .message4
    }
}
