public import Octets

/// What a DHCP message is for (RFC 2132, 9.6).
public enum DHCPMessageType: UInt8, Sendable {
    /// A client looks for servers.
    case discover = 1
    /// A server offers an address.
    case offer = 2
    /// A client asks for the offered address, or to keep its own.
    case request = 3
    /// A client found the address in use.
    case decline = 4
    /// The address is the client's.
    case acknowledge = 5
    /// It is not.
    case refuse = 6
    /// The client gives the address back.
    case release = 7
    /// A client that has an address asks for the rest.
    case inform = 8
}

/// A view of a DHCP message, what a UDP datagram to port 67 or 68 carries (RFC 2131, 2).
///
/// Option overload (option 52) and split options (RFC 3396) are not followed: no message of four addresses needs them.
public struct DHCPMessage: ~Escapable {
    /// Octets before the options: the BOOTP fields and the magic cookie.
    @inlinable public static var headerLength: Int { 240 }
    /// The port that servers listen at.
    @inlinable public static var serverPort: UInt16 { 67 }
    /// The port that clients listen at.
    @inlinable public static var clientPort: UInt16 { 68 }

    /// The whole message.
    public let message: RawSpan
    /// What the message is for.
    public let type: DHCPMessageType

    /// Checks the header, every option's length, and that the message type is one of RFC 2132.
    @_lifetime(copy octets)
    public init(parsing octets: RawSpan) throws(ParseError) {
        guard octets.byteCount >= Self.headerLength else {
            throw ParseError(at: octets.byteCount, expected: "a DHCP header of 240 octets")
        }
        guard octets.octet(at: 0) == 1 || octets.octet(at: 0) == 2 else {
            throw ParseError(at: 0, expected: "op 1 or 2")
        }
        guard octets.octet(at: 1) == 1, octets.octet(at: 2) == 6 else {
            throw ParseError(at: 1, expected: "hardware type 1 with addresses of 6 octets")
        }
        guard octets.bigEndian(UInt32.self, at: 236) == 0x6382_5363 else {
            throw ParseError(at: 236, expected: "the DHCP magic cookie")
        }
        var options = DHCPOptions(octets.extracting(Self.headerLength..<octets.byteCount))
        var type: DHCPMessageType?
        do {
            while let option = try options.next() {
                if option.code == .messageType, option.value.byteCount == 1 {
                    type = DHCPMessageType(rawValue: option.value.octet(at: 0))
                }
            }
        } catch {
            throw error.shifted(by: Self.headerLength)
        }
        guard let type else { throw ParseError(at: Self.headerLength, expected: "a DHCP message type of 1 to 8") }
        self.type = type
        message = octets
    }

    /// Whether a server sent it.
    public var isReply: Bool { message.octet(at: 0) == 2 }
    /// The number that the client chose for this exchange.
    public var transaction: UInt32 { message.bigEndian(UInt32.self, at: 4) }
    /// Whether the client can't take a unicast reply yet (RFC 2131, 4.1).
    public var wantsBroadcast: Bool { message.bigEndian(UInt16.self, at: 10) & 0x8000 != 0 }
    /// ciaddr: the address that the client has and answers ARP for; 0.0.0.0 where it has none.
    public var clientAddress: IPv4Address { IPv4Address(message.bigEndian(UInt32.self, at: 12)) }
    /// yiaddr: the address that the server gives.
    public var yourAddress: IPv4Address { IPv4Address(message.bigEndian(UInt32.self, at: 16)) }
    /// chaddr: the client's hardware address.
    public var clientHardware: MACAddress { MACAddress(message, at: 28) }

    /// The value of the first option with this code.
    @_lifetime(copy self)
    public func option(_ code: DHCPOptionCode) -> RawSpan? {
        var options = DHCPOptions(message.extracting(Self.headerLength..<message.byteCount))
        do {
            while let option = try options.next() {
                if option.code == code { return option.value }
            }
        } catch {}  // init walked them all
        return nil
    }

    /// The first option with this code as an address; nil where it is absent or shorter than four octets.
    public func address(_ code: DHCPOptionCode) -> IPv4Address? { integer(code).map { IPv4Address($0) } }

    /// The first option with this code as a number of 32 bits; nil where it is absent or shorter than four octets.
    public func integer(_ code: DHCPOptionCode) -> UInt32? {
        guard let value = option(code), value.byteCount >= 4 else { return nil }
        return value.bigEndian(UInt32.self, at: 0)
    }
}
