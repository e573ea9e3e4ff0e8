internal import HeapModule

/// A heap of deadlines: which of many cores must be woken next.
///
/// An entry is a deadline and an index; equal deadlines come out in order of index, so a run can be repeated. An entry
/// is never taken out early: whoever pops it asks the core for its `deadline` again and drops what is no longer true.
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

    /// An empty heap.
    public init() {}

    /// The earliest entry.
    public var first: Entry? { heap.min }

    /// Adds an entry.
    public mutating func insert(_ instant: Instant, index: Int) {
        heap.insert(Entry(instant: instant, index: index))
    }

    /// Takes out the earliest entry.
    public mutating func popFirst() -> Entry? { heap.popMin() }
}
