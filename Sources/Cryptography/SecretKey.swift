internal import Octets

/// A secret of at most `capacity` octets, such as a key whose length the cipher decides: kept in place, compared in
/// constant time, never printed.
public struct SecretKey<let capacity: Int>: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    private var storage = SecretOctets<capacity>()

    /// Octets of the key.
    public let count: Int

    /// A copy of `octets`; nil if there are more than fit.
    public init?(_ octets: RawSpan) {
        guard octets.byteCount <= capacity else { return nil }
        count = octets.byteCount
        for index in 0..<count { storage.storage[index] = octets.octet(at: index) }
    }

    /// The key written in hexadecimal; nil for anything else, or if there is more than fits.
    public init?(hexadecimal text: some StringProtocol) {
        guard let array = [UInt8](hexadecimal: text) else { return nil }
        self.init(array.octets)
    }

    /// The octets as a view.
    public var octets: RawSpan {
        @_lifetime(borrow self)
        get { storage.octets.extracting(first: count) }
    }

    /// Compares in a time that depends on the lengths alone.
    public static func == (left: Self, right: Self) -> Bool { constantTimeEquals(left.octets, right.octets) }

    /// Never shows the octets.
    public var description: String { "\(count) octets (hidden)" }
    /// Never shows the octets.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
