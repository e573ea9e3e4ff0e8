/// A display filter, read and checked.
indirect enum FilterExpression: Sendable {
    case exists(FilterOperand)
    case comparison(FilterOperand, FilterToken.Comparison, FilterComparand)
    case isIn(FilterOperand, [ClosedRangeOfValues])
    case contains(FilterOperand, [UInt8])
    case matches(FilterOperand, FilterPattern)
    case not(FilterExpression)
    case and(FilterExpression, FilterExpression)
    case or(FilterExpression, FilterExpression)
}

/// A field, or a part of its octets.
struct FilterOperand: Sendable {
    var field: Field
    var slice: [Slice]?

    /// Octets from `start`, which counts from the end where it is below zero.
    struct Slice: Sendable {
        var start: Int
        /// nil for all that follow.
        var length: Int?
    }
}

/// What a field is compared with.
enum FilterComparand: Sendable {
    case value(FieldValue)
    /// An IPv4 network: its address, already masked, and the mask.
    case network(UInt32, mask: UInt32)
    case field(FilterOperand)
}

/// A value, or all between two.
struct ClosedRangeOfValues: Sendable {
    var low: FieldValue
    var high: FieldValue
}

/// A regular expression, without regard to case, as Wireshark has it.
struct FilterPattern: @unchecked Sendable {
    // A Regex is a value and is not changed after it was made; it lacks the conformance.
    private let regex: Regex<AnyRegexOutput>

    init?(_ text: String) {
        guard let regex = try? Regex(text) else { return nil }
        self.regex = regex.ignoresCase()
    }

    /// Whether some part of `octets`, read as Latin-1, matches.
    func matches(_ octets: [UInt8]) -> Bool {
        let text = String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
        return (try? regex.firstMatch(in: text)) != nil
    }
}

extension FilterExpression {
    /// Whether a packet passes.
    func isTrue(_ layers: Layers, _ octets: RawSpan) -> Bool {
        switch self {
        case .exists(let operand): return !operand.values(layers, octets).isEmpty
        case .comparison(let operand, let comparison, let comparand):
            let left = operand.values(layers, octets)
            switch comparand {
            case .value(let value): return Self.compare(left, comparison, [value])
            case .network(let network, let mask): return Self.compare(left, comparison, network, mask)
            case .field(let other): return Self.compare(left, comparison, other.values(layers, octets))
            }
        case .isIn(let operand, let ranges):
            return operand.values(layers, octets).contains { value in
                ranges.contains { range in
                    guard let low = FieldValue.compare(value, range.low),
                        let high = FieldValue.compare(value, range.high)
                    else { return false }
                    return low >= 0 && high <= 0
                }
            }
        case .contains(let operand, let part):
            return operand.values(layers, octets).contains { value in
                guard case .octets(let octets) = value else { return false }
                guard !part.isEmpty, octets.count >= part.count else { return part.isEmpty }
                return (0...octets.count - part.count).contains { octets[$0..<$0 + part.count].elementsEqual(part) }
            }
        case .matches(let operand, let pattern):
            return operand.values(layers, octets).contains { value in
                if case .octets(let octets) = value { pattern.matches(octets) } else { false }
            }
        case .not(let expression): return !expression.isTrue(layers, octets)
        case .and(let left, let right): return left.isTrue(layers, octets) && right.isTrue(layers, octets)
        case .or(let left, let right): return left.isTrue(layers, octets) || right.isTrue(layers, octets)
        }
    }

    private static func compare(
        _ left: [FieldValue], _ comparison: FilterToken.Comparison, _ right: [FieldValue]
    ) -> Bool {
        guard !left.isEmpty, !right.isEmpty else { return false }
        func holds(_ left: FieldValue, _ right: FieldValue) -> Bool {
            guard let order = FieldValue.compare(left, right) else { return false }
            return switch comparison {
            case .anyEqual, .allEqual: order == 0
            case .anyUnequal, .allUnequal: order != 0
            case .less: order < 0
            case .lessOrEqual: order <= 0
            case .greater: order > 0
            case .greaterOrEqual: order >= 0
            }
        }
        switch comparison {
        case .allEqual, .allUnequal: return left.allSatisfy { left in right.allSatisfy { holds(left, $0) } }
        default: return left.contains { left in right.contains { holds(left, $0) } }
        }
    }

    private static func compare(
        _ left: [FieldValue], _ comparison: FilterToken.Comparison, _ network: UInt32, _ mask: UInt32
    ) -> Bool {
        let masked = left.compactMap { value -> FieldValue? in
            guard case .octets(let octets) = value, octets.count == 4 else { return nil }
            let address = octets.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            return .number(Int64(address & mask))
        }
        return compare(masked, comparison, [.number(Int64(network))])
    }
}

extension FilterOperand {
    /// The field's values in a packet, cut as asked; a value too short for the cut counts as absent.
    func values(_ layers: Layers, _ octets: RawSpan) -> [FieldValue] {
        var values: [FieldValue] = []
        field.read(layers, octets, &values)
        guard let slice else { return values }
        return values.compactMap { value in
            guard case .octets(let octets) = value else { return nil }
            var cut: [UInt8] = []
            for part in slice {
                let start = part.start < 0 ? octets.count + part.start : part.start
                guard start >= 0, start < octets.count else { return nil }
                let length = part.length ?? octets.count - start
                guard length > 0, start + length <= octets.count else { return nil }
                cut += octets[start..<start + length]
            }
            return .octets(cut)
        }
    }
}
