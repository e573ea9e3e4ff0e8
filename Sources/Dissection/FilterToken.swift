/// A word of a display filter, and where it stands.
struct FilterToken: Equatable {
    enum Kind: Equatable {
        case word(String)
        /// Text in quotes, with its escapes resolved.
        case text([UInt8])
        /// What stands in brackets after a field.
        case slice(String)
        case comparison(Comparison)
        case and, or, not
        case contains, matches, isIn
        case open, close, openSet, closeSet, comma, range
        case end
    }

    /// How two values are compared; a field may occur more than once.
    enum Comparison: Equatable {
        /// Some occurrence is equal.
        case anyEqual
        /// Every occurrence is equal.
        case allEqual
        /// Some occurrence is unequal.
        case anyUnequal
        /// Every occurrence is unequal, which is what != means since Wireshark 3.6.
        case allUnequal
        case less, lessOrEqual, greater, greaterOrEqual
    }

    var kind: Kind
    var offset: Int
    var length: Int
}

/// Cuts a display filter into words.
struct FilterLexer {
    /// Longer filters are refused.
    static let limit = 10_000

    let text: String
    private let characters: [Character]
    private var position = 0

    init(_ text: String) throws(FilterError) {
        self.text = text
        characters = Array(text)
        guard characters.count <= Self.limit else {
            throw FilterError(
                filter: String(text.prefix(60)), offset: 0, length: 1,
                reason: "the filter is longer than \(Self.limit) characters")
        }
    }

    func error(_ reason: String, at offset: Int, length: Int = 1) -> FilterError {
        FilterError(filter: text, offset: offset, length: length, reason: reason)
    }

    private static let symbols: [(text: String, kind: FilterToken.Kind)] = [
        ("===", .comparison(.allEqual)), ("!==", .comparison(.anyUnequal)), ("==", .comparison(.anyEqual)),
        ("!=", .comparison(.allUnequal)), ("~=", .comparison(.anyUnequal)), ("<=", .comparison(.lessOrEqual)),
        (">=", .comparison(.greaterOrEqual)), ("&&", .and), ("||", .or), ("..", .range),
        ("<", .comparison(.less)), (">", .comparison(.greater)), ("!", .not), ("~", .matches), ("(", .open),
        (")", .close), ("{", .openSet), ("}", .closeSet), (",", .comma),
    ]

    private static let words: [String: FilterToken.Kind] = [
        "eq": .comparison(.anyEqual), "any_eq": .comparison(.anyEqual), "all_eq": .comparison(.allEqual),
        "ne": .comparison(.allUnequal), "all_ne": .comparison(.allUnequal), "any_ne": .comparison(.anyUnequal),
        "lt": .comparison(.less), "le": .comparison(.lessOrEqual), "gt": .comparison(.greater),
        "ge": .comparison(.greaterOrEqual), "and": .and, "or": .or, "not": .not, "contains": .contains,
        "matches": .matches, "in": .isIn,
    ]

    /// All words, the end included.
    mutating func tokens() throws(FilterError) -> [FilterToken] {
        var tokens: [FilterToken] = []
        while true {
            while position < characters.count, characters[position].isWhitespace { position += 1 }
            let start = position
            guard position < characters.count else {
                tokens.append(FilterToken(kind: .end, offset: start, length: 1))
                return tokens
            }
            let kind = try next(afterWord: tokens.last.map { if case .word = $0.kind { true } else { false } } ?? false)
            tokens.append(FilterToken(kind: kind, offset: start, length: position - start))
        }
    }

    private mutating func next(afterWord: Bool) throws(FilterError) -> FilterToken.Kind {
        let character = characters[position]
        if character == "\"" || character == "'" { return try quoted(character) }
        if character == "[", afterWord { return try bracket() }
        for symbol in Self.symbols where characters[position...].starts(with: symbol.text) {
            position += symbol.text.count
            return symbol.kind
        }
        var word = ""
        while position < characters.count, Self.isWordCharacter(characters[position]) {
            // "1..5" is a range, not a number with two dots.
            if characters[position] == ".", position + 1 < characters.count, characters[position + 1] == "." { break }
            word.append(characters[position])
            position += 1
        }
        guard !word.isEmpty else { throw error("\"\(character)\" has no meaning in a filter", at: position) }
        return Self.words[word] ?? .word(word)
    }

    private static func isWordCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "._:-/+".contains(character))
    }

    private mutating func bracket() throws(FilterError) -> FilterToken.Kind {
        let start = position
        guard let end = characters[position...].firstIndex(of: "]") else {
            throw error("this bracket is not closed", at: start)
        }
        position = end + 1
        return .slice(String(characters[start + 1..<end]))
    }

    private mutating func quoted(_ mark: Character) throws(FilterError) -> FilterToken.Kind {
        let start = position
        position += 1
        var octets: [UInt8] = []
        while position < characters.count, characters[position] != mark {
            guard characters[position] == "\\" else {
                octets += Array(String(characters[position]).utf8)
                position += 1
                continue
            }
            position += 1
            guard position < characters.count else { break }
            try escape(&octets)
        }
        guard position < characters.count else { throw error("this quotation is not closed", at: start) }
        position += 1
        return .text(octets)
    }

    private mutating func escape(_ octets: inout [UInt8]) throws(FilterError) {
        let character = characters[position]
        position += 1
        switch character {
        case "n": octets.append(0x0A)
        case "t": octets.append(0x09)
        case "r": octets.append(0x0D)
        case "x":
            var digits = ""
            while digits.count < 2, position < characters.count, characters[position].isHexDigit {
                digits.append(characters[position])
                position += 1
            }
            guard let value = UInt8(digits, radix: 16) else {
                throw error("\\x wants hexadecimal digits", at: position - 1)
            }
            octets.append(value)
        case "\\", "\"", "'": octets += Array(String(character).utf8)
        default:
            // Kept as it is, for regular expressions: \d, \..
            octets += Array("\\\(character)".utf8)
        }
    }
}
