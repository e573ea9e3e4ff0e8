internal import Configuration
internal import Internet
internal import Octets

/// Reads a display filter: `or` binds less than `and`, and that less than `not`.
struct FilterParser {
    /// Deeper nesting is refused.
    private static let depthLimit = 100

    private let lexer: FilterLexer
    private let tokens: [FilterToken]
    private var position = 0
    private var depth = 0

    init(_ text: String) throws(FilterError) {
        var lexer = try FilterLexer(text)
        tokens = try lexer.tokens()
        self.lexer = lexer
    }

    private var token: FilterToken { tokens[position] }

    private func error(_ reason: String, _ token: FilterToken) -> FilterError {
        lexer.error(reason, at: token.offset, length: token.length)
    }

    private mutating func take() -> FilterToken {
        defer { if position < tokens.count - 1 { position += 1 } }
        return tokens[position]
    }

    /// The whole filter.
    mutating func parse() throws(FilterError) -> FilterExpression {
        let expression = try parseOr()
        guard token.kind == .end else { throw error("expected and, or, or the end of the filter", token) }
        return expression
    }

    private mutating func parseOr() throws(FilterError) -> FilterExpression {
        var left = try parseAnd()
        while token.kind == .or {
            _ = take()
            left = .or(left, try parseAnd())
        }
        return left
    }

    private mutating func parseAnd() throws(FilterError) -> FilterExpression {
        var left = try parseNot()
        while token.kind == .and {
            _ = take()
            left = .and(left, try parseNot())
        }
        return left
    }

