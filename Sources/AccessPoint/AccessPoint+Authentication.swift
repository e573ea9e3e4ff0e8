internal import Dot11
internal import EAP
internal import Handshakes
internal import Octets
internal import RADIUS
internal import RSN
internal import Timeline

/// The 802.1X authenticator: PMKSA or EAP in pass-through, then the 4-way handshake (802.1X-2010, 8; 802.11-2020, 12.6.10).
extension AccessPoint {
    /// Notes what security a request chose.
    ///
    /// - Returns: the PMKSA that was found for an offered PMKID.
    mutating func prepareSecurity(
        _ index: Int, _ offer: borrowing AssociationOffer, at now: Instant, _ out: inout AccessPointOutputs
    ) -> PMKSA? {
        guard let entry = stations[index], bsses[entry.bss].configuration.isRSN, let body = offer.rsnBody,
            let rsn = offer.rsn, let akm = rsn.akms[0]
        else { return nil }
        entry.akm = akm
        bsses[entry.bss].lastRequest = (akm, nil)
        entry.requestRSNElement.appendElement(.rsn, octets: body)
        guard !akm.usesPSK else { return nil }
        for position in 0..<rsn.pmkidCount {
            let pmkid = rsn.pmkid(at: position)
            guard let pmksa = pmksa(for: entry.address, bss: entry.bss, pmkid: pmkid, akm: akm, at: now) else {
                continue
            }
            bsses[entry.bss].lastRequest?.pmkid = pmkid
            out.report(
                .reusedPMKSA(entry.address, bss: entry.bss, pmkid, isOpportunistic: pmksa.isOpportunistic))
            return pmksa
        }
        return nil
    }

    /// Begins with the 4-way handshake where the key is pre-shared or a PMKSA was found for an offered PMKID, with EAP
    /// otherwise.
    mutating func beginSecurity(
        _ index: Int, _ pmksa: PMKSA?, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        guard let entry = stations[index], let akm = entry.akm else { return }
        if akm.usesPSK {
            guard let psk = bsses[entry.bss].configuration.psk else { return }
            // No PMKID: hostapd 2.10 shows it for the AKMs of 802.1X, SAE and OWE alone (wpa_auth.c, PTKSTART), because
            // of a pre-shared key it would let anyone who asks try passphrases.
            beginHandshake(index, pmk: psk, pmkid: nil, at: now, &out)
        } else if let pmksa {
            entry.accounting.resume(pmksa.accounting)
            beginHandshake(index, pmk: pmksa.pmk, pmkid: pmksa.pmkid, at: now, &out)
        } else {
            beginEAP(index, at: now, &out)
        }
    }

    /// The PMKSA for an offered PMKID: this BSS's own, else, with `okc`, another BSS's whose PMK gives that PMKID with
    /// this BSS's address; the match is copied here with its expiry (hostapd, pmksa_cache_get_okc).
    private mutating func pmksa(
        for station: MACAddress, bss: Int, pmkid: PMKID, akm: AKM, at now: Instant
    ) -> PMKSA? {
        guard bsses[bss].configuration.cachesPMKSA else { return nil }
        if let own = bsses[bss].pmksa.entry(of: station, at: now), own.pmkid == pmkid, own.akm == akm { return own }
        guard bsses[bss].configuration.okc else { return nil }
        let bssid = bsses[bss].configuration.bssid
        func isMatch(_ found: PMKSA) -> Bool {
            found.akm == akm && found.pmk.pmkid(akm: akm, authenticator: bssid, supplicant: station) == pmkid
        }
        for other in bsses.indices where other != bss {
            guard let found = bsses[other].pmksa.entry(of: station, at: now), isMatch(found) else { continue }
            return copy(found, as: pmkid, bss: bss)
        }
        return foreignKeys.first(where: isMatch).map { copy($0, as: pmkid, bss: bss) }
    }

