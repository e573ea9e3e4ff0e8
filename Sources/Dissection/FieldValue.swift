/// What kind of values a field has, by which literals for it are read.
public enum FieldType: String, Sendable {
    /// A protocol: it is there or not.
    case protocolName = "a protocol"
    /// A whole number from 0.
    case unsigned = "a number"
    /// A whole number.
    case signed = "a number, which may be below zero"
    /// True or false.
    case boolean = "true or false"
    /// Seconds, with a fraction.
    case seconds = "seconds"
    /// Six octets.
    case address = "an address of six octets"
    /// Four octets.
    case ipv4 = "an IPv4 address"
    /// Characters.
    case text = "text"
    /// Octets.
    case octets = "octets"
}

/// A value of a field in a packet.
enum FieldValue: Equatable, Sendable {
    /// A number, a truth value as 0 or 1, or nanoseconds.
    case number(Int64)
    /// Octets: an address, text, or octets.
    case octets([UInt8])

    /// Orders numbers by size and octets as text is ordered; a number and octets are not comparable.
    static func compare(_ left: FieldValue, _ right: FieldValue) -> Int? {
        switch (left, right) {
        case (.number(let left), .number(let right)): left < right ? -1 : left > right ? 1 : 0
        case (.octets(let left), .octets(let right)):
            left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
        default: nil
        }
    }
}
