public import Octets

/// A view of an EAPOL frame: what follows Ethertype 0x888E (IEEE 802.1X-2010, 11.3).
public struct EAPOLFrame: ~Escapable {
    /// What an EAPOL frame carries (802.1X-2010, Table 11-3).
    public enum Kind: UInt8, Sendable {
        /// An EAP packet.
        case eapPacket = 0
        /// The supplicant asks for authentication to begin.
        case start = 1
        /// The supplicant leaves.
        case logoff = 2
        /// An EAPOL-Key frame.
        case key = 3
    }

    /// Octets before the body.
    @inlinable public static var headerLength: Int { 4 }

    /// The protocol version: 1 from wpa_supplicant, 2 from hostapd by default.
    public let version: UInt8
    /// The packet type as it stands; ``kind`` is nil for those without a meaning here.
    public let type: UInt8
    /// Exactly as many octets as the length field counts; padding after them is dropped.
    public let body: RawSpan

    /// What the frame carries.
    public var kind: Kind? { Kind(rawValue: type) }

    /// Reads the header and bounds the body by its length.
    ///
    /// - Parameter isCut: whether the capture cut off the end: the body is then what is left of it.
    @_lifetime(copy octets)
    public init(parsing octets: RawSpan, isCut: Bool = false) throws(ParseError) {
        var reader = OctetReader(octets)
        version = try reader.octet("EAPOL version")
        type = try reader.octet("EAPOL packet type")
        let length = Int(try reader.bigEndian(UInt16.self, "EAPOL body length"))
        body = try reader.octets(isCut ? min(length, reader.remaining) : length, "EAPOL body")
    }
}

extension [UInt8] {
    /// Appends an EAPOL frame whose body `body` appends; the length is filled in afterwards.
    public mutating func appendEAPOL(_ kind: EAPOLFrame.Kind, version: UInt8, body: (inout [UInt8]) -> Void) {
        let start = count
        append(version)
        append(kind.rawValue)
        append(bigEndian: UInt16(0))
        body(&self)
        replace(at: start + 2, bigEndian: UInt16(count - start - EAPOLFrame.headerLength))
    }
}
