public import EAP
public import Octets

/// Why the server refuses a station. Told in a log and never on the wire, where all refusals look alike.
public enum EAPServerFailure: Error, Equatable, Sendable {
    /// There is no such user.
    case unknownUser([UInt8])
    /// The user is known, and the password is wrong.
    case wrongPassword([UInt8])
    /// The peer wants none of the methods that the server runs; these are what it wants.
    case noCommonMethod([EAPType])
    /// TLS gave up, or the peer said by an alert that it did.
    case tls(TLSError)
    /// A response of the method that breaks its format.
    case malformedResponse(ParseError)
    /// A response that does not belong here, or without credentials that the server understands.
    case unexpectedResponse
    /// The conversation goes on for too many rounds.
    case tooManyRounds
}

/// Who authenticated, and with what result.
public struct EAPServerSuccess: Sendable {
    /// The key for the authenticator.
    public var masterSessionKey: MasterSessionKey
    /// The user's name: inside the tunnel, or in the certificate.
    public var userName: [UInt8]
    /// How it was proved.
    public var method: EAPMethod
    /// Whether it was proved in an earlier session, which this one resumed.
    public var isResumed = false
}

/// What became of a response that an ``EAPServer`` took in.
public enum EAPServerStep: Sendable {
    /// Send the request in ``EAPServerOutputs/packet``.
    case request
    /// Send the EAP-Success in ``EAPServerOutputs/packet``.
    case success(EAPServerSuccess)
    /// Send the EAP-Failure in ``EAPServerOutputs/packet``.
    case failure(EAPServerFailure)
    /// The packet was thrown away; there is nothing to send.
    case discard
}

/// What an ``EAPServer`` hands to its driver, which empties it after each call.
public struct EAPServerOutputs: Sendable {
    /// The EAP packet for the peer.
    public var packet: [UInt8] = []
    /// Lines for a TLS key log.
    public var keyLog: [String] = []
    /// What the step cost.
    public var effort = EAPEffort.symmetric

    /// Nothing to do.
    public init() {}

    /// Forgets everything, and keeps the room that it took.
    public mutating func removeAll() {
        packet.removeAll(keepingCapacity: true)
        keyLog.removeAll(keepingCapacity: true)
        effort = .symmetric
    }
}
