/// A 48-bit address of a station, a BSS or a port (802-2014, 8.2), kept as one integer: 02:00:00:00:00:01 is 0x020000000001.
public struct MACAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The 48 bits, first octet most significant.
    public var rawValue: UInt64

    /// The address with these 48 bits; higher bits are dropped.
    @inlinable @inline(__always)
    public init(_ rawValue: UInt64) { self.rawValue = rawValue & 0xFFFF_FFFF_FFFF }

    /// The address that stands at `offset`. Traps where fewer than six octets follow.
    @inlinable @inline(__always)
    public init(_ octets: RawSpan, at offset: Int) {
        rawValue =
            UInt64(octets.bigEndian(UInt16.self, at: offset)) << 32
            | UInt64(octets.bigEndian(UInt32.self, at: offset + 2))
    }

    /// The address written as six octets in hexadecimal, parted by colons or hyphens; nil for anything else.
    public init?(_ text: some StringProtocol) {
        var value: UInt64 = 0
        let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
        guard parts.count == 6 else { return nil }
        for part in parts {
            guard part.utf8.count == 2, part.allSatisfy(\.isHexDigit), let octet = UInt64(part, radix: 16) else {
                return nil
            }
            value = value << 8 | octet
        }
        rawValue = value
    }

    /// ff:ff:ff:ff:ff:ff, every receiver.
    @inlinable public static var broadcast: MACAddress { MACAddress(0xFFFF_FFFF_FFFF) }

    /// Whether the address names a group: the first bit on the air is 1.
    @inlinable @inline(__always)
    public var isGroup: Bool { rawValue & 0x0100_0000_0000 != 0 }

    /// Whether the address was made up by its owner rather than assigned by a vendor.
    @inlinable @inline(__always)
    public var isLocallyAdministered: Bool { rawValue & 0x0200_0000_0000 != 0 }

    /// Orders addresses as their octets order.
    @inlinable @inline(__always)
    public static func < (left: MACAddress, right: MACAddress) -> Bool { left.rawValue < right.rawValue }

    /// The six octets in lower-case hexadecimal, parted by colons.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(17)
        for shift in stride(from: 40, through: 0, by: -8) {
            text.append(hexadecimal: UInt8(truncatingIfNeeded: rawValue >> UInt64(shift)))
            if shift > 0 { text.append(UInt8(ascii: ":")) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
