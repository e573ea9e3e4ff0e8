internal import Cryptography
public import Octets

/// The keys of Fast BSS Transition with SHA-256 (802.11-2020, 12.7.1.6): AKMs 00-0F-AC:3, :4 and :9.
///
/// One key of the first level serves a mobility domain, one of the second an AP; a PTK comes from the second.
public struct TransitionKeys: Sendable {
    /// Names the key of the first level, PMK-R0.
    public let name0: FixedOctets<16>
    /// Names the key of the second level, PMK-R1.
    public let name1: FixedOctets<16>
    private let key1: SecretOctets<32>

    /// Derives both levels; nil where a name or identifier is longer than the standard lets it be.
    ///
    /// - Parameters:
    ///   - pmk: what the standard calls XXKey: the pre-shared key, the second 32 octets of the MSK, or the PMK of SAE.
    ///   - ssid: the network's name, 32 octets at most.
    ///   - mobilityDomain: the identifier, two octets as they stand in the Mobility Domain element.
    ///   - holder0: R0KH-ID, 1 to 48 octets.
    ///   - holder1: R1KH-ID.
    public init?(
        pmk: PMK, ssid: RawSpan, mobilityDomain: RawSpan, holder0: RawSpan, holder1: MACAddress, supplicant: MACAddress
    ) {
        guard pmk.octets.byteCount == 32, ssid.byteCount <= 32, mobilityDomain.byteCount == 2,
            1...48 ~= holder0.byteCount
        else { return nil }
        // 12.7.1.6.3: the key of 256 bits, and the salt of its name.
        var context: [UInt8] = [UInt8(ssid.byteCount)]
        context.append(octets: ssid)
        context.append(octets: mobilityDomain)
        context.append(UInt8(holder0.byteCount))
        context.append(octets: holder0)
        context.append(supplicant)
        var data = SecretOctets<48>()
        KeyDerivation.kdf(
            SHA256.self, key: pmk.octets, label: Array("FT-R0".utf8).octets, context: context.octets, count: 48,
            output: &data)
        name0 = Self.name("FT-R0N", data.octets.extracting(32..<48))
        // 12.7.1.6.4.
        var holders: [UInt8] = []
        holders.append(holder1)
        holders.append(supplicant)
        var key1 = SecretOctets<32>()
        KeyDerivation.kdf(
            SHA256.self, key: data.octets.extracting(first: 32), label: Array("FT-R1".utf8).octets,
            context: holders.octets, count: 32, output: &key1)
        self.key1 = key1
        name1 = Self.name("FT-R1N", (name0.octets.array + holders).octets)
    }

    /// The first 16 octets of SHA-256 over a label and octets.
    private static func name(_ label: String, _ octets: RawSpan) -> FixedOctets<16> {
        var digest = SHA256()
        digest.update(Array(label.utf8).octets)
        digest.update(octets)
        let value = digest.finalize()
        return FixedOctets(value.octets, at: 0)
    }

    /// The key of a link (12.7.1.6.5); nil where the cipher has none.
    ///
    /// - Parameter authenticator: the BSSID of the AP that the station goes to.
    public func ptk(
        cipher: Cipher, authenticator: MACAddress, supplicant: MACAddress, authenticatorNonce: Nonce,
        supplicantNonce: Nonce
    ) -> PTK? {
        let scheme = KeyScheme.sha256CMAC
        guard let temporalKeyLength = cipher.keyLength else { return nil }
        var context: [UInt8] = []
        context.append(octets: supplicantNonce.octets)
        context.append(octets: authenticatorNonce.octets)
        context.append(authenticator)
        context.append(supplicant)
        var output = SecretOctets<96>()
        let count = scheme.kckLength + scheme.kekLength + temporalKeyLength
        KeyDerivation.kdf(
            SHA256.self, key: key1.octets, label: Array("FT-PTK".utf8).octets, context: context.octets, count: count,
            output: &output)
        return PTK(splitting: output.octets.extracting(first: count), scheme: scheme)
    }
}
