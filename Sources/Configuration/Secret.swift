/// A password, a passphrase or a shared secret: compared in constant time and never printed.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// The secret itself.
    public var octets: [UInt8]

    /// A secret of these octets.
    public init(_ octets: [UInt8]) { self.octets = octets }

    /// Takes the same time wherever the first difference stands; only the length shows.
    public static func == (left: Secret, right: Secret) -> Bool {
        guard left.octets.count == right.octets.count else { return false }
        var difference: UInt8 = 0
        for index in left.octets.indices { difference |= left.octets[index] ^ right.octets[index] }
        return difference == 0
    }

    /// "(hidden)".
    public var description: String { "(hidden)" }

    /// Nothing: `dump` and string interpolation of an enclosing value show no octet.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
