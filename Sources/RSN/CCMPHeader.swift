public import Octets

/// The 8 octets that CCMP puts between the MAC header and the encrypted body (802.11-2020, 12.5.3.2).
public struct CCMPHeader: Equatable, Sendable {
    /// Octets on the air.
    @inlinable public static var length: Int { 8 }

    /// The packet number: 48 bits, never twice with one key.
    public var packetNumber: UInt64
    /// Which key: 0 for a pairwise key, 1 or 2 for a group key.
    public var keyID: UInt8

    /// A header with these fields.
    public init(packetNumber: UInt64, keyID: UInt8) {
        self.packetNumber = packetNumber
        self.keyID = keyID
    }

    /// Reads the header at the beginning of a protected frame's body.
    public init(parsing body: RawSpan) throws(ParseError) {
        guard body.byteCount >= Self.length else {
            throw ParseError(at: body.byteCount, expected: "a CCMP header of 8 octets")
        }
        guard body.octet(at: 3) & 0x20 != 0 else { throw ParseError(at: 3, expected: "the Ext IV bit of CCMP") }
        packetNumber =
            UInt64(body.littleEndian(UInt16.self, at: 0)) | UInt64(body.littleEndian(UInt32.self, at: 4)) << 16
        keyID = body.octet(at: 3) >> 6
    }

    /// Appends the header.
    public func write(to out: inout [UInt8]) {
        out.append(littleEndian: UInt16(truncatingIfNeeded: packetNumber))
        out.append(0)
        out.append(0x20 | keyID << 6)
        out.append(littleEndian: UInt32(truncatingIfNeeded: packetNumber >> 16))
    }
}
