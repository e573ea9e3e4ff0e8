internal import HeapModule

/// A heap of deadlines: which of many cores must be woken next.
///
/// An entry is a deadline and an index; equal deadlines come out in order of index, so a run can be repeated. An index
/// stands for one core and has one deadline, the earliest that was inserted since it was last woken: a core whose
/// deadline moved away is woken in vain, and whoever wakes it inserts what its `deadline` says afterwards.
public struct Deadlines: Sendable {
    /// One entry of the heap.
    public struct Entry: Comparable, Sendable {
        /// When to wake.
        public var instant: Instant
        /// Whom to wake.
        public var index: Int

        /// Orders by instant, then by index.
        public static func < (left: Entry, right: Entry) -> Bool {
            (left.instant, left.index) < (right.instant, right.index)
        }
    }

    private var heap = Heap<Entry>()
    /// The deadline of each index; an entry of the heap that says otherwise is void.
    private var instants: [Instant?] = []

    /// An empty heap.
    public init() {}

    /// The earliest entry.
    public var first: Entry? { heap.min }

    /// How many entries the heap holds, void ones included.
    public var count: Int { heap.count }

    /// Adds an entry, unless the index is woken by then already.
    public mutating func insert(_ instant: Instant, index: Int) {
        while instants.count <= index { instants.append(nil) }
        if let known = instants[index], known <= instant { return }
        instants[index] = instant
        heap.insert(Entry(instant: instant, index: index))
        // Void entries far in the future must not pile up: at least half of these are void.
        if heap.count > 2 * instants.count + 16 {
            heap = Heap(
                instants.enumerated().compactMap { index, instant in instant.map { Entry(instant: $0, index: index) } })
        }
    }

    /// Takes out the earliest entry.
    public mutating func popFirst() -> Entry? {
        guard let first = heap.popMin() else { return nil }
        instants[first.index] = nil
        while let next = heap.min, instants[next.index] != next.instant { _ = heap.popMin() }
        return first
    }
}
