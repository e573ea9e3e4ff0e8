internal import Octets

/// Asks tests of one packet.
enum FilterEvaluation {
    static func holds(_ test: FilterTest, _ row: PacketDissection, _ packet: RawSpan) -> Bool {
        switch test {
        case .exists(let field): return row.occurrences.contains { $0.field == field }
        case .holds(let operand):
            var isMasked = false
            if case .masked = operand { isMasked = true }
            return values(of: operand, row, packet).contains { value in
                switch value {
                case .number(let number): number != 0
                case .octets(let octets): isMasked ? octets.contains { $0 != 0 } : !octets.isEmpty
                default: true
                }
            }
        case .not(let part): return !holds(part, row, packet)
        case .all(let parts):
            for part in parts where !holds(part, row, packet) { return false }
            return true
        case .any(let parts):
            for part in parts where holds(part, row, packet) { return true }
            return false
        case .exactlyOne(let first, let second):
            return holds(first, row, packet) != holds(second, row, packet)
        case .compare(.field(let field), let relation, .literal(let literal), let quantifier):
            return compare(field, relation, literal, quantifier, row, packet)
        case .compare(let left, let relation, let right, let quantifier):
            return compare(
                values(of: left, row, packet), relation, values(of: right, row, packet), quantifier)
        case .matches(let operand, let pattern):
            return values(of: operand, row, packet).contains { pattern.isFound(in: octets(of: $0)) }
        case .isMember(let operand, let ranges):
            return values(of: operand, row, packet).contains { value in
                ranges.contains { range in
                    guard let upper = range.upper else { return order(value, range.lower) == 0 }
                    guard let low = order(value, range.lower), let high = order(value, upper) else { return false }
                    return low >= 0 && high <= 0
                }
            }
        }
    }

    /// The common case, without copies: a field against a value.
    private static func compare(
        _ field: Field, _ relation: FilterRelation, _ literal: FilterLiteral, _ quantifier: FilterQuantifier,
        _ row: PacketDissection, _ packet: RawSpan
    ) -> Bool {
        var isThere = false
        for occurrence in row.occurrences where occurrence.field == field {
            isThere = true
            let isSo: Bool
            switch (occurrence.value, literal) {
            case (.octets(let range), .octets(let wanted)):
                isSo = row.withOctets(range, of: packet) { octets in
                    relation == .contains
                        ? self.contains(octets, wanted.octets) : has(order(octets, wanted.octets), relation)
                }
            default: isSo = holds(value(of: occurrence, row, packet), relation, literal)
            }
            if isSo != (quantifier == .all) { return isSo }
        }
        return isThere && quantifier == .all
    }

    private static func compare(
        _ left: [FilterLiteral], _ relation: FilterRelation, _ right: [FilterLiteral], _ quantifier: FilterQuantifier
    ) -> Bool {
        guard !left.isEmpty, !right.isEmpty else { return false }
        for one in left {
            for other in right {
                let isSo = holds(one, relation, other)
                if isSo != (quantifier == .all) { return isSo }
            }
        }
        return quantifier == .all
    }

    private static func holds(_ left: FilterLiteral, _ relation: FilterRelation, _ right: FilterLiteral) -> Bool {
        if relation == .contains { return contains(octets(of: left).octets, octets(of: right).octets) }
        guard let order = order(left, right) else { return false }
        return has(order, relation)
    }

    private static func has(_ order: Int, _ relation: FilterRelation) -> Bool {
        switch relation {
        case .equal: order == 0
        case .notEqual: order != 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .contains: false
        }
    }

    /// Below zero where `left` comes first, nil where the two can't be compared.
    static func order(_ left: FilterLiteral, _ right: FilterLiteral) -> Int? {
        switch (left, right) {
        case (.number(let left), .number(let right)): left < right ? -1 : left == right ? 0 : 1
        case (.double(let left), .double(let right)): left < right ? -1 : left == right ? 0 : 1
        case (.address(let left), .address(let right)): left < right ? -1 : left == right ? 0 : 1
        case (.ipv4(let left, let mask), .ipv4(let right, let other)):
            left & mask & other < right & mask & other ? -1 : left & mask & other == right & mask & other ? 0 : 1
        case (.octets(let left), .octets(let right)): order(left.octets, right.octets)
        default: nil
        }
    }

    private static func order(_ left: RawSpan, _ right: RawSpan) -> Int {
        for index in 0..<min(left.byteCount, right.byteCount) {
            let difference = Int(left.octet(at: index)) - Int(right.octet(at: index))
            if difference != 0 { return difference }
        }
        return left.byteCount - right.byteCount
    }

