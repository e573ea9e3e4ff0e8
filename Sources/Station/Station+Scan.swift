public import Dot11
internal import Octets
internal import RSN
public import Timeline

extension Station {
    /// Scans all configured channels, or some (`wpa_cli scan`, `scan freq=…`).
    ///
    /// - Parameter mayRoam: whether a better BSS that is found is joined (not after `scan TYPE=ONLY`).
    /// - Returns: false, and nothing is done, while it joins a BSS or another scan runs.
    @discardableResult
    public mutating func scan(
        channels: [Channel]? = nil, mayRoam: Bool = true, at now: Instant, _ out: inout StationOutputs
    ) -> Bool {
        guard scanning == nil, !isJoining else { return false }
        beginScan(channels ?? configuration.scanChannels, thenConnects: false, at: now, &out)
        scanning?.mayRoam = mayRoam
        return true
    }

    /// Whether a scan runs.
    public var isScanning: Bool { scanning != nil }

    /// Gives up a running scan (`wpa_cli abort_scan`); what it has found stays.
    ///
    /// - Returns: false where none runs.
    public mutating func abortScan(at now: Instant, _ out: inout StationOutputs) -> Bool {
        guard let scan = scanning else { return false }
        if scan.isAway { comeHome(&out) }
        abandonScan(&out)
        if scan.thenConnects, configuration.reconnects { reconnection.fail(at: now) }
        return true
    }

    /// Scans all configured channels, or some, then joins the best BSS of the network, unless the station is there already.
    public mutating func connect(channels: [Channel]? = nil, at now: Instant, _ out: inout StationOutputs) {
        reconnection.at = nil
        enableAgain(&out)
        guard !isJoining else { return }
        if scanning != nil {
            scanning?.thenConnects = true
        } else {
            beginScan(channels ?? configuration.scanChannels, thenConnects: true, at: now, &out)
        }
    }

    /// Scans, then joins the best BSS of the network, the one where the station is included (`wpa_cli reassociate`).
    public mutating func reassociate(at now: Instant, _ out: inout StationOutputs) {
        connect(at: now, &out)
        scanning?.thenJoinsAgain = true
    }

    /// Whether it is on its way from an Authentication request to a link that is up.
    var isJoining: Bool {
        switch phase {
        case .disconnected: false
        case .authenticating, .associating: true
        case .associated: link?.isAuthorized != true
        }
    }

    mutating func beginScan(
        _ channels: [Channel], thenConnects: Bool, namesNetwork: Bool = false, at now: Instant,
        _ out: inout StationOutputs
    ) {
        guard let first = channels.first else { return }
        out.report(.scanStarted)
        scanning = Scan(
            stage: .settling, until: now, awaySince: now, channels: channels, thenConnects: thenConnects,
            namesNetwork: namesNetwork)
        if link == nil {
            visit(first, at: now, &out)
        } else if channels.count == 1, first == channel {
            // On the AP's own channel nothing is missed, and nobody need be told.
            scanning?.stage = .listening
            scanning?.until = now + Scan.channelTime
            probe(&out)
        } else {
            leaveHome(at: now, &out)
        }
    }

    /// Goes on with a scan whose stage is over.
    mutating func continueScan(at now: Instant, _ out: inout StationOutputs) {
        guard let scan = scanning, scan.until <= now, scan.index < scan.channels.count else { return }
        let channels = scan.channels
        switch scan.stage {
        case .leaving:
            scanning?.awaySince = now
            visit(channels[scan.index], at: now, &out)
        case .settling:
            scanning?.stage = .listening
            scanning?.until = now + Scan.channelTime
            probe(&out)
        case .listening:
            let next = scan.index + 1
            guard next < channels.count else { return finishScan(at: now, &out) }
            scanning?.index = next
            let back = now + Scan.probeDelay + Scan.channelTime
            if link == nil || back - scan.awaySince <= Scan.longestAbsence {
                visit(channels[next], at: now, &out)
            } else {
                comeHome(&out)
                scanning?.stage = .home
                scanning?.until = now + Scan.timeAtHome
            }
        case .home:
            leaveHome(at: now, &out)
        }
    }

