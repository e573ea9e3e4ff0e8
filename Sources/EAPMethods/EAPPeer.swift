internal import EAP
internal import Octets
public import Timeline

/// The station's end of EAP (RFC 3748, RFC 4137): Identity, Notification, Nak, and EAP-TTLS.
///
/// A core without I/O and without timers: those are EAPOL's. It behaves as wpa_supplicant does.
public struct EAPPeer: ~Copyable {
    private enum Method {
        case none
        case ttls(TTLSPeer)
        case succeeded
        case failed
    }

    private let configuration: EAPPeerConfiguration
    private var random: RandomSource
    private var method = Method.none
    private var hasStarted = false
    private var lastRequest: [UInt8] = []
    private var lastResponse: [UInt8] = []

    /// A peer that nobody has asked anything yet.
    public init(_ configuration: EAPPeerConfiguration, random: RandomSource) {
        self.configuration = configuration
        self.random = random
    }

    /// Forgets the conversation: a new association begins.
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
        case .ttls:
            return answerTTLS(request, &out)
        default:
            // While a method runs, only its own requests are answered (RFC 3748, 2.1).
            guard case .none = method else { return .nothing }
            out.events.append(.methodProposed(type, isRefused: true))
            out.response.appendEAP(.response, identifier: request.identifier, type: .legacyNak) {
                $0.append(EAPType.ttls.rawValue)
            }
            return .respond
        }
    }

    private mutating func answerTTLS(_ request: borrowing EAPPacket, _ out: inout EAPPeerOutputs) -> EAPPeerStep {
        let ttls: TTLSPeer
        switch method {
        case .ttls(let running):
            ttls = running
        case .none:
            out.events.append(.methodProposed(.ttls, isRefused: false))
            do throws(TLSError) {
                ttls = try TTLSPeer(configuration)
            } catch {
                method = .failed
                return .failed(.tls(error))
            }
            method = .ttls(ttls)
            out.events.append(.methodSelected(.ttls))
        case .succeeded, .failed:
            return .nothing
        }
        var data: [UInt8] = []
        let step = ttls.receive(request.data, random: &random, &data, effort: &out.effort)
        out.keyLog += ttls.takeKeyLog()
        if !data.isEmpty {
            out.response.appendEAP(.response, identifier: request.identifier, type: .ttls) { $0 += data }
        }
        switch step {
        case .respond: return .respond
        case .ignored: return .nothing
        case .failed(let reason):
            method = .failed
            return .failed(reason)
        }
    }

    private mutating func succeed(identifier: UInt8, _ out: inout EAPPeerOutputs) -> EAPPeerStep {
        guard isExpected(identifier) else { return .nothing }
        guard case .ttls(let ttls) = method, ttls.acceptsSuccess, let key = ttls.masterSessionKey else {
            // A success that the method has not earned: an attacker's, or a broken server's (RFC 3748, 4.2).
            return .nothing
        }
        method = .succeeded
        out.events.append(.succeeded)
        return .succeeded(key)
    }

    private mutating func fail(identifier: UInt8, _ out: inout EAPPeerOutputs) -> EAPPeerStep {
        guard !isOver, isExpected(identifier) else { return .nothing }
        method = .failed
        out.events.append(.failed(.refused))
        return .failed(.refused)
    }

    /// The last request's identifier, or, as some servers do, the next one.
    private func isExpected(_ identifier: UInt8) -> Bool {
        lastRequest.count > 1 && (identifier == lastRequest[1] || identifier == lastRequest[1] &+ 1)
    }
}
