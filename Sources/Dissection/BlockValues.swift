internal import Octets

/// What values the fields of a block's packets have, in so few octets that an index can keep it: the least and the greatest
/// of each field, and a Bloom filter of all. It tells which filters no packet of the block can pass.
///
/// Fields that are part of a packet's class (``PacketClasses``) are not in it: the class tells more of them.
struct BlockValues: Sendable {
    /// Words of the Bloom filter, 2^13 bits; a block has some hundred values.
    fileprivate static let words = 128

    fileprivate struct Bounds: Sendable {
        var slot: UInt16
        var low: Int64
        var high: Int64
    }

    /// By slot, which rises.
    fileprivate var bounds: [Bounds] = []
    fileprivate var bits: [UInt64] = []

    /// A number whose parts of 13 bits are the places of the three bits that stand for a value.
    @inline(__always)
    fileprivate static func places(_ slot: UInt16, _ key: Int64) -> UInt64 {
        // splitmix64's mixing, after a multiple of the golden ratio for the field.
        var mixed = UInt64(bitPattern: key) &+ UInt64(slot &+ 1) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    fileprivate func bounds(of slot: UInt16) -> Bounds? {
        var (low, high) = (0, bounds.count)
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle].slot < slot { low = middle + 1 } else { high = middle }
        }
        return low < bounds.count && bounds[low].slot == slot ? bounds[low] : nil
    }

    fileprivate func mayHold(_ slot: UInt16, _ key: Int64) -> Bool {
        var places = Self.places(slot, key)
        for _ in 0..<3 {
            if bits[Int(places & 0x1FFF) >> 6] & 1 << (places & 63) == 0 { return false }
            places >>= 20
        }
        return true
    }
}

/// Gathers the values of a block's packets, and knows which field has which place in ``BlockValues``.
struct ValueGathering: Sendable {
    private var slots: [Field: UInt16] = [:]
    /// The slot of each occurrence of a shape; nil for those that are not gathered.
    private var slotsOfShape: [[UInt16?]] = []
    private var isSeen: [Bool] = []
    private var low: [Int64] = []
    private var high: [Int64] = []
    /// The value that came last: most stay as they are from packet to packet.
    private var last: [Int64] = []
    private var bits = [UInt64](repeating: 0, count: BlockValues.words)

    /// Adds the values of a packet, of this shape; 0 is an unknown one.
    mutating func add(_ row: PacketDissection, shape: Int, packet: RawSpan) {
        while slotsOfShape.count <= shape { slotsOfShape.append([]) }
        if shape == 0 || slotsOfShape[shape].count != row.occurrences.count {
            slotsOfShape[shape] = row.occurrences.map { slot(of: $0.field) }
        }
        for index in row.occurrences.indices {
            guard let slot = slotsOfShape[shape][index] else { continue }
            add(row.occurrences[index], Int(slot), row, packet)
        }
    }

    private mutating func slot(of field: Field) -> UInt16? {
        guard !field.isTelling else { return nil }
        if let known = slots[field] { return known }
        let slot = UInt16(truncatingIfNeeded: slots.count)
        slots[field] = slot
        isSeen.append(false)
        low.append(0)
        high.append(0)
        last.append(0)
        return slot
    }

    private mutating func add(
        _ occurrence: FieldOccurrence, _ slot: Int, _ row: PacketDissection, _ packet: RawSpan
    ) {
        let key = ValueKey.key(of: occurrence, row, packet) ?? 0
        guard isSeen[slot] else {
            isSeen[slot] = true
            (low[slot], high[slot]) = (key, key)
            return note(slot, key, occurrence.field)
        }
        guard last[slot] != key else { return }
        if key < low[slot] { low[slot] = key }
        if key > high[slot] { high[slot] = key }
        note(slot, key, occurrence.field)
    }

    private mutating func note(_ slot: Int, _ key: Int64, _ field: Field) {
        last[slot] = key
        // Of what rises from packet to packet the bounds tell enough.
        guard !field.isRising else { return }
        var places = BlockValues.places(UInt16(truncatingIfNeeded: slot), key)
        for _ in 0..<3 {
            bits[Int(places & 0x1FFF) >> 6] |= 1 << (places & 63)
            places >>= 20
        }
    }

    /// What was gathered since it was last taken.
    mutating func take() -> BlockValues {
        var values = BlockValues()
        values.bits = bits
        for slot in isSeen.indices where isSeen[slot] {
            values.bounds.append(.init(slot: UInt16(truncatingIfNeeded: slot), low: low[slot], high: high[slot]))
            isSeen[slot] = false
        }
        bits = [UInt64](repeating: 0, count: BlockValues.words)
        return values
    }

    // MARK: Asking

    /// Whether a packet of the block may pass the filter; false only where none can.
    func mayMatch(_ filter: DisplayFilter, _ values: BlockValues) -> Bool {
        filter.test.map { may($0, be: true, values) } ?? true
    }

