public import Octets

/// One MSDU of an A-MSDU, with the addresses in front of it (802.11-2020, 9.3.2.2.2).
public struct AMSDUSubframe: ~Escapable {
    /// Whom the MSDU shall reach.
    public let destination: MACAddress
    /// Who sent it.
    public let source: MACAddress
    /// From its LLC header on.
    public let msdu: RawSpan

    @inlinable
    @_lifetime(copy msdu)
    init(destination: MACAddress, source: MACAddress, msdu: RawSpan) {
        self.destination = destination
        self.source = source
        self.msdu = msdu
    }
}

/// A walk over the subframes of an A-MSDU: destination, source, length, MSDU, and padding to four octets after all but the
/// last.
///
/// ```swift
/// var walk = AMSDUWalk(header.body)
/// while let subframe = try walk.next() { … }
/// ```
public struct AMSDUWalk: ~Escapable {
    @usableFromInline var reader: OctetReader

    /// A walk over `body`, which follows the MAC header, decrypted.
    @inlinable
    @_lifetime(copy body)
    public init(_ body: RawSpan) { reader = OctetReader(body) }

    /// The next subframe; nil at the end. Throws where its length goes past the end.
    @inlinable
    @_lifetime(copy self)
    public mutating func next() throws(ParseError) -> AMSDUSubframe? {
        guard !reader.isAtEnd else { return nil }
        let start = reader.position
        let destination = try reader.address("A-MSDU destination address")
        let source = try reader.address("A-MSDU source address")
        let length = Int(try reader.bigEndian(UInt16.self, "A-MSDU subframe length"))
        let msdu = try reader.octets(length, "MSDU of an A-MSDU")
        // The last subframe may be padded or not.
        let padding = (4 - (reader.position - start) % 4) % 4
        try reader.skip(min(padding, reader.remaining), "A-MSDU padding")
        return AMSDUSubframe(destination: destination, source: source, msdu: msdu)
    }

    /// Whether every subframe of `body` can be read, and the first one's destination is not the beginning of a SNAP header:
    /// an MSDU whose A-MSDU Present bit was set by somebody else has that there (CVE-2020-24588), and is no A-MSDU.
    public static func isGenuine(_ body: RawSpan) -> Bool {
        var walk = AMSDUWalk(body)
        var count = 0
        do throws(ParseError) {
            while let subframe = try walk.next() {
                if count == 0, subframe.destination == MACAddress(0xAAAA_0300_0000) { return false }
                count += 1
            }
        } catch {
            return false
        }
        return count > 0
    }
}
