public import Octets
public import RSN
public import Timeline

/// A PMK that a station keeps, with all that belongs to it: a PMK security association (802.11-2020, 12.6.1.1.2).
public struct PMKSA: Sendable {
    /// The authenticator: the BSS that it is for.
    public internal(set) var bssid: MACAddress
    /// The suite that it was made with.
    public internal(set) var akm: AKM
    /// The key.
    public internal(set) var pmk: PMK
    /// Its name between this station and this BSS.
    public internal(set) var pmkid: PMKID
    /// The BSS where EAP made the key, which a copy keeps.
    public internal(set) var madeAt: MACAddress
    /// When it ends.
    public internal(set) var expiry: Instant
    /// When the station asks for a new one, if it is in use then (dot11RSNAConfigPMKReauthThreshold).
    public internal(set) var renewal: Instant
    /// Whether it was copied from another BSS's and no 4-way handshake has proved it yet.
    public internal(set) var isOpportunistic: Bool
}

/// A station's PMKSAs of one network, kept and lost by wpa_supplicant 2.10's rules.
public struct PMKSACache: Sendable {
    /// How many are kept.
    public static let limit = 32

    /// The entries, oldest first, one a BSS.
    public private(set) var entries: [PMKSA] = []
    private let station: MACAddress
    var lifetime: Interval
    /// After how many percent of it an entry in use is renewed.
    var renewalThreshold: Int

    init(station: MACAddress, lifetime: Interval, renewalThreshold: Int = 70) {
        self.station = station
        self.lifetime = lifetime
        self.renewalThreshold = renewalThreshold
    }

    /// How old an entry is when it is renewed, in whole seconds.
    private var renewalAge: Interval {
        .seconds(lifetime.nanoseconds / 1_000_000_000 * UInt64(renewalThreshold) / 100)
    }

    /// When the next entry ends; nil without entries.
    var nextExpiry: Instant? { entries.lazy.map(\.expiry).min() }

    /// The entry for a BSS, made with `akm`; nil if there is none.
    public func entry(for bssid: MACAddress, akm: AKM) -> PMKSA? {
        entries.first { $0.bssid == bssid && $0.akm == akm }
    }

    /// Adds the key that EAP has made with a BSS; nil for an AKM without PMKIDs of this kind.
    ///
    /// It replaces the BSS's entry. If that one was proved and had another key, the entries copied from it go too: they
    /// would offer a key that the authenticator has replaced.
    mutating func add(
        _ pmk: PMK, for bssid: MACAddress, akm: AKM, current: PMKID?, at now: Instant, _ out: inout StationOutputs
    ) -> PMKSA? {
        guard let pmkid = pmk.pmkid(akm: akm, authenticator: bssid, supplicant: station) else { return nil }
        let new = PMKSA(
            bssid: bssid, akm: akm, pmk: pmk, pmkid: pmkid, madeAt: bssid, expiry: now + lifetime,
            renewal: now + renewalAge, isOpportunistic: false)
        return insert(new, current: current, &out)
    }

    /// Copies the oldest entry of the same AKM (nil: of any) for another BSS, in the hope that it shares the key; the
    /// copy ends when the original does, and is as new when it comes to renewing it. Nil where there is nothing to copy.
    mutating func addOpportunistic(
        for bssid: MACAddress, akm: AKM?, at now: Instant, _ out: inout StationOutputs
    ) -> PMKSA? {
        guard let original = entries.first(where: { akm == nil || $0.akm == akm }),
            let pmkid = original.pmk.pmkid(akm: original.akm, authenticator: bssid, supplicant: station)
        else { return nil }
        var copy = original
        copy.bssid = bssid
        copy.pmkid = pmkid
        copy.renewal = now + renewalAge
        copy.isOpportunistic = true
        return insert(copy, current: nil, &out)
    }

    mutating func insert(_ new: PMKSA, current: PMKID?, _ out: inout StationOutputs) -> PMKSA {
        if let index = entries.firstIndex(where: { $0.bssid == new.bssid }) {
            let old = entries[index]
            if old.pmk == new.pmk, old.pmkid == new.pmkid {
                // The same key again: it keeps its age, but wpa_supplicant marks it as a guess once more.
                if new.isOpportunistic { entries[index].isOpportunistic = true }
                return entries[index]
            }
            remove(at: index, &out)
            if !old.isOpportunistic { removeAll(&out) { $0.pmk == old.pmk } }
        }
        if entries.count >= Self.limit {
            // The oldest goes, unless it is in use.
            remove(at: entries[0].pmkid == current ? 1 : 0, &out)
        }
        entries.append(new)
        out.report(.pmksaAdded(bssid: new.bssid))
        return new
    }

    /// Notes that a 4-way handshake with this entry went well: it is no guess any more.
    mutating func confirm(_ pmkid: PMKID) {
        guard let index = entries.firstIndex(where: { $0.pmkid == pmkid }) else { return }
        entries[index].isOpportunistic = false
    }

    /// Forgets what has ended; returns whether the entry of `current` was among it.
    mutating func expire(at now: Instant, current: PMKID?, _ out: inout StationOutputs) -> Bool {
        let isCurrent = entries.contains { $0.expiry <= now && $0.pmkid == current }
        removeAll(&out) { $0.expiry <= now }
        return isCurrent
    }

    /// Forgets everything.
    mutating func removeAll(_ out: inout StationOutputs) { removeAll(&out) { _ in true } }

    private mutating func removeAll(_ out: inout StationOutputs, where isGone: (PMKSA) -> Bool) {
        var index = 0
        while index < entries.count {
            if isGone(entries[index]) { remove(at: index, &out) } else { index += 1 }
        }
    }

    private mutating func remove(at index: Int, _ out: inout StationOutputs) {
        out.report(.pmksaRemoved(bssid: entries.remove(at: index).bssid))
    }
}
