internal import EAP
internal import EAPMethods
internal import Octets
public import RADIUS
public import Timeline

/// An authentication server: EAP over RADIUS (RFC 2865, RFC 3579), as FreeRADIUS 3.2 does it.
///
/// A core without I/O: ``receive(_:from:at:_:)`` appends replies and events to ``RADIUSServerOutputs``; when ``deadline``
/// has come, call ``wake(at:_:)``. What it keeps is bounded in number and age.
public struct RADIUSServer: ~Copyable {
    private final class Session {
        var eap: EAPServer
        var expiry: Instant
        /// What State shows of the round: a response to an earlier challenge is no one's.
        var round: UInt8
        /// The EAP identifier of the last challenge.
        var identifier: UInt8 = 0

        init(eap: consuming EAPServer, round: UInt8, expiry: Instant) {
            self.eap = eap
            self.round = round
            self.expiry = expiry
        }
    }

    private struct DelayedReject: Sendable {
        var request: ReplyCache.Request
        var reply: [UInt8]
        var effort: EAPEffort
    }

    private typealias State = FixedOctets<16>

    private let configuration: RADIUSServerConfiguration
    private var random: RandomSource
    private var sessions: [State: Session] = [:]
    private var sessionQueue = ExpiryQueue<State>()
    private var replies: ReplyCache
    private var rejects = ExpiryQueue<DelayedReject>()
    private var eapOutputs = EAPServerOutputs()

    /// A server that knows no conversation yet.
    public init(_ configuration: RADIUSServerConfiguration, random: RandomSource) {
        self.configuration = configuration
        self.random = random
        replies = ReplyCache(lifetime: configuration.replyLifetime, capacity: configuration.maximumReplies)
    }

    /// When ``wake(at:_:)`` must be called: a reject that is held back is due. What expires needs no waking.
    public var deadline: Instant? { rejects.firstExpiry }

    /// What came in and what went out since the server was made.
    public private(set) var counters = RADIUSServerCounters()

    /// Conversations that have not ended.
    public var sessionCount: Int { sessions.count }

    /// Sends the rejects that were held back long enough.
    public mutating func wake(at now: Instant, _ out: inout RADIUSServerOutputs) {
        while let reject = rejects.popExpired(at: now) {
            send(reject.reply, to: reject.request, effort: reject.effort, &out)
        }
    }

    /// Takes in a datagram that arrived from `sender`.
    public mutating func receive(
        _ datagram: RawSpan, from sender: RADIUSEndpoint, at now: Instant, _ out: inout RADIUSServerOutputs
    ) {
        let packet: RADIUSPacket
        do throws(ParseError) {
            packet = try RADIUSPacket(parsing: datagram)
        } catch {
            counters.malformedAccessRequests += 1
            out.events.append(.malformed(from: sender, error))
            return
        }
        guard packet.code == .accessRequest || packet.code == .statusServer else {
            counters.unknownTypes += 1
            out.events.append(.notServed(from: sender, packet.code))
            return
        }
        // Before anything is remembered: whoever lacks the secret takes no room here. Without EAP too, since only this
        // attribute keeps a request and its answer from being forged (RFC 3579, 3.2; CVE-2024-3596, "Blast-RADIUS").
        let authenticity = packet.authenticityOfRequest(secret: configuration.secret)
        guard authenticity == .authentic else {
            counters.count(authenticity)
            out.events.append(.notAuthentic(from: sender, authenticity))
            return
        }
        guard packet.code == .accessRequest else {
            answerStatus(packet, from: sender, &out)
            return
        }
        counters.accessRequests += 1
        let request = ReplyCache.Request(
            endpoint: sender, identifier: packet.identifier, authenticator: packet.authenticator)
        switch replies.register(request, at: now) {
        case nil:
            answer(packet, request, at: now, &out)
        case .unanswered:
            counters.duplicateAccessRequests += 1
            out.events.append(.duplicate(from: sender, identifier: request.identifier))
        case .answered(let reply):
            counters.duplicateAccessRequests += 1
            out.events.append(.duplicate(from: sender, identifier: request.identifier))
            out.datagrams.append(.init(endpoint: sender, octets: reply, effort: .symmetric))
        }
    }