    /// Keeps another BSS's PMK under this BSS's name of it.
    private mutating func copy(_ found: PMKSA, as pmkid: PMKID, bss: Int) -> PMKSA {
        let copy = PMKSA(
            station: found.station, pmk: found.pmk, pmkid: pmkid, akm: found.akm, made: found.made,
            expires: found.expires, isOpportunistic: true, accounting: found.accounting.opportunistic)
        bsses[bss].pmksa.insert(copy)
        return copy
    }

    // MARK: EAP

    mutating func beginEAP(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index] else { return }
        abandonEAP(entry)
        entry.radiusSession = newTag(index)
        if entry.accounting.multiSessionID == nil { entry.accounting.multiSessionID = identifiers.next() }
        entry.eap.begin(identifier: UInt8(truncatingIfNeeded: random.next()), at: now)
        out.report(.eapStarted(entry.address, bss: entry.bss))
        sendEAPRequest(index, &out)
        scheduleStation(index)
    }

    /// Begins EAP anew; an open port stays open meanwhile, and keys stay in use until new ones are there.
    mutating func restartEAP(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        if let entry = stations[index] {
            entry.handshake?.stop()
            countGroupKey(entry)
        }
        beginEAP(index, at: now, &out)
    }

    /// Ends EAP, whoever has the word; an answer of the server that is still to come is nobody's.
    mutating func abandonEAP(_ entry: StationEntry) {
        if let session = entry.radiusSession { _ = bsses[entry.bss].radius.abandon(session) }
        entry.radiusSession = nil
        entry.radiusState = nil
        entry.eap.end()
    }

    /// Takes in an EAPOL frame of an associated station; one that the Acknowledgement of its Response has not reached yet is
    /// kept until then, the last alone.
    mutating func receiveEAPOL(_ octets: RawSpan, from index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index], let akm = entry.akm, let frame = try? EAPOLFrame(parsing: octets) else {
            return
        }
        guard !entry.isAnswered else {
            entry.earlyEAPOL = (octets.array, now)
            return
        }
        switch frame.kind {
        case .key:
            receiveKey(octets, from: index, at: now, &out)
        case _ where !akm.usesEAP:
            return  // hostapd ignores all but EAPOL-Key of a station with a pre-shared key (ieee802_1x_receive).
        case .eapPacket:
            guard entry.eap.receive(frame.body) == .forward else { return }
            askServer(index, frame.body, at: now, &out)
        case .start:
            // hostapd forgets the station's PMKSA and begins anew.
            bsses[entry.bss].pmksa.remove(entry.address)
            restartEAP(index, at: now, &out)
        case .logoff:
            stopAccounting(entry, .userRequest, at: now, &out)
            // hostapd's AUTH_PAE enters DISCONNECTED, which closes the port and disconnects the station (reason 23).
            deauthenticate(index, .authenticationFailed8021X, at: now, &out)
        case nil:
            return
        }
    }

    mutating func askServer(_ index: Int, _ eap: RawSpan, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index], let session = entry.radiusSession else { return }
        let request = accessRequest(userName: entry.eap.identity, of: entry, bss: entry.bss)
        bsses[entry.bss].radius.send(
            eap, state: entry.radiusState, about: request, for: session, at: now, &radiusOutputs)
        drainRADIUS(bss: entry.bss, at: now, &out)
    }

    /// Sends what the BSS's RADIUS client has to send, and acts on its results.
    mutating func drainRADIUS(bss: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        // What a result brings about may have something to account.
        var outputs = RADIUSClientOutputs()
        swap(&outputs, &radiusOutputs)
        for datagram in outputs.datagrams { out.ask(datagram.endpoint, datagram.octets, bss: bss) }
        for (session, result) in outputs.results {
            take(result, for: session, at: now, &out)
        }
        for session in outputs.lostInterims { noteLostInterim(session, at: now) }
        outputs.removeAll()
        swap(&outputs, &radiusOutputs)
        schedule(.radius(bss: bss), bsses[bss].radius.deadline)
    }

    private mutating func take(
        _ result: RADIUSClient.Result, for session: RADIUSClient.Session, at now: Instant,
        _ out: inout AccessPointOutputs
    ) {
        guard let index = index(ofTag: session), let entry = stations[index], entry.radiusSession == session,
            entry.eap.isAwaitingServer
        else { return }
        switch result {
        case .challenge(let eap, let state):
            guard entry.eap.relay(eap.octets, at: now) else {
                fail(index, .brokenRequest, at: now, &out)
                return
            }
            entry.radiusState = state
            sendEAPRequest(index, &out)
            scheduleStation(index)
        case .accept(let accept):
            note(accept, of: entry)
            abandonEAP(entry)
            if !entry.isPreauthenticating {
                limitSession(
                    index, accept.sessionTimeout, endsInReauthentication: accept.requestsReauthentication, at: now)
            }
            let bssid = bsses[entry.bss].configuration.bssid
            guard let akm = entry.akm, let key = accept.masterSessionKey, let pmk = PMK(msk: key.octets, akm: akm),
                let pmkid = pmk.pmkid(akm: akm, authenticator: bssid, supplicant: entry.address)
            else {
                fail(index, .noKey, at: now, &out)
                return
            }
            if let eap = accept.eap { sendEAP(index, eap, &out) }
            out.report(.madePMK(entry.address, bss: entry.bss, akm, pmk))
            if bsses[entry.bss].configuration.cachesPMKSA {
                let lifetime = accept.sessionTimeout.map { Interval.seconds(UInt64($0)) } ?? PMKSACache.lifetime
                bsses[entry.bss].pmksa.insert(
                    PMKSA(
                        station: entry.address, pmk: pmk, pmkid: pmkid, akm: akm, made: now,
                        expires: now + lifetime,
                        isOpportunistic: false, accounting: entry.accounting.kept))
            }
            if entry.isPreauthenticating {
                removeEntry(index, at: now, &out)
            } else {
                beginHandshake(index, pmk: pmk, pmkid: pmkid, at: now, &out)
            }
        case .reject(let eap):
            if let eap { sendEAP(index, eap, &out) }
            fail(index, .rejected, at: now, &out)
        case .failed:
            fail(index, .noServer, at: now, &out)
        }
    }

    /// EAP ended without a key: the station is deauthenticated (reason 23), as hostapd does.
    private mutating func fail(
        _ index: Int, _ failure: EAPFailure, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        guard let entry = stations[index] else { return }
        out.report(.eapFailed(entry.address, bss: entry.bss, failure))
        guard !entry.isPreauthenticating else { return removeEntry(index, at: now, &out) }
        deauthenticate(index, .authenticationFailed8021X, at: now, &out)
    }

    mutating func wakeEAP(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        switch stations[index]?.eap.wake(at: now) {
        case .resend: sendEAPRequest(index, &out)
        case .gaveUp: fail(index, .noStation, at: now, &out)
        case .nothing, nil: return
        }
    }

    // MARK: Sending

    private mutating func sendEAPRequest(_ index: Int, _ out: inout AccessPointOutputs) {
        guard let request = stations[index]?.eap.request else { return }
        sendEAP(index, request, &out)
    }

    private mutating func sendEAP(_ index: Int, _ packet: [UInt8], _ out: inout AccessPointOutputs) {
        guard let entry = stations[index] else { return }
        let version = bsses[entry.bss].configuration.eapolVersion
        if entry.isPreauthenticating {
            sendPreauthentication(to: entry, &out) { frame in
                frame.appendEAPOL(.eapPacket, version: version) { $0.append(contentsOf: packet) }
            }
            return
        }
        sendEAPOL(index, &out) { frame in
            frame.appendEAPOL(.eapPacket, version: version) { $0.append(contentsOf: packet) }
        }
    }
}
