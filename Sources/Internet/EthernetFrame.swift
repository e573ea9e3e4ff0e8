public import Octets

/// What an Ethernet frame carries (IEEE 802.3-2018, 3.2.6; numbers assigned by the IEEE).
public struct EtherType: RawRepresentable, Hashable, Sendable {
    /// The number on the wire, 0x0600 or more.
    public var rawValue: UInt16

    /// The type with this number.
    @inlinable @inline(__always)
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Internet Protocol version 4.
    @inlinable public static var ipv4: EtherType { EtherType(rawValue: 0x0800) }
    /// Address Resolution Protocol.
    @inlinable public static var arp: EtherType { EtherType(rawValue: 0x0806) }
    /// Internet Protocol version 6.
    @inlinable public static var ipv6: EtherType { EtherType(rawValue: 0x86DD) }
    /// EAPOL.
    @inlinable public static var eapol: EtherType { EtherType(rawValue: 0x888E) }
}

/// A view of an Ethernet frame without preamble and FCS (IEEE 802.3-2018, 3.1.1), VLAN tags passed over.
public struct EthernetFrame: ~Escapable {
    /// Octets before the payload of an untagged frame.
    @inlinable public static var headerLength: Int { 14 }

    /// Who shall receive the frame.
    public let destination: MACAddress
    /// Who sent it.
    public let source: MACAddress
    /// What the payload is; nil where the field is a length and LLC follows it.
    public let type: EtherType?
    /// The identifier of the outermost VLAN tag, 0 to 4095 (IEEE 802.1Q-2018, 9.6); nil in an untagged frame.
    public let vlan: UInt16?
    /// What follows the header: bounded by the length where there is one, else with the padding, if any.
    public let payload: RawSpan

    /// Reads the header of `frame`, which ends before the FCS, and at most two VLAN tags.
    @inlinable
    @_lifetime(copy frame)
    public init(parsing frame: RawSpan) throws(ParseError) {
        guard frame.byteCount >= Self.headerLength else {
            throw ParseError(at: frame.byteCount, expected: "an Ethernet header of 14 octets")
        }
        destination = MACAddress(frame, at: 0)
        source = MACAddress(frame, at: 6)
        var field = frame.bigEndian(UInt16.self, at: 12)
        var start = Self.headerLength
        var vlan: UInt16?
        // A customer tag (0x8100), or a service tag (0x88A8) with a customer tag in it.
        while field == 0x8100 || field == 0x88A8, start < 22 {
            guard frame.byteCount >= start + 4 else {
                throw ParseError(at: frame.byteCount, expected: "a VLAN tag of 4 octets")
            }
            if vlan == nil { vlan = frame.bigEndian(UInt16.self, at: start) & 0x0FFF }
            field = frame.bigEndian(UInt16.self, at: start + 2)
            start += 4
        }
        self.vlan = vlan
        if field >= 0x0600 {
            type = EtherType(rawValue: field)
            payload = frame.extracting(start..<frame.byteCount)
        } else {
            guard Int(field) <= frame.byteCount - start else {
                throw ParseError(at: start - 2, expected: "an 802.3 length of at most \(frame.byteCount - start)")
            }
            type = nil
            payload = frame.extracting(start..<start + Int(field))
        }
    }
}

extension [UInt8] {
    /// Appends an Ethernet II frame, without padding and FCS, whose payload `body` appends.
    @inlinable
    public mutating func appendEthernet(
        to destination: MACAddress, from source: MACAddress, type: EtherType, body: (inout [UInt8]) -> Void
    ) {
        append(destination)
        append(source)
        append(bigEndian: type.rawValue)
        body(&self)
    }
}
