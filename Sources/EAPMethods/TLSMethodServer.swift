internal import EAP
internal import Octets
internal import Timeline

/// The server of EAP-TLS, EAP-TTLS and PEAP, after its Start. A class, since it is one end of one TLS session.
final class TLSMethodServer {
    private enum Phase {
        case handshake
        /// Everything is proved; the peer's acknowledgement is all that is missing.
        case awaitingAcknowledgement(userName: [UInt8], EAPMethod)
        case ttls(TTLSServer)
        case peap(PEAPServer)
        /// The alert, or the last flight, is on its way; whatever the peer answers, it is over.
        case failing(EAPServerFailure)
    }

    enum Step {
        case request
        case success(userName: [UInt8], EAPMethod)
        case failure(EAPServerFailure)
    }

    let method: TLSMethod
    private let configuration: EAPServerConfiguration
    private let session: TLSSession
    private var phase = Phase.handshake
    private var incoming = TLSReassembly()
    private var outgoing: TLSFragments
    /// The key, once the TLS handshake is over.
    private(set) var masterSessionKey: MasterSessionKey?

    init(_ method: TLSMethod, _ configuration: EAPServerConfiguration) throws(TLSError) {
        self.method = method
        self.configuration = configuration
        session = try TLSSession(configuration.tls, for: method)
        outgoing = TLSFragments([], size: configuration.fragmentSize, includesLengthAlways: true)
    }

    /// Lines for a TLS key log since the last call.
    func takeKeyLog() -> [String] { session.takeKeyLog() }

    /// Takes in the type data of a response, and appends the type data of the request with the identifier `next`.
    func receive(
        _ data: RawSpan, next: UInt8, random: inout RandomSource, _ request: inout [UInt8], effort: inout EAPEffort
    ) -> Step {
        do throws(ParseError) {
            guard try incoming.append(data) else {
                request.append(0)  // an acknowledgement: "send the next fragment" (RFC 5216, 2.1.5)
                return .request
            }
        } catch {
            return .failure(.malformedResponse(error))
        }
        let message = incoming.take()
        if !outgoing.isAtEnd {
            guard message.isEmpty else { return .failure(.unexpectedResponse) }
            outgoing.appendNext(to: &request)
            return .request
        }
        var records: [UInt8] = []
        do throws(TLSError) {
            let step = try advance(message, next: next, random: &random, &records, effort: &effort)
            guard case .request = step else { return step }
        } catch {
            // What the session appended is its alert, which the peer should see before the end (RFC 5216, 2.1.3).
            session.drain(&records)
            guard !records.isEmpty else { return .failure(.tls(error)) }
            phase = .failing(.tls(error))
        }
        if records.isEmpty {
            request.append(0)  // nothing to say, and the turn is the peer's: the tunnel of TLS 1.3 begins so
        } else {
            outgoing = TLSFragments(records, size: configuration.fragmentSize, includesLengthAlways: true)
            outgoing.appendNext(to: &request)
        }
        return .request
    }

    private func advance(
        _ message: [UInt8], next: UInt8, random: inout RandomSource, _ records: inout [UInt8],
        effort: inout EAPEffort
    ) throws(TLSError) -> Step {
        switch phase {
        case .failing(let reason):
            return .failure(reason)
        case .handshake:
            guard !message.isEmpty else { return .failure(.unexpectedResponse) }
            try session.handshake(message.octets, &records)
            // To answer a flight is where keys are agreed on and signatures made; up to TLS 1.2 a resumed session has none
            // of that.
            if !records.isEmpty, session.isTLS13 || !session.isReused { effort = .asymmetric }
            guard session.isEstablished else { return records.isEmpty ? .failure(.unexpectedResponse) : .request }
            masterSessionKey = try EAPMethodKeys.masterSessionKey(session, method)
            return try enter(random: &random, &records)
        case .awaitingAcknowledgement(let userName, let proved):
            var plaintext: [UInt8] = []
            try session.open(message.octets, &plaintext)
            return message.isEmpty ? .success(userName: userName, proved) : .failure(.unexpectedResponse)
        case .ttls(var server):
            var plaintext: [UInt8] = []
            try session.open(message.octets, &plaintext)
            guard plaintext.isEmpty == message.isEmpty else { return .failure(.unexpectedResponse) }
            let step = try server.receive(plaintext.octets, session, random: &random, &records)
            phase = .ttls(server)
            return step
        case .peap(var server):
            var plaintext: [UInt8] = []
            try session.open(message.octets, &plaintext)
            guard plaintext.isEmpty == message.isEmpty else { return .failure(.unexpectedResponse) }
            let step = try server.receive(plaintext.octets, next: next, session, random: &random, &records)
            phase = .peap(server)
            return step
        }
    }

    /// The handshake is over; `records` holds what this end still says of it, up to TLS 1.2 its Finished.
    private func enter(random: inout RandomSource, _ records: inout [UInt8]) throws(TLSError) -> Step {
        if let resumed = session.resumed { return try goOn(from: resumed, &records) }
        switch method {
        case .tls:
            let name = session.peerCommonName ?? []
            guard configuration.users[name] != nil else {
                phase = .failing(.unknownUser(name))
                return .request
            }
            // One octet of zero says under protection that all is well (RFC 9190, 2.1.1).
            if session.isTLS13 { try session.seal([0].octets, &records) }
            phase = .awaitingAcknowledgement(userName: name, .tls)
            return .request
        case .ttls:
            var server = TTLSServer(users: configuration.users)
            defer { phase = .ttls(server) }
            // TLS 1.3 lets a peer send its credentials along with its Finished.
            guard session.isTLS13 else { return .request }
            var plaintext: [UInt8] = []
            try session.open(RawSpan(), &plaintext)
            guard !plaintext.isEmpty else { return .request }
            return try server.receive(plaintext.octets, session, random: &random, &records)
        case .peap:
            var server = PEAPServer(users: configuration.users)
            defer { phase = .peap(server) }
            // Up to TLS 1.2 the peer acknowledges this end's Finished first; in TLS 1.3 its own was the last.
            if session.isTLS13 { try server.begin(session, &records) }
            return .request
        }
    }

    /// The client resumed a session: who it is was proved then, and only the end of each method is left
    /// (RFC 5216, 2.1.2; RFC 5281, 7.4; RFC 9427, 4).
    private func goOn(from resumed: ResumableSession, _ records: inout [UInt8]) throws(TLSError) -> Step {
        guard configuration.users[resumed.userName] != nil else {
            phase = .failing(.unknownUser(resumed.userName))
            return .request
        }
        switch method {
        case .tls, .ttls:
            // Up to TLS 1.2 the client's Finished was the last word.
            guard session.isTLS13 else { return .success(userName: resumed.userName, resumed.method) }
            try session.seal([0].octets, &records)
            phase = .awaitingAcknowledgement(userName: resumed.userName, resumed.method)
        case .peap:
            var server = PEAPServer(users: configuration.users)
            if case .peap(let inner) = resumed.method {
                try server.conclude(userName: resumed.userName, inner, session, &records)
            }
            phase = .peap(server)
        }
        return .request
    }

    /// Whether the client resumed an earlier session.
    var isResumed: Bool { session.resumed != nil }

    /// Lets the client resume this session later: EAP succeeded.
    func allowResumption(userName: [UInt8], method: EAPMethod) {
        session.allowResumption(userName: userName, method: method)
    }
}
