internal import Dot11
public import Octets
internal import RSN
public import Timeline

extension Station {
    /// Reassociates to a BSS that a scan has found (`wpa_cli roam`); a running scan is given up.
    ///
    /// - Returns: false, and nothing is done, for a BSS never heard, of another SSID, or that it cannot join.
    @discardableResult
    public mutating func roam(to bssid: MACAddress, at now: Instant, _ out: inout StationOutputs) -> Bool {
        guard let bss = bssTable[bssid], let security = configuration.security(for: bss) else { return false }
        abandonScan(&out)
        join(bss, security, at: now, &out)
        return true
    }

    /// Leaves the BSS (`wpa_cli disconnect`): Deauthentication, reason 3.
    public mutating func disconnect(at now: Instant, _ out: inout StationOutputs) {
        scanning?.thenConnects = false
        reconnection = Reconnection()
        leave(reason: .leaving, .commanded, at: now, &out)
        reconnection.at = nil
    }

    /// Begins to join a BSS: Open System authentication (802.11-2020, 12.3.3.2).
    ///
    /// As mac80211 does, it forgets the old association without a word to the old AP.
    mutating func join(_ bss: BSS, _ security: LinkSecurity, at now: Instant, _ out: inout StationOutputs) {
        // A roam that is cut short by another still comes from where the first one did.
        let currentAP = bssid ?? link?.currentAP
        dropKeys(&out)
        reconnection.at = nil
        var cached: PMKSA?
        if case .rsn(let akm) = security {
            cached = pmksaCache.entry(for: bss.bssid, akm: akm)
            if cached == nil, configuration.proactiveKeyCaching {
                cached = pmksaCache.addOpportunistic(for: bss.bssid, akm: akm, at: now, &out)
            }
        }
        link = Link(
            bss: bss, security: security, protection: configuration.managementFrameProtection,
            currentAP: currentAP, cached: cached)
        dataSequenceNumbers = SequenceCounters()
        tune(to: bss.channel, &out)
        out.report(.authenticating(bssid: bss.bssid, channel: bss.channel))
        phase = .authenticating(Attempt(count: 1, until: now + Attempt.timeout))
        sendAuthentication(&out)
    }

    /// The time for an answer is over: asks again, or gives up.
    mutating func retryJoin(at now: Instant, _ out: inout StationOutputs) {
        guard let link else { return }
        switch phase {
        case .authenticating(let attempt) where attempt.until <= now:
            guard attempt.count < Attempt.limit else {
                out.report(.authenticationTimedOut(bssid: link.bss.bssid))
                return end(.noAuthenticationResponse, at: now, &out)
            }
            phase = .authenticating(Attempt(count: attempt.count + 1, until: now + Attempt.timeout))
            sendAuthentication(&out)
        case .associating(let attempt) where attempt.until <= now:
            guard attempt.count < Attempt.limit else {
                out.report(.associationTimedOut(bssid: link.bss.bssid))
                return end(.noAssociationResponse, at: now, &out)
            }
            phase = .associating(Attempt(count: attempt.count + 1, until: now + Attempt.timeout))
            sendAssociationRequest(&out)
        default: break
        }
    }

    /// An Authentication frame of the BSS that it joins.
    mutating func receiveAuthentication(_ body: RawSpan, at now: Instant, _ out: inout StationOutputs) {
        guard case .authenticating = phase, let bssid = link?.bss.bssid,
            let answer = try? AuthenticationBody(parsing: body), answer.algorithm == 0, answer.transaction == 2
        else { return }
        out.report(.authenticated(bssid: bssid, status: answer.status))
        guard answer.status == .success else { return end(.authenticationRejected(answer.status), at: now, &out) }
        out.report(.associating(bssid: bssid, pmkid: link?.cached?.pmkid))
        phase = .associating(Attempt(count: 1, until: now + Attempt.timeout))
        sendAssociationRequest(&out)
    }

