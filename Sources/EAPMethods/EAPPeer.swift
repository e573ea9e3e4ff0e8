internal import EAP
internal import Octets
public import Timeline

/// The station's end of EAP (RFC 3748, RFC 4137): Identity, Notification, Nak, and the methods that
/// it is configured for: EAP-TLS, EAP-TTLS, PEAP.
///
/// A core without I/O and without timers: those are EAPOL's. It behaves as wpa_supplicant does.
public struct EAPPeer: ~Copyable {
    private enum Method {
        case none
        case running(TLSMethodPeer)
        case succeeded
        case failed
    }

    private var configuration: EAPPeerConfiguration
    private var random: RandomSource
    private var method = Method.none
    private var hasStarted = false
    private var lastRequest: [UInt8] = []
    private var lastResponse: [UInt8] = []
    /// The TLS session in which the station was let in last.
    private var session: ClientSession?

    /// A peer that nobody has asked anything yet.
    public init(_ configuration: EAPPeerConfiguration, random: RandomSource) {
        self.configuration = configuration
        self.random = random
    }

    /// Goes on as this user. The TLS session is kept where it is the same one.
    public mutating func reset(to new: EAPPeerConfiguration) {
        if !configuration.provesTheSame(as: new) { session = nil }
        configuration = new
        reset()
    }

    /// Has nothing to offer to the server the next time, but a full handshake.
    public mutating func forgetSession() { session = nil }

    /// Forgets the conversation: a new association begins. The TLS session is kept.
    public mutating func reset() {
        method = .none
        hasStarted = false
        lastRequest = []
        lastResponse = []
    }

    /// Takes in an EAP packet from the authenticator. `out` is to be empty.
    public mutating func receive(_ packet: RawSpan, _ out: inout EAPPeerOutputs) -> EAPPeerStep {
        let view: EAPPacket
        do throws(ParseError) {
            view = try EAPPacket(parsing: packet)
        } catch {
            return .nothing
        }
        switch view.code {
        case .response: return .nothing
        case .success: return succeed(identifier: view.identifier, &out)
        case .failure: return fail(identifier: view.identifier, &out)
        case .request: break
        }
        if isOver {
            // The authenticator begins again, such as after its reauthentication period.
            guard view.type == .identity else { return .nothing }
            reset()
        } else if isRepetition(packet) {
            out.response += lastResponse
            return lastResponse.isEmpty ? .nothing : .respond
        }
        let step = answer(view, &out)
        if case .respond = step {
            lastRequest = packet.array
            lastResponse = out.response
        }
        if case .failed(let reason) = step { out.events.append(.failed(reason)) }
        return step
    }

    private var isOver: Bool {
        switch method {
        case .succeeded, .failed: true
        default: false
        }
    }

    /// A request with the identifier of the last one is a retransmission (RFC 3748, 4.1). One with other octets is not:
    /// some servers use an identifier twice.
    private func isRepetition(_ packet: RawSpan) -> Bool {
        !lastRequest.isEmpty && packet.isEqual(to: lastRequest.octets)
    }

    private mutating func answer(_ request: borrowing EAPPacket, _ out: inout EAPPeerOutputs) -> EAPPeerStep {
        guard let type = request.type else { return .nothing }
        switch type {
        case .identity:
            guard case .none = method else { return .nothing }
            if !hasStarted { out.events.append(.started) }
            hasStarted = true
            let identity = configuration.anonymousIdentity ?? configuration.identity
            out.response.appendEAP(.response, identifier: request.identifier, type: .identity) { $0 += identity }
            return .respond
        case .notification:
            out.response.appendEAP(.response, identifier: request.identifier, type: .notification)
            return .respond
        default:
            break
        }
        switch method {
        case .running(let peer):
            // While a method runs, only its own requests are answered (RFC 3748, 2.1).
            return type == peer.method.outer.type ? proceed(peer, request, &out) : .nothing
        case .none:
            guard let chosen = configuration.methods.first(where: { $0.outer.type == type }) else {
                return refuse(type, identifier: request.identifier, &out)
            }
            return begin(chosen, request, &out)
        case .succeeded, .failed:
            return .nothing
        }
    }

