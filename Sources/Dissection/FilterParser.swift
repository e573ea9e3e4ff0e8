/// Reads a display filter: tests joined by and, or, xor and not, in Wireshark 4.0's order of precedence.
struct FilterParser {
    /// How deep brackets and negations may be nested.
    private static let depthLimit = 100
    private let tokens: [FilterToken]
    private var position = 0
    private var depth = 0

    static func parse(_ filter: String) throws(FilterError) -> FilterTest? {
        var parser = FilterParser(tokens: try FilterLexer.tokens(of: filter))
        guard parser.tokens.count > 1 else { return nil }
        let test = try parser.parseOr()
        guard case .end = parser.next.kind else { throw parser.unexpected("and, or, or the filter's end") }
        return test
    }

    private init(tokens: [FilterToken]) { self.tokens = tokens }

    private var next: FilterToken { tokens[position] }

    private mutating func take() -> FilterToken {
        defer { if position + 1 < tokens.count { position += 1 } }
        return tokens[position]
    }

    private mutating func take(_ symbol: FilterToken.Symbol) -> Bool {
        guard next.kind == .symbol(symbol) else { return false }
        position += 1
        return true
    }

    private mutating func require(_ symbol: FilterToken.Symbol) throws(FilterError) {
        guard take(symbol) else { throw unexpected(quoted(symbol.rawValue)) }
    }

    private func unexpected(_ expected: String) -> FilterError {
        let found = next.kind == .end ? "the filter ends" : "this was not expected"
        return FilterError(next.range, "\(found) where \(expected) should stand")
    }

    private mutating func deepen() throws(FilterError) {
        depth += 1
        guard depth <= Self.depthLimit else {
            throw FilterError(next.range, "more than \(Self.depthLimit) levels of brackets or negations")
        }
    }

    private mutating func parseOr() throws(FilterError) -> FilterTest {
        var tests = [try parseXor()]
        while take(.or) { tests.append(try parseXor()) }
        return tests.count == 1 ? tests[0] : .any(tests)
    }

    private mutating func parseXor() throws(FilterError) -> FilterTest {
        var test = try parseAnd()
        let start = depth
        while take(.xor) {
            try deepen()
            test = .exactlyOne(test, try parseAnd())
        }
        depth = start
        return test
    }

    private mutating func parseAnd() throws(FilterError) -> FilterTest {
        var tests = [try parseNot()]
        while take(.and) { tests.append(try parseNot()) }
        return tests.count == 1 ? tests[0] : .all(tests)
    }

    private mutating func parseNot() throws(FilterError) -> FilterTest {
        try deepen()
        defer { depth -= 1 }
        if take(.not) { return .not(try parseNot()) }
        if take(.leftParenthesis) {
            let test = try parseOr()
            try require(.rightParenthesis)
            return test
        }
        return try parseRelation()
    }

    private mutating func parseRelation() throws(FilterError) -> FilterTest {
        var quantifier: FilterQuantifier?
        let isQuantified = next
        if take(.any) { quantifier = .any } else if take(.all) { quantifier = .all }
        let left = try parseOperand()
        let token = next
        switch token.kind {
        case .symbol(.in):
            position += 1
            return try parseSet(left)
        case .symbol(.not) where position + 1 < tokens.count && tokens[position + 1].kind == .symbol(.in):
            position += 2
            return .not(try parseSet(left))
        case .symbol(.matches):
            position += 1
            return try parsePattern(left)
        case .symbol(let symbol):
            guard let (relation, standard) = Self.relation(symbol) else { break }
            position += 1
            let right = try parseOperand()
            if case .symbol(let another) = next.kind, Self.relation(another) != nil {
                throw FilterError(next.range, "comparisons can't be chained; join two of them by and")
            }
            return try FilterResolver.compare(left, relation, right, quantifier ?? standard)
        default: break
        }
        guard quantifier == nil else {
            throw FilterError(isQuantified.range, "any and all belong before a comparison")
        }
        return try FilterResolver.existence(of: left)
    }

    private static func relation(_ symbol: FilterToken.Symbol) -> (FilterRelation, FilterQuantifier)? {
        switch symbol {
        case .equal: (.equal, .any)
        case .allEqual: (.equal, .all)
        case .notEqual: (.notEqual, .all)
        case .anyNotEqual: (.notEqual, .any)
        case .greater: (.greater, .any)
        case .greaterOrEqual: (.greaterOrEqual, .any)
        case .less: (.less, .any)
        case .lessOrEqual: (.lessOrEqual, .any)
        case .contains: (.contains, .any)
        default: nil
        }
    }

    private mutating func parseSet(_ left: FilterNode) throws(FilterError) -> FilterTest {
        try require(.leftBrace)
        var members: [(FilterToken, FilterToken?)] = []
        repeat {
            let lower = try takeLiteral()
            members.append((lower, take(.range) ? try takeLiteral() : nil))
        } while take(.comma)
        try require(.rightBrace)
        return try FilterResolver.membership(of: left, members)
    }

    private mutating func takeLiteral() throws(FilterError) -> FilterToken {
        switch next.kind {
        case .word, .string, .character: return take()
        default: throw unexpected("a value")
        }
    }