    private static func contains(_ octets: RawSpan, _ wanted: RawSpan) -> Bool {
        guard wanted.byteCount > 0 else { return false }
        var start = 0
        while start + wanted.byteCount <= octets.byteCount {
            if octets.octet(at: start) == wanted.octet(at: 0),
                octets.extracting(start..<start + wanted.byteCount).isEqual(to: wanted)
            {
                return true
            }
            start += 1
        }
        return false
    }

    private static func octets(of literal: FilterLiteral) -> [UInt8] {
        switch literal {
        case .octets(let octets): return octets
        case .address(let address):
            var octets: [UInt8] = []
            octets.append(MACAddress(address))
            return octets
        default: return []
        }
    }

    private static func value(of occurrence: FieldOccurrence, _ row: PacketDissection, _ packet: RawSpan)
        -> FilterLiteral
    {
        switch occurrence.value {
        case .number(let number):
            occurrence.field.type == .unsigned(bits: 64)
                ? .number(Int128(UInt64(bitPattern: number))) : .number(Int128(number))
        case .double(let number): .double(number)
        case .address(let address): .address(address.rawValue)
        case .ipv4(let address): .ipv4(address, mask: .max)
        case .octets(let range): .octets(row.withOctets(range, of: packet) { $0.array })
        case .none: .octets([])
        }
    }

    /// Every value of an operand in this packet.
    private static func values(
        of operand: FilterOperand, _ row: PacketDissection, _ packet: RawSpan
    ) -> [FilterLiteral] {
        switch operand {
        case .field(let field):
            return row.occurrences.filter { $0.field == field }.map { value(of: $0, row, packet) }
        case .literal(let literal): return [literal]
        case .slice(let base, let slices):
            return values(of: base, row, packet).map { value in
                let octets = octets(of: value)
                return .octets(slices.flatMap { $0.part(of: octets) })
            }
        case .length(let base):
            return values(of: base, row, packet).map { .number(Int128(octets(of: $0).count)) }
        case .count(let field):
            let count = row.occurrences.count { $0.field == field }
            return count > 0 ? [.number(Int128(count))] : []
        case .changeCase(let base, let isUpper):
            return values(of: base, row, packet).map { value in
                .octets(
                    octets(of: value).map { octet in
                        let isLetter = (isUpper ? 0x61...0x7A : 0x41...0x5A) ~= octet
                        return isLetter ? octet ^ 0x20 : octet
                    })
            }
        case .extreme(let operands, let isGreatest):
            let all = operands.flatMap { values(of: $0, row, packet) }
            guard var best = all.first else { return [] }
            for value in all.dropFirst() {
                if let order = order(value, best), isGreatest ? order > 0 : order < 0 { best = value }
            }
            return [best]
        case .absolute(let base):
            return numbers(of: base, row, packet).map { .number($0 < 0 ? 0 &- $0 : $0) }
        case .negative(let base): return numbers(of: base, row, packet).map { .number(0 &- $0) }
        case .masked(let base, let mask):
            return values(of: base, row, packet).map { value in
                .octets(zip(octets(of: value), mask).map { $0 & $1 })
            }
        case .arithmetic(let left, let operation, let right):
            var results: [FilterLiteral] = []
            let others = numbers(of: right, row, packet)
            for one in numbers(of: left, row, packet) {
                for other in others where results.count < 256 {
                    if let result = operation.result(one, other) { results.append(.number(result)) }
                }
            }
            return results
        }
    }

    private static func numbers(
        of operand: FilterOperand, _ row: PacketDissection, _ packet: RawSpan
    ) -> [Int128] {
        values(of: operand, row, packet).compactMap { value in
            if case .number(let number) = value { number } else { nil }
        }
    }
}

extension FilterArithmetic {
    /// Nil where there is no result: what would be divided by zero, or is too large.
    fileprivate func result(_ left: Int128, _ right: Int128) -> Int128? {
        switch self {
        case .add: left &+ right
        case .subtract: left &- right
        case .multiply: left &* right
        case .bitwiseAnd: left & right
        case .divide: right == 0 || right == -1 && left == .min ? nil : left / right
        case .modulo: right == 0 || right == -1 ? nil : left % right
        }
    }
}

extension FilterSlice {
    /// The octets that the slice takes; fewer where they end.
    fileprivate func part(of octets: [UInt8]) -> ArraySlice<UInt8> {
        let first = start < 0 ? octets.count + start : start
        guard first >= 0, first < octets.count else { return [] }
        let end =
            switch self.end {
            case .open: octets.count
            case .count(let count): min(octets.count, first + count)
            case .last(let last): min(octets.count, (last < 0 ? octets.count + last : last) + 1)
            }
        return end > first ? octets[first..<end] : []
    }
}