    /// Answers "are you alive?" as an authentication port does (RFC 5997, 3). Nothing is remembered of it: a client asks
    /// anew and never sends twice (RFC 5997, 4.2).
    private mutating func answerStatus(
        _ packet: borrowing RADIUSPacket, from sender: RADIUSEndpoint, _ out: inout RADIUSServerOutputs
    ) {
        counters.statusRequests += 1
        var reply = RADIUSPacketBuilder(.accessAccept, replyingTo: packet)
        reply.appendMessageAuthenticator()
        out.events.append(.statusAnswered(from: sender))
        out.datagrams.append(
            .init(
                endpoint: sender, octets: reply.sealedReply(secret: configuration.secret), effort: .symmetric))
    }

    private mutating func answer(
        _ packet: borrowing RADIUSPacket, _ request: ReplyCache.Request, at now: Instant,
        _ out: inout RADIUSServerOutputs
    ) {
        guard let message = packet.eapMessage else {
            out.events.append(.notServed(from: request.endpoint, packet.code))
            reject(packet, eap: [], request, effort: .symmetric, at: now, &out)
            return
        }
        let station = packet.attributes.first(.callingStationID)?.text ?? ""
        expireSessions(at: now)
        let key: State
        let session: Session
        if let attribute = packet.attributes.first(.state) {
            // As rlm_eap looks for a session: by the State of the last challenge and the identifier of its EAP packet. A
            // request that repeats when its reply is forgotten has neither, and the conversation goes on without it.
            guard let known = State(attribute.value), let running = sessions[Self.key(known)],
                known == Self.state(Self.key(known), round: running.round), message.count > 1,
                message[1] == running.identifier
            else {
                out.events.append(.unknownSession(from: request.endpoint, station: station))
                var failure: [UInt8] = []
                failure.appendEAP(.failure, identifier: message.count > 1 ? message[1] : 0)
                reject(packet, eap: failure, request, effort: .symmetric, at: now, &out)
                return
            }
            key = Self.key(known)
            session = running
        } else {
            guard sessions.count < configuration.maximumSessions else {
                out.events.append(.tooManySessions(from: request.endpoint, station: station))
                counters.packetsDropped += 1
                replies.forget(request)
                return
            }
            let state = newState()
            key = Self.key(state)
            var eap = configuration.eap
            // Framed-MTU bounds the EAP packet, and with it the fragment after its ten octets (RFC 3579, 2.4).
            if let mtu = packet.attributes.first(.framedMTU)?.integer {
                eap.fragmentSize = min(eap.fragmentSize, max(Int(mtu) - 10, 100))
            }
            session = Session(
                eap: EAPServer(eap, random: random.split()), round: state.octets.octet(at: Self.roundOctet),
                expiry: now)
        }
        eapOutputs.removeAll()
        let step = session.eap.receive(message.octets, &eapOutputs)
        out.keyLog += eapOutputs.keyLog
        switch step {
        case .discard:
            counters.packetsDropped += 1
            out.events.append(.discarded(from: request.endpoint, station: station))
        case .request:
            if sessions.updateValue(session, forKey: key) == nil {
                sessionQueue.append(key, expiry: now + configuration.sessionLifetime)
            }
            session.expiry = now + configuration.sessionLifetime
            session.round &+= 1
            session.identifier = eapOutputs.packet.count > 1 ? eapOutputs.packet[1] : 0
            challenge(packet, state: Self.state(key, round: session.round), request, &out)
        case .success(let success):
            sessions[key] = nil
            if success.isResumed { out.events.append(.resumed(from: request.endpoint, station: station)) }
            out.events.append(
                .accepted(
                    from: request.endpoint, station: station,
                    user: String(decoding: success.userName, as: UTF8.self), success.method))
            accept(packet, success, request, &out)
        case .failure(let reason):
            sessions[key] = nil
            out.events.append(.rejected(from: request.endpoint, station: station, reason))
            reject(packet, eap: eapOutputs.packet, request, effort: eapOutputs.effort, at: now, &out)
        }
    }

