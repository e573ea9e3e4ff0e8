public import Octets

/// The short names that Wireshark's lists give to vendors' address ranges and to well-known addresses.
///
/// It is made from the text of the files `manuf` and `wka` of an installed Wireshark; without them, addresses are shown as
/// they are.
public struct VendorNames: Sendable {
    private let manuf: [UInt8]
    private let wellKnown: [UInt8]
    /// Where in `manuf` the name of a range stands: the key is the prefix, and how many bits of it count.
    private var vendors: [UInt64: Range<Int>] = [:]
    /// Where in `wellKnown` the name of an address stands.
    private var addresses: [UInt64: Range<Int>] = [:]

    /// Reads the lists; lines that are none of theirs are passed over.
    ///
    /// - Parameters:
    ///   - manuf: lines of a prefix of three octets, or of six with a length of 28 or 36 bits, and a name.
    ///   - wellKnown: lines of an address, perhaps with a length, and a name.
    public init(manuf: [UInt8] = [], wellKnown: [UInt8] = []) {
        self.manuf = manuf
        self.wellKnown = wellKnown
        Self.read(manuf.octets) { prefix, length, name in
            vendors[prefix << 8 | UInt64(length)] = name
        }
        Self.read(wellKnown.octets) { prefix, _, name in addresses[prefix] = name }
    }

    /// The name of an address, or the address.
    public func name(of address: MACAddress) -> String {
        let raw = address.rawValue
        if address == .broadcast { return "Broadcast" }
        if let known = addresses[raw] { return text(wellKnown, known) }
        if let name = wellKnownName(raw, bits: 24...47) { return name }
        if let name = vendorName(raw) { return name }
        // A group address shows whose it is without its group bit.
        if address.isGroup, let name = vendorName(raw & ~0x0100_0000_0000, shown: raw) { return name }
        return wellKnownName(raw, bits: 8...23) ?? address.description
    }

    /// The whole name of whom three octets were given to; nil where the list has none.
    func organization(of prefix: UInt64) -> String? {
        guard let short = vendors[prefix << 32 | 24] else { return Self.organizations[prefix] }
        var position = short.upperBound
        while position < manuf.count, manuf[position] == 0x20 || manuf[position] == 0x09 { position += 1 }
        let end = manuf[position...].firstIndex(of: 0x0A) ?? manuf.count
        return position < end ? String(decoding: manuf[position..<end], as: UTF8.self) : nil
    }

    /// Those that 802.11 itself speaks of, for where there is no list.
    private static let organizations: [UInt64: String] = [
        0x000F_AC: "Ieee 802.11", 0x0050_F2: "Microsoft Corp.", 0x506F_9A: "Wi-Fi Alliance",
    ]

    /// The name of the range that holds the address, and the octets that the range leaves open.
    private func wellKnownName(_ raw: UInt64, bits: ClosedRange<Int>) -> String? {
        for length in bits.reversed() {
            let open = UInt64(1) << UInt64(48 - length) - 1
            guard let known = addresses[raw & ~open] else { continue }
            return "\(text(wellKnown, known))_\(Self.octets(raw & open, count: (48 - length + 7) / 8))"
        }
        return nil
    }

    private func vendorName(_ raw: UInt64, shown: UInt64? = nil) -> String? {
        let shown = shown ?? raw
        for length in [36, 28, 24] {
            let open = UInt64(1) << UInt64(48 - length) - 1
            guard let known = vendors[(raw & ~open) << 8 | UInt64(length)] else { continue }
            return "\(text(manuf, known))_\(Self.octets(shown & open, count: (48 - length + 7) / 8))"
        }
        return nil
    }

    private func text(_ list: [UInt8], _ range: Range<Int>) -> String { String(decoding: list[range], as: UTF8.self) }

    private static func octets(_ value: UInt64, count: Int) -> String {
        stride(from: 8 * (count - 1), through: 0, by: -8).map { shift in
            let octet = UInt8(truncatingIfNeeded: value >> UInt64(shift))
            return (octet < 16 ? "0" : "") + String(octet, radix: 16)
        }.joined(separator: ":")
    }

    /// Hands on prefix, its length in bits, and where the name stands, of each line that has them.
    private static func read(_ list: RawSpan, _ take: (UInt64, Int, Range<Int>) -> Void) {
        var position = 0
        while position < list.byteCount {
            var end = position
            while end < list.byteCount, list.octet(at: end) != 0x0A { end += 1 }
            readLine(list, position..<end, take)
            position = end + 1
        }
    }

    private static func readLine(_ list: RawSpan, _ line: Range<Int>, _ take: (UInt64, Int, Range<Int>) -> Void) {
        var position = line.lowerBound
        var prefix: UInt64 = 0
        var digits = 0
        while position < line.upperBound, digits <= 12 {
            let octet = list.octet(at: position)
            if octet == UInt8(ascii: ":") || octet == UInt8(ascii: "-") {
                position += 1
                continue
            }
            guard let digit = Character(UnicodeScalar(octet)).hexDigitValue else { break }
            prefix = prefix << 4 | UInt64(digit)
            digits += 1
            position += 1
        }
        guard digits >= 6, digits <= 12, digits.isMultiple(of: 2) else { return }
        var length = 4 * digits
        if position < line.upperBound, list.octet(at: position) == UInt8(ascii: "/") {
            length = 0
            position += 1
            while position < line.upperBound, 0x30...0x39 ~= list.octet(at: position), length < 48 {
                length = 10 * length + Int(list.octet(at: position) - 0x30)
                position += 1
            }
        }
        guard 8...48 ~= length else { return }
        let first = position
        while position < line.upperBound, list.octet(at: position) <= 0x20 { position += 1 }
        let start = position
        while position < line.upperBound, list.octet(at: position) > 0x20, list.octet(at: position) != UInt8(ascii: "#")
        {
            position += 1
        }
        guard start > first, position > start else { return }
        let shift = UInt64(48 - 4 * digits)
        let open = UInt64(1) << UInt64(48 - length) - 1
        take(prefix << shift & ~open, length, start..<position)
    }
}
