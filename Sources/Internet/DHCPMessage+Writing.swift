public import Octets

extension [UInt8] {
    /// Appends a DHCP message of `type`, whose further options `options` appends.
    ///
    /// A client's message (`isReply` false) and a server's differ in op alone. Zeros follow the End option up to the 300
    /// octets that a BOOTP relay may insist on (RFC 1542, 2.1), as clients and servers of the field send them.
    ///
    /// - Parameters:
    ///   - wantsBroadcast: the flag that asks the server for a broadcast reply.
    ///   - clientAddress: ciaddr.
    ///   - yourAddress: yiaddr.
    ///   - clientHardware: chaddr.
    ///   - seconds: since the client began.
    public mutating func appendDHCP(
        _ type: DHCPMessageType, isReply: Bool, transaction: UInt32, clientHardware: MACAddress,
        clientAddress: IPv4Address = .unspecified, yourAddress: IPv4Address = .unspecified, seconds: UInt16 = 0,
        wantsBroadcast: Bool = false, options: (inout [UInt8]) -> Void
    ) {
        let start = count
        append(isReply ? 2 : 1)
        append(1)
        append(6)
        append(0)
        append(bigEndian: transaction)
        append(bigEndian: seconds)
        append(bigEndian: UInt16(wantsBroadcast ? 0x8000 : 0))
        append(clientAddress)
        append(yourAddress)
        append(zeros: 8)  // siaddr, giaddr
        append(clientHardware)
        append(zeros: 10 + 64 + 128)  // the rest of chaddr, sname, file
        append(bigEndian: 0x6382_5363 as UInt32)
        appendDHCPOption(.messageType, [type.rawValue])
        options(&self)
        append(255)
        append(zeros: Swift.max(0, 300 - (count - start)))
    }

    /// Appends an option with a value of at most 255 octets; what is longer is cut.
    public mutating func appendDHCPOption(_ code: DHCPOptionCode, _ value: [UInt8]) {
        append(code.rawValue)
        append(UInt8(clamping: value.count))
        append(contentsOf: value.prefix(255))
    }

    /// Appends an option that is a number of 32 bits.
    public mutating func appendDHCPOption(_ code: DHCPOptionCode, _ value: UInt32) {
        append(code.rawValue)
        append(4)
        append(bigEndian: value)
    }

    /// Appends an option that is one address.
    public mutating func appendDHCPOption(_ code: DHCPOptionCode, _ value: IPv4Address) {
        appendDHCPOption(code, value.rawValue)
    }
}
