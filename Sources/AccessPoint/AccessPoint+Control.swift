public import Dot11
internal import Handshakes
public import Octets
internal import RADIUS
public import RSN
public import Timeline

/// What a control interface asks of an access point (`hostapd_cli`).
extension AccessPoint {
    // MARK: What there is

    /// The stations that have an entry in a BSS, in order of address.
    public func stations(bss: Int) -> [MACAddress] { bsses[bss].entries.keys.sorted() }

    /// How many stations have an entry in a BSS.
    public func stationCount(bss: Int) -> Int { bsses[bss].entries.count }

    /// What a BSS knows of a station; nil where it has no entry.
    public func status(of station: MACAddress, bss: Int) -> StationStatus? {
        guard let index = entry(of: station, bss: bss), let entry = stations[index] else { return nil }
        let progress: StationStatus.Progress =
            switch entry.state {
            case .preauthenticating: .preauthenticating
            case .authenticated, .answered: .authenticated
            case .associated: entry.handshake?.isUnderWay == true ? .fourWayHandshake : .associated
            case .authorized: .authorized
            case .leaving: .leaving
            }
        return StationStatus(
            address: station, progress: progress, associationID: entry.associationID, isQoS: entry.isQoS,
            protectsManagement: entry.protectsManagement, request: entry.request,
            akm: entry.akm, identity: entry.eap.identity)
    }

    /// The PMKSAs of a BSS that have not ended.
    public func pmksas(bss: Int, at now: Instant) -> [PMKSAStatus] {
        bsses[bss].pmksa.all.filter { $0.expires > now }.map {
            PMKSAStatus(
                station: $0.station, pmkid: $0.pmkid, akm: $0.akm, made: $0.made, expiry: $0.expires,
                isOpportunistic: $0.isOpportunistic)
        }
    }

    /// Keeps a PMKSA that was made elsewhere (`PMKSA_ADD`), in place of the station's older one.
    ///
    /// - Parameter lifetime: how long it is kept; nil for as long as one that EAP makes.
    public mutating func addPMKSA(
        of station: MACAddress, pmk: PMK, pmkid: PMKID, akm: AKM, lifetime: Interval?, bss: Int, at now: Instant
    ) {
        bsses[bss].pmksa.insert(
            PMKSA(
                station: station, pmk: pmk, pmkid: pmkid, akm: akm, made: now,
                expires: now + (lifetime ?? PMKSACache.lifetime), isOpportunistic: false))
    }

    /// The PMK that a station's link rests on, else the one that is kept for it (`GET_PMK`).
    public func pmk(of station: MACAddress, bss: Int, at now: Instant) -> PMK? {
        if let index = entry(of: station, bss: bss), let master = stations[index]?.master { return master.pmk }
        return bsses[bss].pmksa.entry(of: station, at: now)?.pmk
    }

    // MARK: Its stations

    /// Deauthenticates a station, one that has no entry too, as `hostapd_cli deauthenticate` does; of a group address
    /// the frame goes to all, and every entry ends.
    public mutating func deauthenticate(
        _ station: MACAddress, bss: Int, reason: ReasonCode, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        if station.isGroup {
            flushStations(bss: bss, reason: reason, at: now, &out)
        } else if let index = entry(of: station, bss: bss), let entry = stations[index], !entry.isLeaving {
            // Where hostapd ends a link of itself the session waits for the entry's end (ap_sta_disconnect); here it doesn't.
            stopAccounting(entry, at: now, &out)
            deauthenticate(index, reason, at: now, &out)
            entry.accounting.multiSessionID = nil
        } else {
            sendDeauthentication(to: station, bss: bss, reason, &out)
        }
    }

    /// Disassociates a station: it stays authenticated.
    public mutating func disassociate(
        _ station: MACAddress, bss: Int, reason: ReasonCode, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        sendManagement(.disassociation, to: station, bss: bss, &out) { $0.append(littleEndian: reason.rawValue) }
        guard let index = entry(of: station, bss: bss), let entry = stations[index], entry.isAssociated else { return }
        out.report(.disconnected(station, bss: bss, reason, isOwn: true))
        stopAccounting(entry, at: now, &out)
        resetEntry(index)
        entry.accounting.multiSessionID = nil
    }

    /// Begins EAP with a station anew (`hostapd_cli eapol_reauth`).
    ///
    /// - Returns: false for one that has not associated with a suite that uses EAP.
    public mutating func reauthenticate(
        _ station: MACAddress, bss: Int, at now: Instant, _ out: inout AccessPointOutputs
    ) -> Bool {
        guard let index = entry(of: station, bss: bss), let entry = stations[index], entry.isAssociated,
            entry.akm?.usesEAP == true
        else { return false }
        beginEAP(index, at: now, &out)
        return true
    }

    /// Asks a station whether it is there, by a Null frame (`POLL_STA`).
    ///
    /// - Returns: false for one that has no entry.
    public mutating func poll(_ station: MACAddress, bss: Int, _ out: inout AccessPointOutputs) -> Bool {
        guard let index = entry(of: station, bss: bss), stations[index]?.isHere == true else { return false }
        poll(index, &out)
        return true
    }

    /// Sends an SA Query request whatever is known of the station, and does nothing about the answer (`SA_QUERY`).
    public mutating func askSAQuery(_ station: MACAddress, bss: Int, _ out: inout AccessPointOutputs) {
        let transaction = UInt16(truncatingIfNeeded: random.next())
        sendManagement(.action, to: station, bss: bss, &out) { $0.appendSAQuery(.request, transaction) }
    }

