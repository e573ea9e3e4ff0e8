internal import Octets
internal import RSN

// Which key it was, and where it was made.
extension RoamingAnalyzer {
    /// Checks PMKIDs and message 2 with the keys that are known.
    mutating func identifyKey(_ attempt: Attempt, _ history: History, _ verdict: inout Verdict) {
        let station = verdict.association.station
        let bssid = verdict.association.bssid
        let own = keys.keys(of: station)
        guard !own.isEmpty, let akm = attempt.akm else { return }
        let offered = attempt.offered ?? []
        // PMKIDs of SAE, OWE, FT and Suite B don't come from the PMK: only the MIC can tell there.
        let computes = keys.entries[own[0]].pmk.pmkid(akm: akm, authenticator: bssid, supplicant: station) != nil
        if computes {
            let shown = attempt.fourWay.pmkid
            let inPlay = shown.map { offered.contains($0) || offered.isEmpty ? [$0] : offered } ?? offered
            if !inPlay.isEmpty {
                verdict.association.isPMKIDVerified = inPlay.allSatisfy {
                    keys.key(giving: $0, akm: akm, station: station, bssid: bssid) != nil
                }
            }
            if let shown { verdict.key = keys.key(giving: shown, akm: akm, station: station, bssid: bssid) }
        }
        if verdict.key == nil, attempt.fourWay.pmkid == nil || !computes {
            verdict.key = own.suffix(64).last { keys.entries[$0].akm == akm && verifies($0, attempt, akm) ?? false }
        }
    }

    /// Whether message 2 verifies with a known key; nil where that can't be told.
    func verifies(_ key: Int, _ attempt: Attempt, _ akm: AKM) -> Bool? {
        let message2 = attempt.fourWay.message2Octets
        guard !message2.isEmpty, attempt.protection == .rsn,
            let authenticatorNonce = attempt.fourWay.authenticatorNonce,
            let supplicantNonce = attempt.fourWay.supplicantNonce,
            let ptk = PTK(
                pmk: keys.entries[key].pmk, akm: akm,
                cipher: attempt.request?.cipher ?? attempt.fourWay.suite?.cipher ?? .ccmp,
                authenticator: attempt.accessPointMLD ?? attempt.bssid,
                supplicant: attempt.stationMLD ?? attempt.station, authenticatorNonce: authenticatorNonce,
                supplicantNonce: supplicantNonce),
            let frame = try? EAPOLKeyFrame(parsing: message2.octets, micLength: ptk.kck.micLength)
        else { return nil }
        return ptk.kck.verifies(frame)
    }

    /// How a link without any exchange got its key; nil where an exchange must have been missed.
    func reuse(
        by attempt: Attempt, _ history: History, _ network: [UInt8]?, _ verdict: inout Verdict
    ) -> Reuse? {
        guard let offered = attempt.offered else { return nil }
        let shown = attempt.fourWay.pmkid
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
        // Where neither request nor response was captured, EAP may be missing too.
        if attempt.request == nil, !isProvenByPMKID { return nil }

        let bssid = verdict.association.bssid
        if let key = verdict.key {
            if keys.entries[key].bssid != bssid { return Reuse(kind: .okc, evidence: .key) }
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
            made.bssid != bssid && !made.bySAE && isSame(made.ssid, network)
                && !history.sightings.contains { $0.pmkid == pmkid && $0.time < made.time }
        }
        if isMadeElsewhere, !isMadeHere { return Reuse(kind: .okc, evidence: .inferred) }
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
        let made = attempt.eap.success ?? (verdict.madeKey ? attempt.latest : nil)
        if let made {
            remember(
                MadeKey(
                    bssid: verdict.association.bssid, ssid: ssid, pmkid: verdict.pmkid, time: made.time,
                    bySAE: verdict.association.kind == .sae || verdict.association.kind == .owe,
                    frame: attempt.fourWay.message1?.number ?? made.number))
        }
        guard attempt.isLinked else { return }
        akm = verdict.akm
        self.ssid = ssid
        currentKey = nil
        if let key = verdict.key { use(key: key) }
    }
}
