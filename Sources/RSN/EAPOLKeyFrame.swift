internal import EAP
public import Octets

/// A view of an EAPOL-Key frame (802.11-2020, 12.7.2).
public struct EAPOLKeyFrame: ~Escapable {
    /// Where the MIC begins, from the first octet of the EAPOL header.
    public static let micOffset = 81
    /// Octets from the EAPOL header to the key data, with a MIC of 16 octets.
    @inlinable public static var headerLength: Int { 99 }

    /// The frame from its EAPOL header on, without padding: what the MIC covers.
    public let whole: RawSpan
    /// The MIC, or zeros.
    public let mic: RawSpan
    /// The key data, encrypted or not.
    public let keyData: RawSpan

    /// Reads an EAPOL frame from its header on.
    ///
    /// - Parameter micLength: 16, or 24 for AKMs 12 and 13, or 0 for FILS: the frame doesn't say it (802.11-2020, Table 12-10).
    @_lifetime(copy octets)
    public init(parsing octets: RawSpan, micLength: Int = 16) throws(ParseError) {
        let frame = try EAPOLFrame(parsing: octets)
        guard frame.kind == .key else { throw ParseError(at: 1, expected: "EAPOL packet type 3") }
        whole = octets.extracting(first: EAPOLFrame.headerLength + frame.body.byteCount)
        var reader = OctetReader(whole)
        try reader.skip(Self.micOffset, "EAPOL-Key fields")
        mic = try reader.octets(micLength, "EAPOL-Key MIC")
        let length = Int(try reader.bigEndian(UInt16.self, "EAPOL-Key key data length"))
        keyData = try reader.octets(length, "EAPOL-Key key data")
        guard Descriptor(rawValue: whole.octet(at: 4)) != nil else {
            throw ParseError(at: 4, expected: "key descriptor type 2 or 254")
        }
    }

    /// The Descriptor Type.
    public enum Descriptor: UInt8, Sendable {
        /// RSN (802.11-2020, 12.7.2).
        case rsn = 2
        /// WPA, the draft that RSN replaced.
        case wpa = 254
    }

    /// The EAPOL protocol version.
    public var version: UInt8 { whole.octet(at: 0) }
    /// The Descriptor Type.
    public var descriptor: Descriptor { whole.octet(at: 4) == Descriptor.wpa.rawValue ? .wpa : .rsn }
    /// Key Information.
    public var information: KeyInformation { KeyInformation(rawValue: whole.bigEndian(UInt16.self, at: 5)) }
    /// Key Length: octets of the temporal key.
    public var keyLength: UInt16 { whole.bigEndian(UInt16.self, at: 7) }
    /// Key Replay Counter.
    public var replayCounter: UInt64 { whole.bigEndian(UInt64.self, at: 9) }
    /// Key Nonce.
    public var nonce: Nonce { Nonce(whole, at: 17) }
    /// EAPOL-Key IV: zero but for RC4.
    public var initializationVector: FixedOctets<16> { FixedOctets(whole, at: 49) }
    /// Key RSC: the packet number that the group key has reached, or a little past it.
    public var receiveSequenceCounter: UInt64 { whole.littleEndian(UInt64.self, at: 65) & 0xFFFF_FFFF_FFFF }
}
