internal import Cryptography
internal import Octets

/// The digests and the key wrap of one 4-way handshake with AKM 00-0F-AC:1, at both ends, and nothing else.
///
/// Each end derives the PMKID (1 HMAC-SHA-1) and the PTK (3, PRF-384); messages 2, 3 and 4 are signed once and verified
/// once (6); the key data of message 3 is wrapped and unwrapped. Keys of HMAC are expanded as often as there are keys:
/// the PMK's and the KCK's, at each end.
struct BareHandshake {
    private let pmk = [UInt8](repeating: 0x5A, count: 32)
    private let name = [UInt8](repeating: 1, count: 20)
    private let expansion = [UInt8](repeating: 2, count: 100)
    private let messages = [139, 163, 99].map { [UInt8](repeating: 3, count: $0) }
    private let keyData = [UInt8](repeating: 4, count: 56)
    private var wrapped = FixedOctets<64>()
    private var room: [UInt8] = []
    /// Depends on every result, so that none can be left out.
    private(set) var digest: UInt8 = 0

    mutating func run() {
        let kek = pmk
        for isAuthenticator in [true, false] {
            let key = HMAC<SHA1>(key: pmk.octets)
            digest ^= Self.code(key, name)
            for _ in 0..<3 { digest ^= Self.code(key, expansion) }
            let kck = HMAC<SHA1>(key: pmk.octets.extracting(0..<16))
            for message in messages { digest ^= Self.code(kck, message) }
            var data: [UInt8] = []
            swap(&data, &room)
            data.removeAll(keepingCapacity: true)
            if isAuthenticator {
                AESKeyWrap.wrap(keyData.octets, key: kek.octets.extracting(0..<16), to: &data)
                wrapped = FixedOctets(data.octets, at: 0)
            } else {
                _ = AESKeyWrap.unwrap(wrapped.octets, key: kek.octets.extracting(0..<16), to: &data)
            }
            digest ^= data[0]
            swap(&data, &room)
        }
    }

    private static func code(_ key: HMAC<SHA1>, _ octets: [UInt8]) -> UInt8 {
        var message = key
        message.update(octets.octets)
        return message.finalize().octet(at: 0)
    }
}
