internal import Dot11
internal import Octets
internal import RSN
internal import Timeline

/// Open System authentication, association, reassociation, and the ways in which an entry ends.
extension AccessPoint {
    /// How long hostapd keeps an entry that it deauthenticated (AP_MAX_INACTIVITY_AFTER_DEAUTH).
    static var timeAfterDeauthentication: Interval { .seconds(5) }
    /// How long hostapd keeps an EAPOL frame that overtook the Acknowledgement of the Response (handle_assoc_cb).
    private static var timeForEarlyEAPOL: Interval { .milliseconds(200) }

    mutating func receiveManagement(
        _ header: borrowing MACHeader, from station: MACAddress, bss: Int, at now: Instant,
        _ out: inout AccessPointOutputs
    ) {
        if let index = entry(of: station, bss: bss), let entry = stations[index] {
            entry.heardAt = now
            if entry.duplicates.isDuplicate(header) { return }
            entry.accounting.countManagement(header.frame.byteCount)
            if header.isRobustManagement { return receiveRobust(header, from: index, at: now, &out) }
        }
        switch header.type {
        case .authentication:
            authenticate(header, from: station, bss: bss, at: now, &out)
        case .associationRequest, .reassociationRequest:
            associate(header, from: station, bss: bss, at: now, &out)
        default:
            return
        }
    }

    // MARK: Authentication

    private mutating func authenticate(
        _ header: borrowing MACHeader, from station: MACAddress, bss: Int, at now: Instant,
        _ out: inout AccessPointOutputs
    ) {
        guard let request = try? AuthenticationBody(parsing: header.body), request.transaction == 1 else { return }
        let algorithm = request.algorithm
        var status = StatusCode.success
        if algorithm != 0 {
            status = .unsupportedAuthenticationAlgorithm
        } else if !bsses[bss].configuration.access.allows(station) {
            status = .refused
        } else if let index = entry(of: station, bss: bss) {
            // The entry is still held: neither Deauthentications nor a layer-2 update (hostapd, handle_auth). With protected
            // management frames the keys stay too: anyone may have sent this in the station's name.
            if let entry = stations[index], !entry.protectsManagement {
                // The driver's entry is made anew, with its counters, unless it has never been more than that.
                if case .authenticated = entry.state {} else { entry.accounting.restartTraffic() }
                resetEntry(index)
            }
            watch(index, at: now)
        } else if bsses[bss].entries.count >= bsses[bss].configuration.maximumStations {
            status = .tooManyStations
        } else {
            leaveOtherBSSs(station, than: bss, at: now, &out)
            watch(addEntry(station, bss: bss), at: now)
            emitLayer2Update(station, bss: bss, &out)
        }
        if status == .success { out.report(.authenticated(station, bss: bss)) }
        sendManagement(.authentication, to: station, bss: bss, &out) { frame in
            frame.append(littleEndian: algorithm)
            frame.append(littleEndian: UInt16(2))
            frame.append(littleEndian: status.rawValue)
        }
    }

    /// Every other BSS of this AP that holds the station deauthenticates it (hostapd, ap_sta_remove_in_other_bss).
    mutating func leaveOtherBSSs(
        _ station: MACAddress, than bss: Int, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        for other in bsses.indices where other != bss {
            if let index = entry(of: station, bss: other) {
                deauthenticate(index, .invalidAuthentication, at: now, &out)
            }
        }
    }

    /// The layer-2 update: an XID frame in the station's name, from which bridges learn where it is now
    /// (802.11F-2003, 6.3; mac80211 sends it when a station is added).
    private func emitLayer2Update(_ station: MACAddress, bss: Int, _ out: inout AccessPointOutputs) {
        out.forward(bss: bss) { frame in
            frame.append(MACAddress.broadcast)
            frame.append(station)
            frame.append(bigEndian: UInt16(6))
            frame.append(contentsOf: [0x00, 0x01, 0xAF, 0x81, 0x01, 0x00])
        }
    }

