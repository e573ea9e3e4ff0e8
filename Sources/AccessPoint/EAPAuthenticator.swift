internal import EAP
internal import Octets
internal import Timeline

/// The pass-through end of EAP at the AP (RFC 3748, 7.3; RFC 4137, 7): asks for the identity, hands each response to the
/// server and each of its requests to the station, and repeats a request that stays unanswered.
struct EAPAuthenticator {
    enum State {
        /// EAP isn't running.
        case idle
        /// A request is with the station; `attempt` counts how often it was sent.
        case awaitingResponse(identifier: UInt8, attempt: Int, until: Instant)
        /// A response is with the server.
        case awaitingServer(identifier: UInt8)
    }

    /// What `receive` found.
    enum Verdict {
        /// Send the response to the server.
        case forward
        /// A duplicate, a stray or a broken packet: silently dropped (RFC 3748, 4.1).
        case ignored
    }

    /// What `wake` found.
    enum Waking {
        /// Nothing was due.
        case nothing
        /// The request in ``request`` must be sent again.
        case resend
        /// The station didn't answer (hostapd: EAP_MAX_RETRANS 5).
        case gaveUp
    }

    private(set) var state = State.idle
    /// The last request, for repeating it.
    private(set) var request: [UInt8] = []
    /// The identity that the station gave: the User-Name for RADIUS.
    private(set) var identity: [UInt8] = []

    static let maximumAttempts = 6

    /// Whether the server has the word.
    var isAwaitingServer: Bool {
        if case .awaitingServer = state { true } else { false }
    }

    var deadline: Instant? {
        if case .awaitingResponse(_, _, let until) = state { until } else { nil }
    }

    /// Begins with an EAP-Request/Identity, which stands in ``request`` afterwards.
    mutating func begin(identifier: UInt8, at now: Instant) {
        request.removeAll(keepingCapacity: true)
        request.appendEAP(.request, identifier: identifier, type: .identity)
        identity.removeAll(keepingCapacity: true)
        state = .awaitingResponse(identifier: identifier, attempt: 1, until: now + Self.timeout(attempt: 1))
    }

    /// Takes the server's next request.
    ///
    /// - Returns: false, and nothing changes, where it is none: a station would have nothing to answer.
    mutating func relay(_ packet: RawSpan, at now: Instant) -> Bool {
        guard let parsed = try? EAPPacket(parsing: packet), parsed.code == .request else { return false }
        let identifier = parsed.identifier
        request.removeAll(keepingCapacity: true)
        request.append(octets: packet)
        state = .awaitingResponse(identifier: identifier, attempt: 1, until: now + Self.timeout(attempt: 1))
        return true
    }

    /// Takes a packet from the station.
    mutating func receive(_ packet: RawSpan) -> Verdict {
        guard case .awaitingResponse(let expected, _, _) = state, let parsed = try? EAPPacket(parsing: packet),
            parsed.code == .response, parsed.identifier == expected
        else { return .ignored }
        if parsed.type == .identity {
            identity.removeAll(keepingCapacity: true)
            identity.append(octets: parsed.data)
        }
        state = .awaitingServer(identifier: expected)
        return .forward
    }

    /// EAP is over, by success, failure or because the station left.
    mutating func end() { state = .idle }

    mutating func wake(at now: Instant) -> Waking {
        guard case .awaitingResponse(let identifier, let attempt, let until) = state, until <= now else {
            return .nothing
        }
        guard attempt < Self.maximumAttempts else {
            state = .idle
            return .gaveUp
        }
        let next = attempt + 1
        state = .awaitingResponse(identifier: identifier, attempt: next, until: now + Self.timeout(attempt: next))
        return .resend
    }

    /// 3 s, doubled at each repetition up to 20 s (RFC 3748, 4.3; hostapd's eap_server).
    private static func timeout(attempt: Int) -> Interval {
        .seconds(min(20, 3 << UInt64(min(attempt, 4) - 1)))
    }
}
