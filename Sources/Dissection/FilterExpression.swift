/// What a display filter asks of a packet.
indirect enum FilterTest: Sendable {
    /// The field or protocol is there.
    case exists(Field)
    /// The value is there, and for arithmetic is not 0.
    case holds(FilterOperand)
    case compare(FilterOperand, FilterRelation, FilterOperand, FilterQuantifier)
    case matches(FilterOperand, FilterPattern)
    case isMember(FilterOperand, [FilterRange])
    case not(FilterTest)
    case all([FilterTest])
    case any([FilterTest])
    case exactlyOne(FilterTest, FilterTest)
}

/// Whether one pair of values has to be so related, or each.
enum FilterQuantifier: Sendable {
    case any
    case all
}

enum FilterRelation: Sendable {
    case equal
    case notEqual
    case greater
    case greaterOrEqual
    case less
    case lessOrEqual
    case contains
}

/// What stands at a side of a comparison.
indirect enum FilterOperand: Sendable {
    case field(Field)
    case literal(FilterLiteral)
    case slice(FilterOperand, [FilterSlice])
    case length(FilterOperand)
    case count(Field)
    case changeCase(FilterOperand, isUpper: Bool)
    case extreme([FilterOperand], isGreatest: Bool)
    case absolute(FilterOperand)
    case negative(FilterOperand)
    case arithmetic(FilterOperand, FilterArithmetic, FilterOperand)
    /// Octets and a mask.
    case masked(FilterOperand, [UInt8])
}

enum FilterArithmetic: Sendable {
    case add
    case subtract
    case multiply
    case divide
    case modulo
    case bitwiseAnd
}

/// A part of octets: from `start`, which counts from the end where it is negative, `count` octets, or all the rest.
struct FilterSlice: Sendable {
    enum End: Sendable {
        case count(Int)
        /// The last octet's place, which may count from the end too.
        case last(Int)
        case open
    }

    var start: Int
    var end: End
}

/// A member of a set: a value, or all from one to another.
struct FilterRange: Sendable {
    var lower: FilterLiteral
    var upper: FilterLiteral?
}

/// A known value.
enum FilterLiteral: Sendable {
    case number(Int128)
    case double(Double)
    case address(UInt64)
    case ipv4(UInt32, mask: UInt32)
    case octets([UInt8])
}

/// What may be compared with what.
enum FilterKind: Equatable, Sendable {
    /// Numbers, truths, and times in nanoseconds.
    case number
    case time
    case double
    case address
    case ipv4
    case octets
    case none

    init(_ type: FieldType) {
        switch type {
        case .unsigned, .signed, .boolean: self = .number
        case .time: self = .time
        case .double: self = .double
        case .address: self = .address
        case .ipv4: self = .ipv4
        case .octets, .text, .protocol: self = .octets
        case .none: self = .none
        }
    }
}

/// A regular expression, ignoring case as Wireshark's do.
struct FilterPattern: @unchecked Sendable {
    let regex: Regex<AnyRegexOutput>

    /// Nil where the pattern is no regular expression.
    init?(_ pattern: String) {
        guard let regex = try? Regex(pattern) else { return nil }
        self.regex = regex.ignoresCase().matchingSemantics(.unicodeScalar)
    }

    /// Whether the octets, each taken as a character, hold a match.
    func isFound(in octets: [UInt8]) -> Bool {
        var text = ""
        for octet in octets { text.unicodeScalars.append(UnicodeScalar(octet)) }
        return (try? regex.firstMatch(in: text)) != nil
    }
}
