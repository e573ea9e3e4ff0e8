internal import Dot11
internal import Handshakes
internal import Octets
internal import RSN
internal import Timeline

/// The 4-way and the group key handshake with each station (802.11-2020, 12.7.6 and 12.7.7).
extension AccessPoint {
    /// Begins the 4-way handshake; message 1 shows `pmkid`, if there is one.
    mutating func beginHandshake(
        _ index: Int, pmk: PMK, pmkid: PMKID?, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        guard let entry = stations[index], let akm = entry.akm else { return }
        let bss = bsses[entry.bss]
        // One an association, however often it authenticates: replay counters go on.
        if entry.handshake == nil {
            entry.handshake = FourWayAuthenticator(
                AssociationSecurity(
                    akm: akm, authenticator: bss.configuration.bssid, supplicant: entry.address,
                    authenticatorElement: bss.elements.rsnElement, supplicantElement: entry.requestRSNElement),
                version: bss.configuration.eapolVersion)
        }
        entry.master = (pmk, pmkid)
        entry.rekeyAt = nil
        entry.handshake?.begin(pmk: pmk, pmkid: pmkid, random: &random, at: now, to: &handshakeOutputs)
        drainHandshake(index, at: now, &out)
    }

    /// Takes in an EAPOL-Key frame.
    mutating func receiveKey(_ eapol: RawSpan, from index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index] else { return }
        let groupKeys = bsses[entry.bss].group.keys(for: entry)
        entry.handshake?.receive(eapol, groupKeys: groupKeys, at: now, to: &handshakeOutputs)
        drainHandshake(index, at: now, &out)
    }

    mutating func wakeHandshake(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index] else { return }
        entry.handshake?.wake(at: now, groupKeys: bsses[entry.bss].group.keys(for: entry), to: &handshakeOutputs)
        drainHandshake(index, at: now, &out)
    }

    /// Begins a 4-way handshake with the key of the last, where none is under way (hostapd's wpa_request_new_ptk).
    mutating func wakeRekey(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index], let due = entry.rekeyAt, due <= now else { return }
        entry.rekeyAt = nil
        guard let master = entry.master, entry.handshake?.isEstablished == true else { return }
        beginHandshake(index, pmk: master.pmk, pmkid: master.pmkid, at: now, &out)
    }

    /// Makes a new group key for a BSS and tells its stations, one handshake each; it is used once all have confirmed it.
    mutating func rekeyGroup(bss: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        bsses[bss].group.rekey(random: &random, at: now)
        for index in stations.indices {
            guard let entry = stations[index], entry.bss == bss, entry.isAssociated else { continue }
            entry.handshake?.rekeyGroup(bsses[bss].group.keys(for: entry), at: now, to: &handshakeOutputs)
            drainHandshake(index, at: now, &out)
        }
        if bsses[bss].stationsWithoutGroupKey == 0 { bsses[bss].group.useNext() }
    }

    private mutating func drainHandshake(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index] else { return }
        var outputs = HandshakeOutputs()
        swap(&outputs, &handshakeOutputs)
        for action in outputs.actions {
            switch action {
            case .send(let range):
                let token = newTag(index)
                entry.keyToken = token
                sendEAPOL(index, token: token, &out) { $0.append(octets: outputs.frame(range)) }
            case .installPairwiseKey(let key):
                entry.pairwise = CCMPLink(key)
            case .completed:
                entry.rekeyAt = bsses[entry.bss].configuration.ptkRekeyInterval.map { now + $0 }
                authorize(index, at: now, &out)
            case .pairwiseKeyRequested:
                entry.rekeyAt = now
            case .ignored(.notGenuine):
                out.report(.micFailure(entry.address, bss: entry.bss))
            case .failed(let failure):
                bsses[entry.bss].failedHandshakes += 1
                deauthenticate(index, failure.reason, at: now, &out)
            case .ignored, .groupKeysConfirmed, .installGroupKey, .installIntegrityGroupKey, .unknownPMKID:
                break
            }
        }
        outputs.removeAll()
        swap(&outputs, &handshakeOutputs)
        countGroupKey(entry)
        scheduleStation(index)
    }

    /// Counts whether a station has the group key; the last one that gets it, or leaves, lets the BSS use it.
    mutating func countGroupKey(_ entry: StationEntry) {
        let lacksGroupKey = entry.handshake?.isHandingOutGroupKeys ?? false
        guard lacksGroupKey != entry.lacksGroupKey else { return }
        entry.lacksGroupKey = lacksGroupKey
        let bss = bsses[entry.bss]
        bss.stationsWithoutGroupKey += lacksGroupKey ? 1 : -1
        if bss.stationsWithoutGroupKey == 0 { bss.group.useNext() }
    }
}
