internal import Configuration

/// Gives the operands of a comparison their types: a value is read as what it is compared with.
enum FilterResolver {
    private typealias Resolved = (operand: FilterOperand, kind: FilterKind, field: Field?)

    static func existence(of node: FilterNode) throws(FilterError) -> FilterTest {
        if case .field(let field) = node.kind { return .exists(field) }
        return .holds(try resolve(left: node).operand)
    }

    static func compare(
        _ left: FilterNode, _ relation: FilterRelation, _ right: FilterNode, _ quantifier: FilterQuantifier
    ) throws(FilterError) -> FilterTest {
        let resolved = try resolve(left: left)
        if relation == .contains {
            guard [.octets, .address].contains(resolved.kind) else {
                throw FilterError(left.range, "only octets, text, addresses and protocols can contain something")
            }
            let other = try resolve(right, as: .octets, of: resolved.field)
            guard [.octets, .address].contains(other.kind) else {
                throw FilterError(right.range, "this is no octets, and can't be contained")
            }
            return .compare(resolved.operand, relation, other.operand, quantifier)
        }
        try requireValue(resolved, left)
        let other = try resolve(right, as: resolved.kind, of: resolved.field)
        try requireValue(other, right)
        guard resolved.kind == other.kind else {
            throw FilterError(
                left.range.lowerBound..<right.range.upperBound, "the two sides are of different types")
        }
        return .compare(resolved.operand, relation, other.operand, quantifier)
    }

    static func match(_ left: FilterNode, _ pattern: FilterPattern) throws(FilterError) -> FilterTest {
        let resolved = try resolve(left: left)
        guard [.octets, .address].contains(resolved.kind) else {
            throw FilterError(left.range, "only octets, text and protocols can match a regular expression")
        }
        return .matches(resolved.operand, pattern)
    }

    static func membership(
        of left: FilterNode, _ members: [(FilterToken, FilterToken?)]
    ) throws(FilterError) -> FilterTest {
        let resolved = try resolve(left: left)
        try requireValue(resolved, left)
        var ranges: [FilterRange] = []
        for (lower, upper) in members {
            var range = FilterRange(lower: try read(lower, as: resolved.kind, of: resolved.field))
            if let upper { range.upper = try read(upper, as: resolved.kind, of: resolved.field) }
            ranges.append(range)
        }
        return .isMember(resolved.operand, ranges)
    }

    private static func requireValue(_ resolved: Resolved, _ node: FilterNode) throws(FilterError) {
        guard resolved.kind != .none else {
            throw FilterError(node.range, "this field is there or not; it has no value to compare")
        }
    }

    /// What stands alone or on the left must be or hold a field.
    private static func resolve(left node: FilterNode) throws(FilterError) -> Resolved {
        if case .value(let token) = node.kind {
            guard case .word(let word) = token.kind else {
                throw FilterError(node.range, "a field must stand on the left, not a value")
            }
            throw unknownField(word, node.range)
        }
        return try resolve(node, as: nil, of: nil)
    }

    static func unknownField(_ word: String, _ range: Range<Int>) -> FilterError {
        let nearest = nearestName(to: word, in: Field.names)
        return FilterError(
            range, "\(quoted(word)) is no field" + (nearest.map { "; did you mean \(quoted($0))?" } ?? ""),
            suggestion: nearest)
    }

    private static func resolve(
        _ node: FilterNode, as kind: FilterKind?, of field: Field?
    ) throws(FilterError) -> Resolved {
        switch node.kind {
        case .field(let field): return (.field(field), FilterKind(field.type), field)
        case .value(let token):
            guard let kind else {
                guard case .word(let word) = token.kind else {
                    throw FilterError(node.range, "a field was expected, not a value")
                }
                throw unknownField(word, node.range)
            }
            return (.literal(try read(token, as: kind, of: field)), kind, nil)
        case .slice(let base, let slices):
            let resolved = try resolve(left: base)
            guard [.octets, .address].contains(resolved.kind) else {
                throw FilterError(base.range, "only octets, text, addresses and protocols can be sliced")
            }
            return (.slice(resolved.operand, slices), .octets, nil)
        case .negative(let part):
            let resolved = try resolve(part, as: kind ?? .number, of: nil)
            try requireNumber(resolved, part)
            return (.negative(resolved.operand), resolved.kind, nil)
        case .arithmetic(let left, let operation, let right):
            let first = try resolve(left, as: kind, of: nil)
            if operation == .bitwiseAnd, first.kind == .octets {
                guard case .value(let token) = right.kind,
                    case .octets(let mask) = try read(token, as: .octets, of: nil)
                else { throw FilterError(right.range, "octets are masked by octets, like 0f") }
                return (.masked(first.operand, mask), .octets, nil)
            }
            try requireNumber(first, left)
            let second = try resolve(right, as: first.kind, of: nil)
            guard first.kind == second.kind else {
                throw FilterError(node.range, "the two sides are of different types")
            }
            return (.arithmetic(first.operand, operation, second.operand), first.kind, nil)
        case .function(let function, let parameters):
            return try resolve(function, parameters, node.range, as: kind)
        }
    }

    private static func requireNumber(_ resolved: Resolved, _ node: FilterNode) throws(FilterError) {
        guard resolved.kind == .number || resolved.kind == .time else {
            throw FilterError(node.range, "only whole numbers and times can be calculated with")
        }
    }

    private static func resolve(
        _ function: FilterFunction, _ parameters: [FilterNode], _ range: Range<Int>, as kind: FilterKind?
    ) throws(FilterError) -> Resolved {
        if function == .max || function == .min {
            var operands: [FilterOperand] = []
            var common = kind
            for parameter in parameters {
                let resolved = try resolve(parameter, as: common, of: nil)
                if let common, common != resolved.kind {
                    throw FilterError(parameter.range, "this is of another type than the parameter before it")
                }
                common = resolved.kind
                operands.append(resolved.operand)
            }
            return (.extreme(operands, isGreatest: function == .max), common ?? .number, nil)
        }
        guard parameters.count == 1 else { throw FilterError(range, "\(function.rawValue) takes one parameter") }
        let resolved = try resolve(left: parameters[0])
        switch function {
        case .len:
            guard [.octets, .address].contains(resolved.kind) else {
                throw FilterError(parameters[0].range, "len takes octets, text or a protocol")
            }
            return (.length(resolved.operand), .number, nil)
        case .count:
            guard let field = resolved.field else { throw FilterError(parameters[0].range, "count takes a field") }
            return (.count(field), .number, nil)
        case .upper, .lower:
            guard resolved.field?.type == .text else {
                throw FilterError(parameters[0].range, "\(function.rawValue) takes a field that is text")
            }
            return (.changeCase(resolved.operand, isUpper: function == .upper), .octets, nil)
        default:
            try requireNumber(resolved, parameters[0])
            return (.absolute(resolved.operand), resolved.kind, nil)
        }
    }
}
