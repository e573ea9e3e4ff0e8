public import Cryptography
public import Dot11
internal import Octets

/// What BIP-CMAC-128 does with a key (802.11-2020, 12.5.4): a Management MIC element at the end of a group-addressed
/// management frame.
private enum BIP {
    /// Octets of the Management MIC element: identifier and length, key ID, IPN, MIC (9.4.2.54).
    static let elementLength = 18
    static let elementID: UInt8 = 76
    static let micLength = 8

    /// The MIC of a frame that ends with a Management MIC element, whose own MIC counts as zero (12.5.4.6).
    static func code(_ frame: RawSpan, headerLength: Int, key: SecretOctets<16>) -> FixedOctets<16> {
        // What may change on the way reads as zero: Retry, Power Management, More Data; Duration and Sequence Control are
        // left out (12.5.4.3).
        let control = frame.littleEndian(UInt16.self, at: 0) & ~0x3800
        var additionalData = FixedOctets<20>()
        additionalData.storage[0] = UInt8(truncatingIfNeeded: control)
        additionalData.storage[1] = UInt8(truncatingIfNeeded: control >> 8)
        additionalData.replace(at: 2, with: frame.extracting(4..<22))
        let zeros = FixedOctets<8>()
        var code = AESCMAC(key: key)
        code.update(additionalData.octets)
        code.update(frame.extracting(headerLength..<frame.byteCount - micLength))
        code.update(zeros.octets)
        return code.finalize()
    }
}

/// The sending side of an integrity group key: gives each frame the next packet number.
public struct BIPTransmitter: Sendable {
    private let key: SecretOctets<16>
    private let keyID: UInt16

    /// The packet number (IPN) last given; 0 before the first.
    public private(set) var packetNumber: UInt64 = 0

    /// A sender with a fresh key; nil unless the key has 16 octets.
    ///
    /// - Parameter keyID: 4 or 5.
    public init?(_ key: TemporalKey, keyID: UInt16) {
        guard let key = SecretOctets<16>(key.octets) else { return nil }
        self.key = key
        self.keyID = keyID
    }

    /// Appends a group-addressed management frame with its Management MIC element; false, and nothing appended, if it is
    /// none or the packet numbers of the key are used up.
    public mutating func protect(_ frame: MACHeader, to out: inout [UInt8]) -> Bool {
        guard frame.type.isManagement, frame.receiver.isGroup, packetNumber < 0xFFFF_FFFF_FFFF else { return false }
        packetNumber += 1
        let start = out.count
        out.append(octets: frame.frame)
        out.append(contentsOf: [BIP.elementID, UInt8(BIP.elementLength - 2)])
        out.append(littleEndian: keyID)
        out.append(littleEndian: UInt32(truncatingIfNeeded: packetNumber))
        out.append(littleEndian: UInt16(truncatingIfNeeded: packetNumber >> 32))
        out.append(zeros: BIP.micLength)
        let code = BIP.code(out.octets.extracting(start..<out.count), headerLength: frame.length, key: key)
        for index in 0..<BIP.micLength { out[out.count - BIP.micLength + index] = code.storage[index] }
        return true
    }
}

/// The receiving side of an integrity group key: tells genuine frames from forged and repeated ones.
public struct BIPReceiver: Sendable {
    private let key: SecretOctets<16>
    private let keyID: UInt16
    private var packetNumber: UInt64

    /// A receiver; nil unless the key has 16 octets.
    ///
    /// - Parameter packetNumber: what the key has reached already.
    public init?(_ key: TemporalKey, keyID: UInt16, packetNumber: UInt64) {
        guard let key = SecretOctets<16>(key.octets) else { return nil }
        self.key = key
        self.keyID = keyID
        self.packetNumber = packetNumber
    }

    /// Whether a group-addressed management frame ends with a Management MIC element that this key has made and that was
    /// not seen before; only such a frame moves the replay counter (802.11-2020, 12.5.4.8).
    public mutating func accepts(_ frame: MACHeader) -> Bool {
        let body = frame.body
        guard frame.type.isManagement, frame.receiver.isGroup, body.byteCount >= BIP.elementLength else { return false }
        let element = body.extracting(last: BIP.elementLength)
        guard element.octet(at: 0) == BIP.elementID, element.octet(at: 1) == UInt8(BIP.elementLength - 2),
            element.littleEndian(UInt16.self, at: 2) == keyID
        else { return false }
        let number =
            UInt64(element.littleEndian(UInt32.self, at: 4)) | UInt64(element.littleEndian(UInt16.self, at: 8)) << 32
        guard number > packetNumber else { return false }
        let code = BIP.code(frame.frame, headerLength: frame.length, key: key)
        let isGenuine = constantTimeEquals(
            code.octets.extracting(first: BIP.micLength), element.extracting(last: BIP.micLength))
        if isGenuine { packetNumber = number }
        return isGenuine
    }
}
