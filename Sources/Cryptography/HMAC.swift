public import Octets

/// HMAC (RFC 2104) with the padded key taken in once and kept: copy the value for each message.
///
/// ```swift
/// let key = HMAC<SHA1>(key: pmk.octets)
/// var mac = key
/// mac.update(label)
/// mac.update(addresses)
/// let code = mac.finalize()
/// ```
///
/// With the pads kept, a short message costs two blocks of the digest in place of four.
public struct HMAC<Hash: Digest>: Sendable, CustomStringConvertible, CustomReflectable {
    @usableFromInline var inner: Hash
    @usableFromInline var outer: Hash

    /// Takes in the key, of any length.
    @inlinable
    public init(key: RawSpan) {
        inner = Hash()
        outer = Hash()
        // The longest block of the digests here is SHA-384's.
        var pad = SecretOctets<128>()
        if key.byteCount > Hash.blockLength {
            let hashed = Hash.hash(key)
            for index in 0..<Hash.outputLength { pad.storage[index] = hashed.octet(at: index) }
        } else {
            for index in 0..<key.byteCount { pad.storage[index] = key.octet(at: index) }
        }
        let block = 0..<Hash.blockLength
        for index in block { pad.storage[index] ^= 0x36 }
        inner.update(pad.octets.extracting(block))
        for index in block { pad.storage[index] ^= 0x36 ^ 0x5C }
        outer.update(pad.octets.extracting(block))
    }

    /// Takes in the next octets of the message.
    @inlinable
    public mutating func update(_ octets: RawSpan) { inner.update(octets) }

    /// The code of everything taken in. To go on with the key, copy it beforehand.
    @inlinable
    public consuming func finalize() -> Hash.Output {
        outer.update(inner.finalize())
        return outer.finalize()
    }

    /// The code of one piece of octets; the key stays as it is.
    @inlinable
    public func code(for octets: RawSpan) -> Hash.Output {
        var message = self
        message.update(octets)
        return message.finalize()
    }

    /// Never shows the key.
    public var description: String { "HMAC (hidden)" }
    /// Never shows the key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
