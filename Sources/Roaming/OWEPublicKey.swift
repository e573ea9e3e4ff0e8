internal import Cryptography
internal import Dot11
internal import Octets
internal import RSN

/// What a Diffie-Hellman Parameter element holds (RFC 8110, 4.1): a group of IANA's registry, and a public key in it.
struct OWEPublicKey {
    var group: UInt16
    var octets: [UInt8]

    /// Reads the body of an element with ID 255; nil for another extension.
    init?(parsing body: RawSpan) {
        guard body.byteCount > 3, body.octet(at: 0) == 32 else { return nil }
        group = body.littleEndian(UInt16.self, at: 1)
        octets = body.extracting(3..<body.byteCount).array
    }

    /// The PMKID of the key that an exchange makes: the digest of the station's public key and the AP's (RFC 8110, 4.4),
    /// by the hash of the group (4.2); nil for groups but the NIST curves of 256 and 384 bits.
    static func pmkid(station: OWEPublicKey, accessPoint: OWEPublicKey) -> PMKID? {
        guard station.group == accessPoint.group else { return nil }
        let keys = station.octets + accessPoint.octets
        return switch station.group {
        case 19: PMKID(SHA256.hash(keys.octets).octets, at: 0)
        case 20: PMKID(SHA384.hash(keys.octets).octets, at: 0)
        default: nil
        }
    }
}