    /// A (Re)Association Response of the BSS that it joins.
    mutating func receiveAssociationResponse(
        _ body: RawSpan, isReassociation: Bool, at now: Instant, _ out: inout StationOutputs
    ) {
        guard case .associating = phase, let bssid = link?.bss.bssid, let security = link?.security,
            let answer = try? AssociationResponseBody(parsing: body)
        else { return }
        if answer.status == .refusedTemporarily, waitToComeBack(answer.elements, at: now) { return }
        guard answer.status == .success else {
            out.report(.associationRejected(bssid: bssid, status: answer.status))
            return end(.associationRejected(answer.status), at: now, &out)
        }
        phase = .associated
        if let interval = link?.bss.beaconInterval { beaconMonitor.begin(beaconInterval: interval, at: now) }
        out.report(.associated(bssid: bssid, isReassociation: isReassociation))
        switch security {
        case .open:
            timers = SupplicantTimers()
            handshake = nil
            authorize(&out)
            beginBackgroundScan(at: now)
        case .rsn(let akm): beginSupplicant(akm, at: now, &out)
        }
    }

    private mutating func sendAuthentication(_ out: inout StationOutputs) {
        guard let bssid = link?.bss.bssid else { return }
        let start = out.bytes.count
        out.bytes.appendManagementHeader(
            .authentication, to: bssid, from: configuration.address, bssid: bssid,
            duration: channel.durationAtLowestRate, sequenceNumber: takeSequenceNumber())
        out.bytes.append(littleEndian: UInt16(0))  // Open System
        out.bytes.append(littleEndian: UInt16(1))  // transaction 1
        out.bytes.append(littleEndian: StatusCode.success.rawValue)
        out.transmit(from: start)
    }

    private mutating func sendAssociationRequest(_ out: inout StationOutputs) {
        let request = link.map { link in
            AssociationRequest(
                station: configuration.address, bss: link.bss, currentAP: link.currentAP, rsnElement: link.rsnElement)
        }
        guard let request else { return }
        let start = out.bytes.count
        request.write(into: &out.bytes, ssid: configuration.ssid, sequenceNumber: takeSequenceNumber())
        out.transmit(from: start)
    }

    /// Deauthenticates from the current BSS, if there is one, and comes to rest.
    mutating func leave(
        reason: ReasonCode, _ ending: StationEnding, at now: Instant, _ out: inout StationOutputs
    ) {
        if case .associated = phase, let link {
            if scanning?.isAway == true {
                abandonScan(&out)
                tune(to: link.bss.channel, &out)
            }
            sendRobust(.deauthentication, &out) { $0.append(littleEndian: reason.rawValue) }
            out.report(.disconnected(bssid: link.bss.bssid, reason: reason, isLocallyGenerated: true))
        }
        end(ending, at: now, &out)
    }

    /// Comes to rest; connects again later if it shall.
    mutating func end(_ ending: StationEnding, at now: Instant, _ out: inout StationOutputs) {
        let usesEAP = link?.akm?.usesEAP == true
        let isRefused = ending == .deauthenticated(.authenticationFailed8021X) || timers.ending == .eapFailed
        dropKeys(&out)
        link = nil
        phase = .disconnected(ending)
        if configuration.reconnects { reconnection.fail(at: now) }
        if usesEAP, isRefused { leaveAlone(.authenticationFailed, usesEAP: true, at: now, &out) }
        guard ending.isFailureToConnect else { return }
        authenticationFailures.unansweredRequests += 1
        if authenticationFailures.unansweredRequests > AuthenticationFailures.requestLimit {
            leaveAlone(.connectionFailed, usesEAP: usesEAP, at: now, &out)
        }
    }

    /// Leaves the network alone for a while, because authentication failed.
    mutating func leaveAlone(
        _ reason: TemporaryDisabling, usesEAP: Bool, at now: Instant, _ out: inout StationOutputs
    ) {
        let seconds = authenticationFailures.add(usesEAP: usesEAP, random: &random)
        timers.ending = .timedOut
        if configuration.reconnects { reconnection.at = now + .seconds(seconds) }
        out.report(.temporarilyDisabled(failures: authenticationFailures.count, seconds: seconds, reason))
    }

    /// Whether the network is left alone for a while (`CTRL-EVENT-SSID-TEMP-DISABLED`).
    public var isLeftAlone: Bool { authenticationFailures.isDisabled }

    /// The network may be tried again.
    mutating func enableAgain(_ out: inout StationOutputs) {
        guard authenticationFailures.isDisabled else { return }
        authenticationFailures.isDisabled = false
        out.report(.enabledAgain)
    }
}
