internal import Octets
internal import RSN

// Which key it was, and where it was made.
extension RoamingAnalyzer {
    /// Checks PMKIDs and MICs with the keys that are known.
    mutating func identifyKey(_ attempt: Attempt, _ history: History, _ network: [UInt8]?, _ verdict: inout Verdict) {
        let station = verdict.association.station
        let bssid = verdict.association.bssid
        guard keys.mayKnow(station), let akm = attempt.akm else { return }
        let own = keys.keys(of: station, akm: akm, network: network)
        guard let any = own.first else { return }
        let offered = attempt.offered ?? []
        let shown = attempt.fourWay.pmkid
        // PMKIDs of SAE, OWE, FT and Suite B don't come from the PMK: only a MIC can tell there.
        let computes = keys.entries[any].pmk.pmkid(akm: akm, authenticator: bssid, supplicant: station) != nil
        if computes, let shown {
            verdict.key = keys.key(giving: shown, akm: akm, station: station, bssid: bssid, network: network)
        }
        if verdict.key == nil, shown == nil || !computes {
            verdict.key = own.suffix(64).last {
                let known = keys.entries[$0].akm
                return (known == nil || known == akm) && verifiesProof(with: $0, attempt, akm, network) ?? false
            }
        }
        if let key = verdict.key { keys.prove(key) }
        checkMICs(attempt, akm, network, &verdict)
        guard computes else { return }
        let inPlay = shown.map { offered.contains($0) || offered.isEmpty ? [$0] : offered } ?? offered
        check(offered + (shown.map { offered.contains($0) ? [] : [$0] } ?? []), akm, network, history, &verdict)
        let findings = verdict.association.pmkidFindings.filter { inPlay.contains($0.pmkid) }
        if !findings.isEmpty { verdict.association.isPMKIDVerified = findings.allSatisfy(\.isVerified) }
    }

    /// How a link without any exchange got its key; nil where an exchange must have been missed.
    mutating func reuse(
        by attempt: Attempt, _ history: History, _ network: [UInt8]?, _ verdict: inout Verdict
    ) -> Reuse? {
        // WPA, the draft, has no PMKIDs, so its EAP must have been missed.
        guard let offered = attempt.offered, attempt.protection == .rsn else { return nil }
        let shown = attempt.fourWay.pmkid ?? attempt.authentication.acceptedPMKID
        // Without one, FILS re-authenticated by EAP (ERP).
        if attempt.authentication.isFILS, shown == nil { return nil }
        if let shown, offered.contains(shown) {
            verdict.association.pmkidAccepted = shown
        } else if shown != nil, !offered.isEmpty {
            return nil
        } else if shown == nil, let key = verdict.key, let proven = provenPMKID(key, attempt, offered) {
            verdict.association.pmkidAccepted = proven
        }
        // The server's side shows an authentication that the air doesn't.
        if attempt.radius.ranEAP { return nil }
        // Without an Authentication frame nothing says that SAE did not run, unless the PMKID was there before.
        let isProvenByPMKID = verdict.association.pmkidAccepted != nil
        if let akm = attempt.akm, akm.usesSAE, !isProvenByPMKID,
            attempt.authentication.algorithm != AuthenticationEvidence.open
        {
            return nil
        }
        // Where neither request nor response was captured, EAP may be missing too; and who offers no PMKID mostly has no
        // key, so there the whole handshake must be seen.
        if !isProvenByPMKID {
            if attempt.request == nil || attempt.mayLackFramesBeforeHandshake { return nil }
            if offered.isEmpty, attempt.fourWay.message1 == nil { return nil }
        }

        let bssid = verdict.association.bssid
        if let key = verdict.key {
            // Where the key was made: its file says it, or the exchange was captured.
            guard let made = keys.entries[key].bssid ?? history.made.last(where: { $0.key == key })?.bssid else {
                return Reuse(kind: .cached, evidence: .key)
            }
            if made != bssid { return Reuse(kind: .okc, evidence: .key) }
            // A key of this BSS that nobody offered and nobody used before may have been made just now, unseen.
            guard isProvenByPMKID || !offered.isEmpty || history.usedKeys.contains(key) else { return nil }
            return Reuse(kind: .pmksa, evidence: .key)
        }
        let pmkid = shown ?? (offered.count == 1 ? offered[0] : nil)
        if let pmkid, let made = history.made.last(where: { $0.pmkid == pmkid }) {
            if made.bssid == bssid { return Reuse(kind: .pmksa, evidence: .pmkid) }
            if made.bySAE { return Reuse(kind: .okc, evidence: .pmkid) }
        }
        let isMadeHere = history.made.contains { $0.bssid == bssid }
        let isMadeElsewhere = history.made.contains { made in
            // A PMKID that was offered before that EAP ran belongs to an older key.
            made.isCertain && made.bssid != bssid && !made.bySAE && isSame(made.ssid, network)
                && !history.sightings.contains { $0.pmkid == pmkid && $0.time < made.time }
        }
        // Suite B's PMKID comes from the KCK of one AP (802.11-2020, 12.7.1.3): none can be made for another.
        let isBound = attempt.akm == .wpaEAPSuiteB || attempt.akm == .wpaEAPSuiteB192
        if isBound, isProvenByPMKID, history.made.contains(where: { $0.bssid == bssid && $0.isCertain }) {
            return Reuse(kind: .pmksa, evidence: nil)
        }
        // What was not seen may have made a key here.
        if history.hasGaps || history.misses(before: attempt) { return Reuse(kind: .cached, evidence: nil) }
        guard isMadeElsewhere, !isMadeHere, !isBound else { return Reuse(kind: .cached, evidence: nil) }
        // Through the AP before, EAP may have run with an AP that takes pre-authentication (802.11-2020, 12.6.10.2).
        verdict.mayBePreauthenticated =
            bsss.place(of: attempt.bssid).flatMap { bsss[$0].takesPreauthentication } ?? false
        if !verdict.mayBePreauthenticated { return Reuse(kind: .okc, evidence: .inferred) }
        return Reuse(kind: .cached, evidence: nil)
    }

