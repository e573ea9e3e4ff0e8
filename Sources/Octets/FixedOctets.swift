/// A public value of a known number of octets, such as a nonce or a PMKID, kept in place: no heap, no reference count.
///
/// Not for secrets: comparison stops at the first difference.
public struct FixedOctets<let count: Int>: Hashable, Sendable, CustomStringConvertible {
    /// The octets.
    public var storage: InlineArray<count, UInt8>

    /// Octets of zero.
    @inlinable
    public init() { storage = InlineArray(repeating: 0) }

    /// A copy of `octets`; nil unless there are exactly `count`.
    @inlinable
    public init?(_ octets: RawSpan) {
        guard octets.byteCount == count else { return nil }
        self.init()
        for index in 0..<count { storage[index] = octets.octet(at: index) }
    }

    /// A copy of the `count` octets that begin at `offset`. Traps where fewer follow.
    @inlinable
    public init(_ octets: RawSpan, at offset: Int) {
        self.init()
        for index in 0..<count { storage[index] = octets.octet(at: offset + index) }
    }

    /// The value written in hexadecimal; nil unless the text is exactly that long.
    public init?(hexadecimal text: some StringProtocol) {
        guard let array = [UInt8](hexadecimal: text), let value = Self(array.octets) else { return nil }
        self = value
    }

    // Transparent, not just inlinable: specialized, a getter that borrows from generic inline storage gets a copy of it
    // and returns a span of what is gone (Swift 6.3.1, -O).

    /// The octets as a view.
    @_transparent
    public var octets: RawSpan {
        @_lifetime(borrow self)
        get { unsafe storage.span.bytes }
    }

    /// Writes an integer over the octets at `offset`, least significant first.
    @inlinable @inline(__always)
    public mutating func replace<T: FixedWidthInteger>(at offset: Int, littleEndian value: T) {
        for octet in 0..<MemoryLayout<T>.size {
            storage[offset + octet] = UInt8(truncatingIfNeeded: value >> (8 * octet))
        }
    }

    /// Writes an integer over the octets at `offset`, most significant first.
    @inlinable @inline(__always)
    public mutating func replace<T: FixedWidthInteger>(at offset: Int, bigEndian value: T) {
        replace(at: offset, littleEndian: value.byteSwapped)
    }

    /// Writes other octets over those at `offset`.
    @inlinable @inline(__always)
    public mutating func replace<let other: Int>(at offset: Int, _ octets: FixedOctets<other>) {
        for index in 0..<other { storage[offset + index] = octets.storage[index] }
    }

    /// Writes an address over the octets at `offset`, as it stands on the air.
    @inlinable @inline(__always)
    public mutating func replace(at offset: Int, _ address: MACAddress) {
        replace(at: offset, bigEndian: UInt16(truncatingIfNeeded: address.rawValue >> 32))
        replace(at: offset + 2, bigEndian: UInt32(truncatingIfNeeded: address.rawValue))
    }

    /// Whether each octet is zero.
    @inlinable
    public var isZero: Bool {
        var union: UInt8 = 0
        for index in 0..<count { union |= storage[index] }
        return union == 0
    }

    /// Compares octet by octet.
    @inlinable
    public static func == (left: Self, right: Self) -> Bool {
        for index in 0..<count where left.storage[index] != right.storage[index] { return false }
        return true
    }

    /// Feeds the octets to the hasher.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        for index in 0..<count { hasher.combine(storage[index]) }
    }

    /// The octets in lower-case hexadecimal.
    public var description: String { octets.hexadecimal }
}
