public import Dot11
internal import Handshakes
internal import Octets
internal import RADIUS
internal import RSN
public import Timeline

/// Robust management frames: what protects them, and the question whether a station still has its keys (802.11-2020, 11.13
/// and 12.6.19; hostapd 2.10 on mac80211).
extension AccessPoint {
    /// Takes in a Deauthentication, Disassociation or robust Action frame: of a station that protects them, only if it is
    /// encrypted and genuine.
    mutating func receiveRobust(
        _ header: borrowing MACHeader, from index: Int, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        guard let entry = stations[index] else { return }
        let type = header.type
        guard header.control.isProtected else {
            // Before there is a key they are taken as they are (mac80211, ieee80211_drop_unencrypted_mgmt).
            if !entry.protectsManagement { takeRobust(type, header.body, from: index, at: now, &out) }
            return
        }
        guard entry.protectsManagement else { return }
        var body: [UInt8] = []
        swap(&body, &plaintext)
        defer { swap(&body, &plaintext) }
        body.removeAll(keepingCapacity: true)
        if entry.pairwise?.open(header, to: &body) == true { takeRobust(type, body.octets, from: index, at: now, &out) }
    }

    private mutating func takeRobust(
        _ type: FrameType, _ body: RawSpan, from index: Int, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        guard let entry = stations[index] else { return }
        if type == .action {
            guard entry.isAssociated else { return }
            guard let query = SAQuery.read(body) else { return receiveTransition(body, from: entry, &out) }
            switch query.action {
            case .request: sendSAQuery(.response, query.transaction, to: entry, &out)
            case .response: entry.saQuery.receiveResponse(query.transaction)
            }
        } else if body.byteCount >= 2 {
            let reason = ReasonCode(rawValue: body.littleEndian(UInt16.self, at: 0))
            out.report(.disconnected(entry.address, bss: entry.bss, reason, isOwn: false))
            stopAccounting(entry, .userRequest, at: now, &out)
            removeEntry(index, at: now, &out)
        }
    }

    // MARK: SA Query

    /// Where a station that protects management frames is to be associated anew, asks it first whether it still has its keys;
    /// if it doesn't answer, the next request is taken.
    ///
    /// - Returns: after how many time units that may be; nil if the request is to be taken now.
    mutating func questionOld(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) -> Int? {
        guard let entry = stations[index], entry.protectsManagement, !entry.saQuery.hasTimedOut else { return nil }
        guard !entry.saQuery.isAsking else {
            // One more for the station's own timers, as hostapd adds it (hostapd_eid_assoc_comeback_time).
            return entry.saQuery.remaining(at: now) + 1
        }
        let transaction = entry.saQuery.begin(random: &random, at: now)
        sendSAQuery(.request, transaction, to: entry, &out)
        scheduleStation(index)
        return SAQuery.maximumTimeout
    }

    mutating func wakeSAQuery(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index] else { return }
        if case .ask(let transaction) = entry.saQuery.wake(random: &random, at: now) {
            sendSAQuery(.request, transaction, to: entry, &out)
        }
    }

    private mutating func sendSAQuery(
        _ action: SAQuery.Action, _ transaction: UInt16, to entry: StationEntry, _ out: inout AccessPointOutputs
    ) {
        sendManagement(.action, to: entry.address, bss: entry.bss, &out) { $0.appendSAQuery(action, transaction) }
    }

    // MARK: Everyone

    /// Deauthenticates all stations of a BSS by one frame, as `hostapd_cli deauthenticate ff:ff:ff:ff:ff:ff` does, and forgets
    /// them. With management frame protection the frame carries a Management MIC element.
    public mutating func deauthenticateAll(
        bss: Int, _ reason: ReasonCode, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        let bssid = bsses[bss].configuration.bssid
        var frame: [UInt8] = []
        frame.appendManagementHeader(
            .deauthentication, to: .broadcast, from: bssid, bssid: bssid, duration: 0,
            sequenceNumber: bsses[bss].managementNumbers.take())
        frame.append(littleEndian: reason.rawValue)
        let start = out.bytes.count
        if let header = try? MACHeader(parsing: frame.octets) {
            bsses[bss].group.protectManagement(header, to: &out.bytes)
        }
        out.transmit(from: start)
        for index in stations.indices {
            guard let entry = stations[index], entry.bss == bss else { continue }
            if entry.isAssociated { out.report(.disconnected(entry.address, bss: bss, reason, isOwn: true)) }
            removeEntry(index, at: now, &out)
        }
    }
}
