internal import Timeline

/// Keys in the order in which they expire, for lifetimes that are all equal: first in, first out.
struct ExpiryQueue<Key: Sendable>: Sendable {
    private var entries: [(expiry: Instant, key: Key)] = []
    private var head = 0

    var count: Int { entries.count - head }

    /// When the first key expires; nil where there is none.
    var firstExpiry: Instant? { head < entries.count ? entries[head].expiry : nil }

    /// Adds a key, which must not expire before those that are in already.
    mutating func append(_ key: Key, expiry: Instant) { entries.append((expiry, key)) }

    /// Takes out the first key if it has expired.
    mutating func popExpired(at now: Instant) -> Key? {
        guard let expiry = firstExpiry, expiry <= now else { return nil }
        return popFirst()
    }

    /// Takes out the first key.
    mutating func popFirst() -> Key? {
        guard head < entries.count else { return nil }
        let key = entries[head].key
        head += 1
        // What is passed is dropped when it is half of the array: constant work a key on average.
        if head * 2 > entries.count {
            entries.removeFirst(head)
            head = 0
        }
        return key
    }
}
