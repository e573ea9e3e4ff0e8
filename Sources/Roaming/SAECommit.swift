internal import Octets
internal import RSN

/// The group and scalar of an SAE Commit message (802.11-2020, 12.4.7.4).
struct SAECommit {
    /// A group with its order: the scalars are added modulo it.
    private struct Group {
        var number: UInt16
        var order: [UInt8]
        /// Octets of an element.
        var elementLength: Int
    }

    // The NIST curves (FIPS 186-4, D.1.2), by their numbers in RFC 2409 and its successors.
    private static let groups: [Group] = [
        (19 as UInt16, "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
        (
            20,
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"
        ),
        (
            21,
            "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5"
                + "d03bb5c9b8899c47aebb6fb71e91386409"
        ),
    ].map { number, order in
        let octets = [UInt8](hexadecimal: order) ?? []
        return Group(number: number, order: octets, elementLength: 2 * octets.count)
    }

    var group: UInt16
    var scalar: [UInt8]

    /// Reads what follows the fixed fields of an Authentication frame; nil for a group that is not known here.
    init?(parsing body: RawSpan, status: UInt16) {
        guard body.byteCount >= 2 else { return nil }
        let number = body.littleEndian(UInt16.self, at: 0)
        guard let group = Self.groups.first(where: { $0.number == number }) else { return nil }
        // An anti-clogging token stands before the scalar, unless Hash-to-Element (126) or SAE-PK (127) moved it behind.
        let plain = 2 + group.order.count + group.elementLength
        let start = status == 0 ? 2 + max(0, body.byteCount - plain) : 2
        guard start + group.order.count <= body.byteCount else { return nil }
        self.group = number
        scalar = body.extracting(start..<start + group.order.count).array
    }

    /// The PMKID of the key that two commits lead to: the first octets of the scalars' sum (802.11-2020, 12.4.5.4).
    static func pmkid(_ left: SAECommit, _ right: SAECommit) -> PMKID? {
        guard left.group == right.group, left.scalar.count == right.scalar.count,
            let order = groups.first(where: { $0.number == left.group })?.order
        else { return nil }
        var sum = left.scalar
        var carry = 0
        for index in sum.indices.reversed() {
            let digit = Int(left.scalar[index]) + Int(right.scalar[index]) + carry
            sum[index] = UInt8(digit & 0xFF)
            carry = digit >> 8
        }
        if carry > 0 || !sum.lexicographicallyPrecedes(order) {
            var borrow = 0
            for index in sum.indices.reversed() {
                let digit = Int(sum[index]) - Int(order[index]) - borrow
                sum[index] = UInt8(truncatingIfNeeded: digit)
                borrow = digit < 0 ? 1 : 0
            }
        }
        return PMKID(sum.octets, at: 0)
    }
}
