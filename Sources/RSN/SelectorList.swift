public import Octets

/// A view of a list of suite selectors, in the order of preference that the sender gave it.
public struct SelectorList<Selector: RawRepresentable & Hashable>: ~Escapable where Selector.RawValue == UInt32 {
    @usableFromInline let octets: RawSpan
    @usableFromInline let absent: Selector?

    /// A view of whole selectors of 4 octets.
    @_lifetime(copy octets)
    init(_ octets: RawSpan) {
        self.octets = octets
        absent = nil
    }

    /// The list that an absent field stands for.
    @_lifetime(copy octets)
    init(absent: Selector, in octets: RawSpan) {
        self.octets = octets.extracting(first: 0)
        self.absent = absent
    }

    /// How many there are.
    @inlinable
    public var count: Int { absent == nil ? octets.byteCount / 4 : 1 }

    /// The selector at `index`; nil past the end.
    @inlinable
    public subscript(index: Int) -> Selector? {
        if let absent { return index == 0 ? absent : nil }
        guard index >= 0, index < count else { return nil }
        return Selector(rawValue: octets.bigEndian(UInt32.self, at: 4 * index))
    }

    /// Whether `selector` is among them.
    @inlinable
    public func contains(_ selector: Selector) -> Bool {
        for index in 0..<count where self[index] == selector { return true }
        return false
    }

    /// A copy of the list.
    @inlinable
    public var array: [Selector] {
        var array: [Selector] = []
        array.reserveCapacity(count)
        for index in 0..<count {
            if let selector = self[index] { array.append(selector) }
        }
        return array
    }
}
