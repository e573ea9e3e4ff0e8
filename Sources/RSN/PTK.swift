public import Cryptography
public import Octets

/// A nonce of the handshakes (802.11-2020, 12.7.5).
public typealias Nonce = FixedOctets<32>

/// A key that encrypts data frames, as long as its cipher asks.
public typealias TemporalKey = SecretKey

/// A pairwise transient key, split into its parts (802.11-2020, 12.7.1.3).
public struct PTK: Sendable {
    /// Signs EAPOL-Key frames.
    public let kck: KCK
    /// Encrypts the key data of EAPOL-Key frames.
    public let kek: KEK
    /// Encrypts data frames.
    public let temporalKey: TemporalKey

    private static let label = Array("Pairwise key expansion".utf8)

    /// Derives the key that both ends of a 4-way handshake hold; nil where the AKM derives otherwise (FT) or the cipher
    /// has no key.
    public init?(
        pmk: PMK, akm: AKM, cipher: Cipher, authenticator: MACAddress, supplicant: MACAddress,
        authenticatorNonce: Nonce, supplicantNonce: Nonce
    ) {
        guard let scheme = akm.keyScheme else { return nil }
        self.init(
            pmk: pmk, scheme: scheme, cipher: cipher, authenticator: authenticator, supplicant: supplicant,
            authenticatorNonce: authenticatorNonce, supplicantNonce: supplicantNonce)
    }

    /// Derives the key by a scheme; nil where the cipher has no key.
    public init?(
        pmk: PMK, scheme: KeyScheme, cipher: Cipher, authenticator: MACAddress, supplicant: MACAddress,
        authenticatorNonce: Nonce, supplicantNonce: Nonce
    ) {
        guard let temporalKeyLength = cipher.keyLength else { return nil }
        // Lower address, higher address, lower nonce, higher nonce.
        var context = FixedOctets<76>()
        context.replace(at: 0, with: min(authenticator, supplicant))
        context.replace(at: 6, with: max(authenticator, supplicant))
        let isInOrder = authenticatorNonce.precedes(supplicantNonce)
        context.replace(at: isInOrder ? 12 : 44, with: authenticatorNonce.octets)
        context.replace(at: isInOrder ? 44 : 12, with: supplicantNonce.octets)

        let temporalKeyStart = scheme.kckLength + scheme.kekLength
        let count = temporalKeyStart + temporalKeyLength
        let label = Self.label
        var output = SecretOctets<96>()
        switch scheme {
        case .sha1MD5, .sha1:
            KeyDerivation.prf(
                key: pmk.octets, label: label.octets, context: context.octets, count: count, output: &output)
        case .sha256CMAC, .sha256:
            KeyDerivation.kdf(
                SHA256.self, key: pmk.octets, label: label.octets, context: context.octets, count: count,
                output: &output)
        case .sha384:
            KeyDerivation.kdf(
                SHA384.self, key: pmk.octets, label: label.octets, context: context.octets, count: count,
                output: &output)
        }
        self.init(splitting: output.octets.extracting(first: count), scheme: scheme)
    }

    /// KCK, KEK and temporal key, in this order; nil where one has not the length that it needs.
    init?(splitting octets: RawSpan, scheme: KeyScheme) {
        let temporalKeyStart = scheme.kckLength + scheme.kekLength
        guard octets.byteCount > temporalKeyStart,
            let kck = KCK(octets.extracting(first: scheme.kckLength), scheme: scheme),
            let kek = KEK(octets.extracting(scheme.kckLength..<temporalKeyStart)),
            let temporalKey = TemporalKey(octets.extracting(temporalKeyStart..<octets.byteCount))
        else { return nil }
        self.kck = kck
        self.kek = kek
        self.temporalKey = temporalKey
    }
}

extension FixedOctets {
    /// Whether the octets come first, compared from the first octet on.
    fileprivate func precedes(_ other: Self) -> Bool {
        for index in 0..<count where storage[index] != other.storage[index] {
            return storage[index] < other.storage[index]
        }
        return false
    }
}
