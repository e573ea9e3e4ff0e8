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

    private var heap: [Entry] = []

    /// An empty heap.
    public init() {}

    /// The earliest entry.
    public var first: Entry? { heap.first }

    /// Adds an entry.
    public mutating func insert(_ instant: Instant, index: Int) {
        heap.append(Entry(instant: instant, index: index))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child] < heap[parent] else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes out the earliest entry.
    public mutating func popFirst() -> Entry? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { return first }
            if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
            guard heap[child] < heap[parent] else { return first }
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
