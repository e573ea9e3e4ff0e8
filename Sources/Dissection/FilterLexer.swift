/// Cuts a display filter into tokens.
struct FilterLexer {
    /// Octets of a filter at most.
    static let limit = 1 << 16
    private let text: [UInt8]
    private var position = 0
    private var tokens: [FilterToken] = []

    /// The tokens of `filter`, the last of them the end.
    static func tokens(of filter: String) throws(FilterError) -> [FilterToken] {
        var lexer = FilterLexer(text: Array(filter.utf8))
        guard lexer.text.count <= limit else {
            throw FilterError(limit..<limit + 1, "a filter has \(limit) octets at most")
        }
        while try lexer.readToken() {}
        let end = lexer.text.count
        lexer.tokens.append(FilterToken(kind: .end, range: end..<end))
        return lexer.tokens
    }

    private init(text: [UInt8]) { self.text = text }

    private static let symbols: [FilterToken.Symbol] = [
        .allEqual, .anyNotEqual, .equal, .notEqual, .greaterOrEqual, .lessOrEqual, .and, .or, .xor, .range,
        .greater, .less, .not, .leftParenthesis, .rightParenthesis, .leftBrace, .rightBrace, .comma, .plus, .times,
        .divide, .modulo, .bitwiseAnd, .minus,
    ]

    private mutating func readToken() throws(FilterError) -> Bool {
        while position < text.count, isSpace(text[position]) { position += 1 }
        guard position < text.count else { return false }
        let start = position
        switch text[position] {
        case UInt8(ascii: "\""):
            position += 1
            append(.string(try readQuoted(UInt8(ascii: "\""), isRaw: false, from: start)), from: start)
        case UInt8(ascii: "'"):
            position += 1
            let octets = try readQuoted(UInt8(ascii: "'"), isRaw: false, from: start)
            guard octets.count == 1 else {
                throw FilterError(start..<position, "one character stands between single quotes")
            }
            append(.character(octets[0]), from: start)
        case UInt8(ascii: "r"), UInt8(ascii: "R"):
            guard position + 1 < text.count, text[position + 1] == UInt8(ascii: "\"") else { return try readWord() }
            position += 2
            append(.string(try readQuoted(UInt8(ascii: "\""), isRaw: true, from: start)), from: start)
        case UInt8(ascii: "["):
            guard let end = text[start...].firstIndex(of: UInt8(ascii: "]")) else {
                throw FilterError(start..<text.count, "the right bracket of a slice is missing")
            }
            position = end + 1
            append(.slice(String(decoding: text[start + 1..<end], as: UTF8.self)), from: start)
        case UInt8(ascii: "-") where isNegativeNumber:
            return try readWord()
        case UInt8(ascii: "~"):
            // "~" is matches; "~=" is what 4.0 still takes for "!==".
            let isUnequal = position + 1 < text.count && text[position + 1] == UInt8(ascii: "=")
            position += isUnequal ? 2 : 1
            append(.symbol(isUnequal ? .anyNotEqual : .matches), from: start)
        default:
            for symbol in Self.symbols where text[start...].starts(with: symbol.rawValue.utf8) {
                position += symbol.rawValue.utf8.count
                append(.symbol(symbol), from: start)
                return true
            }
            return try readWord()
        }
        return true
    }

    /// Whether a minus belongs to the number behind it: nothing before it could be subtracted from.
    private var isNegativeNumber: Bool {
        guard position + 1 < text.count, 0x30...0x39 ~= text[position + 1] else { return false }
        switch tokens.last?.kind {
        case nil: return true
        case .symbol(.rightParenthesis): return false
        case .symbol: return true
        default: return false
        }
    }

    private mutating func readWord() throws(FilterError) -> Bool {
        let start = position
        if text[position] == UInt8(ascii: "-") { position += 1 }
        while position < text.count, isWord(text[position]) {
            // Two dots are a range.
            if text[position] == UInt8(ascii: "."), position + 1 < text.count,
                text[position + 1] == UInt8(ascii: ".")
            {
                break
            }
            position += 1
        }
        guard position > start else {
            let end = text[start...].dropFirst().firstIndex { $0 & 0xC0 != 0x80 } ?? text.count
            let shown = String(decoding: text[start..<end], as: UTF8.self)
            throw FilterError(start..<end, "\(quoted(shown)) has no meaning here")
        }
        // A network: 10.0.0.0/8.
        if position + 1 < text.count, text[position] == UInt8(ascii: "/"), 0x30...0x39 ~= text[position + 1],
            text[start..<position].contains(UInt8(ascii: "."))
        {
            position += 1
            while position < text.count, 0x30...0x39 ~= text[position] { position += 1 }
        }
        let word = String(decoding: text[start..<position], as: UTF8.self)
        append(FilterToken.symbol(named: word).map { .symbol($0) } ?? .word(word), from: start)
        return true
    }

    private mutating func append(_ kind: FilterToken.Kind, from start: Int) {
        tokens.append(FilterToken(kind: kind, range: start..<position))
    }

    /// Reads up to the closing quote, which it passes.
    private mutating func readQuoted(
        _ quote: UInt8, isRaw: Bool, from start: Int
    ) throws(FilterError) -> [UInt8] {
        var octets: [UInt8] = []
        while position < text.count {
            let octet = text[position]
            position += 1
            if octet == quote { return octets }
            guard octet == UInt8(ascii: "\\") else {
                octets.append(octet)
                continue
            }
            guard position < text.count else { break }
            if isRaw {
                // A raw string keeps its backslashes, and a quote behind one.
                octets += [octet, text[position]]
                position += 1
            } else {
                octets.append(try readEscape())
            }
        }
        throw FilterError(start..<text.count, "the closing quote is missing")
    }

    /// What an escape in quotes stands for, as in C.
    private mutating func readEscape() throws(FilterError) -> UInt8 {
        let start = position - 1
        let octet = text[position]
        position += 1
        switch octet {
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): return octet
        case UInt8(ascii: "a"): return 7
        case UInt8(ascii: "b"): return 8
        case UInt8(ascii: "t"): return 9
        case UInt8(ascii: "n"): return 10
        case UInt8(ascii: "v"): return 11
        case UInt8(ascii: "f"): return 12
        case UInt8(ascii: "r"): return 13
        case UInt8(ascii: "x"): return try readDigits(radix: 16, atMost: 2, from: start)
        case 0x30...0x37:
            position -= 1
            return try readDigits(radix: 8, atMost: 3, from: start)
        default:
            throw FilterError(
                start..<position,
                "\(quoted(String(decoding: text[start..<position], as: UTF8.self))) is no escape; in r\"…\" a backslash stands for itself"
            )
        }
    }

    private mutating func readDigits(radix: Int, atMost count: Int, from start: Int) throws(FilterError) -> UInt8 {
        var value = 0
        let first = position
        while position < text.count, position < first + count,
            let digit = Character(UnicodeScalar(text[position])).hexDigitValue, digit < radix
        {
            value = radix * value + digit
            position += 1
        }
        guard position > first, let octet = UInt8(exactly: value) else {
            throw FilterError(start..<position, "an escaped number of 0 to 255 was expected")
        }
        return octet
    }

    private func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || 0x09...0x0D ~= octet }

    private func isWord(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

/// Text from a filter, in quotes and shortened.
func quoted(_ text: String) -> String {
    var shown = ""
    shown.append(escaped: Array(text.utf8.prefix(64)))
    return "\"\(shown)\""
}
