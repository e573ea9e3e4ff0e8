internal import Internet
internal import Octets
internal import Timeline

/// The addresses that a DHCP server gives away: one for each, the same for the same hardware as long as it can be.
struct LeasePool {
    private struct Entry {
        /// Nil where a client found the address in use by someone unknown.
        var hardware: MACAddress?
        var expiry: Instant
    }

    let first: IPv4Address
    private var entries: [Entry?]

    /// The addresses from `first` to `last`; none where they stand the other way round.
    init(first: IPv4Address, last: IPv4Address) {
        self.first = first
        let count = first <= last ? Int(min(last.rawValue - first.rawValue, 65_534)) + 1 : 0
        entries = Array(repeating: nil, count: count)
    }

    /// The address of `hardware`, held for `hold` if it is not held for longer: its own if it ever had one that nobody
    /// needed since, else a free one, begun from a place that its address gives, as dnsmasq does. Nil where none is left.
    mutating func address(of hardware: MACAddress, at now: Instant, hold: Interval) -> IPv4Address? {
        guard !entries.isEmpty else { return nil }
        let start = Int((hardware.rawValue &* 0x9E37_79B9_7F4A_7C15) >> 33) % entries.count
        var free: Int?
        var lapsed: Int?
        for step in 0..<entries.count {
            let place = (start + step) % entries.count
            if let entry = entries[place] {
                if entry.hardware == hardware {
                    entries[place]?.expiry = max(entry.expiry, now + hold)
                    return address(at: place)
                }
                if entry.expiry <= now, lapsed == nil { lapsed = place }
            } else if free == nil {
                free = place
            }
        }
        guard let place = free ?? lapsed else { return nil }
        entries[place] = Entry(hardware: hardware, expiry: now + hold)
        return address(at: place)
    }

    /// Whether `hardware` has `address`.
    func holds(_ hardware: MACAddress, _ address: IPv4Address) -> Bool {
        place(of: address).map { entries[$0]?.hardware == hardware } ?? false
    }

    /// The address may go to others at once; until then it stays remembered.
    mutating func release(_ address: IPv4Address, of hardware: MACAddress) {
        guard let place = place(of: address), entries[place]?.hardware == hardware else { return }
        entries[place]?.expiry = .zero
    }

    /// The address is in use by someone unknown: nobody gets it for `interval`.
    mutating func decline(_ address: IPv4Address, of hardware: MACAddress, at now: Instant, for interval: Interval) {
        guard let place = place(of: address), entries[place]?.hardware == hardware else { return }
        entries[place] = Entry(hardware: nil, expiry: now + interval)
    }

    private func address(at place: Int) -> IPv4Address { IPv4Address(first.rawValue + UInt32(place)) }

    private func place(of address: IPv4Address) -> Int? {
        guard address >= first else { return nil }
        let place = Int(address.rawValue - first.rawValue)
        return place < entries.count ? place : nil
    }
}
