/// What an ``AccountingServer`` has seen, counted as RFC 4671 (the MIB of accounting servers) counts it.
public struct AccountingServerCounters: Equatable, Sendable {
    /// Authentic Accounting-Requests, duplicates among them.
    public var requests: UInt64 = 0
    /// Accounting-Requests that came before.
    public var duplicateRequests: UInt64 = 0
    /// Accounting-Responses; a repetition for a duplicate does not count.
    public var responses: UInt64 = 0
    /// Authentic Status-Server packets, each of which was answered (RFC 5997).
    public var statusRequests: UInt64 = 0
    /// Datagrams that are no RADIUS packets.
    public var malformedRequests: UInt64 = 0
    /// Packets whose authenticator is wrong: mostly the secrets differ.
    public var badAuthenticators: UInt64 = 0
    /// Packets with a code that is not served.
    public var unknownTypes: UInt64 = 0
    /// Accounting-Requests that say nothing.
    public var packetsDropped: UInt64 = 0

    /// Nothing yet.
    public init() {}
}

extension AccountingServerCounters: CustomStringConvertible {
    /// A line for a log, without what never happened.
    public var description: String {
        let parts = [
            (requests, "accounting requests"), (duplicateRequests, "duplicates"), (responses, "responses"),
            (statusRequests, "status requests"), (malformedRequests, "malformed"),
            (badAuthenticators, "with a wrong authenticator"), (unknownTypes, "with an unknown code"),
            (packetsDropped, "dropped"),
        ].filter { $0.0 > 0 }
        return parts.isEmpty ? "no accounting" : parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
