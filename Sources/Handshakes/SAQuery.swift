internal import Octets
public import Timeline

/// The side of the SA Query procedure that asks whether the peer still has its keys (802.11-2020, 11.13), as hostapd 2.10
/// and wpa_supplicant 2.10 both run it.
public struct SAQuery: Sendable {
    /// An SA Query frame's step.
    public enum Action: UInt8, Sendable {
        /// Do you have your keys?
        case request = 0
        /// I do.
        case response = 1
    }

    /// What ``wake(random:at:)`` found.
    public enum Waking: Sendable {
        /// Nothing was due.
        case nothing
        /// A request with this transaction identifier must be sent.
        case ask(UInt16)
        /// The peer didn't answer any of them.
        case timedOut
    }

    private enum State {
        case idle
        case asking(since: Instant, next: Instant)
        case timedOut
    }

    /// Time units between requests (dot11AssociationSAQueryRetryTimeout).
    public static let retryTimeout = 201
    /// Time units until the peer counts as gone (dot11AssociationSAQueryMaximumTimeout).
    public static let maximumTimeout = 1000

    private var state = State.idle
    /// Those that were asked: the retries that fit into the maximum, at the most.
    private var transactions: [UInt16] = []

    /// No question yet.
    public init() {}

    /// Whether a question awaits its answer.
    public var isAsking: Bool {
        if case .asking = state { true } else { false }
    }

    /// Whether the last question was not answered.
    public var hasTimedOut: Bool {
        if case .timedOut = state { true } else { false }
    }

    /// When ``wake(random:at:)`` must be called; nil where no question is out.
    public var deadline: Instant? {
        if case .asking(_, let next) = state { next } else { nil }
    }

    /// Time units until the maximum is reached; all of them where no question is out.
    public func remaining(at now: Instant) -> Int {
        guard case .asking(let since, _) = state else { return Self.maximumTimeout }
        return max(0, Self.maximumTimeout - Int((now - since).nanoseconds / 1_024_000))
    }

    /// Asks for the first time.
    ///
    /// - Returns: the transaction identifier of the request to send.
    public mutating func begin(random: inout RandomSource, at now: Instant) -> UInt16 {
        transactions.removeAll()
        return ask(since: now, random: &random, at: now)
    }

    /// Asks again, or gives up.
    public mutating func wake(random: inout RandomSource, at now: Instant) -> Waking {
        guard case .asking(let since, let next) = state, next <= now else { return .nothing }
        guard remaining(at: now) > 0 else {
            state = .timedOut
            return .timedOut
        }
        return .ask(ask(since: since, random: &random, at: now))
    }

    /// Takes in a response; what answers no request changes nothing.
    public mutating func receiveResponse(_ transaction: UInt16) {
        if isAsking, transactions.contains(transaction) { state = .idle }
    }

    private mutating func ask(since: Instant, random: inout RandomSource, at now: Instant) -> UInt16 {
        let transaction = UInt16(truncatingIfNeeded: random.next())
        transactions.append(transaction)
        state = .asking(since: since, next: now + .microseconds(1024 * UInt64(Self.retryTimeout)))
        return transaction
    }
}

extension [UInt8] {
    /// Appends the body of an SA Query frame (802.11-2020, 9.6.9).
    public mutating func appendSAQuery(_ action: SAQuery.Action, _ transaction: UInt16) {
        append(contentsOf: [8, action.rawValue])
        append(littleEndian: transaction)
    }
}

extension SAQuery {
    /// Reads the body of an SA Query frame; nil for anything else.
    public static func read(_ body: RawSpan) -> (action: Action, transaction: UInt16)? {
        guard body.byteCount >= 4, body.octet(at: 0) == 8, let action = Action(rawValue: body.octet(at: 1)) else {
            return nil
        }
        return (action, body.littleEndian(UInt16.self, at: 2))
    }
}
