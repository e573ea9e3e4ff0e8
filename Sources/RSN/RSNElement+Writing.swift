public import Octets

extension [UInt8] {
    /// Appends an RSN element, identifier and length included (802.11-2020, 9.4.2.24).
    ///
    /// A list of PMKIDs that is empty is left out, as the cipher of group management frames is where it is nil; with that
    /// cipher the PMKID count stands in any case, as hostapd and wpa_supplicant write it. An element holds 255 octets:
    /// PMKIDs that no longer fit are left out, and suites that don't trap.
    public mutating func appendRSNElement(
        groupCipher: Cipher = .ccmp, pairwiseCiphers: [Cipher] = [.ccmp], akms: [AKM],
        capabilities: RSNCapabilities = [], pmkids: [PMKID] = [], groupManagementCipher: Cipher? = nil
    ) {
        let start = count
        append(48)
        append(0)
        append(littleEndian: UInt16(1))
        append(bigEndian: groupCipher.rawValue)
        append(littleEndian: UInt16(pairwiseCiphers.count))
        for cipher in pairwiseCiphers { append(bigEndian: cipher.rawValue) }
        append(littleEndian: UInt16(akms.count))
        for akm in akms { append(bigEndian: akm.rawValue) }
        append(littleEndian: capabilities.rawValue)
        if !pmkids.isEmpty || groupManagementCipher != nil {
            let room = 257 - (count - start) - 2 - (groupManagementCipher == nil ? 0 : 4)
            let fitting = pmkids.prefix(Swift.max(0, room / 16))
            append(littleEndian: UInt16(fitting.count))
            for pmkid in fitting { append(octets: pmkid.octets) }
        }
        if let groupManagementCipher { append(bigEndian: groupManagementCipher.rawValue) }
        self[start + 1] = UInt8(count - start - 2)
    }
}
