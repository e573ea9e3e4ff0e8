public import Octets

/// An ARP packet for IPv4 over Ethernet (RFC 826): 28 octets, kept as a value.
public struct ARPPacket: Equatable, Sendable {
    /// Octets of the packet.
    @inlinable public static var length: Int { 28 }

    /// What the packet is for.
    public enum Operation: UInt16, Sendable {
        /// Who has the target address?
        case request = 1
        /// The sender has it.
        case reply = 2
    }

    /// What the packet is for.
    public var operation: Operation
    /// The sender's hardware address.
    public var senderHardware: MACAddress
    /// The sender's IPv4 address; 0.0.0.0 in a probe (RFC 5227).
    public var sender: IPv4Address
    /// The target's hardware address; zero in a request.
    public var targetHardware: MACAddress
    /// The target's IPv4 address.
    public var target: IPv4Address

    /// A packet with these fields.
    public init(
        _ operation: Operation, senderHardware: MACAddress, sender: IPv4Address,
        targetHardware: MACAddress = MACAddress(0), target: IPv4Address
    ) {
        self.operation = operation
        self.senderHardware = senderHardware
        self.sender = sender
        self.targetHardware = targetHardware
        self.target = target
    }

    /// Reads a packet; padding after it is passed over.
    public init(parsing octets: RawSpan) throws(ParseError) {
        guard octets.byteCount >= Self.length else {
            throw ParseError(at: octets.byteCount, expected: "an ARP packet of 28 octets")
        }
        // Hardware type 1, protocol 0x0800, address lengths 6 and 4.
        guard octets.bigEndian(UInt64.self, at: 0) >> 16 == 0x0001_0800_0604 else {
            throw ParseError(at: 0, expected: "ARP for IPv4 over Ethernet")
        }
        guard let operation = Operation(rawValue: octets.bigEndian(UInt16.self, at: 6)) else {
            throw ParseError(at: 6, expected: "ARP operation 1 or 2")
        }
        self.operation = operation
        senderHardware = MACAddress(octets, at: 8)
        sender = IPv4Address(octets.bigEndian(UInt32.self, at: 14))
        targetHardware = MACAddress(octets, at: 18)
        target = IPv4Address(octets.bigEndian(UInt32.self, at: 24))
    }

    /// The answer to this request, from whoever is at `hardware`.
    public func reply(from hardware: MACAddress) -> ARPPacket {
        ARPPacket(
            .reply, senderHardware: hardware, sender: target, targetHardware: senderHardware, target: sender)
    }
}

extension [UInt8] {
    /// Appends the 28 octets of an ARP packet.
    public mutating func append(_ packet: ARPPacket) {
        append(bigEndian: 0x0001_0800_0604_0000 as UInt64 | UInt64(packet.operation.rawValue))
        append(packet.senderHardware)
        append(packet.sender)
        append(packet.targetHardware)
        append(packet.target)
    }
}
