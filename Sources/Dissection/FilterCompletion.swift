/// What a display filter may go on with, while it is typed.
public struct FilterCompletion: Equatable, Sendable {
    /// What stands in the place of the octets of ``range``.
    public var text: String
    /// Octets of UTF-8 of the filter that it replaces: the word before the cursor, perhaps none.
    public var range: Range<Int>
    /// What it is, in words: the field's title, or the number that a name stands for.
    public var detail: String

    /// Completions at most.
    private static let limit = 60

    /// Completions of a filter at a place.
    ///
    /// - Parameter cursor: octets of UTF-8 from the filter's start.
    public static func completions(of filter: String, at cursor: Int) -> [FilterCompletion] {
        let octets = Array(filter.utf8.prefix(max(0, cursor)))
        // A string that is not finished is replaced from its quote on.
        let isQuoted = octets.count { $0 == UInt8(ascii: "\"") } % 2 == 1
        var start = octets.count
        if isQuoted {
            start = octets.lastIndex(of: UInt8(ascii: "\"")) ?? start
        } else {
            while start > 0, isWord(octets[start - 1]) { start -= 1 }
        }
        let word = String(decoding: octets[start...], as: UTF8.self)
        let range = start..<octets.count
        let before = String(decoding: octets[..<start], as: UTF8.self)
        let tokens = (try? FilterLexer.tokens(of: before))?.filter { $0.kind != .end } ?? []
        if let last = tokens.last, case .symbol(let symbol) = last.kind, symbol.isComparison {
            guard tokens.count > 1, case .word(let name) = tokens[tokens.count - 2].kind, let field = Field(name: name)
            else { return [] }
            return values(of: field, word: word, range)
        }
        if case .word(let name)? = tokens.last?.kind, !isQuoted {
            guard let field = Field(name: name) else { return [] }
            return operators(after: field, word: word, range)
        }
        return isQuoted ? [] : fields(word, range)
    }

    private static func isWord(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// Fields that begin with the word, then those that hold it.
    private static func fields(_ word: String, _ range: Range<Int>) -> [FilterCompletion] {
        let lower = word.lowercased()
        func rank(_ name: String) -> Int? {
            let name = name.lowercased()
            if lower.isEmpty { return name.contains(".") ? nil : 0 }
            return name.hasPrefix(lower) ? 0 : name.contains(lower) ? 1 : nil
        }
        let ranked = Field.allCases.compactMap { field in rank(field.rawValue).map { (rank: $0, field: field) } }
        let sorted = ranked.filter { $0.rank == 0 } + ranked.filter { $0.rank == 1 }
        return sorted.prefix(limit).map {
            FilterCompletion(text: $0.field.rawValue, range: range, detail: $0.field.title)
        }
    }

    /// The names, or truths, that a field may be compared with.
    private static func values(of field: Field, word: String, _ range: Range<Int>) -> [FilterCompletion] {
        var found: [FilterCompletion] = []
        if field.type == .boolean {
            for name in ["True", "False"] { found.append(.init(text: name, range: range, detail: field.title)) }
        } else if field.hasLabels {
            var seen: Set<String> = []
            for value in Int64(0)...255 {
                guard let label = field.label(of: value), seen.insert(label).inserted else { continue }
                found.append(.init(text: "\"\(label)\"", range: range, detail: "\(field.title) \(value)"))
            }
        }
        let lower = word.lowercased()
        return Array(
            found.filter { $0.text.lowercased().hasPrefix(lower) || $0.text.dropFirst().lowercased().hasPrefix(lower) }
                .prefix(limit))
    }

    private static func operators(after field: Field, word: String, _ range: Range<Int>) -> [FilterCompletion] {
        var found: [(String, String)] = []
        if field.type != .protocol, field.type != .none {
            found = [("==", "is"), ("!=", "is not, each value"), ("in", "is one of {…}")]
            switch field.type {
            case .octets, .text: found += [("contains", "holds"), ("matches", "matches a regular expression")]
            case .address, .boolean: break
            default: found += [("<", "is less"), ("<=", "is at most"), (">", "is greater"), (">=", "is at least")]
            }
        }
        found += [("&&", "and"), ("||", "or")]
        return found.filter { $0.0.hasPrefix(word) }.map { FilterCompletion(text: $0.0, range: range, detail: $0.1) }
    }
}

extension FilterToken.Symbol {
    /// Whether a value may follow.
    fileprivate var isComparison: Bool {
        switch self {
        case .equal, .allEqual, .notEqual, .anyNotEqual, .greater, .greaterOrEqual, .less, .lessOrEqual, .contains,
            .matches:
            true
        default: false
        }
    }
}
