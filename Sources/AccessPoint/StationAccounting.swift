internal import RADIUS
internal import Timeline

/// What is accounted of one station, from its entry's beginning to its end (hostapd 2.10, accounting.c).
struct StationAccounting {
    /// Whether a Start was sent without a Stop.
    enum Session {
        case closed
        case open(since: Instant)
    }

    /// The counters of hostapd's driver: MPDUs without FCS, management frames among them (mac80211's rx and tx statistics).
    struct Traffic {
        var packets: UInt64 = 0
        var octets: UInt64 = 0

        mutating func count(_ octets: Int) {
            packets += 1
            self.octets += UInt64(octets)
        }
    }

    /// Acct-Session-Id: one an entry, however often its station associates.
    let sessionID: UInt64
    /// Acct-Multi-Session-Id: the authenticator's, which a PMKSA keeps; nil before there is one, 0 for none.
    var multiSessionID: UInt64?
    /// The name that the server knows the station by; else the one it gave; empty where EAP did not run.
    var identity: [UInt8] = []
    var grant = AccountingGrant()
    var session = Session.closed
    /// From one Interim-Update to the next; nil for none.
    var interimInterval: Interval?
    var interimAt: Instant?
    /// Interim-Updates that were lost, since the last pause.
    var lostInterims: UInt64 = 0
    var cause: AccountingRequest.TerminateCause?
    var input = Traffic()
    var output = Traffic()

    init(sessionID: UInt64, interimInterval: Interval?) {
        self.sessionID = sessionID
        self.interimInterval = interimInterval
    }

    var isOpen: Bool {
        if case .open = session { true } else { false }
    }

    /// What a PMKSA keeps of it, so that who comes back with the key is the same user.
    var kept: KeptAccounting {
        KeptAccounting(identity: identity, grant: grant, multiSessionID: multiSessionID ?? 0)
    }

    /// Takes on what a PMKSA has kept.
    mutating func resume(_ kept: KeptAccounting) {
        if !kept.identity.isEmpty { identity = kept.identity }
        grant.classes = kept.grant.classes
        grant.chargeableUserIdentity = kept.grant.chargeableUserIdentity ?? grant.chargeableUserIdentity
        multiSessionID = kept.multiSessionID
    }

    /// mac80211 counts a management frame from a station twice: as a frame, and as one that hostapd is given.
    mutating func countManagement(_ octets: Int) {
        input.count(octets)
        input.packets += 1
    }

    /// What the driver counted of an entry is gone with the driver's own.
    mutating func restartTraffic() {
        input = Traffic()
        output = Traffic()
    }

    /// 64 bits as hostapd writes them.
    static func text(_ identifier: UInt64) -> String {
        let digits = String(identifier, radix: 16, uppercase: true)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// What accounting needs of an authentication, for as long as its PMKSA lasts (hostapd, pmksa_cache_from_eapol_data).
struct KeptAccounting {
    var identity: [UInt8] = []
    var grant = AccountingGrant()
    var multiSessionID: UInt64 = 0

    /// What a copy for another BSS has: all but the session, which hostapd 2.10 doesn't copy (pmksa_cache_add_okc).
    var opportunistic: KeptAccounting { KeptAccounting(identity: identity, grant: grant, multiSessionID: 0) }
}
