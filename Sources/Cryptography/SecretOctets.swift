public import Octets

/// A secret of a known number of octets, such as a key: kept in place, compared in constant time, never printed.
public struct SecretOctets<let count: Int>: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The octets.
    public var storage: InlineArray<count, UInt8>

    /// Octets of zero.
    @inlinable
    public init() { storage = InlineArray(repeating: 0) }

    /// A copy of `octets`; nil unless there are exactly `count`.
    @inlinable
    public init?(_ octets: RawSpan) {
        guard octets.byteCount == count else { return nil }
        self.init(octets, at: 0)
    }

    /// A copy of the `count` octets that begin at `offset`. Traps where fewer follow.
    @inlinable
    public init(_ octets: RawSpan, at offset: Int) {
        self.init()
        for index in 0..<count { storage[index] = octets.octet(at: offset + index) }
    }

    /// The value written in hexadecimal; nil unless the text is exactly that long.
    public init?(hexadecimal text: some StringProtocol) {
        guard let array = [UInt8](hexadecimal: text) else { return nil }
        self.init(array.octets)
    }

    // Transparent for the reason that FixedOctets gives.

    /// The octets as a view.
    @_transparent
    public var octets: RawSpan {
        @_lifetime(borrow self)
        get { unsafe storage.span.bytes }
    }

    /// Compares in a time that does not depend on the octets.
    @inlinable
    public static func == (left: Self, right: Self) -> Bool { constantTimeEquals(left.octets, right.octets) }

    /// Never shows the octets.
    public var description: String { "\(count) octets (hidden)" }
    /// Never shows the octets.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
