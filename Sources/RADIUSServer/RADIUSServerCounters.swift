internal import RADIUS

/// What a ``RADIUSServer`` has seen, counted as RFC 4669 (the MIB of authentication servers) counts it.
///
/// Every datagram is counted once as a request or as one of the reasons for which it was not answered, and an
/// Access-Request once more as a duplicate, by its answer, or as dropped.
public struct RADIUSServerCounters: Equatable, Sendable {
    /// Authentic Access-Requests, duplicates among them.
    public var accessRequests: UInt64 = 0
    /// Access-Requests that came before.
    public var duplicateAccessRequests: UInt64 = 0
    /// Access-Accepts; a repetition for a duplicate does not count.
    public var accessAccepts: UInt64 = 0
    /// Access-Rejects, those that are still held back among them.
    public var accessRejects: UInt64 = 0
    /// Access-Challenges.
    public var accessChallenges: UInt64 = 0
    /// Authentic Status-Server packets, each of which was answered (RFC 5997).
    public var statusRequests: UInt64 = 0
    /// Datagrams that are no RADIUS packets.
    public var malformedAccessRequests: UInt64 = 0
    /// Packets without a Message-Authenticator (RFC 3579, 3.2).
    public var missingMessageAuthenticators: UInt64 = 0
    /// Packets whose Message-Authenticator is wrong or malformed: mostly the secrets differ.
    public var badAuthenticators: UInt64 = 0
    /// Packets with a code that is not served.
    public var unknownTypes: UInt64 = 0
    /// Access-Requests that were not answered for another reason: no room, or EAP that answers nothing.
    public var packetsDropped: UInt64 = 0

    /// Nothing yet.
    public init() {}

    mutating func count(_ authenticity: RADIUSAuthenticity) {
        if authenticity == .messageAuthenticatorMissing {
            missingMessageAuthenticators += 1
        } else {
            badAuthenticators += 1
        }
    }
}

extension RADIUSServerCounters: CustomStringConvertible {
    /// A line for a log, without what never happened.
    public var description: String {
        let parts = [
            (accessRequests, "requests"), (duplicateAccessRequests, "duplicates"), (accessChallenges, "challenges"),
            (accessAccepts, "accepts"), (accessRejects, "rejects"), (statusRequests, "status requests"),
            (malformedAccessRequests, "malformed"), (missingMessageAuthenticators, "without Message-Authenticator"),
            (badAuthenticators, "with a wrong Message-Authenticator"), (unknownTypes, "with an unknown code"),
            (packetsDropped, "dropped"),
        ].filter { $0.0 > 0 }
        return parts.isEmpty ? "nothing" : parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
