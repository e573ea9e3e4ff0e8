public import Octets

/// A view of an ICMP echo message or its reply (RFC 792).
public struct ICMPEcho: ~Escapable {
    /// Octets before the data.
    @inlinable public static var headerLength: Int { 8 }

    /// Whether this is the answer (type 0) rather than the question (type 8).
    public let isReply: Bool
    /// Tells flows apart.
    public let identifier: UInt16
    /// Tells the messages of one flow apart.
    public let sequenceNumber: UInt16
    /// What the question holds and the answer repeats.
    public let data: RawSpan
    /// Whether the checksum over the whole message is right.
    public let hasValidChecksum: Bool

    /// Reads a message of type 0 or 8 and code 0.
    @_lifetime(copy octets)
    public init(parsing octets: RawSpan) throws(ParseError) {
        guard octets.byteCount >= Self.headerLength else {
            throw ParseError(at: octets.byteCount, expected: "an ICMP echo header of 8 octets")
        }
        let type = octets.octet(at: 0)
        guard type == 0 || type == 8, octets.octet(at: 1) == 0 else {
            throw ParseError(at: 0, expected: "ICMP type 0 or 8, code 0")
        }
        isReply = type == 0
        identifier = octets.bigEndian(UInt16.self, at: 4)
        sequenceNumber = octets.bigEndian(UInt16.self, at: 6)
        data = octets.extracting(Self.headerLength..<octets.byteCount)
        hasValidChecksum = InternetChecksum.of(octets) == 0
    }
}

extension [UInt8] {
    /// Appends an ICMP echo message whose data `body` appends; the checksum is filled in afterwards.
    public mutating func appendICMPEcho(
        isReply: Bool, identifier: UInt16, sequenceNumber: UInt16, body: (inout [UInt8]) -> Void
    ) {
        let start = count
        append(isReply ? 0 : 8)
        append(0)
        append(bigEndian: UInt16(0))
        append(bigEndian: identifier)
        append(bigEndian: sequenceNumber)
        body(&self)
        replace(at: start + 2, bigEndian: InternetChecksum.of(octets.extracting(start..<count)))
    }
}