    // MARK: Association

    private mutating func associate(
        _ header: borrowing MACHeader, from station: MACAddress, bss: Int, at now: Instant,
        _ out: inout AccessPointOutputs
    ) {
        guard let index = entry(of: station, bss: bss), let entry = stations[index], !entry.isLeaving,
            !entry.isPreauthenticating
        else {
            sendDeauthentication(to: station, bss: bss, .class2FrameFromNonauthenticated, &out)
            return
        }
        let type = header.type
        guard let request = try? AssociationRequestBody(parsing: header.body, of: type) else { return }
        let offer = AssociationOffer(elements: request.elements)
        var status = bsses[bss].configuration.status(of: offer)
        var comeback: Int?
        if status == .success, let time = questionOld(index, at: now, &out) {
            (status, comeback) = (.refusedTemporarily, time)
        } else if status == .success || stations[index]?.protectsManagement != true {
            resetEntry(index)
            watch(index, at: now)
        }
        let response: FrameType = type == .associationRequest ? .associationResponse : .reassociationResponse
        let associationID = status == .success ? assignAssociationID(index) : 0
        let capabilities = bsses[bss].elements.capabilities
        let elements =
            comeback.map { bsses[bss].elements.associationResponse(comeback: $0) }
            ?? bsses[bss].elements.associationResponse
        let token = status == .success ? newTag(index) : nil
        sendManagement(response, to: station, bss: bss, token: token, &out) { frame in
            frame.append(littleEndian: capabilities.rawValue)
            frame.append(littleEndian: status.rawValue)
            frame.append(littleEndian: associationID | 0xC000)
            frame.append(contentsOf: elements)
        }
        guard let token else {
            out.report(.refused(station, bss: bss, status))
            return
        }
        guard let entry = stations[index] else { return }
        entry.state = .answered(token: token, prepareSecurity(index, offer, at: now, &out))
        entry.negotiatedManagementProtection =
            bsses[bss].configuration.managementFrameProtection != .disabled
            && offer.rsn?.capabilities.contains(.managementFrameProtectionCapable) == true
        entry.isQoS = offer.isQoS && bsses[bss].configuration.wmm
        entry.request = offer.request(request, isHT: configuration.isHT)
        entry.reauthenticationPeriod = bsses[bss].configuration.reauthenticationPeriod
    }

    /// The station has acknowledged the Response that lets it in, and is one of the BSS (hostapd, handle_assoc_cb).
    mutating func completeAssociation(
        _ index: Int, _ pmksa: PMKSA?, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        guard let entry = stations[index] else { return }
        entry.state = .associated
        entry.heardAt = now
        out.report(.associated(entry.address, bss: entry.bss))
        prune(entry.address, than: entry.bss, at: now, &out)
        guard bsses[entry.bss].configuration.isRSN else { return authorize(index, at: now, &out) }
        beginSecurity(index, pmksa, at: now, &out)
        guard let early = entry.earlyEAPOL else { return }
        entry.earlyEAPOL = nil
        guard now - early.instant < Self.timeForEarlyEAPOL else { return }
        receiveEAPOL(early.octets.octets, from: index, at: now, &out)
    }

    /// The station never acknowledged the Response: it is authenticated as before, and the driver forgets it (hostapd,
    /// handle_assoc_cb).
    mutating func withdrawAssociation(_ index: Int) {
        guard let entry = stations[index] else { return }
        let inactivity = entry.inactivity
        resetEntry(index)
        entry.inactivity = inactivity
        endReception(entry)
    }

    private mutating func assignAssociationID(_ index: Int) -> UInt16 {
        guard let entry = stations[index] else { return 0 }
        if entry.associationID != 0 { return entry.associationID }
        guard let free = bsses[entry.bss].associationIDs.dropFirst().firstIndex(of: false) else { return 0 }
        bsses[entry.bss].associationIDs[free] = true
        entry.associationID = UInt16(free)
        return UInt16(free)
    }

