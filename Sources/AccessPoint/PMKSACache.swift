internal import Octets
internal import RSN
internal import Timeline

/// A PMK security association that a BSS keeps (802.11-2020, 12.6.1.1.2).
struct PMKSA {
    let station: MACAddress
    let pmk: PMK
    let pmkid: PMKID
    let akm: AKM
    /// When EAP made the key, which a copy keeps.
    let made: Instant
    let expires: Instant
    /// Whether it is a copy of another BSS's.
    let isOpportunistic: Bool
    /// Who the user is, for accounting.
    var accounting = KeptAccounting()
}

/// The PMKSAs of one BSS: one a station, the newest, as hostapd 2.10 keeps them.
struct PMKSACache {
    static let capacity = 1024
    static let lifetime = Interval.seconds(43_200)

    private var entries: [PMKSA] = []
    private var indexes: [MACAddress: Int] = [:]

    /// The entries, for reports.
    var all: [PMKSA] { entries }

    /// The station's entry, if it has not expired.
    func entry(of station: MACAddress, at now: Instant) -> PMKSA? {
        guard let index = indexes[station], entries[index].expires > now else { return nil }
        return entries[index]
    }

    /// Adds an entry in place of the station's older one; where the cache is full, the one that expires first goes.
    mutating func insert(_ entry: PMKSA) {
        if let index = indexes[entry.station] {
            entries[index] = entry
            return
        }
        if entries.count >= Self.capacity,
            let oldest = entries.indices.min(by: { entries[$0].expires < entries[$1].expires })
        {
            remove(entries[oldest].station)
        }
        indexes[entry.station] = entries.count
        entries.append(entry)
    }

    /// Forgets the station's entry.
    mutating func remove(_ station: MACAddress) {
        guard let index = indexes.removeValue(forKey: station) else { return }
        let last = entries.removeLast()
        if index < entries.count {
            entries[index] = last
            indexes[last.station] = index
        }
    }

    /// Forgets all (`PMKSA_FLUSH`).
    mutating func removeAll() {
        entries.removeAll()
        indexes.removeAll()
    }
}
