internal import Dot11
internal import EAP
internal import EAPMethods
internal import Handshakes
internal import Octets
internal import RSN
internal import Timeline

/// The supplicant's half of the handshakes, and which key it begins with.
extension Station {
    /// Takes in an EAPOL-Key frame, from its EAPOL header on.
    mutating func receiveKey(_ octets: RawSpan, at now: Instant, _ out: inout StationOutputs) {
        if let frame = try? EAPOLKeyFrame(parsing: octets), frame.message == .message1 {
            takeLowerLayerSuccess(&out)
            guard choosePMK(for: frame, at: now, &out) else { return }
        }
        // Taken out, because what it asks for moves the station.
        var outputs = HandshakeOutputs()
        swap(&outputs, &handshakeOutputs)
        handshake?.receive(octets, random: &random, to: &outputs)
        for action in outputs.actions {
            switch action {
            case .send(let range):
                if link?.progress == .waiting { link?.progress = .fourWayHandshake }
                sendEAPOL(&out) { $0.append(octets: outputs.frame(range)) }
            case .installPairwiseKey(let key): keys.install(pairwise: key)
            case .installGroupKey(let key):
                keys.install(group: key.key, keyID: key.keyID, packetNumber: key.packetNumber)
                if isAuthorized, let bssid = link?.bss.bssid { out.report(.groupKeyRenewed(bssid: bssid)) }
            case .installIntegrityGroupKey(let key):
                keys.install(integrity: key.key, keyID: key.keyID, packetNumber: key.packetNumber)
            case .groupKeysConfirmed: break
            case .completed: completeHandshake(at: now, &out)
            case .pairwiseKeyRequested: break
            case .unknownPMKID: askForFullAuthentication(&out)
            case .ignored(let drop): out.report(.handshakeFrameIgnored(drop))
            case .failed(let failure):
                leave(reason: failure.reason, .handshakeFailed(failure.reason), at: now, &out)
            }
        }
        outputs.removeAll()
        swap(&outputs, &handshakeOutputs)
    }

    /// Message 1 says that EAP has succeeded, even where EAP-Success itself was lost.
    private mutating func takeLowerLayerSuccess(_ out: inout StationOutputs) {
        guard let akm = link?.akm, akm.usesEAP, link?.freshPMK == nil else { return }
        var answer = EAPPeerOutputs()
        guard case .succeeded(let msk)? = eap?.receiveLowerLayerSuccess(&answer) else { return }
        for event in answer.events { out.report(StationEvent(event)) }
        tlsStatus = answer.tls
        link?.freshPMK = PMK(msk: msk.octets, akm: akm)
    }

    /// Settles which PMK message 1 is about: the one that EAP has just made, or the kept one that it names.
    ///
    /// - Returns: false where there is none; the AP was asked for EAP then, as wpa_supplicant does it.
    private mutating func choosePMK(
        for message1: borrowing EAPOLKeyFrame, at now: Instant, _ out: inout StationOutputs
    ) -> Bool {
        guard let akm = link?.akm, let bssid = link?.bss.bssid else { return false }
        if let pmk = link?.freshPMK {
            link?.freshPMK = nil
            // Now that the AP shows that it holds the key too, it is worth keeping.
            let added = pmksaCache.add(
                pmk, for: bssid, akm: akm, current: link?.current?.pmkid, at: now, &out)
            link?.current = added
            handshake?.begin(pmk: pmk, pmkid: added?.pmkid)
            return true
        }
        guard link?.current == nil, akm.usesEAP else { return true }
        let shown = (try? KeyData(parsing: message1.keyData))?.pmkid
        let kept = link?.cached ?? pmksaCache.entry(for: bssid, akm: akm)
        guard let kept, let shown, kept.pmkid == shown else {
            link?.cached = nil
            askForFullAuthentication(&out)
            return false
        }
        link?.current = kept
        timers.startAt = nil
        handshake?.begin(pmk: kept.pmk, pmkid: kept.pmkid)
        return true
    }

    private mutating func askForFullAuthentication(_ out: inout StationOutputs) {
        guard let bssid = link?.bss.bssid else { return }
        out.report(.pmkidUnknown(bssid: bssid))
        sendEAPOLStart(&out)
    }

    /// Message 3 was answered and the keys are in place.
    private mutating func completeHandshake(at now: Instant, _ out: inout StationOutputs) {
        guard let bssid = link?.bss.bssid else { return }
        timers.giveUpAt = nil
        timers.startAt = nil
        if let pmkid = link?.current?.pmkid { pmksaCache.confirm(pmkid) }
        timers.rekeyAt = configuration.ptkRekeyInterval.map { now + $0 }
        out.report(.keysNegotiated(bssid: bssid))
        let isNew = !isAuthorized
        authorize(&out)
        guard isNew else { return }
        beginBackgroundScan(at: now)
        findPreauthenticationCandidates()
        if !preauthenticationCandidates.isEmpty { preauthenticateAt = now + Preauthentication.pause }
    }

    /// Asks for what has reached its age while the link is up: a new PMKSA by EAPOL-Start (wpa_supplicant's
    /// pmksa_cache_reauth), a new pairwise key by an EAPOL-Key request (wpa_sm_rekey_ptk).
    mutating func renewKeys(at now: Instant, _ out: inout StationOutputs) {
        guard isAuthorized else { return }
        if let at = link?.current?.renewal, at <= now { reauthenticate(at: now, &out) }
        guard let at = timers.rekeyAt, at <= now else { return }
        timers.rekeyAt = nil
        var outputs = HandshakeOutputs()
        handshake?.requestPairwiseKey(to: &outputs)
        for case .send(let range) in outputs.actions { sendEAPOL(&out) { $0.append(octets: outputs.frame(range)) } }
    }

    /// The link is up, unless it was before.
    mutating func authorize(_ out: inout StationOutputs) {
        guard let bssid = link?.bss.bssid, link?.progress != .authorized else { return }
        link?.progress = .authorized
        reconnection = Reconnection()
        enableAgain(&out)
        authenticationFailures = AuthenticationFailures()
        out.report(.connected(bssid: bssid))
        out.steps.append(.link(isUp: true))
    }
}