    private func may(_ test: FilterTest, be wanted: Bool, _ values: BlockValues) -> Bool {
        switch test {
        case .not(let part): return may(part, be: !wanted, values)
        case .all(let parts):
            return wanted
                ? parts.allSatisfy { may($0, be: true, values) } : parts.contains { may($0, be: false, values) }
        case .any(let parts):
            return wanted
                ? parts.contains { may($0, be: true, values) } : parts.allSatisfy { may($0, be: false, values) }
        case _ where !wanted: return true
        case .exactlyOne: return true
        case .exists(let field): return isThere(field, values)
        case .holds(let operand), .matches(let operand, _): return isThere([operand], values)
        case .isMember(.field(let field), let ranges):
            return ranges.contains { range in
                guard let upper = range.upper else { return may(field, .equal, range.lower, values) }
                return may(field, .greaterOrEqual, range.lower, values) && may(field, .lessOrEqual, upper, values)
            }
        case .isMember(let operand, _): return isThere([operand], values)
        // Where each value has to be so related, one is.
        case .compare(.field(let field), let relation, .literal(let literal), _):
            return may(field, relation, literal, values)
        case .compare(let left, _, let right, _): return isThere([left, right], values)
        }
    }

    private func isThere(_ operands: [FilterOperand], _ values: BlockValues) -> Bool {
        operands.allSatisfy { operand in
            if case .field(let field) = operand { isThere(field, values) } else { true }
        }
    }

    private func isThere(_ field: Field, _ values: BlockValues) -> Bool {
        guard !field.isTelling else { return true }
        return slots[field].map { values.bounds(of: $0) != nil } ?? false
    }

    private func may(
        _ field: Field, _ relation: FilterRelation, _ literal: FilterLiteral, _ values: BlockValues
    ) -> Bool {
        guard !field.isTelling else { return true }
        guard let slot = slots[field], let bounds = values.bounds(of: slot) else { return false }
        let isRising = field.isRising
        switch literal {
        case .number(let number):
            // In 128 bits every number of a filter has its place among those of the field.
            let wanted = field.type == .unsigned(bits: 64) ? number &- 1 << 63 : number
            guard
                ValueKey.has(Int128(bounds.low), Int128(bounds.high), relation, wanted)
            else { return false }
            guard relation == .equal, !isRising else { return true }
            return Int64(exactly: wanted).map { values.mayHold(slot, $0) } ?? false
        case .double(let double):
            let wanted = ValueKey.key(of: double)
            guard !double.isNaN else { return true }
            guard ValueKey.has(bounds.low, bounds.high, relation, wanted) else { return false }
            return relation != .equal || values.mayHold(slot, wanted)
        case .address(let address):
            return relation != .equal || values.mayHold(slot, Int64(bitPattern: address))
        case .octets(let octets):
            guard relation == .equal, field.type != .protocol, octets.count <= ValueKey.octetLimit else { return true }
            return values.mayHold(slot, ValueKey.key(of: octets.octets))
        case .ipv4: return true
        }
    }
}

/// A field's value as a number: equal values have equal ones, and of numbers the order is kept.
private enum ValueKey {
    /// Octets of a value that is told from others at most.
    static let octetLimit = 64

    /// Nil for a value that is not told from others.
    @inline(__always)
    static func key(of occurrence: FieldOccurrence, _ row: PacketDissection, _ packet: RawSpan) -> Int64? {
        switch occurrence.value {
        case .number(let number):
            occurrence.field.type == .unsigned(bits: 64) ? number ^ .min : number
        case .double(let double): key(of: double)
        case .address(let address): Int64(bitPattern: address.rawValue)
        case .ipv4(let address): Int64(address)
        case .octets(let range):
            Int(range.count) > octetLimit || occurrence.field.type == .protocol
                ? nil : row.withOctets(range, of: packet) { key(of: $0) }
        case .none: nil
        }
    }

    static func key(of double: Double) -> Int64 {
        // No number is greater than any.
        if double.isNaN { return .max }
        // 0 and -0 are equal.
        let bits = Int64(bitPattern: (double == 0 ? 0 : double).bitPattern)
        return bits < 0 ? bits ^ .max : bits
    }

    /// FNV-1a.
    static func key(of octets: RawSpan) -> Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in 0..<octets.byteCount { hash = (hash ^ UInt64(octets.octet(at: index))) &* 0x100_0000_01B3 }
        return Int64(bitPattern: hash)
    }

    /// Whether some value from `low` to `high` may be so related to the wanted one.
    static func has<Number: BinaryInteger>(
        _ low: Number, _ high: Number, _ relation: FilterRelation, _ wanted: Number
    ) -> Bool {
        switch relation {
        case .equal: low <= wanted && wanted <= high
        case .notEqual: low != wanted || high != wanted
        case .less: low < wanted
        case .lessOrEqual: low <= wanted
        case .greater: high > wanted
        case .greaterOrEqual: high >= wanted
        case .contains: true
        }
    }
}

extension Field {
    /// Whether nearly every packet has another value, which rises from packet to packet.
    fileprivate var isRising: Bool {
        switch self {
        case .frameNumber, .frameTimeEpoch, .frameTimeRelative, .frameTimeDelta, .radiotapMactime,
            .wlanFixedTimestamp:
            true
        default: false
        }
    }
}
