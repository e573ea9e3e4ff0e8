internal import Dot11
internal import EAP
internal import EAPMethods
internal import Handshakes
internal import Octets
internal import RSN
internal import Timeline

/// EAPOL: the 802.1X supplicant and its half of the 4-way handshake.
extension Station {
    /// An association begins: the authenticator is waited for.
    mutating func beginSupplicant(_ akm: AKM, at now: Instant, _ out: inout StationOutputs) {
        let security = link.map { link in
            AssociationSecurity(
                akm: akm, authenticator: link.bss.bssid, supplicant: configuration.address,
                authenticatorElement: link.bss.rsnElement, supplicantElement: link.rsnElement)
        }
        guard let security else { return }
        timers = SupplicantTimers()
        tlsStatus = nil
        if akm.usesEAP, !isLoggedOff { timers.startAt = now + SupplicantTimers.firstStart }
        timers.giveUpAt = now + SupplicantTimers.untilFirstFrame
        if hasNewIdentity {
            // A conversation that ran went on with what it had begun with.
            hasNewIdentity = false
            if let identity = configuration.eap {
                if eap == nil { eap = EAPPeer(identity, random: random.split()) } else { eap?.reset(to: identity) }
            } else {
                eap = nil
            }
        } else {
            eap?.reset()
        }
        handshake = FourWaySupplicant(security)
        // A PMKID in message 1 has no bearing on a pre-shared key (wpa_supplicant_get_pmk).
        if akm.usesPSK, let psk = configuration.psk { handshake?.begin(pmk: psk, pmkid: nil) }
    }

    /// Sends an EAPOL-Start if it is time, or gives up.
    mutating func wakeSupplicant(at now: Instant, _ out: inout StationOutputs) {
        guard case .associated = phase, let bssid = link?.bss.bssid else { return }
        if let at = timers.giveUpAt, at <= now {
            out.report(.connectionTimedOut(bssid: bssid))
            return leave(reason: .leaving, timers.ending, at: now, &out)
        }
        if let at = timers.startAt, at <= now {
            timers.startCount += 1
            timers.startAt = timers.startCount < SupplicantTimers.startLimit ? now + SupplicantTimers.startPeriod : nil
            sendEAPOLStart(&out)
        }
    }

    /// Takes in an EAPOL frame of the AP, from its own header on.
    mutating func receiveEAPOL(_ octets: RawSpan, at now: Instant, _ out: inout StationOutputs) {
        guard case .associated = phase, let akm = link?.akm, let frame = try? EAPOLFrame(parsing: octets) else {
            return
        }
        if !timers.hasHeardFrame {
            timers.hasHeardFrame = true
            timers.giveUpAt = now + (akm.usesEAP ? SupplicantTimers.withEAP : SupplicantTimers.withoutEAP)
        }
        switch frame.kind {
        case .eapPacket where akm.usesEAP && !isLoggedOff: receiveEAP(frame.body, at: now, &out)
        case .key: receiveKey(octets, at: now, &out)
        default: break
        }
    }

    private mutating func receiveEAP(_ packet: RawSpan, at now: Instant, _ out: inout StationOutputs) {
        // EAP in place of message 1: the AP doesn't know the PMKID that was offered.
        link?.cached = nil
        if link?.isAuthorized != true { link?.progress = .waiting }
        timers.startAt = nil
        var answer = EAPPeerOutputs()
        guard let step = eap?.receive(packet, &answer) else { return }
        if answer.effort == .asymmetric { out.steps.append(.effort) }
        for line in answer.keyLog { out.steps.append(.keyLog(line)) }
        if !answer.response.isEmpty {
            sendEAPOL(&out) { $0.appendEAPOL(.eapPacket, version: eapolVersion) { $0 += answer.response } }
        }
        for event in answer.events { out.report(StationEvent(event)) }
        switch step {
        case .respond, .nothing: break
        case .succeeded(let msk):
            tlsStatus = answer.tls
            guard let akm = link?.akm else { return }
            link?.freshPMK = PMK(msk: msk.octets, akm: akm)
        case .failed:
            timers.ending = .eapFailed
            timers.giveUpAt = now + SupplicantTimers.afterFailure
        }
    }

    mutating func sendEAPOLStart(_ out: inout StationOutputs) {
        out.report(.eapolStartSent)
        sendEAPOL(&out) { $0.appendEAPOL(.start, version: eapolVersion) { _ in } }
    }
}

/// wpa_supplicant's `eapol_version`: some APs drop 2.
let eapolVersion: UInt8 = 1

extension StationEvent {
    /// What the EAP peer reports.
    init(_ event: EAPPeerEvent) {
        self =
            switch event {
            case .started: .eapStarted
            case .methodProposed(let type, let isRefused): .eapMethodProposed(type, isRefused: isRefused)
            case .methodSelected(let type): .eapMethodSelected(type)
            case .succeeded: .eapSucceeded
            case .failed(let failure): .eapFailed(failure)
            }
    }
}
