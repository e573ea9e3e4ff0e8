internal import Dot11
internal import EAP
internal import EAPMethods
internal import Octets
internal import RSN
internal import Timeline

/// Pre-authentication with one BSS (802.11-2020, 12.6.10.2).
struct Preauthentication {
    /// Between a link that is up and the first of them: the AP may not have its key yet (wpa_supplicant_key_neg_complete).
    static let pause = Interval.seconds(1)
    /// For each, unless it is told otherwise (dot11RSNAConfigSATimeout).
    static let usualTimeout = Interval.seconds(60)

    /// With whom.
    let bssid: MACAddress
    var timers = SupplicantTimers()

    var deadline: Instant? { [timers.startAt, timers.giveUpAt].compactMap { $0 }.min() }
}

/// EAP through the current AP with others that say they take it, one after another, as wpa_supplicant 2.10 does by itself.
extension Station {
    /// Notes the BSSs of the network with which a key could be made ahead of a roam: those that take it, and for which there is
    /// none but a copy.
    mutating func findPreauthenticationCandidates() {
        preauthenticationCandidates.removeAll()
        guard let link, link.isAuthorized, link.akm?.usesEAP == true else { return }
        // By index: an element of the table that is taken out is copied.
        for index in bssTable.entries.indices
        where bssTable.entries[index].rsnCapabilities.contains(.preauthentication)
            && bssTable.entries[index].ssid == configuration.ssid
        {
            let bssid = bssTable.entries[index].bssid
            if bssid != link.bss.bssid,
                !pmksaCache.entries.contains(where: { $0.bssid == bssid && !$0.isOpportunistic })
            {
                preauthenticationCandidates.append(bssid)
            }
        }
    }

    /// Whether the authenticator of a pre-authentication that is under way has answered; nil where none is under way.
    public var preauthenticationHasEAPBegun: Bool? { preauthentication?.timers.hasHeardFrame }

    /// Begins with the next of the candidates, unless one is under way.
    mutating func preauthenticateNext(at now: Instant, _ out: inout StationOutputs) {
        preauthenticateAt = nil
        guard preauthentication == nil, isAuthorized, let identity = configuration.eap,
            let bssid = preauthenticationCandidates.first
        else { return }
        preauthenticationCandidates.removeFirst()
        var next = Preauthentication(bssid: bssid)
        next.timers.startAt = now
        next.timers.giveUpAt = now + configuration.preauthenticationTimeout
        preauthentication = next
        preauthenticationPeer = EAPPeer(identity, random: random.split())
        wakePreauthentication(at: now, &out)
    }

    mutating func wakePreauthentication(at now: Instant, _ out: inout StationOutputs) {
        if let at = preauthenticateAt, at <= now {
            forgetCandidatesWithKeys()
            return preauthenticateNext(at: now, &out)
        }
        if let at = preauthentication?.timers.giveUpAt, at <= now {
            return endPreauthentication(.timedOut, at: now, &out)
        }
        guard let at = preauthentication?.timers.startAt, at <= now else { return }
        let count = (preauthentication?.timers.startCount ?? 0) + 1
        preauthentication?.timers.startCount = count
        preauthentication?.timers.startAt =
            count < SupplicantTimers.startLimit ? now + SupplicantTimers.startPeriod : nil
        sendPreauthentication(&out) { $0.appendEAPOL(.start, version: eapolVersion) { _ in } }
    }

    /// Takes in an EAPOL frame that came through the distribution system.
    mutating func receivePreauthentication(
        _ eapol: RawSpan, from source: MACAddress, at now: Instant, _ out: inout StationOutputs
    ) {
        guard let bssid = preauthentication?.bssid, bssid == source, let frame = try? EAPOLFrame(parsing: eapol),
            frame.kind == .eapPacket
        else { return }
        preauthentication?.timers.startAt = nil
        preauthentication?.timers.hasHeardFrame = true
        var answer = EAPPeerOutputs()
        guard let step = preauthenticationPeer?.receive(frame.body, &answer) else { return }
        if answer.effort == .asymmetric { out.steps.append(.effort) }
        for line in answer.keyLog { out.steps.append(.keyLog(line)) }
        if !answer.response.isEmpty {
            sendPreauthentication(&out) { $0.appendEAPOL(.eapPacket, version: eapolVersion) { $0 += answer.response } }
        }
        switch step {
        case .respond, .nothing: return
        case .succeeded(let msk):
            if let pmk = PMK(msk: msk.octets, akm: .wpaEAP) {
                _ = pmksaCache.add(
                    pmk, for: bssid, akm: .wpaEAP, current: link?.current?.pmkid, at: now, &out)
            }
            endPreauthentication(.succeeded, at: now, &out)
        case .failed: endPreauthentication(.failed, at: now, &out)
        }
    }

    private mutating func endPreauthentication(
        _ outcome: StationEvent.Preauthentication, at now: Instant, _ out: inout StationOutputs
    ) {
        if let bssid = preauthentication?.bssid { out.report(.preauthenticationEnded(bssid: bssid, outcome)) }
        preauthentication = nil
        preauthenticationPeer = nil
        forgetCandidatesWithKeys()
        preauthenticateNext(at: now, &out)
    }

    /// A candidate may have got a key since it was noted, by `PREAUTH` (rsn_preauth_candidate_process).
    private mutating func forgetCandidatesWithKeys() {
        let keys = pmksaCache.entries
        preauthenticationCandidates.removeAll { bssid in
            keys.contains { $0.bssid == bssid && !$0.isOpportunistic }
        }
    }

    private mutating func sendPreauthentication(_ out: inout StationOutputs, _ eapol: (inout [UInt8]) -> Void) {
        guard let bssid = preauthentication?.bssid else { return }
        sendData(to: bssid, priority: 0, &out) {
            $0.append(contentsOf: LLC.snapHeader)
            $0.append(bigEndian: LLC.preauthentication)
            eapol(&$0)
        }
    }
}
