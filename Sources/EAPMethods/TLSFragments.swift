internal import Octets

/// The first octet of type data in EAP methods over TLS (RFC 5216, 3.1; RFC 5281, 9.1).
struct TLSFlags: OptionSet, Sendable {
    var rawValue: UInt8

    /// A length of four octets follows: of the whole message, not of this fragment.
    static let lengthIncluded = TLSFlags(rawValue: 0x80)
    /// The message goes on in the next packet.
    static let moreFragments = TLSFlags(rawValue: 0x40)
    /// The server begins.
    static let start = TLSFlags(rawValue: 0x20)
}

/// Puts a message together from its fragments.
struct TLSReassembly: Sendable {
    /// RFC 5216, 2.1.5: no message needs more; a peer that announces more is refused.
    static let limit = 65536

    private(set) var message: [UInt8] = []
    private var announced: Int?

    /// Takes in the type data of one packet. Returns whether the message is complete; if not, acknowledge the fragment.
    mutating func append(_ data: RawSpan) throws(ParseError) -> Bool {
        var reader = OctetReader(data)
        let flags = TLSFlags(rawValue: try reader.octet("TLS flags"))
        if flags.contains(.lengthIncluded) {
            let length = Int(try reader.bigEndian(UInt32.self, "TLS message length"))
            guard length <= Self.limit else {
                throw ParseError(at: 1, expected: "a TLS message of 65536 octets or less")
            }
            guard announced == nil || announced == length else {
                throw ParseError(at: 1, expected: "the same TLS message length in each fragment")
            }
            announced = length
        }
        message.append(octets: reader.rest())
        guard message.count <= announced ?? Self.limit else {
            throw ParseError(at: 1, expected: "no more octets than the TLS message length says")
        }
        if flags.contains(.moreFragments) { return false }
        guard announced == nil || announced == message.count else {
            throw ParseError(at: 1, expected: "as many octets as the TLS message length says")
        }
        return true
    }

    /// The complete message; what comes next begins another.
    mutating func take() -> [UInt8] {
        defer {
            message = []
            announced = nil
        }
        return message
    }
}

/// Cuts a message into fragments.
struct TLSFragments: Sendable {
    private let message: [UInt8]
    private let size: Int
    private let includesLengthAlways: Bool
    private var position = 0

    /// `size` octets of TLS in each packet. A server such as FreeRADIUS includes the length in each of them; a peer
    /// such as wpa_supplicant in the first of several.
    init(_ message: [UInt8], size: Int, includesLengthAlways: Bool) {
        self.message = message
        self.size = size
        self.includesLengthAlways = includesLengthAlways
    }

    /// Whether every fragment has been sent.
    var isAtEnd: Bool { position >= message.count }

    /// Appends the type data of the next packet: flags, length where it belongs, fragment.
    mutating func appendNext(to data: inout [UInt8]) {
        let end = min(position + size, message.count)
        var flags: TLSFlags = end < message.count ? .moreFragments : []
        if includesLengthAlways || (position == 0 && end < message.count) { flags.insert(.lengthIncluded) }
        data.append(flags.rawValue)
        if flags.contains(.lengthIncluded) { data.append(bigEndian: UInt32(message.count)) }
        data += message[position..<end]
        position = end
    }
}
