internal import Dot11
internal import EAP
internal import Octets
internal import RADIUS

/// A RADIUS request that waits for its reply, known by addresses, ports and identifier (RFC 2865, 3).
struct PendingRADIUS {
    var client: UInt64
    var server: UInt64
    var identifier: UInt8
    var authenticator: FixedOctets<16>
    var station: MACAddress
    var time: Int64
    var clock: UInt16
}

// RADIUS on the wire.
extension RoamingAnalyzer {
    mutating func receiveRADIUS(_ fact: Fact, _ octets: RawSpan) {
        guard let packet = try? RADIUSPacket(parsing: octets) else { return }
        switch packet.code {
        case .accessRequest: receiveAccessRequest(packet, fact)
        case .accessChallenge, .accessAccept, .accessReject: receiveReply(packet, fact)
        default: break
        }
    }

    private mutating func receiveAccessRequest(_ packet: borrowing RADIUSPacket, _ fact: Fact) {
        guard let calling = packet.attributes.first(.callingStationID),
            let station = MACAddress(stationID: calling.value)
        else { return }
        guard let attempt = attempt(asking: packet, for: station, fact) else { return }
        if let index = pendingRADIUS.firstIndex(where: {
            $0.client == fact.source && $0.server == fact.destination && $0.identifier == packet.identifier
        }) {
            if pendingRADIUS[index].authenticator == packet.authenticator {
                attempt.radius.unanswered += 1
                return  // sent again: the time counts from the first
            }
            pendingRADIUS.remove(at: index)
        }
        if pendingRADIUS.count >= 1024 { pendingRADIUS.removeFirst() }
        attempt.radius.unanswered = 1
        pendingRADIUS.append(
            PendingRADIUS(
                client: fact.source, server: fact.destination, identifier: packet.identifier,
                authenticator: packet.authenticator, station: station, time: fact.time,
                clock: fact.clock))
        noteWire(fact, attempt, isRequest: true, "Access-Request id=\(packet.identifier)")
    }

    private mutating func receiveReply(_ packet: borrowing RADIUSPacket, _ fact: Fact) {
        guard
            let index = pendingRADIUS.firstIndex(where: {
                $0.client == fact.destination && $0.server == fact.source && $0.identifier == packet.identifier
            })
        else { return }
        let request = pendingRADIUS.remove(at: index)
        guard let place = stations.place(of: request.station),
            let attempt = stations[place].dialogue?.attempt, request.time >= attempt.first.time
        else { return }
        attempt.radius.pairs += 1
        attempt.radius.unanswered = 0
        if request.clock != fact.clock { attempt.radius.crossesClocks = true }
        attempt.radius.total = attempt.radius.total + Elapsed(from: request.time, to: fact.time)
        if packet.code != .accessReject, packet.attributes.first(.eapMessage) != nil {
            attempt.radius.ranEAP = true
        }
        let name = packet.code == .accessAccept ? "Accept" : packet.code == .accessReject ? "Reject" : "Challenge"
        noteWire(fact, attempt, isRequest: false, "Access-\(name) id=\(packet.identifier)")
    }

    /// The open attempt of a station that a request may belong to.
    private mutating func attempt(
        asking packet: borrowing RADIUSPacket, for station: MACAddress, _ fact: Fact
    ) -> Attempt? {
        guard let place = stations.place(of: station), let attempt = stations[place].dialogue?.attempt,
            !attempt.isLinked, fact.time >= attempt.first.time
        else { return nil }
        if let called = packet.attributes.first(.calledStationID), let bssid = MACAddress(stationID: called.value),
            bssid != attempt.bssid
        {
            return nil
        }
        return attempt
    }

    private mutating func noteWire(
        _ fact: Fact, _ attempt: Attempt, isRequest: Bool, _ text: @autoclosure () -> String
    ) {
        guard gathersLadders, attempt.ladder.count < 1000 else { return }
        add(
            LadderFrame(
                number: fact.number, time: sinceStart(fact.mark), sender: isRequest ? .target : .radius,
                receiver: isRequest ? .radius : .target, text: text(), length: fact.length, phase: .eap), to: attempt)
    }
}
