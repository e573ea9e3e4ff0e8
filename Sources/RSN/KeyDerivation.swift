internal import Cryptography
internal import Octets

/// The PRF and the KDF of 802.11-2020, 12.7.1.2 and 12.7.1.7.2.
enum KeyDerivation {
    /// Fills the first `count` octets of `output` with the PRF: HMAC-SHA-1 over label, 0, context, and a counter.
    static func prf<let capacity: Int>(
        key: RawSpan, label: RawSpan, context: RawSpan, count: Int, output: inout SecretOctets<capacity>
    ) {
        var prefix = HMAC<SHA1>(key: key)
        prefix.update(label)
        prefix.update(FixedOctets<1>().octets)
        prefix.update(context)
        var counter = FixedOctets<1>()
        for start in stride(from: 0, to: count, by: SHA1.outputLength) {
            var round = prefix
            round.update(counter.octets)
            let value = round.finalize()
            for index in start..<min(count, start + SHA1.outputLength) {
                output.storage[index] = value.storage[index - start]
            }
            counter.storage[0] += 1
        }
    }

    /// Fills the first `count` octets of `output` with the KDF: HMAC over a counter from 1, label, context, and the
    /// length in bits, integers of 16 bits, least significant octet first.
    static func kdf<Hash: Digest, let capacity: Int>(
        _: Hash.Type, key: RawSpan, label: RawSpan, context: RawSpan, count: Int,
        output: inout SecretOctets<capacity>
    ) {
        let keyed = HMAC<Hash>(key: key)
        var counter = FixedOctets<2>()
        var length = FixedOctets<2>()
        length.storage[0] = UInt8(truncatingIfNeeded: 8 * count)
        length.storage[1] = UInt8(truncatingIfNeeded: (8 * count) >> 8)
        for start in stride(from: 0, to: count, by: Hash.outputLength) {
            counter.storage[0] += 1
            var round = keyed
            round.update(counter.octets)
            round.update(label)
            round.update(context)
            round.update(length.octets)
            let value = round.finalize()
            for index in start..<min(count, start + Hash.outputLength) {
                output.storage[index] = value.octet(at: index - start)
            }
        }
    }
}