    // MARK: Entries

    mutating func addEntry(_ station: MACAddress, bss: Int) -> Int {
        let entry = StationEntry(address: station, bss: bss, accounting: newAccounting(bss: bss))
        let index = freeStations.popLast() ?? stations.count
        if index == stations.count { stations.append(nil) }
        stations[index] = entry
        bsses[bss].entries[station] = index
        return index
    }

    /// Puts an entry back to where Open System authentication leaves it.
    mutating func resetEntry(_ index: Int) {
        guard let entry = stations[index] else { return }
        abandonEAP(entry)
        if entry.held != nil { bsses[entry.bss].dozingStations -= 1 }
        entry.reset()
        countGroupKey(entry)
    }

    mutating func removeEntry(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index] else { return }
        stopAccounting(entry, at: now, &out)
        resetEntry(index)
        if entry.associationID != 0 { bsses[entry.bss].associationIDs[Int(entry.associationID)] = false }
        endReception(entry)
        bsses[entry.bss].entries[entry.address] = nil
        if lastAssociated[entry.address] == entry.bss { lastAssociated[entry.address] = nil }
        stations[index] = nil
        freeStations.append(index)
    }

    /// The driver counts the station no more among those that group-addressed data are for.
    private func endReception(_ entry: StationEntry) {
        guard entry.wasAuthorized else { return }
        entry.wasAuthorized = false
        bsses[entry.bss].receivers -= 1
    }

    mutating func sendDeauthentication(
        to station: MACAddress, bss: Int, _ reason: ReasonCode, _ out: inout AccessPointOutputs
    ) {
        sendManagement(.deauthentication, to: station, bss: bss, &out) { frame in
            frame.append(littleEndian: reason.rawValue)
        }
    }

    /// Sends a Deauthentication; the entry stays, without keys, until the time after it has passed.
    mutating func deauthenticate(
        _ index: Int, _ reason: ReasonCode, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        guard let entry = stations[index] else { return }
        sendDeauthentication(to: entry.address, bss: entry.bss, reason, &out)
        out.report(.disconnected(entry.address, bss: entry.bss, reason, isOwn: true))
        resetEntry(index)
        entry.state = .leaving(until: now + Self.timeAfterDeauthentication)
        scheduleStation(index)
    }

    /// Opens the port: data flow from now on.
    mutating func authorize(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index] else { return }
        let isNew = !entry.isAuthorized
        entry.state = .authorized
        if entry.akm?.usesEAP == true { entry.reauthenticateAt = entry.reauthenticationPeriod.map { now + $0 } }
        if !entry.wasAuthorized {
            entry.wasAuthorized = true
            bsses[entry.bss].receivers += 1
        }
        if isNew { out.report(.connected(entry.address, bss: entry.bss)) }
        startAccounting(index, at: now, &out)
    }
}

extension BSSConfiguration {
    /// Whether what a station asks for can be had here.
    fileprivate func status(of offer: borrowing AssociationOffer) -> StatusCode {
        guard offer.names(ssid) else { return .refused }
        guard isRSN else { return .success }
        guard let rsn = offer.rsn, rsn.pairwiseCiphers.count == 1, rsn.akms.count == 1, let akm = rsn.akms[0]
        else { return .invalidElement }
        guard rsn.groupCipher == .ccmp else { return .invalidGroupCipher }
        guard rsn.pairwiseCiphers[0] == .ccmp else { return .invalidPairwiseCipher }
        guard akms.contains(akm), !akm.usesPSK || psk != nil else { return .invalidAKMP }
        if managementFrameProtection == .required {
            guard rsn.capabilities.contains(.managementFrameProtectionCapable) else {
                return .robustManagementPolicyViolation
            }
            guard rsn.groupManagementCipher ?? .bipCMAC == .bipCMAC else { return .cipherRejected }
        }
        return .success
    }
}
