internal import Dot11
public import Octets
internal import RADIUS
internal import RSN
public import Timeline

/// RADIUS accounting (RFC 2866), of a BSS and of each of its stations, as hostapd 2.10 does it (accounting.c).
extension AccessPoint {
    /// What an Acct-Interim-Interval must be at least (RFC 2869, 5.16).
    private static var shortestInterimInterval: UInt32 { 60 }
    /// How many lost Interim-Updates in a row bring on a new one before its time.
    private static var maximumLostInterims: UInt64 { 10 }
    /// What hostapd takes for a clock that was never set: the time of 2001-09-09.
    private static var earliestTime: Int64 { 1_000_000_000 }

    // MARK: The BSS

    /// Says that accounting begins: what the server holds of sessions here is over.
    mutating func beginAccounting(bss: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard case .due = bsses[bss].accounting else { return }
        let session = identifiers.next()
        bsses[bss].accounting = .on(session: session)
        account(.on(sessionID: StationAccounting.text(session)), bss: bss, at: now, &out)
    }

    /// Says that it ends, once: who goes off the air waits for no answer.
    mutating func endAccounting(bss: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        if case .on(let session) = bsses[bss].accounting {
            account(.off(sessionID: StationAccounting.text(session)), bss: bss, at: now, &out)
        }
        bsses[bss].accounting = .off
        bsses[bss].radius.forgetAccounting()
    }

    /// Ends all that is accounted, as a process that ends does: its stations' sessions and its own.
    public mutating func endAccounting(at now: Instant, _ out: inout AccessPointOutputs) {
        for bss in bsses.indices {
            for index in stations.indices {
                if let entry = stations[index], entry.bss == bss { stopAccounting(entry, at: now, &out) }
            }
            endAccounting(bss: bss, at: now, &out)
        }
    }

    /// A BSS that goes on with other settings says nothing of it (hostapd, hostapd_reload_config).
    mutating func continueAccounting(bss: Int) {
        guard isEnabled, !bsses[bss].isGone, case .off = bsses[bss].accounting else { return }
        bsses[bss].accounting = .on(session: identifiers.next())
    }

    private mutating func account(
        _ report: AccountingRequest.Report, bss: Int, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        let about = accessRequest(userName: [], of: nil, bss: bss)
        let request = AccountingRequest(report, about: about, timestamp: timestamp(now))
        bsses[bss].radius.account(request, for: nil, at: now, &radiusOutputs)
        drainRADIUS(bss: bss, at: now, &out)
    }

    // MARK: Its stations

    /// What is accounted of a new entry.
    mutating func newAccounting(bss: Int) -> StationAccounting {
        StationAccounting(
            sessionID: identifiers.next(), interimInterval: bsses[bss].configuration.accountingInterimInterval)
    }