    /// Gives up a scan that something more urgent ends; what it has found stays.
    mutating func abandonScan(_ out: inout StationOutputs) {
        guard scanning != nil else { return }
        scanning = nil
        out.report(.scanCompleted)
    }

    private mutating func visit(_ next: Channel, at now: Instant, _ out: inout StationOutputs) {
        tune(to: next, &out)
        scanning?.stage = .settling
        scanning?.until = now + Scan.probeDelay
    }

    private mutating func probe(_ out: inout StationOutputs) {
        let start = out.bytes.count
        let namesNetwork = configuration.probesForSSID || scanning?.namesNetwork == true
        out.bytes.appendProbeRequest(
            from: configuration.address, ssid: namesNetwork ? configuration.ssid : [], on: channel,
            sequenceNumber: takeSequenceNumber())
        out.transmit(from: start)
    }

    private mutating func leaveHome(at now: Instant, _ out: inout StationOutputs) {
        sendQoSNull(dozing: true, &out)
        scanning?.stage = .leaving
        scanning?.until = now + Scan.flushTime
    }

    private mutating func comeHome(_ out: inout StationOutputs) {
        guard let link else { return }
        tune(to: link.bss.channel, &out)
        sendQoSNull(dozing: false, &out)
        sendHeldFrames(&out)
    }

    private mutating func finishScan(at now: Instant, _ out: inout StationOutputs) {
        guard let scan = scanning else { return }
        let toldOfAbsence = scan.channels.count > 1 || channel != link?.bss.channel
        scanning = nil
        if link != nil, toldOfAbsence { comeHome(&out) }
        bssTable.expire(at: now, except: link?.bss.bssid)
        out.report(.scanCompleted)
        if link?.isAuthorized == true {
            offerKeyElsewhere(at: now, &out)
            findPreauthenticationCandidates()
            preauthenticateNext(at: now, &out)
        }
        backgroundScan?.finishScan(at: now)
        guard scan.thenConnects else {
            if scan.mayRoam { considerRoam(at: now, &out) }
            return
        }
        guard let (best, security) = bestBSS(at: now) else {
            out.report(.networkNotFound)
            return end(.networkNotFound, at: now, &out)
        }
        if scan.thenJoinsAgain || link?.bss.bssid != best.bssid { join(best, security, at: now, &out) }
    }

    /// With proactive key caching wpa_supplicant makes an entry for each BSS of the SSID that a scan has found, before
    /// any roam asks for it.
    private mutating func offerKeyElsewhere(at now: Instant, _ out: inout StationOutputs) {
        guard configuration.proactiveKeyCaching else { return }
        for bss in bssTable.entries
        where bss.bssid != link?.bss.bssid && bss.ssid == configuration.ssid && !bss.rsnElement.isEmpty {
            _ = pmksaCache.addOpportunistic(for: bss.bssid, akm: nil, at: now, &out)
        }
    }

    /// How long the kernel counts a BSS among a scan's results (cfg80211, IEEE80211_SCAN_RESULT_EXPIRE).
    private static var timeOfResults: Interval { .seconds(30) }

    /// The BSS of the network that the station prefers of those that it can join; of equals the lowest BSSID.
    func bestBSS(at now: Instant) -> (BSS, LinkSecurity)? {
        var best: (bss: BSS, security: LinkSecurity)?
        if configuration.isDisallowed { return nil }
        for bss in bssTable.entries {
            if now - bss.lastSeen > Self.timeOfResults { continue }
            if let wanted = configuration.bssid, wanted != bss.bssid { continue }
            if configuration.ignored.contains(bss.bssid) { continue }
            if let best, !bss.isPreferred(to: best.bss) { continue }
            guard let security = configuration.security(for: bss) else { continue }
            best = (bss, security)
        }
        return best
    }

    mutating func tune(to next: Channel, _ out: inout StationOutputs) {
        guard channel != next else { return }
        channel = next
        out.steps.append(.tune(next))
    }
}
