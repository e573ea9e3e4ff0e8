/// A password, never printed.
public struct Password: Sendable, CustomStringConvertible, CustomReflectable {
    let octets: [UInt8]

    /// The password with these octets, which are UTF-8 where characters matter.
    public init(_ octets: [UInt8]) { self.octets = octets }

    /// The password written as text.
    public init(_ text: String) { octets = [UInt8](text.utf8) }

    /// "password (hidden)".
    public var description: String { "password (hidden)" }
    /// Nothing, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
