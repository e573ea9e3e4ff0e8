internal import EAP
internal import Octets
public import Timeline

/// The authentication server's end of EAP, for one conversation (RFC 3748, RFC 4137): it offers a method, takes a Nak,
/// and runs EAP-TLS, EAP-TTLS or PEAP.
///
/// A core without I/O and without timers: retransmission is the authenticator's task (RFC 3579, 2.2).
public struct EAPServer: ~Copyable {
    private enum State {
        case awaitingIdentity
        case proposed(TLSMethod)
        case running(TLSMethodServer)
        case over
    }

    private let configuration: EAPServerConfiguration
    private var random: RandomSource
    private var state = State.awaitingIdentity
    private var identifier: UInt8 = 0
    private var rounds = 0
    /// What the peer has answered with a Nak: it is not proposed again.
    private var refused: [TLSMethod] = []

    /// A conversation that begins with the peer's Response/Identity.
    public init(_ configuration: EAPServerConfiguration, random: RandomSource) {
        self.configuration = configuration
        self.random = random
    }

    /// Takes in an EAP packet of the peer. `out` is to be empty.
    public mutating func receive(_ packet: RawSpan, _ out: inout EAPServerOutputs) -> EAPServerStep {
        let response: EAPPacket
        do throws(ParseError) {
            response = try EAPPacket(parsing: packet)
        } catch {
            return .discard
        }
        guard response.code == .response, let type = response.type else { return .discard }
        if case .awaitingIdentity = state {
            guard type == .identity else { return .discard }
            identifier = response.identifier
            guard let first = configuration.methods.first else { return fail(.noCommonMethod([]), &out) }
            return propose(first, &out)
        }
        guard response.identifier == identifier else { return .discard }
        rounds += 1
        guard rounds <= configuration.maximumRounds else { return fail(.tooManyRounds, &out) }
        switch (state, type) {
        case (.proposed(let offer), .legacyNak):
            refused.append(offer)
            return takeNak(response.data, &out)
        case (.proposed(let offer), _) where type == offer.type: return begin(offer, response.data, &out)
        case (.running(let server), _) where type == server.method.type: return proceed(server, response.data, &out)
        case (.over, _): return .discard
        default: return fail(.unexpectedResponse, &out)
        }
    }

    private mutating func propose(_ offer: TLSMethod, _ out: inout EAPServerOutputs) -> EAPServerStep {
        identifier &+= 1
        state = .proposed(offer)
        out.packet.appendEAP(.request, identifier: identifier, type: offer.type) { $0.append(TLSFlags.start.rawValue) }
        return .request
    }

    private mutating func takeNak(_ wanted: RawSpan, _ out: inout EAPServerOutputs) -> EAPServerStep {
        let types = wanted.array.map(EAPType.init(rawValue:))
        let wanted = types.lazy.compactMap(TLSMethod.init).first { method in
            configuration.methods.contains(method) && !refused.contains(method)
        }
        guard let wanted else { return fail(.noCommonMethod(types), &out) }
        return propose(wanted, &out)
    }

    private mutating func begin(
        _ method: TLSMethod, _ data: RawSpan, _ out: inout EAPServerOutputs
    ) -> EAPServerStep {
        do throws(TLSError) {
            let server = try TLSMethodServer(method, configuration)
            state = .running(server)
            return proceed(server, data, &out)
        } catch {
            return fail(.tls(error), &out)
        }
    }

    private mutating func proceed(
        _ server: TLSMethodServer, _ data: RawSpan, _ out: inout EAPServerOutputs
    ) -> EAPServerStep {
        var request: [UInt8] = []
        let step = server.receive(
            data, next: identifier &+ 1, random: &random, &request, effort: &out.effort)
        out.keyLog += server.takeKeyLog()
        switch step {
        case .request:
            identifier &+= 1
            out.packet.appendEAP(.request, identifier: identifier, type: server.method.type) { $0 += request }
            return .request
        case .success(let userName, let method):
            guard let key = server.masterSessionKey else { return fail(.unexpectedResponse, &out) }
            state = .over
            server.allowResumption(userName: userName, method: method)
            // RFC 3748, 4.2: the identifier of the response that it answers.
            out.packet.appendEAP(.success, identifier: identifier)
            return .success(
                EAPServerSuccess(
                    masterSessionKey: key, userName: userName, method: method, isResumed: server.isResumed))
        case .failure(let reason):
            return fail(reason, &out)
        }
    }

    private mutating func fail(_ reason: EAPServerFailure, _ out: inout EAPServerOutputs) -> EAPServerStep {
        state = .over
        out.packet.appendEAP(.failure, identifier: identifier)
        return .failure(reason)
    }
}
