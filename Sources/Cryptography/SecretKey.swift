public import Octets

/// A secret of at most 48 octets, such as a key whose length the cipher or the AKM decides: kept in place, compared in
/// constant time, never printed.
public struct SecretKey: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    /// Octets that fit.
    public static let capacity = 48

    @usableFromInline var storage = InlineArray<48, UInt8>(repeating: 0)

    /// Octets of the key.
    public let count: Int

    /// A copy of `octets`; nil if there are more than ``capacity``.
    @inlinable
    public init?(_ octets: RawSpan) {
        guard octets.byteCount <= Self.capacity else { return nil }
        count = octets.byteCount
        for index in 0..<count { storage[index] = octets.octet(at: index) }
    }

    /// The key written in hexadecimal; nil for anything else, or if there is more than fits.
    public init?(hexadecimal text: some StringProtocol) {
        guard let array = [UInt8](hexadecimal: text) else { return nil }
        self.init(array.octets)
    }

    // Transparent for the reason that FixedOctets gives.

    /// The octets as a view.
    @_transparent
    public var octets: RawSpan {
        @_lifetime(borrow self)
        get { unsafe storage.span.bytes.extracting(first: count) }
    }

    /// Compares in a time that depends on the lengths alone.
    @inlinable
    public static func == (left: Self, right: Self) -> Bool { constantTimeEquals(left.octets, right.octets) }

    /// Never shows the octets.
    public var description: String { "\(count) octets (hidden)" }
    /// Never shows the octets.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
