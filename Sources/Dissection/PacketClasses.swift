internal import Octets

/// Sorts packets into classes: those of one class have the same fields, codes and addresses, so that most display filters
/// can be answered for the class alone, without looking at its packets again.
///
/// A class is a shape (which fields there are, and the values of those that are codes) and the addresses that stand in it;
/// its number has four octets. Shapes and lists of addresses are bounded: what comes when they are used up has a shape or
/// addresses of which nothing is known.
///
/// ```swift
/// let number = classes.number(of: dissection)
/// switch classes.verdict(of: filter, on: number) {
/// case true?: …   // wanted
/// case false?: …  // not wanted
/// case nil: …     // the packet itself must be asked
/// }
/// ```
public struct PacketClasses: Sendable {
    /// Bits of a class's number that say which addresses stand in its packets.
    private static let addressBits: UInt32 = 20
    /// Lists of addresses at most.
    private static let addressLimit = 1 << 18
    /// Shapes at most.
    private static let shapeLimit = 1 << 12

    private var shapeNumbers: [Int: UInt32] = [:]
    private var shapes: [Shape]
    private var addressNumbers: [Int: UInt32] = [:]
    /// The addresses of all lists, one list after another, and where each ends.
    private var addresses: [FieldAddress] = []
    private var addressEnds: [Int] = [0]

    /// What packets of a shape have in common.
    private struct Shape: Sendable {
        var fields: Set<Field> = []
        /// The codes.
        var codes: [FieldOccurrence] = []
        /// Whether what a row says rests on packets before it.
        var needsHistory = true
    }

    private struct FieldAddress: Sendable {
        var field: Field
        /// Of six octets, or of four.
        var value: UInt64
    }

    /// No class but the unknown one.
    public init() { shapes = [Shape()] }

    /// The shape of a class, from 0, the unknown one; fewer than 4096.
    public static func shape(of number: UInt32) -> Int { Int(number >> addressBits) }

    /// The number of the class of a packet that was dissected with its fields.
    public mutating func number(of row: PacketDissection) -> UInt32 {
        var shape = Hasher()
        var list = Hasher()
        for occurrence in row.occurrences {
            shape.combine(occurrence.field)
            switch occurrence.value {
            case .address(let address):
                if occurrence.field.isTelling {
                    list.combine(occurrence.field)
                    list.combine(address.rawValue)
                }
            case .ipv4(let address):
                if occurrence.field.isTelling {
                    list.combine(occurrence.field)
                    list.combine(address)
                }
            case .number(let number): if occurrence.field.isTelling { shape.combine(number) }
            case .double, .octets, .none: break
            }
        }
        return shapeNumber(shape.finalize(), row) << Self.addressBits | addressNumber(list.finalize(), row)
    }

    private mutating func shapeNumber(_ key: Int, _ row: PacketDissection) -> UInt32 {
        if let known = shapeNumbers[key] { return known }
        guard shapes.count < Self.shapeLimit else { return 0 }
        var shape = Shape()
        for occurrence in row.occurrences {
            shape.fields.insert(occurrence.field)
            if occurrence.field.isTelling, case .number = occurrence.value { shape.codes.append(occurrence) }
        }
        shape.needsHistory = shape.fields.contains(.eapTlsFlags) || row.protocolName == "ICMP"
        let number = UInt32(shapes.count)
        shapeNumbers[key] = number
        shapes.append(shape)
        return number
    }

    private mutating func addressNumber(_ key: Int, _ row: PacketDissection) -> UInt32 {
        if let known = addressNumbers[key] { return known }
        guard addressEnds.count < Self.addressLimit else { return 0 }
        for occurrence in row.occurrences where occurrence.field.isTelling {
            switch occurrence.value {
            case .address(let address): addresses.append(.init(field: occurrence.field, value: address.rawValue))
            case .ipv4(let address): addresses.append(.init(field: occurrence.field, value: UInt64(address)))
            case .number, .double, .octets, .none: break
            }
        }
        let number = UInt32(addressEnds.count)
        addressNumbers[key] = number
        addressEnds.append(addresses.count)
        return number
    }

    /// Whether rows of the class say something that packets before them tell: what TLS is in fragments of, which request an
    /// echo answers. Others can be dissected alone.
    public func needsHistory(_ number: UInt32) -> Bool { shapes[Self.shape(of: number)].needsHistory }

    /// Whether a filter wants packets of the class; nil where that depends on the packet.
    public func verdict(of filter: DisplayFilter, on number: UInt32) -> Bool? {
        guard let test = filter.test else { return true }
        let shape = Self.shape(of: number)
        let list = Int(number & (1 << Self.addressBits - 1))
        guard shape > 0 else { return nil }
        guard list > 0 else { return verdict(of: filter, onShape: shape) }
        var sample = PacketDissection()
        for code in shapes[shape].codes { sample.add(code.field, code.value) }
        for address in addresses[addressEnds[list - 1]..<addressEnds[list]] {
            sample.add(
                address.field,
                address.field.type == .ipv4
                    ? .ipv4(UInt32(truncatingIfNeeded: address.value)) : .address(MACAddress(address.value)))
        }
        return Self.verdict(test, shapes[shape].fields, sample, knowsAddresses: true)
    }

