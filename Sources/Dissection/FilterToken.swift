/// A piece of a display filter, and where it stands.
struct FilterToken: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// A field, a number, an address, a byte string: anything without quotes.
        case word(String)
        /// Text in double quotes, its escapes undone.
        case string([UInt8])
        /// A character in single quotes.
        case character(UInt8)
        /// What stands in square brackets.
        case slice(String)
        case symbol(Symbol)
        case end
    }

    /// Operators and brackets, however they are spelt.
    enum Symbol: String, Equatable, Sendable {
        case leftParenthesis = "("
        case rightParenthesis = ")"
        case leftBrace = "{"
        case rightBrace = "}"
        case comma = ","
        case range = ".."
        case and = "&&"
        case or = "||"
        case xor = "^^"
        case not = "!"
        case equal = "=="
        case allEqual = "==="
        case notEqual = "!="
        case anyNotEqual = "!=="
        case greater = ">"
        case greaterOrEqual = ">="
        case less = "<"
        case lessOrEqual = "<="
        case contains = "contains"
        case matches = "matches"
        case `in` = "in"
        case any = "any"
        case all = "all"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divide = "/"
        case modulo = "%"
        case bitwiseAnd = "&"
    }

    var kind: Kind
    /// Octets of the filter.
    var range: Range<Int>

    /// The operators that are words.
    static func symbol(named word: String) -> Symbol? {
        switch word {
        case "and": .and
        case "or": .or
        case "xor": .xor
        case "not": .not
        case "eq", "any_eq": .equal
        case "all_eq": .allEqual
        case "ne", "all_ne": .notEqual
        case "any_ne": .anyNotEqual
        case "gt": .greater
        case "ge": .greaterOrEqual
        case "lt": .less
        case "le": .lessOrEqual
        case "contains": .contains
        case "matches": .matches
        case "in": .in
        case "any": .any
        case "all": .all
        case "bitwise_and": .bitwiseAnd
        default: nil
        }
    }
}