    private mutating func parseNot() throws(FilterError) -> FilterExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw error("the filter is nested too deeply", token) }
        switch token.kind {
        case .not:
            _ = take()
            return .not(try parseNot())
        case .open:
            let open = take()
            let inner = try parseOr()
            guard token.kind == .close else { throw error("this parenthesis is not closed", open) }
            _ = take()
            return inner
        default: return try parseTest()
        }
    }

    private mutating func parseTest() throws(FilterError) -> FilterExpression {
        let operand = try parseOperand()
        let operation = token
        switch operation.kind {
        case .comparison(let comparison):
            _ = take()
            try requireValues(of: operand, operation)
            return .comparison(operand, comparison, try parseComparand(for: operand))
        case .contains:
            _ = take()
            guard operand.slice != nil || [.octets, .text, .address].contains(operand.field.type) else {
                throw error("\(operand.field.name) has no octets that could contain anything", operation)
            }
            return .contains(operand, try parseOctets(for: operand))
        case .matches:
            _ = take()
            guard operand.slice != nil || [.octets, .text].contains(operand.field.type) else {
                throw error("\(operand.field.name) is not text that could match", operation)
            }
            let pattern = take()
            guard case .text(let octets) = pattern.kind else {
                throw error("expected a regular expression in quotes", pattern)
            }
            guard let compiled = FilterPattern(String(decoding: octets, as: UTF8.self)) else {
                throw error("this is no regular expression", pattern)
            }
            return .matches(operand, compiled)
        case .isIn:
            _ = take()
            try requireValues(of: operand, operation)
            return .isIn(operand, try parseSet(for: operand))
        default: return .exists(operand)
        }
    }

    private func requireValues(of operand: FilterOperand, _ operation: FilterToken) throws(FilterError) {
        guard operand.field.type != .protocolName else {
            throw error("\(operand.field.name) is a protocol: it is there or not, and has no value", operation)
        }
    }

    // MARK: Operands

    private mutating func parseOperand() throws(FilterError) -> FilterOperand {
        let name = take()
        guard case .word(let word) = name.kind else { throw error("expected a field", name) }
        guard let field = Field.named(word) else {
            let nearest = nearestName(to: word, in: Field.names).map { "; did you mean \($0)?" } ?? ""
            throw error("\"\(word)\" is no field known here\(nearest)", name)
        }
        var operand = FilterOperand(field: field)
        if case .slice(let text) = token.kind {
            let bracket = take()
            guard [.octets, .text, .address].contains(field.type) else {
                throw error("\(field.name) is \(field.type.rawValue), which has no parts", bracket)
            }
            guard let slices = Self.slices(text) else {
                throw error("expected [start:length], [first-last], [start:], [:length] or [offset]", bracket)
            }
            operand.slice = slices
        }
        return operand
    }

    /// `[i:j]` length, `[i-j]` last, `[:j]`, `[i:]`, `[i]`, several parted by commas.
    private static func slices(_ text: String) -> [FilterOperand.Slice]? {
        var slices: [FilterOperand.Slice] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let part = part.filter { $0 != " " }
            if let colon = part.firstIndex(of: ":") {
                let (start, length) = (part[..<colon], part[part.index(after: colon)...])
                guard let first = start.isEmpty ? 0 : Int(start) else { return nil }
                if length.isEmpty, !start.isEmpty {
                    slices.append(FilterOperand.Slice(start: first))
                } else {
                    guard let count = Int(length), count > 0 else { return nil }
                    slices.append(FilterOperand.Slice(start: first, length: count))
                }
            } else if let dash = part.dropFirst().firstIndex(of: "-") {
                guard let first = Int(part[..<dash]), let last = Int(part[part.index(after: dash)...]), first >= 0,
                    last >= first
                else { return nil }
                slices.append(FilterOperand.Slice(start: first, length: last - first + 1))
            } else {
                guard let offset = Int(part) else { return nil }
                slices.append(FilterOperand.Slice(start: offset, length: 1))
            }
        }
        return slices.isEmpty ? nil : slices
    }

    private mutating func parseComparand(for operand: FilterOperand) throws(FilterError) -> FilterComparand {
        if case .word(let word) = token.kind, let field = Field.named(word) {
            let name = token
            let other = try parseOperand()
            guard other.slice != nil || operand.slice != nil || field.type == operand.field.type else {
                throw error("\(field.name) is \(field.type.rawValue), not \(operand.field.type.rawValue)", name)
            }
            return .field(other)
        }
        if operand.field.type == .ipv4, case .word(let word) = token.kind, word.contains("/") {
            return try parseNetwork(word)
        }
        return .value(try parseValue(for: operand))
    }

    private mutating func parseNetwork(_ word: String) throws(FilterError) -> FilterComparand {
        let parts = word.split(separator: "/", omittingEmptySubsequences: false)
        let literal = take()
        guard parts.count == 2, let address = IPv4Address(parts[0]), let bits = UInt32(parts[1]), bits <= 32 else {
            throw error("expected an IPv4 network like 10.2.7.0/24", literal)
        }
        let mask = bits == 0 ? 0 : UInt32.max << (32 - bits)
        return .network(address.rawValue & mask, mask: mask)
    }

    private mutating func parseSet(for operand: FilterOperand) throws(FilterError) -> [ClosedRangeOfValues] {
        let open = take()
        guard open.kind == .openSet else { throw error("expected { and values parted by commas", open) }
        var ranges: [ClosedRangeOfValues] = []
        while true {
            let low = try parseValue(for: operand)
            var high = low
            if token.kind == .range {
                _ = take()
                high = try parseValue(for: operand)
            }
            ranges.append(ClosedRangeOfValues(low: low, high: high))
            let next = take()
            if next.kind == .closeSet { return ranges }
            guard next.kind == .comma else { throw error("expected a comma or }", next) }
        }
    }

    // MARK: Literals

    private mutating func parseValue(for operand: FilterOperand) throws(FilterError) -> FieldValue {
        if operand.slice != nil { return .octets(try parseOctets(for: operand)) }
        let type = operand.field.type
        let literal = token
        switch type {
        case .octets, .text: return .octets(try parseOctets(for: operand))
        case .protocolName: throw error("a protocol has no value", literal)
        default: break
        }
        guard case .word(let word) = take().kind, let value = Self.value(word, type) else {
            throw error("\(operand.field.name) is \(type.rawValue), which this is not", literal)
        }
        return value
    }

    private static func value(_ word: String, _ type: FieldType) -> FieldValue? {
        switch type {
        case .unsigned:
            return integer(word).flatMap { $0 >= 0 ? .number($0) : nil }
        case .signed:
            return integer(word).map { .number($0) }
        case .boolean:
            switch word {
            case "True", "TRUE": return .number(1)
            case "False", "FALSE": return .number(0)
            default: return integer(word).map { .number($0 == 0 ? 0 : 1) }
            }
        case .seconds:
            guard let seconds = Double(word), seconds.magnitude < 9e9 else { return nil }
            return .number(Int64((seconds * 1e9).rounded()))
        case .address:
            return octets(word).flatMap { $0.count == 6 ? .octets($0) : nil }
        case .ipv4:
            guard let address = IPv4Address(word) else { return nil }
            var octets: [UInt8] = []
            octets.append(address)
            return .octets(octets)
        case .octets, .text, .protocolName:
            return nil
        }
    }

    /// Decimal, 0x hexadecimal, 0b binary or 0 octal.
    private static func integer(_ word: String) -> Int64? {
        let isNegative = word.hasPrefix("-")
        let digits = isNegative ? word.dropFirst() : Substring(word)
        let magnitude: Int64?
        if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
            magnitude = Int64(digits.dropFirst(2), radix: 16)
        } else if digits.hasPrefix("0b") || digits.hasPrefix("0B") {
            magnitude = Int64(digits.dropFirst(2), radix: 2)
        } else if digits.count > 1, digits.hasPrefix("0") {
            magnitude = Int64(digits.dropFirst(), radix: 8)
        } else {
            magnitude = digits.first.map { $0.isNumber } == true ? Int64(digits) : nil
        }
        return magnitude.map { isNegative ? -$0 : $0 }
    }

    /// Text in quotes, or octets in hexadecimal parted by colons, hyphens or dots, or not parted.
    private mutating func parseOctets(for operand: FilterOperand) throws(FilterError) -> [UInt8] {
        let literal = take()
        switch literal.kind {
        case .text(let octets):
            return octets
        case .word(let word):
            if operand.field.type == .text, operand.slice == nil { return Array(word.utf8) }
            guard let octets = Self.octets(word) else {
                throw error("expected octets like 00:0e:8e, or text in quotes", literal)
            }
            return octets
        default:
            throw error("expected a value", literal)
        }
    }

    private static func octets(_ word: String) -> [UInt8]? {
        if let separator = word.first(where: { !$0.isHexDigit }) {
            guard ":-.".contains(separator) else { return nil }
            var octets: [UInt8] = []
            for part in word.split(separator: separator, omittingEmptySubsequences: false) {
                guard (1...2).contains(part.count), let octet = UInt8(part, radix: 16) else { return nil }
                octets.append(octet)
            }
            return octets
        }
        return [UInt8](hexadecimal: word)
    }
}