    /// The offered PMKID that belongs to a key which message 2 proved.
    private func provenPMKID(_ key: Int, _ attempt: Attempt, _ offered: [PMKID]) -> PMKID? {
        guard let akm = attempt.akm,
            let pmkid = keys.entries[key].pmk.pmkid(
                akm: akm, authenticator: attempt.accessPointMLD ?? attempt.bssid,
                supplicant: attempt.stationMLD ?? attempt.station)
        else { return nil }
        return offered.contains(pmkid) ? pmkid : nil
    }

    /// Whether two names can be the same network's.
    private func isSame(_ left: [UInt8]?, _ right: [UInt8]?) -> Bool {
        guard let left, let right else { return true }
        return left == right
    }
}

extension History {
    /// Takes what a judged attempt tells about later ones.
    mutating func learn(from attempt: Attempt, _ verdict: Verdict, ssid: [UInt8]?) {
        for pmkid in attempt.offered ?? [] { sight(pmkid, at: attempt.first.time) }
        if let proof = attempt.request?.transitionProof, !proof.isEmpty { remember(transitionProof: proof) }
        // Message 1 behind an EAP method says that the method ended well, EAP-Success captured or not.
        let made =
            attempt.eap.success ?? (verdict.madeKey ? attempt.latest : nil)
            ?? (attempt.eap.methodRan ? attempt.fourWay.message1 : nil)
        if let made {
            remember(
                MadeKey(
                    bssid: verdict.association.bssid, ssid: ssid, pmkid: verdict.pmkid, time: made.time,
                    bySAE: verdict.association.kind == .sae || verdict.association.kind == .owe,
                    frame: attempt.fourWay.message1?.number ?? made.number, key: verdict.key))
        } else if mayHaveMadeKey(attempt, verdict) {
            // Message 1 shows the PMKID of a key made here, unless it was offered; what was offered may be unknown.
            let shown = attempt.fourWay.pmkid.flatMap { shown in
                attempt.offered.flatMap { $0.isEmpty || $0.contains(shown) ? nil : shown }
            }
            remember(
                MadeKey(
                    bssid: verdict.association.bssid, ssid: ssid, pmkid: shown, time: attempt.latest.time,
                    bySAE: false, frame: attempt.latest.number, isCertain: false))
        }
        if verdict.association.kind != .failed { follow(attempt, madeKey: made != nil) }
        guard attempt.isLinked else { return }
        akm = verdict.akm
        self.ssid = ssid
        currentKey = nil
        if let key = verdict.key { use(key: key) }
    }

    /// Whether an exchange may have made a key in what was not captured of an attempt.
    private func mayHaveMadeKey(_ attempt: Attempt, _ verdict: Verdict) -> Bool {
        guard verdict.association.pmkidAccepted == nil else { return false }
        return switch verdict.association.kind {
        case .unknown: true
        case .okc, .cached: verdict.association.evidence != .key
        default: false
        }
    }
}
