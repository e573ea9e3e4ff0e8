public import Cryptography
public import Dot11
internal import Octets

/// The sending side of a CCMP key: gives each frame the next packet number (802.11-2020, 12.5.3.3.2).
///
/// Keep one for each key: a copy that sends gives the same packet numbers again.
public struct CCMPTransmitter {
    private let key: CCMPKey
    private let keyID: UInt8

    /// The packet number last given; 0 before the first. A group key's is what the Key RSC field says.
    public private(set) var packetNumber: UInt64 = 0

    /// A sender with a fresh key; nil unless the key has 16 or 32 octets.
    public init?(_ key: TemporalKey, keyID: UInt8 = 0) {
        guard let key = CCMPKey(key) else { return nil }
        self.key = key
        self.keyID = keyID
    }

    /// Octets that a frame grows by.
    public var overhead: Int { key.overhead }

    /// Appends a frame protected; false, and nothing appended, if it has no body to protect or the packet numbers of the
    /// key are used up.
    public mutating func protect(_ frame: MACHeader, to out: inout [UInt8]) -> Bool {
        guard !frame.type.isControl, frame.length >= 24, packetNumber < 0xFFFF_FFFF_FFFF else { return false }
        packetNumber += 1
        key.protect(frame, with: CCMPHeader(packetNumber: packetNumber, keyID: keyID), to: &out)
        return true
    }
}