    /// Whether a filter wants packets of a shape, whatever addresses stand in them; nil where that is not sure.
    public func verdict(of filter: DisplayFilter, onShape shape: Int) -> Bool? {
        guard let test = filter.test else { return true }
        guard shape > 0 else { return nil }
        var sample = PacketDissection()
        for code in shapes[shape].codes { sample.add(code.field, code.value) }
        return Self.verdict(test, shapes[shape].fields, sample, knowsAddresses: false)
    }

    private static func verdict(
        _ test: FilterTest, _ fields: Set<Field>, _ sample: PacketDissection, knowsAddresses: Bool
    ) -> Bool? {
        func ask(_ test: FilterTest) -> Bool? { verdict(test, fields, sample, knowsAddresses: knowsAddresses) }
        func ask(_ operands: [FilterOperand]) -> Bool? {
            var asked: Set<Field> = []
            var isPlain = true
            for operand in operands {
                // No value, no comparison that holds: as where the field itself is compared.
                if case .field(let field) = operand, !fields.contains(field) { return false }
                operand.gatherFields(&asked, &isPlain)
            }
            let isKnown = asked.allSatisfy { $0.isTelling && (knowsAddresses || !$0.isAddress) }
            return isPlain && isKnown ? FilterEvaluation.holds(test, sample, [UInt8]().octets) : nil
        }
        switch test {
        case .not(let part): return ask(part).map { !$0 }
        case .all(let parts):
            let verdicts = parts.map { ask($0) }
            if verdicts.contains(false) { return false }
            return verdicts.contains(nil) ? nil : true
        case .any(let parts):
            let verdicts = parts.map { ask($0) }
            if verdicts.contains(true) { return true }
            return verdicts.contains(nil) ? nil : false
        case .exactlyOne(let one, let other):
            guard let first = ask(one), let second = ask(other) else { return nil }
            return first != second
        case .exists(let field): return fields.contains(field)
        case .holds(let operand), .matches(let operand, _), .isMember(let operand, _): return ask([operand])
        case .compare(let left, _, let right, _): return ask([left, right])
        }
    }
}

extension Field {
    /// Whether values of the field are few, or what filters ask for first: they are part of a packet's class.
    var isTelling: Bool {
        switch self {
        case .wlanRa, .wlanTa, .wlanDa, .wlanSa, .wlanBssid, .wlanAddr, .ethSrc, .ethDst, .ethAddr, .ipSrc, .ipDst,
            .ipAddr, .wlanFcTypeSubtype, .wlanFcType, .wlanFcSubtype, .wlanFcRetry, .wlanFcProtected, .eapolType,
            .rsnaMsgnr, .eapCode, .eapType, .radiusCode, .wlanFixedStatusCode, .wlanFixedReasonCode:
            true
        default: false
        }
    }
}

extension Field {
    /// Whether values of the field are addresses.
    fileprivate var isAddress: Bool { type == .address || type == .ipv4 }
}

extension DisplayFilter {
    /// Whether it asks for fields that packets before tell: what TLS is in fragments of.
    var asksHistory: Bool { test?.fields.contains { $0.needsHistory } ?? false }
}

extension Field {
    fileprivate var needsHistory: Bool {
        self == .tls || self == .eapTlsReassembledLen || rawValue.hasPrefix("tls.")
    }
}

extension FilterTest {
    /// The fields that it looks at.
    fileprivate var fields: Set<Field> {
        var fields: Set<Field> = []
        var isPlain = true
        switch self {
        case .exists(let field): fields = [field]
        case .holds(let operand), .matches(let operand, _), .isMember(let operand, _):
            operand.gatherFields(&fields, &isPlain)
        case .not(let part): fields = part.fields
        case .all(let parts), .any(let parts): for part in parts { fields.formUnion(part.fields) }
        case .exactlyOne(let one, let other): fields = one.fields.union(other.fields)
        case .compare(let left, _, let right, _):
            left.gatherFields(&fields, &isPlain)
            right.gatherFields(&fields, &isPlain)
        }
        return fields
    }
}

extension FilterOperand {
    /// Adds the fields that the operand looks at; `isPlain` becomes false where more is asked of them than their values.
    fileprivate func gatherFields(_ fields: inout Set<Field>, _ isPlain: inout Bool) {
        switch self {
        case .field(let field): fields.insert(field)
        case .literal: break
        case .slice(let base, _), .changeCase(let base, _), .absolute(let base), .negative(let base),
            .masked(let base, _):
            base.gatherFields(&fields, &isPlain)
        // A class does not say how often a field is there, nor how long its value is.
        case .length(let base):
            base.gatherFields(&fields, &isPlain)
            isPlain = false
        case .count(let field):
            fields.insert(field)
            isPlain = false
        case .extreme(let operands, _): for operand in operands { operand.gatherFields(&fields, &isPlain) }
        case .arithmetic(let left, _, let right):
            left.gatherFields(&fields, &isPlain)
            right.gatherFields(&fields, &isPlain)
        }
    }
}