    /// Makes a new group key now (`REKEY_GTK`).
    ///
    /// - Returns: false for an open BSS, which has none.
    public mutating func renewGroupKey(bss: Int, at now: Instant, _ out: inout AccessPointOutputs) -> Bool {
        guard isEnabled, bsses[bss].configuration.isRSN else { return false }
        rekeyGroup(bss: bss, at: now, &out)
        schedule(.bss(bss), bsses[bss].group.rekeyAt)
        return true
    }

    /// Ends the links of those that a list keeps out (reason 1): the accept list if nobody else is let in, or the deny list,
    /// whoever is in the other one (hostapd_disassoc_accept_mac, hostapd_disassoc_deny_mac).
    public mutating func endLinks(notAccepted: Bool, bss: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        let access = bsses[bss].configuration.access
        if notAccepted, !access.acceptsListedAlone { return }
        for station in stations(bss: bss) {
            let isOut = notAccepted ? !access.accepted.contains(station) : access.denied.contains(station)
            guard isOut, let index = entry(of: station, bss: bss), stations[index]?.isLeaving == false else { continue }
            deauthenticate(index, .unspecified, at: now, &out)
        }
    }

    /// Says farewell to all stations of a BSS in one frame, and forgets them.
    mutating func flushStations(
        bss: Int, reason: ReasonCode, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        sendDeauthentication(to: .broadcast, bss: bss, reason, &out)
        for station in stations(bss: bss) {
            guard let index = entry(of: station, bss: bss) else { continue }
            if stations[index]?.isAssociated == true {
                out.report(.disconnected(station, bss: bss, reason, isOwn: true))
            }
            removeEntry(index, at: now, &out)
        }
    }

    // MARK: Its configuration

    /// Takes on what hostapd reads anew each time it needs it, at once: okc, PMKSA caching, who is let in, limits,
    /// names, RADIUS secrets. The rest waits for ``reload(_:at:_:)``.
    ///
    /// - Parameter renewsServers: whether the secret of a server has changed.
    public mutating func update(_ new: BSSConfiguration, bss: Int, renewsServers: Bool) {
        var running = bsses[bss].configuration
        running.okc = new.okc
        running.cachesPMKSA = new.cachesPMKSA
        running.access = new.access
        running.maximumStations = min(new.maximumStations, bsses[bss].associationIDs.count - 1)
        running.nasIdentifier = new.nasIdentifier
        running.nasIPAddress = new.nasIPAddress
        if renewsServers {
            running.radiusServers = new.radiusServers
            replaceRADIUSClient(bss: bss, running, keepsAccounting: true)
        }
        install(running, bss: bss)
    }

    /// Takes on new settings of all BSSs (`hostapd_cli reload`): every station is deauthenticated (reason 2), as the
    /// new settings may not let it in; PMKSAs stay. BSSIDs, interfaces and the channel are kept.
    public mutating func reload(_ new: [BSSConfiguration], at now: Instant, _ out: inout AccessPointOutputs) {
        for index in bsses.indices { flushStations(bss: index, reason: .invalidAuthentication, at: now, &out) }
        for (index, settings) in new.enumerated() where index < bsses.count {
            var settings = settings
            settings.bssid = bsses[index].configuration.bssid
            settings.interface = bsses[index].configuration.interface
            replaceRADIUSClient(bss: index, settings)
            install(settings, bss: index)
            if !settings.accountingServers.isEmpty { continueAccounting(bss: index) }
            bsses[index].elements = BSSElements(
                channel: configuration.channel, isHT: configuration.isHT, configuration: settings)
            let limit = min(settings.maximumStations, 2007)
            bsses[index].associationIDs = [Bool](repeating: false, count: limit + 1)
        }
    }

    /// Goes off the air: farewell to all stations (reason 3), no Beacons, no ear.
    ///
    /// - Returns: false where it was off already.
    public mutating func disable(at now: Instant, _ out: inout AccessPointOutputs) -> Bool {
        guard isEnabled else { return false }
        for index in bsses.indices {
            flushStations(bss: index, reason: .leaving, at: now, &out)
            endAccounting(bss: index, at: now, &out)
        }
        abandonChannelSwitch()
        isEnabled = false
        return true
    }

    /// Goes on the air again; PMKSAs are forgotten, as a new process has none.
    ///
    /// - Returns: false where it was on already.
    public mutating func enable() -> Bool {
        guard !isEnabled else { return false }
        flushPMKSA()
        isEnabled = true
        for index in bsses.indices where !bsses[index].isGone && !bsses[index].radius.accountingServers.isEmpty {
            bsses[index].accounting = .due
            schedule(.bss(index), .zero)
        }
        return true
    }

    /// Takes a BSS out while the others stay (`REMOVE` of hostapd's global interface): farewell to its stations, and its
    /// keys are forgotten.
    public mutating func remove(bss: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard !bsses[bss].isGone else { return }
        if isEnabled { flushStations(bss: bss, reason: .leaving, at: now, &out) }
        endAccounting(bss: bss, at: now, &out)
        flushPMKSA(bss: bss)
        bsses[bss].isGone = true
    }

    private mutating func install(_ new: BSSConfiguration, bss: Int) {
        bsses[bss].configuration = new
        configuration.basicServiceSets[bss] = new
    }

    /// Requests that are on their way lose their answers; their stations ask again or start over.
    private mutating func replaceRADIUSClient(
        bss: Int, _ settings: BSSConfiguration, keepsAccounting: Bool = false
    ) {
        var new = RADIUSClient(
            servers: settings.radiusServers, accountingServers: settings.accountingServers, random: random.split())
        new.follow(bsses[bss].radius, keepsAccounting: keepsAccounting)
        bsses[bss].radius = new
    }
}
