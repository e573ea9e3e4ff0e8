internal import Dot11
internal import Handshakes
internal import Octets
internal import RSN
internal import Timeline

/// Robust management frames: what protects them, and the question whether the AP still has its keys (802.11-2020, 11.13 and
/// 12.6.19; wpa_supplicant 2.10 on mac80211).
extension Station {
    /// No more than one SA Query procedure in this time (wpa_supplicant, sme_event_unprot_disconnect).
    private static var timeBetweenSAQueries: Interval { .seconds(10) }
    /// For how long a station that is refused for now waits at the most (wpa_supplicant, SME_ASSOC_TIMEOUT).
    private static var longestComeback: Interval { .seconds(5) }

    /// Whether robust management frames are encrypted, and taken only so.
    var protectsManagement: Bool { link?.negotiatedManagementProtection == true && keys.hasPairwiseKey }

    /// Takes in a Deauthentication, Disassociation or Action frame: of an AP with which the station protects them, only if it
    /// is genuine.
    mutating func receiveRobust(
        _ header: borrowing MACHeader, from bssid: MACAddress, isPeer: Bool, at now: Instant,
        _ out: inout StationOutputs
    ) {
        let type = header.type
        // Neither an SA Query nor a request that this station answers is for a group.
        if type == .action, header.receiver.isGroup { return }
        guard isPeer, protectsManagement else {
            // Encrypted for an association that is over.
            guard !header.control.isProtected else { return }
            return takeRobust(type, header.body, from: bssid, isPeer: isPeer, at: now, &out)
        }
        if header.receiver.isGroup {
            if keys.accepts(header) { takeRobust(type, header.body, from: bssid, isPeer: true, at: now, &out) }
        } else if header.control.isProtected {
            // Taken out, because what is in it moves the station.
            var opened: [UInt8] = []
            swap(&opened, &clear)
            opened.removeAll(keepingCapacity: true)
            if keys.open(header, to: &opened) {
                takeRobust(type, opened.octets, from: bssid, isPeer: true, at: now, &out)
            }
            swap(&opened, &clear)
        } else if type != .action {
            question(header.body, at: now, &out)
        }
    }

    private mutating func takeRobust(
        _ type: FrameType, _ body: RawSpan, from bssid: MACAddress, isPeer: Bool, at now: Instant,
        _ out: inout StationOutputs
    ) {
        guard type == .action else { return receiveFarewell(body, from: bssid, isPeer: isPeer, at: now, &out) }
        guard isPeer, case .associated = phase else { return }
        guard let query = SAQuery.read(body) else { return receiveTransition(body, at: now, &out) }
        switch query.action {
        case .request: sendRobust(.action, &out) { $0.appendSAQuery(.response, query.transaction) }
        case .response: saQuery.receiveResponse(query.transaction)
        }
    }

    /// An AP that has lost the association says so in the clear; so may anyone else. The answer to an SA Query tells.
    private mutating func question(_ farewell: RawSpan, at now: Instant, _ out: inout StationOutputs) {
        guard isAuthorized, farewell.byteCount >= 2 else { return }
        let reason = ReasonCode(rawValue: farewell.littleEndian(UInt16.self, at: 0))
        guard reason == .class2FrameFromNonauthenticated || reason == .class3FrameFromNonassociated, !saQuery.isAsking
        else { return }
        if let lastSAQuery, now - lastSAQuery < Self.timeBetweenSAQueries { return }
        lastSAQuery = now
        let transaction = saQuery.begin(random: &random, at: now)
        sendRobust(.action, &out) { $0.appendSAQuery(.request, transaction) }
    }

    mutating func wakeSAQuery(at now: Instant, _ out: inout StationOutputs) {
        switch saQuery.wake(random: &random, at: now) {
        case .nothing: break
        case .ask(let transaction): sendRobust(.action, &out) { $0.appendSAQuery(.request, transaction) }
        case .timedOut: leave(reason: .invalidAuthentication, .saQueryTimedOut, at: now, &out)
        }
    }

    /// Sends a robust management frame to the AP of the link, encrypted where the two protect them; `body` appends what
    /// follows the header.
    mutating func sendRobust(_ type: FrameType, _ out: inout StationOutputs, _ body: (inout [UInt8]) -> Void) {
        guard let link else { return }
        var frame: [UInt8] = []
        frame.appendManagementHeader(
            type, to: link.bss.bssid, from: configuration.address, bssid: link.bss.bssid,
            duration: channel.durationAtLowestRate, sequenceNumber: takeSequenceNumber())
        body(&frame)
        let start = out.bytes.count
        if !protectsManagement {
            out.bytes += frame
        } else if let header = try? MACHeader(parsing: frame.octets) {
            _ = keys.protect(header, to: &out.bytes)
        }
        out.transmit(from: start)
    }

    /// The AP asks the station to try again, because it must first find out whether an earlier association is still in use
    /// (802.11-2020, 11.3.5.3).
    ///
    /// - Returns: false where it says no time, or the station has tried often enough.
    mutating func waitToComeBack(_ elements: RawSpan, at now: Instant) -> Bool {
        guard case .associating(let attempt) = phase, attempt.count < Attempt.limit else { return false }
        var walk = ElementWalk(elements)
        while let element = walk.first(.timeoutInterval) {
            guard element.body.byteCount == 5, element.body.octet(at: 0) == 3 else { continue }
            let units = UInt64(element.body.littleEndian(UInt32.self, at: 1))
            let wait = min(.microseconds(1024 * units), Self.longestComeback)
            phase = .associating(Attempt(count: attempt.count, until: now + max(wait, Attempt.timeout)))
            return true
        }
        return false
    }
}
