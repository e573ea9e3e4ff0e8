internal import EAP
internal import EAPMethods
public import Octets
public import RSN
public import Timeline

/// What a control interface asks of a station beside scan, roam and disconnect.
extension Station {
    /// Takes on other settings of its network, or another network; the address is not changed.
    ///
    /// A link that rests on the old settings stays, as with `wpa_cli set_network`, until something ends it: a command
    /// that shall end it calls ``disconnect(at:_:)`` too.
    public mutating func configure(_ new: StationConfiguration) {
        let address = configuration.address
        configuration = new
        configuration.address = address
        bssTable.ownSSID = new.ssid
        pmksaCache.lifetime = new.pmkLifetime
        pmksaCache.renewalThreshold = new.pmkReauthenticationThreshold
        hasNewIdentity = true
    }

    /// Joins the BSS again where it is (`wpa_cli reattach`).
    ///
    /// - Returns: false, and nothing is done, while it is joined to none.
    public mutating func reattach(at now: Instant, _ out: inout StationOutputs) -> Bool {
        guard let bssid else { return false }
        return roam(to: bssid, at: now, &out)
    }

    /// Asks the AP to authenticate it anew (`wpa_cli reauthenticate`): EAPOL-Start, the kept key apart.
    public mutating func reauthenticate(at now: Instant, _ out: inout StationOutputs) {
        guard case .associated = phase, link?.akm?.usesEAP == true else { return }
        link?.cached = nil
        if let current = link?.current { link?.replaced = current.pmkid }
        link?.current = nil
        sendEAPOLStart(&out)
    }

    /// Says farewell to the authenticator (`wpa_cli logoff`): EAPOL-Logoff, and no EAP until ``logOn(at:_:)``.
    public mutating func logOff(at now: Instant, _ out: inout StationOutputs) {
        guard !isLoggedOff else { return }
        isLoggedOff = true
        timers.startAt = nil
        guard case .associated = phase, link?.security != .open else { return }
        sendEAPOL(&out) { $0.appendEAPOL(.logoff, version: eapolVersion) { _ in } }
    }

    /// Speaks to the authenticator again (`wpa_cli logon`): EAPOL-Start, where EAP is waited for.
    public mutating func logOn(at now: Instant, _ out: inout StationOutputs) {
        guard isLoggedOff else { return }
        isLoggedOff = false
        guard case .associated = phase, link?.akm?.usesEAP == true, link?.isAuthorized != true else { return }
        sendEAPOLStart(&out)
    }

    /// Offers no TLS session to be resumed the next time, as after another setting of the network.
    public mutating func forgetTLSSession() { eap?.forgetSession() }

    /// Forgets the BSSs that were not heard for `age`, but for the current one (`wpa_cli bss_flush`).
    public mutating func flushBSSs(olderThan age: Interval, at now: Instant) {
        bssTable.flush(olderThan: age, at: now, except: link?.bss.bssid)
    }

    /// Adds a PMKSA that was kept elsewhere (`PMKSA_ADD`), in place of the BSS's own.
    public mutating func addPMKSA(_ new: PMKSA, _ out: inout StationOutputs) {
        pmksaCache.add(new, current: link?.current?.pmkid, &out)
    }

    /// The suite of the link, nil where it is open, and its BSS; nil without a link.
    public var security: (akm: AKM?, bss: BSS)? { link.map { ($0.akm, $0.bss) } }

    /// Begins EAP with a BSS ahead of a roam to it, through the current access point (`PREAUTH`), in place of such EAP
    /// with another that is under way; without a link nothing comes of it.
    public mutating func preauthenticate(with bssid: MACAddress, at now: Instant, _ out: inout StationOutputs) {
        guard isAuthorized, configuration.eap != nil else { return }
        preauthentication = nil
        preauthenticationPeer = nil
        preauthenticationCandidates.insert(bssid, at: 0)
        preauthenticateNext(at: now, &out)
    }

    /// The name of the PMKSA that the link rests on; nil where it rests on none.
    public var currentPMKID: PMKID? { link?.current?.pmkid }
}

extension PMKSA {
    /// An association with its PMKID; a key and a name that do not fit are refused by the AP, not here.
    public init(
        bssid: MACAddress, akm: AKM, pmk: PMK, pmkid: PMKID, expiry: Instant, renewal: Instant, isOpportunistic: Bool
    ) {
        self.init(
            bssid: bssid, akm: akm, pmk: pmk, pmkid: pmkid, madeAt: bssid, expiry: expiry,
            renewal: renewal, isOpportunistic: isOpportunistic)
    }
}

extension PMKSACache {
    /// Adds an entry that was made elsewhere.
    mutating func add(_ new: PMKSA, current: PMKID?, _ out: inout StationOutputs) {
        _ = insert(new, current: current, &out)
    }
}
