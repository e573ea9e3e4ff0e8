public import Octets
public import RSN
public import Timeline

/// The AP's end of the 4-way and the group key handshake (802.11-2020, 12.7.6 and 12.7.7), as hostapd 2.10 is it.
///
/// One value an association: its replay counter begins with it. Call ``wake(at:groupKeys:to:)`` at ``deadline``.
public struct FourWayAuthenticator: Sendable {
    enum State {
        case idle
        case awaitingMessage2(pmk: PMK, pmkid: PMKID?, attempt: Int)
        case awaitingMessage4(ptk: PTK, attempt: Int)
        case established(kck: KCK, kek: KEK)
        case awaitingGroup2(kck: KCK, kek: KEK, attempt: Int)
        case failed
    }

    /// How often a message is sent (`wpa_pairwise_update_count`, `wpa_group_update_count`).
    static let attempts = 4
    static let firstTimeout = Interval.milliseconds(100)
    static let firstGroupTimeout = Interval.milliseconds(500)
    static let laterTimeout = Interval.seconds(1)

    let security: AssociationSecurity
    let scheme: KeyScheme
    let keyLength: Int
    let version: UInt8
    var state = State.idle
    var nonce = Nonce()
    /// The counter last sent, and the first one that was sent with the message that now awaits its answer.
    var replayCounter: UInt64 = 0
    var firstAwaited: UInt64 = 1
    var rekeysGroupNext = false
    /// The counter of the station's last request.
    var lastRequest: UInt64?

    /// The earliest instant at which ``wake(at:groupKeys:to:)`` must be called; nil if there is none.
    public internal(set) var deadline: Instant?

    /// An authenticator for one association; nil for an AKM or a cipher whose keys this room can't derive.
    ///
    /// - Parameter version: the EAPOL protocol version (`eapol_version`).
    public init?(_ security: AssociationSecurity, version: UInt8 = 2) {
        guard let scheme = security.akm.keyScheme, let keyLength = security.pairwiseCipher.keyLength else { return nil }
        self.security = security
        self.scheme = scheme
        self.keyLength = keyLength
        self.version = version
    }

    /// Whether a 4-way handshake was completed, and none has begun since.
    public var isEstablished: Bool {
        switch state {
        case .established, .awaitingGroup2: true
        default: false
        }
    }

    /// Whether the station has still to confirm group keys of a group key handshake, one that follows message 4 included.
    public var isHandingOutGroupKeys: Bool {
        if case .awaitingGroup2 = state { true } else { rekeysGroupNext }
    }

    /// Whether a handshake waits for an answer of the station.
    public var isUnderWay: Bool {
        switch state {
        case .awaitingMessage2, .awaitingMessage4: true
        case .idle, .established, .awaitingGroup2, .failed: false
        }
    }

    /// Begins a 4-way handshake with message 1, whatever went before.
    ///
    /// - Parameters:
    ///   - pmkid: what message 1 shall show: hostapd shows it after 802.1X and SAE, and not with a PSK.
    ///   - random: draws the nonce.
    public mutating func begin(
        pmk: PMK, pmkid: PMKID?, random: inout RandomSource, at now: Instant, to out: inout HandshakeOutputs
    ) {
        nonce = Nonce(random: &random)
        firstAwaited = replayCounter + 1
        rekeysGroupNext = false
        sendMessage1(pmk: pmk, pmkid: pmkid, attempt: 1, at: now, to: &out)
    }

    /// Waits for nothing any more until ``begin(pmk:pmkid:random:at:to:)``: the station authenticates anew.
    public mutating func stop() {
        state = .idle
        rekeysGroupNext = false
        deadline = nil
    }

    /// Hands out new group keys with a group key handshake: now, or after message 4 if a 4-way handshake is under way.
    public mutating func rekeyGroup(_ groupKeys: GroupKeys, at now: Instant, to out: inout HandshakeOutputs) {
        switch state {
        case .established(let kck, let kek), .awaitingGroup2(let kck, let kek, _):
            firstAwaited = replayCounter + 1
            sendGroup1(kck: kck, kek: kek, attempt: 1, groupKeys, at: now, to: &out)
        case .awaitingMessage4:
            rekeysGroupNext = true
        case .idle, .awaitingMessage2, .failed:
            break  // Message 3 will carry them.
        }
    }

    /// The station acknowledged the frame: hostapd then grants the first message 1 a second to be answered.
    public mutating func acknowledged(at now: Instant) {
        if case .awaitingMessage2(_, _, attempt: 1) = state { deadline = now + Self.laterTimeout }
    }

    /// Sends again what is overdue, or gives up after the last try.
    public mutating func wake(at now: Instant, groupKeys: GroupKeys, to out: inout HandshakeOutputs) {
        guard let deadline, deadline <= now else { return }
        switch state {
        case .awaitingMessage2(let pmk, let pmkid, let attempt):
            if attempt == Self.attempts { return fail(.timeout(.message1), to: &out) }
            sendMessage1(pmk: pmk, pmkid: pmkid, attempt: attempt + 1, at: now, to: &out)
        case .awaitingMessage4(let ptk, let attempt):
            if attempt == Self.attempts { return fail(.timeout(.message3), to: &out) }
            sendMessage3(ptk: ptk, attempt: attempt + 1, groupKeys, at: now, to: &out)
        case .awaitingGroup2(let kck, let kek, let attempt):
            if attempt == Self.attempts { return fail(.timeout(.group1), to: &out) }
            sendGroup1(kck: kck, kek: kek, attempt: attempt + 1, groupKeys, at: now, to: &out)
        case .idle, .established, .failed:
            self.deadline = nil
        }
    }

    mutating func fail(_ failure: HandshakeFailure, to out: inout HandshakeOutputs) {
        state = .failed
        rekeysGroupNext = false
        deadline = nil
        out.append(.failed(failure))
    }
}

extension Nonce {
    /// 32 random octets.
    init(random: inout RandomSource) {
        self.init()
        for start in stride(from: 0, to: 32, by: 8) {
            let bits = random.next()
            for index in 0..<8 { storage[start + index] = UInt8(truncatingIfNeeded: bits >> UInt64(8 * index)) }
        }
    }
}
