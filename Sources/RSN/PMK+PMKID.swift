internal import Cryptography
public import Octets

extension PMK {
    /// The identifier of this key between two addresses; nil for an AKM whose PMKIDs don't come from the PMK: SAE and
    /// OWE make theirs in their exchange, Suite B from the KCK (``KCK/pmkid(authenticator:supplicant:)``), and FT
    /// names its keys otherwise (802.11-2020, 12.7.1.3).
    public func pmkid(akm: AKM, authenticator: MACAddress, supplicant: MACAddress) -> PMKID? {
        let name = pmkName(authenticator: authenticator, supplicant: supplicant)
        switch akm {
        case .wpaEAP, .wpaPSK:
            return PMKID(HMAC<SHA1>(key: octets).code(for: name.octets).octets, at: 0)
        case .wpaEAPSHA256, .wpaPSKSHA256:
            return PMKID(HMAC<SHA256>(key: octets).code(for: name.octets).octets, at: 0)
        default:
            return nil
        }
    }
}

/// What a PMKID is a code of: "PMK Name", AA, SPA.
func pmkName(authenticator: MACAddress, supplicant: MACAddress) -> FixedOctets<20> {
    var name = FixedOctets<20>()
    name.replace(at: 0, with: FixedOctets<8>(bigEndian: 0x504D_4B20_4E61_6D65).octets)
    name.replace(at: 8, with: authenticator)
    name.replace(at: 14, with: supplicant)
    return name
}

extension FixedOctets {
    /// The octets of an integer, most significant first; those that don't fit are dropped, those that lack are zero.
    @inline(__always)
    init(bigEndian value: UInt64) {
        self.init()
        for index in 0..<min(8, count) { storage[index] = UInt8(truncatingIfNeeded: value >> UInt64(56 - 8 * index)) }
    }

    /// Writes octets over those at `offset`.
    @inline(__always)
    mutating func replace(at offset: Int, with octets: RawSpan) {
        for index in 0..<octets.byteCount { storage[offset + index] = octets.octet(at: index) }
    }

    /// Writes an address over the octets at `offset`.
    @inline(__always)
    mutating func replace(at offset: Int, with address: MACAddress) {
        for index in 0..<6 {
            storage[offset + index] = UInt8(truncatingIfNeeded: address.rawValue >> UInt64(40 - 8 * index))
        }
    }
}
