public import Cryptography
public import RSN

/// A key that encrypts group traffic, as an AP hands it out.
public struct GroupKey: Sendable {
    /// The key's identifier, 1 or 2.
    public var keyID: UInt8
    /// The key.
    public var key: TemporalKey
    /// The packet number that the AP has reached with it (Key RSC).
    public var packetNumber: UInt64

    /// A group key.
    public init(keyID: UInt8, key: TemporalKey, packetNumber: UInt64 = 0) {
        self.keyID = keyID
        self.key = key
        self.packetNumber = packetNumber
    }
}

/// A key that signs group management frames, as an AP hands it out.
public struct IntegrityGroupKey: Sendable {
    /// The key's identifier, 4 or 5.
    public var keyID: UInt16
    /// The key.
    public var key: TemporalKey
    /// The packet number that the AP has reached with it.
    public var packetNumber: UInt64

    /// An integrity group key.
    public init(keyID: UInt16, key: TemporalKey, packetNumber: UInt64 = 0) {
        self.keyID = keyID
        self.key = key
        self.packetNumber = packetNumber
    }
}

/// The group keys of a BSS, handed out with message 3 and with the group key handshake.
public struct GroupKeys: Sendable {
    /// Encrypts group traffic.
    public var groupKey: GroupKey
    /// Signs group management frames; nil without management frame protection.
    public var integrityGroupKey: IntegrityGroupKey?

    /// The group keys of a BSS.
    public init(groupKey: GroupKey, integrityGroupKey: IntegrityGroupKey? = nil) {
        self.groupKey = groupKey
        self.integrityGroupKey = integrityGroupKey
    }

    /// Appends their KDEs.
    func appendKDEs(to out: inout [UInt8]) {
        out.appendKDE(groupKey: groupKey.key.octets, keyID: groupKey.keyID)
        if let integrityGroupKey {
            out.appendKDE(
                integrityGroupKey: integrityGroupKey.key.octets, keyID: integrityGroupKey.keyID,
                packetNumber: integrityGroupKey.packetNumber)
        }
    }
}
