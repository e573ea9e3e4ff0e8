internal import Octets
internal import Timeline

/// Where stations are: the filtering database of a bridge (802.1D-2004, 7.9), of fixed size.
///
/// An address can stand in one of four places, which its hash gives; if they are taken, the entry that was not heard from
/// for longest goes. So a flood of made-up addresses costs no memory, and a look-up always looks at four places.
struct FilteringDatabase {
    private struct Entry {
        var address: MACAddress
        var port: Int
        var heard: Instant
        /// A permanent entry neither ages nor moves.
        var isPermanent: Bool
    }

    private static let ways = 4
    private var entries: [Entry?]
    private let mask: Int
    var aging: Interval

    /// A database for at least `capacity` addresses.
    init(capacity: Int, aging: Interval) {
        var sets = 1
        while sets * Self.ways < min(max(capacity, 1), 1 << 24) { sets *= 2 }
        entries = Array(repeating: nil, count: sets * Self.ways)
        mask = sets - 1
        self.aging = aging
    }

    /// The places of an address.
    private func places(of address: MACAddress) -> Range<Int> {
        // Fibonacci hashing; the high bits are the well-mixed ones.
        let start = (Int(truncatingIfNeeded: (address.rawValue &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask) * Self.ways
        return start..<start + Self.ways
    }

    /// The port of an address; nil where it was never learnt, or not heard from for the aging time.
    func port(of address: MACAddress, at now: Instant) -> Int? {
        for place in places(of: address) {
            guard let entry = entries[place], entry.address == address else { continue }
            return entry.isPermanent || now - entry.heard < aging ? entry.port : nil
        }
        return nil
    }

    /// Whether an address was put here for good.
    func isPermanent(_ address: MACAddress) -> Bool {
        places(of: address).contains { entries[$0]?.address == address && entries[$0]?.isPermanent == true }
    }

    /// Puts an address at a port, until it ages or shows up elsewhere. Permanent entries stay as they are.
    mutating func learn(_ address: MACAddress, at port: Int, now: Instant) {
        insert(Entry(address: address, port: port, heard: now, isPermanent: false))
    }

    /// Puts an address at a port for good; false where four others have its places for good.
    mutating func pin(_ address: MACAddress, at port: Int) -> Bool {
        insert(Entry(address: address, port: port, heard: .zero, isPermanent: true))
        return isPermanent(address)
    }

    private mutating func insert(_ entry: Entry) {
        var best: Int?
        for place in places(of: entry.address) {
            guard let held = entries[place] else {
                if best.map({ entries[$0] != nil }) ?? true { best = place }
                continue
            }
            if held.address == entry.address {
                if !held.isPermanent || entry.isPermanent { entries[place] = entry }
                return
            }
            if held.isPermanent { continue }
            guard let known = best else {
                best = place
                continue
            }
            if let other = entries[known], held.heard < other.heard { best = place }
        }
        if let best { entries[best] = entry }
    }
}
