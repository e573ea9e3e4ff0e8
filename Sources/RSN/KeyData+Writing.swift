public import Octets

extension [UInt8] {
    /// Appends a PMKID KDE (802.11-2020, Figure 12-39).
    public mutating func appendKDE(pmkid: PMKID) {
        append(contentsOf: [0xDD, 20, 0x00, 0x0F, 0xAC, 4])
        append(octets: pmkid.octets)
    }

    /// Appends a GTK KDE (802.11-2020, Figure 12-36).
    public mutating func appendKDE(groupKey: RawSpan, keyID: UInt8, isForSending: Bool = false) {
        append(contentsOf: [0xDD, UInt8(6 + groupKey.byteCount), 0x00, 0x0F, 0xAC, 1])
        append(keyID & 3 | (isForSending ? 4 : 0))
        append(0)
        append(octets: groupKey)
    }

    /// Appends an IGTK KDE (802.11-2020, Figure 12-42).
    public mutating func appendKDE(integrityGroupKey: RawSpan, keyID: UInt16, packetNumber: UInt64) {
        append(contentsOf: [0xDD, UInt8(12 + integrityGroupKey.byteCount), 0x00, 0x0F, 0xAC, 9])
        append(littleEndian: keyID)
        append(littleEndian: UInt32(truncatingIfNeeded: packetNumber))
        append(littleEndian: UInt16(truncatingIfNeeded: packetNumber >> 32))
        append(octets: integrityGroupKey)
    }
}