    private mutating func parsePattern(_ left: FilterNode) throws(FilterError) -> FilterTest {
        guard case .string(let octets) = next.kind else { throw unexpected("a regular expression in quotes") }
        let range = take().range
        guard let pattern = FilterPattern(String(decoding: octets, as: UTF8.self)) else {
            throw FilterError(range, "this is no regular expression")
        }
        return try FilterResolver.match(left, pattern)
    }

    /// Arithmetic: & binds least, then + and -, then *, / and %.
    private mutating func parseOperand() throws(FilterError) -> FilterNode {
        try parseArithmetic(level: 0)
    }

    private static let levels: [[(FilterToken.Symbol, FilterArithmetic)]] = [
        [(.bitwiseAnd, .bitwiseAnd)], [(.plus, .add), (.minus, .subtract)],
        [(.times, .multiply), (.divide, .divide), (.modulo, .modulo)],
    ]

    private mutating func parseArithmetic(level: Int) throws(FilterError) -> FilterNode {
        guard level < Self.levels.count else { return try parseUnary() }
        var node = try parseArithmetic(level: level + 1)
        let start = depth
        while let operation = Self.levels[level].first(where: { next.kind == .symbol($0.0) }) {
            try deepen()
            position += 1
            let right = try parseArithmetic(level: level + 1)
            node = FilterNode(
                .arithmetic(node, operation.1, right), node.range.lowerBound..<right.range.upperBound)
        }
        depth = start
        return node
    }

    private mutating func parseUnary() throws(FilterError) -> FilterNode {
        try deepen()
        defer { depth -= 1 }
        let start = next.range.lowerBound
        if take(.minus) {
            let node = try parseUnary()
            return FilterNode(.negative(node), start..<node.range.upperBound)
        }
        if take(.leftBrace) {
            let node = try parseOperand()
            try require(.rightBrace)
            return node
        }
        var node = try parsePrimary()
        if case .slice(let text) = next.kind {
            let range = take().range
            guard let slices = FilterSlice.parse(text) else {
                throw FilterError(range, "a slice is [start:count], [first-last], [place], or several parted by commas")
            }
            node = FilterNode(.slice(node, slices), node.range.lowerBound..<range.upperBound)
        }
        return node
    }

    private mutating func parsePrimary() throws(FilterError) -> FilterNode {
        switch next.kind {
        case .string, .character:
            let token = take()
            return FilterNode(.value(token), token.range)
        case .word(let word):
            let token = take()
            if next.kind == .symbol(.leftParenthesis) { return try parseFunction(word, token.range) }
            if let field = Field(name: word) { return FilterNode(.field(field), token.range) }
            return FilterNode(.value(token), token.range)
        default: throw unexpected("a field or a value")
        }
    }

    private mutating func parseFunction(_ name: String, _ range: Range<Int>) throws(FilterError) -> FilterNode {
        guard let function = FilterFunction(rawValue: name) else {
            let names = FilterFunction.allCases.map(\.rawValue).joined(separator: ", ")
            throw FilterError(range, "\(quoted(name)) is none of the functions \(names)")
        }
        try require(.leftParenthesis)
        var parameters: [FilterNode] = []
        repeat { parameters.append(try parseOperand()) } while take(.comma)
        let end = next.range.upperBound
        try require(.rightParenthesis)
        return FilterNode(.function(function, parameters), range.lowerBound..<end)
    }
}

/// The functions of display filters.
enum FilterFunction: String, CaseIterable, Sendable {
    case len, count, upper, lower, max, min, abs
}

/// An operand as it is written, its type not yet known.
struct FilterNode {
    indirect enum Kind {
        case field(Field)
        case value(FilterToken)
        case slice(FilterNode, [FilterSlice])
        case function(FilterFunction, [FilterNode])
        case negative(FilterNode)
        case arithmetic(FilterNode, FilterArithmetic, FilterNode)
    }

    let kind: Kind
    let range: Range<Int>

    init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}

extension FilterSlice {
    /// The slices that `text` writes between its brackets; nil where it is anything else.
    static func parse(_ text: String) -> [FilterSlice]? {
        var slices: [FilterSlice] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let part = part.filter { $0 != " " }
            guard let slice = parse(part: part) else { return nil }
            slices.append(slice)
        }
        return slices.count <= 64 ? slices : nil
    }

    private static func parse(part: String) -> FilterSlice? {
        let pieces = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if pieces.count == 2 {
            guard let start = pieces[0].isEmpty ? 0 : place(pieces[0]) else { return nil }
            if pieces[1].isEmpty { return FilterSlice(start: start, end: .open) }
            guard let count = place(pieces[1]), count > 0 else { return nil }
            return FilterSlice(start: start, end: .count(count))
        }
        // A minus behind the first octet parts first and last.
        if let dash = part.dropFirst().firstIndex(of: "-") {
            guard let first = place(part[..<dash]), let last = place(part[part.index(after: dash)...]) else {
                return nil
            }
            guard first >= 0 && last >= 0 ? first <= last : true else { return nil }
            return FilterSlice(start: first, end: .last(last))
        }
        return place(part).map { FilterSlice(start: $0, end: .count(1)) }
    }

    private static func place(_ text: some StringProtocol) -> Int? {
        guard let value = Int(text), abs(value) <= 1 << 16 else { return nil }
        return value
    }
}
