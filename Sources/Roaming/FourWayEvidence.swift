internal import Octets
internal import RSN

/// EAPOL-Key messages of the 4-way handshake.
///
/// The handshake is complete with a message 4 whose replay counter one of its messages 3 has: an authenticator takes any
/// counter that it used in this handshake and that nothing has answered yet (802.11-2020, 12.7.2, 12.7.6.5), so a slow
/// station may answer the first of several messages 3. A message 3 behind a message 4 says that the AP had not taken that
/// one by then: what completes the handshake is then the next message 4.
struct FourWayEvidence {
    /// How often hostapd transmits a message before it gives up.
    static let transmissionLimit = 4
    /// An AP may repeat itself without end.
    private static let counterLimit = 8

    /// Whether the AP has answered another request since, and so begins with another nonce, unless its answer was late.
    var mayBeginAnew = false
    var message1: Mark?
    /// The sequence numbers of the first message 1, 2 and 3, where they are QoS data.
    var message1Sequence: UInt16?
    var message2Sequence: UInt16?
    var message3Sequence: UInt16?
    var message1Count = 0
    var message1Counter: UInt64 = 0
    var pmkid: PMKID?
    var authenticatorNonce: Nonce?
    var message2: Mark?
    /// Messages with a MIC, kept where a key may be known that verifies them.
    var signed: [SignedFrame] = []
    var supplicantNonce: Nonce?
    /// What the RSNE or WPA element in message 2 says.
    var suite: Suite?
    private(set) var message3: Mark?
    private(set) var message3Count = 0
    private var message3Counters: [UInt64] = []
    /// The message 4 that completes the handshake: the first behind the last message 3 captured.
    private(set) var answer: Mark?
    /// Any message 4 that answers a message 3 of this handshake: the last.
    private(set) var message4: Mark?
    private var message4Counter: UInt64 = 0
    /// Whether a message 3 followed a message 4: the AP had not taken that by then.
    private(set) var isMessage4Passed = false
    /// Whether the station has encrypted data, which it does only behind its message 4.
    var isMessage4Implied = false

    struct Suite {
        var isWPA: Bool
        var akm: AKM?
        var cipher: Cipher?
        var pmkids: [PMKID]
    }

    /// The last message captured; 0 before any.
    var lastMessage: Int {
        if message4 != nil {
            4
        } else if message3 != nil {
            3
        } else if message2 != nil {
            2
        } else {
            message1 != nil ? 1 : 0
        }
    }

    mutating func receiveMessage3(_ mark: Mark, counter: UInt64) {
        let isRepeated = message3Counters.contains(counter)
        if message3Counters.count >= Self.counterLimit { message3Counters.removeFirst() }
        message3Counters.append(counter)
        message3 = mark
        message3Count += 1
        // The message 4 that was captured before the message 3 that it answers.
        if let message4, !isRepeated, counter <= message4Counter {
            if counter == message4Counter { answer = message4 }
            return
        }
        if message4 != nil || isMessage4Implied { isMessage4Passed = true }
        answer = nil
    }

    /// Takes a message 4, unless the AP discards it.
    ///
    /// - Parameter isNear: whether it came so soon behind the message before that both are of one handshake, where no
    ///   message 3 says it.
    mutating func receiveMessage4(_ mark: Mark, counter: UInt64, isNear: Bool) {
        if let highest = message3Counters.max() {
            // A higher counter is that of a message 3 that was not captured.
            guard counter > highest || message3Counters.contains(counter) else { return }
            if answer == nil { answer = mark }
        } else {
            guard message1Count == 0 || counter > message1Counter else { return }
            if answer == nil, isNear { answer = mark }
        }
        message4 = mark
        message4Counter = counter
    }
}

/// A frame with a MIC, and the nonces that its key was made from.
struct SignedFrame {
    enum Content {
        case key(EAPOLKeyMessage, [UInt8])
        /// What the MIC of a Fast BSS Transition element covers.
        case transition(message: [UInt8], mic: [UInt8])
    }

    var number: Int
    var content: Content
    var authenticatorNonce: Nonce?
    var supplicantNonce: Nonce?

    /// Whether the station proves its key by it: message 2, or the Reassociation Request of a Fast BSS Transition.
    var isProof: Bool {
        switch content {
        case .key(let message, _): message == .message2
        case .transition(let message, _): message[12] == 5
        }
    }

    /// A station may repeat itself without end.
    static let limit = 32
}
