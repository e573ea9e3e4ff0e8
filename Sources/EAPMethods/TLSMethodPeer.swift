internal import EAP
internal import Octets
internal import Timeline

/// The peer of EAP-TLS, EAP-TTLS and PEAP, from the server's Start to a key. A class, since it is one end of one TLS
/// session.
final class TLSMethodPeer {
    private enum Phase {
        case handshake
        /// The server's protected word that all is well is still to come (RFC 9190, 2.1.1).
        case awaitingCommitment
        case proved
        case ttls(TTLSPeer)
        case peap(PEAPPeer)
    }

    enum Step {
        case respond
        case ignored
        case failed(EAPPeerFailure)
    }

    let method: EAPMethod
    private let configuration: EAPPeerConfiguration
    private let session: TLSSession
    private var phase = Phase.handshake
    private var incoming = TLSReassembly()
    private var outgoing: TLSFragments
    /// The key, once the TLS handshake is over.
    private(set) var masterSessionKey: MasterSessionKey?

    /// - Parameter earlier: a session in which this method succeeded, offered to the server.
    init(
        _ method: EAPMethod, _ configuration: EAPPeerConfiguration, resuming earlier: ClientSession?
    ) throws(TLSError) {
        self.method = method
        self.configuration = configuration
        session = try TLSSession(configuration.tls, for: method.outer, resuming: earlier)
        outgoing = TLSFragments([], size: configuration.fragmentSize, includesLengthAlways: false)
    }

    /// Whether an EAP-Success may come now: this end has proved itself, and the other too where the method can.
    var acceptsSuccess: Bool {
        switch phase {
        case .handshake: false
        // A server may end a resumed session without that word, which wpa_supplicant takes.
        case .awaitingCommitment: session.isReused
        case .proved: true
        case .ttls(let peer): peer.acceptsSuccess
        case .peap(let peer): peer.acceptsSuccess
        }
    }

    /// What may be offered to the server the next time, after a success.
    func takeSession() -> ClientSession? { session.clientSession(of: method) }

    /// What its TLS agreed on; nil before that.
    var status: TLSStatus? { session.status(method) }

    /// Lines for a TLS key log since the last call.
    func takeKeyLog() -> [String] { session.takeKeyLog() }

    /// Takes in the type data of a request, and appends the type data of the response to it.
    func receive(
        _ data: RawSpan, identifier: UInt8, random: inout RandomSource, _ response: inout [UInt8],
        effort: inout EAPEffort
    ) -> Step {
        let isStart = data.byteCount > 0 && TLSFlags(rawValue: data.octet(at: 0)).contains(.start)
        if !isStart {
            do throws(ParseError) {
                guard try incoming.append(data) else {
                    response.append(0)  // an acknowledgement: "send the next fragment" (RFC 5216, 2.1.5)
                    return .respond
                }
            } catch {
                return .failed(.malformedRequest(error))
            }
        }
        let message = incoming.take()
        if !outgoing.isAtEnd {
            guard message.isEmpty else { return .ignored }
            outgoing.appendNext(to: &response)
            return .respond
        }
        var records: [UInt8] = []
        let step: Step
        do throws(TLSError) {
            let failure = try advance(message, identifier: identifier, random: &random, &records, effort: &effort)
            if let failure { return .failed(failure) }
            step = .respond
        } catch {
            // What the session appended is its alert, which the server should see (RFC 5216, 2.1.3).
            session.drain(&records)
            step = .failed(.tls(error))
        }
        // Some servers need the length in PEAP's handshake, and so wpa_supplicant sends it there.
        let includesLength = method.outer == .peap && !session.isEstablished && !records.isEmpty
        outgoing = TLSFragments(records, size: configuration.fragmentSize, includesLengthAlways: includesLength)
        outgoing.appendNext(to: &response)
        return step
    }

    private func advance(
        _ message: [UInt8], identifier: UInt8, random: inout RandomSource, _ records: inout [UInt8],
        effort: inout EAPEffort
    ) throws(TLSError) -> EAPPeerFailure? {
        if case .handshake = phase {
            try session.handshake(message.octets, &records)
            // To take in the server's flight and answer it is where signatures are checked and keys agreed on; up to TLS 1.2
            // a resumed session has none of that.
            if !message.isEmpty, !records.isEmpty, session.isTLS13 || !session.isReused { effort = .asymmetric }
            guard session.isEstablished else { return nil }
            masterSessionKey = try EAPMethodKeys.masterSessionKey(session, method.outer)
            try enter(random: &random, &records)
            return nil
        }
        var plaintext: [UInt8] = []
        try session.open(message.octets, &plaintext)
        switch phase {
        case .handshake, .proved:
            return plaintext.isEmpty ? nil : .unexpectedRequest
        case .awaitingCommitment:
            if plaintext == [0] { phase = .proved }
            return plaintext.isEmpty || plaintext == [0] ? nil : .unexpectedRequest
        case .ttls(var peer):
            let failure = try peer.receive(plaintext.octets, session, random: &random, &records)
            phase = .ttls(peer)
            return failure
        case .peap(var peer):
            let failure = try peer.receive(
                plaintext.octets, identifier: identifier, session, random: &random, &records)
            phase = .peap(peer)
            return failure
        }
    }

    /// The handshake is over; with TLS 1.3 `records` holds this end's last flight.
    private func enter(random: inout RandomSource, _ records: inout [UInt8]) throws(TLSError) {
        switch method {
        case .tls:
            phase = session.isTLS13 ? .awaitingCommitment : .proved
        case .ttls(let inner):
            var peer = TTLSPeer(
                inner, identity: configuration.identity, password: configuration.password,
                isResumed: session.isReused)
            // TLS 1.3 ends with this peer's own flight: the tunnel begins in the next round (RFC 9427, 2).
            if records.isEmpty { try peer.begin(session, random: &random, &records) }
            phase = .ttls(peer)
        case .peap(let inner):
            phase = .peap(
                PEAPPeer(
                    inner, identity: configuration.identity, password: configuration.password,
                    isResumed: session.isReused))
        }
    }
}