    /// A port opens: the session starts, if it has not started before.
    mutating func startAccounting(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index], !entry.accounting.isOpen,
            !bsses[entry.bss].radius.accountingServers.isEmpty
        else { return }
        entry.accounting.session = .open(since: now)
        entry.accounting.interimAt = entry.accounting.interimInterval.map { now + $0 }
        entry.accountingTag = newTag(index)
        account(.start(accounted(entry)), of: entry, at: now, &out)
        scheduleStation(index)
    }

    /// The session is over. A `cause` that is known stays that of the entry.
    mutating func stopAccounting(
        _ entry: StationEntry, _ cause: AccountingRequest.TerminateCause? = nil, at now: Instant,
        _ out: inout AccessPointOutputs
    ) {
        if let cause { entry.accounting.cause = cause }
        guard entry.accounting.isOpen else { return }
        let usage = usage(of: entry, at: now)
        entry.accounting.session = .closed
        entry.accounting.interimAt = nil
        entry.accountingTag = nil
        account(.stop(accounted(entry), usage, entry.accounting.cause), of: entry, at: now, &out)
    }

    /// A station is associated: what every other BSS of the process accounts of it is over (hostapd,
    /// hostapd_prune_associations).
    mutating func prune(
        _ station: MACAddress, than bss: Int?, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        let last = lastAssociated[station]
        guard last != bss else { return }
        lastAssociated[station] = bss
        guard let last, let index = entry(of: station, bss: last), let entry = stations[index] else { return }
        stopAccounting(entry, at: now, &out)
        entry.accounting.multiSessionID = nil
    }

    /// The station is associated at another interface of the process: see ``leave(_:at:_:)``.
    public mutating func prune(_ station: MACAddress, at now: Instant, _ out: inout AccessPointOutputs) {
        prune(station, than: nil, at: now, &out)
    }

    /// Sends the Interim-Update that is due.
    mutating func wakeAccounting(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index], let due = entry.accounting.interimAt, due <= now else { return }
        entry.accounting.interimAt = entry.accounting.interimInterval.map { now + $0 }
        account(.interim(accounted(entry), usage(of: entry, at: now)), of: entry, at: now, &out)
    }

    /// An Interim-Update was lost: a newer one follows at once, and the next ones after ever longer waits, but none later
    /// than its turn (hostapd, accounting_interim_error_cb).
    mutating func noteLostInterim(_ session: RADIUSClient.Session, at now: Instant) {
        guard let index = index(ofTag: session), let entry = stations[index], entry.accountingTag == session else {
            return
        }
        entry.accounting.lostInterims += 1
        let lost = entry.accounting.lostInterims
        guard lost <= Self.maximumLostInterims else {
            entry.accounting.lostInterims = 0
            return
        }
        let wait = lost == 1 ? Interval.zero : .seconds(3 << (lost - 1))
        guard let turn = entry.accounting.interimAt else { return }
        entry.accounting.interimAt = min(turn, now + wait)
        scheduleStation(index)
    }

    /// Takes on what an Access-Accept says for accounting.
    func note(_ accept: RADIUSClient.Accept, of entry: StationEntry) {
        entry.accounting.identity = accept.userName ?? entry.eap.identity
        entry.accounting.grant.classes = accept.grant.classes
        if let identity = accept.grant.chargeableUserIdentity {
            entry.accounting.grant.chargeableUserIdentity = identity
        }
        if bsses[entry.bss].configuration.accountingInterimInterval == nil,
            let interval = accept.interimInterval, interval >= Self.shortestInterimInterval
        {
            entry.accounting.interimInterval = .seconds(UInt64(interval))
        }
    }

    private mutating func account(
        _ report: AccountingRequest.Report, of entry: StationEntry, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        let identity = entry.accounting.identity
        let name = identity.isEmpty ? Self.name(of: entry.address) : identity
        let about = accessRequest(userName: name, of: entry, bss: entry.bss)
        let request = AccountingRequest(report, about: about, timestamp: timestamp(now))
        bsses[entry.bss].radius.account(request, for: entry.accountingTag, at: now, &radiusOutputs)
        drainRADIUS(bss: entry.bss, at: now, &out)
    }

    /// What hostapd calls a station without an identity: "020000000001".
    private static func name(of station: MACAddress) -> [UInt8] {
        station.description.utf8.filter { $0 != UInt8(ascii: ":") }
    }

    private func accounted(_ entry: StationEntry) -> AccountedStation {
        AccountedStation(
            isAuthenticatedByRADIUS: bsses[entry.bss].configuration.akms.contains(where: \.usesEAP),
            grant: entry.accounting.grant)
    }

    private func usage(of entry: StationEntry, at now: Instant) -> AccountedUsage {
        let accounting = entry.accounting
        var seconds: UInt64 = 0
        if case .open(let since) = accounting.session { seconds = (now - since).nanoseconds / 1_000_000_000 }
        // The driver's entry goes with the Deauthentication, and its counters with it.
        let traffic =
            entry.isLeaving
            ? nil
            : AccountedUsage.Traffic(
                inputPackets: accounting.input.packets, outputPackets: accounting.output.packets,
                inputOctets: accounting.input.octets, outputOctets: accounting.output.octets)
        return AccountedUsage(seconds: UInt32(truncatingIfNeeded: seconds), traffic: traffic)
    }

    private func timestamp(_ now: Instant) -> UInt32? {
        guard let epoch else { return nil }
        let seconds = (epoch + Int64(truncatingIfNeeded: now.nanoseconds)) / 1_000_000_000
        return seconds > Self.earliestTime ? UInt32(truncatingIfNeeded: seconds) : nil
    }

    // MARK: What RADIUS is told of both kinds

    /// What requests of either kind say of the BSS, and of a station of it.
    func accessRequest(userName: [UInt8], of entry: StationEntry?, bss index: Int) -> AccessRequest {
        let bss = bsses[index].configuration
        var request = AccessRequest(
            userName: userName,
            calledStationID: AccessRequest.calledStationID(bssid: bss.bssid, ssid: bss.ssid.octets),
            callingStation: entry?.address ?? MACAddress(0), nasPort: UInt32(entry?.associationID ?? 0),
            connectInfo: configuration.channel.isIn2GHz ? "CONNECT 54Mbps 802.11g" : "CONNECT 54Mbps 802.11a")
        request.nasIPAddress = bss.nasIPAddress
        request.nasIdentifier = bss.nasIdentifier
        guard let entry else { return request }
        request.acctSessionID = StationAccounting.text(entry.accounting.sessionID)
        if bss.isRSN, bss.cachesPMKSA {
            let session = entry.accounting.multiSessionID ?? 0
            request.acctMultiSessionID = session == 0 ? nil : StationAccounting.text(session)
        }
        guard bss.isRSN else { return request }
        request.pairwiseCipher = Cipher.ccmp.rawValue
        request.groupCipher = Cipher.ccmp.rawValue
        request.akmSuite = entry.akm?.rawValue
        if bss.managementFrameProtection != .disabled { request.groupManagementCipher = Cipher.bipCMAC.rawValue }
        return request
    }
}