    // Message-Authenticator is the first attribute of every reply: what an attacker puts before it to make MD5 collide
    // would change it (draft-ietf-radext-deprecating-radius, 5.2). The others have FreeRADIUS's order.

    private mutating func challenge(
        _ packet: borrowing RADIUSPacket, state: State, _ request: ReplyCache.Request,
        _ out: inout RADIUSServerOutputs
    ) {
        counters.accessChallenges += 1
        var reply = RADIUSPacketBuilder(.accessChallenge, replyingTo: packet)
        reply.appendMessageAuthenticator()
        reply.appendEAPMessage(eapOutputs.packet.octets)
        reply.append(.state, octets: state.octets)
        send(reply.sealedReply(secret: configuration.secret), to: request, effort: eapOutputs.effort, &out)
    }

    private mutating func accept(
        _ packet: borrowing RADIUSPacket, _ success: EAPServerSuccess, _ request: ReplyCache.Request,
        _ out: inout RADIUSServerOutputs
    ) {
        counters.accessAccepts += 1
        var reply = RADIUSPacketBuilder(.accessAccept, replyingTo: packet)
        reply.appendMessageAuthenticator()
        reply.appendMPPEKeys(
            success.masterSessionKey, salt: UInt16(truncatingIfNeeded: random.next()), secret: configuration.secret)
        reply.appendEAPMessage(eapOutputs.packet.octets)
        // The name as it was shown outside of the tunnel.
        if let userName = packet.attributes.first(.userName) { reply.append(.userName, octets: userName.value) }
        reply.append(.framedMTU, integer: UInt32(truncatingIfNeeded: configuration.eap.fragmentSize))
        if let session = configuration.sessions[success.userName] {
            if let timeout = session.timeout { reply.append(.sessionTimeout, integer: timeout) }
            if let isRequest = session.requestsReauthentication {
                reply.append(.terminationAction, integer: isRequest ? 1 : 0)
            }
        }
        send(reply.sealedReply(secret: configuration.secret), to: request, effort: eapOutputs.effort, &out)
    }

    private mutating func reject(
        _ packet: borrowing RADIUSPacket, eap: [UInt8], _ request: ReplyCache.Request, effort: EAPEffort,
        at now: Instant, _ out: inout RADIUSServerOutputs
    ) {
        counters.accessRejects += 1
        var reply = RADIUSPacketBuilder(.accessReject, replyingTo: packet)
        reply.appendMessageAuthenticator()
        reply.appendEAPMessage(eap.octets)
        let octets = reply.sealedReply(secret: configuration.secret)
        guard configuration.rejectDelay > .zero else {
            send(octets, to: request, effort: effort, &out)
            return
        }
        rejects.append(
            DelayedReject(request: request, reply: octets, effort: effort), expiry: now + configuration.rejectDelay)
    }

    private mutating func send(
        _ reply: [UInt8], to request: ReplyCache.Request, effort: EAPEffort, _ out: inout RADIUSServerOutputs
    ) {
        replies.answer(request, with: reply)
        out.datagrams.append(.init(endpoint: request.endpoint, octets: reply, effort: effort))
    }

    private mutating func expireSessions(at now: Instant) {
        while let state = sessionQueue.popExpired(at: now) {
            guard let session = sessions[state] else { continue }
            if session.expiry > now {
                // It moved meanwhile: look again when a whole lifetime has passed, at most twice its time.
                sessionQueue.append(state, expiry: now + configuration.sessionLifetime)
            } else {
                sessions[state] = nil
            }
        }
    }

    /// Which octet of State differs from round to round, as one does of FreeRADIUS's.
    private static let roundOctet = 4

    /// What all States of a conversation have in common.
    private static func key(_ state: State) -> State { self.state(state, round: 0) }

    private static func state(_ key: State, round: UInt8) -> State {
        var octets = key.octets.array
        octets[roundOctet] = round
        return State(octets.octets, at: 0)
    }

    private mutating func newState() -> State {
        var octets: [UInt8] = []
        random.fill(&octets, count: 16)
        return State(octets.octets, at: 0)
    }
}
