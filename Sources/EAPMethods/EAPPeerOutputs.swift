public import EAP
public import Octets

/// Why an authentication failed, as the station sees it.
public enum EAPPeerFailure: Error, Equatable, Sendable {
    /// The server sent EAP-Failure.
    case refused
    /// TLS gave up: mostly the server's certificate is not trusted.
    case tls(TLSError)
    /// The server cannot prove that it knows the password.
    case serverDoesNotKnowPassword
    /// The server said inside the tunnel that the password is wrong.
    case passwordRefused
    /// A request of the method that breaks its format.
    case malformedRequest(ParseError)
    /// A request of the method that does not belong here.
    case unexpectedRequest
}

/// What a control interface reports of an authentication.
public enum EAPPeerEvent: Equatable, Sendable {
    /// The first request came: CTRL-EVENT-EAP-STARTED.
    case started
    /// The server proposes a method; the peer takes it, or answers with a Nak: CTRL-EVENT-EAP-PROPOSED-METHOD.
    case methodProposed(EAPType, isRefused: Bool)
    /// The method runs: CTRL-EVENT-EAP-METHOD.
    case methodSelected(EAPType)
    /// CTRL-EVENT-EAP-SUCCESS.
    case succeeded
    /// CTRL-EVENT-EAP-FAILURE.
    case failed(EAPPeerFailure)
}

/// What became of a packet that an ``EAPPeer`` took in.
public enum EAPPeerStep: Sendable {
    /// Send ``EAPPeerOutputs/response``.
    case respond
    /// The packet was thrown away; there is nothing to send.
    case nothing
    /// The server let the station in.
    case succeeded(MasterSessionKey)
    /// It is over. Where ``EAPPeerOutputs/response`` is not empty, send it still: it holds a TLS alert.
    case failed(EAPPeerFailure)
}

/// What an ``EAPPeer`` hands to its driver, which empties it after each call.
public struct EAPPeerOutputs: Sendable {
    /// The EAP response.
    public var response: [UInt8] = []
    /// With success, what its TLS agreed on.
    public var tls: TLSStatus?
    /// What happened, in order.
    public var events: [EAPPeerEvent] = []
    /// Lines for a TLS key log.
    public var keyLog: [String] = []
    /// What the step cost.
    public var effort = EAPEffort.symmetric

    /// Nothing to do.
    public init() {}

    /// Forgets everything, and keeps the room that it took.
    public mutating func removeAll() {
        response.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        keyLog.removeAll(keepingCapacity: true)
        effort = .symmetric
    }
}
