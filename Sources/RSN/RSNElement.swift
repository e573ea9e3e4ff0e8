public import Octets

/// A PMK identifier (802.11-2020, 12.7.1.3).
public typealias PMKID = FixedOctets<16>

/// A view of the body of an RSN element (802.11-2020, 9.4.2.24).
///
/// Every field after the version may be absent, and then so is all that follows it; what is absent reads as the
/// standard's default. Octets after the last known field are ignored, for the standard may grow.
public struct RSNElement: ~Escapable {
    /// The cipher of group traffic.
    public let groupCipher: Cipher
    /// The ciphers of pairwise traffic.
    public let pairwiseCiphers: SelectorList<Cipher>
    /// The authentication and key management suites.
    public let akms: SelectorList<AKM>
    /// The RSN Capabilities.
    public let capabilities: RSNCapabilities
    /// The cipher of group management frames; nil where it is absent, which stands for BIP-CMAC-128.
    public let groupManagementCipher: Cipher?
    private let pmkidOctets: RawSpan

    /// How many PMKIDs are listed.
    public var pmkidCount: Int { pmkidOctets.byteCount / 16 }

    /// The PMKID at `index`; traps from ``pmkidCount`` on.
    public func pmkid(at index: Int) -> PMKID { PMKID(pmkidOctets, at: 16 * index) }

    /// Whether `pmkid` is listed.
    public func lists(_ pmkid: PMKID) -> Bool {
        for index in 0..<pmkidCount where self.pmkid(at: index) == pmkid { return true }
        return false
    }

    /// A copy of the PMKIDs.
    public var pmkids: [PMKID] { (0..<pmkidCount).map { pmkid(at: $0) } }

    /// Reads the element's body: what follows identifier and length.
    @_lifetime(copy body)
    public init(parsing body: RawSpan) throws(ParseError) {
        var reader = OctetReader(body)
        guard try reader.littleEndian(UInt16.self, "RSN version") == 1 else {
            throw ParseError(at: 0, expected: "RSN version 1")
        }
        groupCipher =
            reader.isAtEnd ? .ccmp : Cipher(rawValue: try reader.bigEndian(UInt32.self, "group cipher suite"))
        if reader.isAtEnd {
            pairwiseCiphers = SelectorList(absent: .ccmp, in: body)
        } else {
            let count = Int(try reader.littleEndian(UInt16.self, "pairwise cipher suite count"))
            pairwiseCiphers = SelectorList(try reader.octets(4 * count, "pairwise cipher suites"))
        }
        if reader.isAtEnd {
            akms = SelectorList(absent: .wpaEAP, in: body)
        } else {
            let count = Int(try reader.littleEndian(UInt16.self, "AKM suite count"))
            akms = SelectorList(try reader.octets(4 * count, "AKM suites"))
        }
        capabilities =
            reader.isAtEnd ? [] : RSNCapabilities(rawValue: try reader.littleEndian(UInt16.self, "RSN capabilities"))
        if reader.isAtEnd {
            pmkidOctets = body.extracting(first: 0)
        } else {
            let count = Int(try reader.littleEndian(UInt16.self, "PMKID count"))
            pmkidOctets = try reader.octets(16 * count, "PMKIDs")
        }
        groupManagementCipher =
            reader.remaining < 4
            ? nil : Cipher(rawValue: try reader.bigEndian(UInt32.self, "group management cipher suite"))
    }
}

/// The vendor element in which WPA announces itself, the draft that RSN replaced.
public enum WPAElement {
    /// Whether the body of a Vendor Specific element is WPA's: 00-50-F2, type 1.
    public static func isWPA(_ body: RawSpan) -> Bool {
        body.byteCount >= 4 && body.bigEndian(UInt32.self, at: 0) == 0x0050_F201
    }
}
