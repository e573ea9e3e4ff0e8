public import Octets

/// A view of the key data of an EAPOL-Key frame, in the clear: elements and KDEs (802.11-2020, 12.7.2, Table 12-9).
///
/// Of each kind the first counts. What is unknown is passed over, and so is the padding that key wrap needs.
public struct KeyData: ~Escapable {
    /// A group key (GTK KDE).
    public struct GroupKey: ~Escapable {
        /// The key's identifier, 1 or 2.
        public let keyID: UInt8
        /// Whether the supplicant may send with it.
        public let isForSending: Bool
        /// The key.
        public let key: RawSpan

        @_lifetime(copy body)
        init(_ body: RawSpan) {
            keyID = body.octet(at: 0) & 3
            isForSending = body.octet(at: 0) & 4 != 0
            key = body.extracting(2..<body.byteCount)
        }
    }

    /// A key that signs group management frames (IGTK KDE).
    public struct IntegrityGroupKey: ~Escapable {
        /// The key's identifier, 4 or 5.
        public let keyID: UInt16
        /// The packet number that the key has reached.
        public let packetNumber: UInt64
        /// The key.
        public let key: RawSpan

        @_lifetime(copy body)
        init(_ body: RawSpan) {
            keyID = body.littleEndian(UInt16.self, at: 0)
            packetNumber =
                UInt64(body.littleEndian(UInt32.self, at: 2)) | UInt64(body.littleEndian(UInt16.self, at: 6)) << 32
            key = body.extracting(8..<body.byteCount)
        }
    }

    private let octets: RawSpan
    private var rsn: Range<Int>?
    private var wpa: Range<Int>?
    private var gtk: Range<Int>?
    private var igtk: Range<Int>?
    private var pmkidStart: Int?

    /// Reads key data that is not, or no longer, encrypted.
    @_lifetime(copy octets)
    public init(parsing octets: RawSpan) throws(ParseError) {
        self.octets = octets
        var walk = KeyDataWalk(octets)
        while let entry = try walk.next() {
            let end = entry.offset + entry.whole.byteCount
            let body = end - entry.body.byteCount..<end
            switch entry.kind {
            case .element(48): rsn = rsn ?? entry.offset..<end
            case .vendor(0x0050_F201): wpa = wpa ?? entry.offset..<end
            case .kde(1):
                guard body.count > 2 else { throw ParseError(at: entry.offset, expected: "a GTK") }
                gtk = gtk ?? body
            case .kde(4):
                guard body.count == 16 else {
                    throw ParseError(at: entry.offset, expected: "a PMKID of 16 octets")
                }
                pmkidStart = pmkidStart ?? body.lowerBound
            case .kde(9):
                guard body.count > 8 else { throw ParseError(at: entry.offset, expected: "an IGTK") }
                igtk = igtk ?? body
            default: break
            }
        }
    }

    /// The RSN element, identifier and length included.
    public var rsnElement: RawSpan? {
        @_lifetime(copy self)
        get { if let rsn { octets.extracting(rsn) } else { nil } }
    }

    /// The element of WPA, the draft, identifier and length included.
    public var wpaElement: RawSpan? {
        @_lifetime(copy self)
        get { if let wpa { octets.extracting(wpa) } else { nil } }
    }

    /// The PMKID KDE.
    public var pmkid: PMKID? {
        if let pmkidStart { PMKID(octets, at: pmkidStart) } else { nil }
    }

    /// The GTK KDE.
    public var groupKey: GroupKey? {
        @_lifetime(copy self)
        get { if let gtk { GroupKey(octets.extracting(gtk)) } else { nil } }
    }

    /// The IGTK KDE.
    public var integrityGroupKey: IntegrityGroupKey? {
        @_lifetime(copy self)
        get { if let igtk { IntegrityGroupKey(octets.extracting(igtk)) } else { nil } }
    }
}

/// A walk over the elements and KDEs of key data, in order, without copying.
public struct KeyDataWalk: ~Escapable {
    /// What an entry is.
    public enum Kind: Hashable, Sendable {
        /// An element with this identifier.
        case element(UInt8)
        /// A KDE of 802.11's own OUI with this type.
        case kde(UInt8)
        /// Another vendor's element or KDE: OUI and type as one number.
        case vendor(UInt32)
    }

    /// One element or KDE.
    public struct Entry: ~Escapable {
        /// What it is.
        public let kind: Kind
        /// Where its first octet stands in the key data.
        public let offset: Int
        /// All of it, identifier and length included.
        public let whole: RawSpan
        /// An element's body; of a KDE what follows OUI and type.
        public let body: RawSpan

        @_lifetime(copy whole)
        init(kind: Kind, offset: Int, whole: RawSpan, headerLength: Int) {
            self.kind = kind
            self.offset = offset
            self.whole = whole
            body = whole.extracting(headerLength..<whole.byteCount)
        }
    }

    private var reader: OctetReader

    /// A walk over key data that is not, or no longer, encrypted.
    @_lifetime(copy octets)
    public init(_ octets: RawSpan) { reader = OctetReader(octets) }

    /// The next entry; nil at the end or where padding begins.
    @_lifetime(copy self)
    public mutating func next() throws(ParseError) -> Entry? {
        let offset = reader.position
        guard !reader.isAtEnd else { return nil }
        let id = try reader.octet("key data element ID")
        if id == 0xDD, reader.isAtEnd { return nil }
        let length = Int(try reader.octet("key data element length"))
        if id == 0xDD, length == 0 { return nil }
        let body = try reader.octets(length, "key data element")
        let whole = reader.all.extracting(offset..<reader.position)
        guard id == 0xDD, length >= 4 else {
            return Entry(kind: .element(id), offset: offset, whole: whole, headerLength: 2)
        }
        let selector = body.bigEndian(UInt32.self, at: 0)
        let kind: Kind =
            selector >> 8 == 0x000F_AC ? .kde(UInt8(truncatingIfNeeded: selector)) : .vendor(selector)
        return Entry(kind: kind, offset: offset, whole: whole, headerLength: 6)
    }
}
