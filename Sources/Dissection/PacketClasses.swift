internal import Octets

/// Sorts packets into classes: those of one class have the same fields, addresses and codes, so that most display filters
/// can be answered for the class alone, without looking at its packets again.
///
/// It costs four octets a packet where the class numbers are kept; the classes themselves are bounded, and what comes when
/// they are used up falls into class 0, of which nothing is known.
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
    /// Classes at most.
    private static let limit = 1 << 16

    private var numbers: [Int: UInt32] = [:]
    private var members: [Member]

    /// What packets of a class have in common.
    private struct Member: Sendable {
        /// The fields that there are, each once, with values where ``Field/isTelling``.
        var sample: PacketDissection
        /// Whether what a row says rests on packets before it.
        var needsHistory: Bool
    }

    /// No class but the unknown one.
    public init() { members = [Member(sample: PacketDissection(), needsHistory: true)] }

    /// How many classes there are.
    public var count: Int { members.count }

    /// The number of the class of a packet that was dissected with its fields.
    public mutating func number(of row: PacketDissection) -> UInt32 {
        var hasher = Hasher()
        for occurrence in row.occurrences {
            hasher.combine(occurrence.field)
            guard occurrence.field.isTelling else { continue }
            switch occurrence.value {
            case .number(let number): hasher.combine(number)
            case .address(let address): hasher.combine(address.rawValue)
            case .ipv4(let address): hasher.combine(address)
            case .double, .octets, .none: break
            }
        }
        let key = hasher.finalize()
        if let known = numbers[key] { return known }
        guard members.count < Self.limit else { return 0 }
        let number = UInt32(members.count)
        numbers[key] = number
        members.append(Self.member(row))
        return number
    }

    private static func member(_ row: PacketDissection) -> Member {
        var sample = PacketDissection()
        var seen: Set<Field> = []
        for occurrence in row.occurrences {
            if occurrence.field.isTelling {
                sample.add(occurrence.field, occurrence.value)
            } else if seen.insert(occurrence.field).inserted {
                sample.add(occurrence.field, .none)
            }
        }
        let needsHistory = seen.contains(.eapTlsFlags) || row.protocolName == "ICMP"
        return Member(sample: sample, needsHistory: needsHistory)
    }

    /// Whether rows of the class say something that packets before them tell: what TLS is in fragments of, which request an
    /// echo answers. Others can be dissected alone.
    public func needsHistory(_ number: UInt32) -> Bool { members[Int(number)].needsHistory }

    /// Whether a filter wants packets of the class; nil where that depends on the packet.
    public func verdict(of filter: DisplayFilter, on number: UInt32) -> Bool? {
        guard let test = filter.test else { return true }
        return number == 0 ? nil : Self.verdict(test, members[Int(number)].sample)
    }

    private static func verdict(_ test: FilterTest, _ sample: PacketDissection) -> Bool? {
        switch test {
        case .not(let part): return verdict(part, sample).map { !$0 }
        case .all(let parts):
            let verdicts = parts.map { verdict($0, sample) }
            if verdicts.contains(false) { return false }
            return verdicts.contains(nil) ? nil : true
        case .any(let parts):
            let verdicts = parts.map { verdict($0, sample) }
            if verdicts.contains(true) { return true }
            return verdicts.contains(nil) ? nil : false
        case .exactlyOne(let one, let other):
            guard let first = verdict(one, sample), let second = verdict(other, sample) else { return nil }
            return first != second
        case .exists(let field): return sample.occurrences.contains { $0.field == field }
        case .holds(let operand), .matches(let operand, _), .isMember(let operand, _):
            return verdict(test, [operand], sample)
        case .compare(let left, _, let right, _): return verdict(test, [left, right], sample)
        }
    }

    private static func verdict(
        _ test: FilterTest, _ operands: [FilterOperand], _ sample: PacketDissection
    ) -> Bool? {
        var fields: Set<Field> = []
        var isPlain = true
        for operand in operands {
            // No value, no comparison that holds: as where the field itself is compared.
            if case .field(let field) = operand, !sample.occurrences.contains(where: { $0.field == field }) {
                return false
            }
            operand.gatherFields(&fields, &isPlain)
        }
        guard isPlain, fields.allSatisfy(\.isTelling) else { return nil }
        return FilterEvaluation.holds(test, sample, [UInt8]().octets)
    }
}

extension Field {
    /// Whether values of the field are few, or what filters ask for first: they are part of a packet's class.
    var isTelling: Bool {
        switch self {
        case .wlanRa, .wlanTa, .wlanDa, .wlanSa, .wlanBssid, .wlanAddr, .ethSrc, .ethDst, .ethAddr, .ipSrc, .ipDst,
            .ipAddr, .wlanFcTypeSubtype, .wlanFcType, .wlanFcSubtype, .wlanFcRetry, .wlanFcProtected, .eapolType,
            .rsnaMsgnr, .eapCode, .eapType, .radiusCode, .wlanFixedStatusCode, .wlanFixedReasonCode, .frameInterfaceId:
            true
        default: false
        }
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
        case .length, .count: isPlain = false
        case .extreme(let operands, _): for operand in operands { operand.gatherFields(&fields, &isPlain) }
        case .arithmetic(let left, _, let right):
            left.gatherFields(&fields, &isPlain)
            right.gatherFields(&fields, &isPlain)
        }
    }
}
