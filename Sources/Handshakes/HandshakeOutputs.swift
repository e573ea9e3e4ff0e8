public import Cryptography
public import Octets
public import RSN

/// What an end of a handshake wants done, in this order.
public enum HandshakeAction: Sendable {
    /// Send the EAPOL frame that stands there in ``HandshakeOutputs/bytes``. What is sent before a key is installed goes
    /// out in the clear: message 4 of a first handshake does.
    case send(Range<Int>)
    /// Use this key for the traffic between the two, packet numbers from the beginning. Never said twice of one key.
    case installPairwiseKey(TemporalKey)
    /// Use this key for group traffic, packet numbers from where it says. Never said twice of one key.
    case installGroupKey(GroupKey)
    /// Use this key for group management frames. Never said twice of one key.
    case installIntegrityGroupKey(IntegrityGroupKey)
    /// The 4-way handshake is over, and the link is secured.
    case completed
    /// The station confirmed the group keys of a group key handshake.
    case groupKeysConfirmed
    /// The station asks for a new pairwise key.
    case pairwiseKeyRequested
    /// Message 1 names a key that the supplicant doesn't hold; wpa_supplicant answers with EAPOL-Start.
    case unknownPMKID(PMKID)
    /// A frame was dropped, and nothing else changed.
    case ignored(HandshakeDrop)
    /// The handshake is over, and so is the association, with the reason that ``HandshakeFailure/reason`` gives.
    case failed(HandshakeFailure)
}

/// What one step of a handshake puts out: the frames in one arena, and what to do in its order. Reused step after step.
public struct HandshakeOutputs: Sendable {
    /// The octets of all frames of the step.
    public private(set) var bytes: [UInt8] = []
    /// What to do.
    public private(set) var actions: [HandshakeAction] = []

    /// Nothing yet.
    public init() {}

    /// Forgets everything, and keeps the memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        actions.removeAll(keepingCapacity: true)
    }

    /// The octets of a frame to send.
    @_lifetime(borrow self)
    public func frame(_ range: Range<Int>) -> RawSpan { bytes.octets.extracting(range) }

    mutating func append(_ action: HandshakeAction) { actions.append(action) }

    /// Appends an EAPOL-Key frame, signs it, and asks for it to be sent.
    mutating func send(signedBy kck: KCK? = nil, _ build: (inout [UInt8]) -> Void) {
        let start = bytes.count
        build(&bytes)
        kck?.sign(&bytes, from: start)
        actions.append(.send(start..<bytes.count))
    }

    /// Lets `body` work with unwrapped key data, then wipes it. Nil where the key data was not wrapped with this key, or `body` says so.
    mutating func withUnwrapped<Result>(_ keyData: RawSpan, by kek: KEK, _ body: (RawSpan) -> Result?) -> Result? {
        let start = bytes.count
        guard kek.unwrap(keyData, to: &bytes) else { return nil }
        let result = body(bytes.octets.extracting(start..<bytes.count))
        for index in start..<bytes.count { bytes[index] = 0 }
        bytes.removeLast(bytes.count - start)
        return result
    }
}