    private func refuse(_ type: EAPType, identifier: UInt8, _ out: inout EAPPeerOutputs) -> EAPPeerStep {
        out.events.append(.methodProposed(type, isRefused: true))
        out.response.appendEAP(.response, identifier: identifier, type: .legacyNak) { data in
            // No type at all is written as type 0 (RFC 3748, 5.3.1).
            if configuration.methods.isEmpty { data.append(0) }
            for method in configuration.methods { data.append(method.outer.type.rawValue) }
        }
        return .respond
    }

    private mutating func begin(
        _ chosen: EAPMethod, _ request: borrowing EAPPacket, _ out: inout EAPPeerOutputs
    ) -> EAPPeerStep {
        out.events.append(.methodProposed(chosen.outer.type, isRefused: false))
        // Out of the store until it has succeeded again: one that was broken off is not offered twice.
        let offered = session.take()
        let peer: TLSMethodPeer
        do throws(TLSError) {
            peer = try TLSMethodPeer(
                chosen, configuration,
                resuming: configuration.resumesSessions && offered?.method == chosen ? offered : nil)
        } catch {
            method = .failed
            return .failed(.tls(error))
        }
        method = .running(peer)
        out.events.append(.methodSelected(chosen.outer.type))
        return proceed(peer, request, &out)
    }

    private mutating func proceed(
        _ peer: TLSMethodPeer, _ request: borrowing EAPPacket, _ out: inout EAPPeerOutputs
    ) -> EAPPeerStep {
        var data: [UInt8] = []
        let step = peer.receive(
            request.data, identifier: request.identifier, random: &random, &data, effort: &out.effort)
        out.keyLog += peer.takeKeyLog()
        if !data.isEmpty {
            out.response.appendEAP(.response, identifier: request.identifier, type: peer.method.outer.type) {
                $0 += data
            }
        }
        switch step {
        case .respond: return .respond
        case .ignored: return .nothing
        case .failed(let reason):
            method = .failed
            return .failed(reason)
        }
    }

    /// The authenticator went on to the 4-way handshake: its EAP-Success, which nobody repeats, was lost (RFC 3748, 4.2
    /// and 7.12). Succeeds where the method has earned it, as wpa_supplicant does at any EAPOL-Key frame.
    public mutating func receiveLowerLayerSuccess(_ out: inout EAPPeerOutputs) -> EAPPeerStep {
        guard lastRequest.count > 1 else { return .nothing }
        return succeed(identifier: lastRequest[1], &out)
    }

    private mutating func succeed(identifier: UInt8, _ out: inout EAPPeerOutputs) -> EAPPeerStep {
        guard isExpected(identifier) else { return .nothing }
        guard case .running(let peer) = method, peer.acceptsSuccess, let key = peer.masterSessionKey else {
            // A success that the method has not earned: an attacker's, or a broken server's (RFC 3748, 4.2).
            return .nothing
        }
        out.tls = peer.status
        method = .succeeded
        if configuration.resumesSessions { session = peer.takeSession() }
        out.events.append(.succeeded)
        return .succeeded(key)
    }

    private mutating func fail(identifier: UInt8, _ out: inout EAPPeerOutputs) -> EAPPeerStep {
        guard !isOver, isExpected(identifier) else { return .nothing }
        method = .failed
        session = nil
        out.events.append(.failed(.refused))
        return .failed(.refused)
    }

    /// The last request's identifier, or, as some servers do, the next one.
    private func isExpected(_ identifier: UInt8) -> Bool {
        lastRequest.count > 1 && (identifier == lastRequest[1] || identifier == lastRequest[1] &+ 1)
    }
}
