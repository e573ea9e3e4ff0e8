public import Octets

/// A digest's value, such as ``Octets/FixedOctets``.
public protocol DigestValue: Hashable, Sendable {
    /// The octet at `index`. (Not a view: one that generic code borrows outlives its storage; see `FixedOctets.octets`.)
    func octet(at index: Int) -> UInt8
}

extension FixedOctets: DigestValue {
    /// The octet at `index`.
    @inlinable
    public func octet(at index: Int) -> UInt8 { storage[index] }
}

/// A message digest as a value: to copy it is to branch the message, and nothing of it lies on the heap.
///
/// ```swift
/// var digest = SHA1()
/// digest.update(first)
/// digest.update(second)
/// let value = digest.finalize()  // FixedOctets<20>
/// ```
public protocol Digest: Sendable {
    /// The digest's value, a ``Octets/FixedOctets`` of its length.
    associatedtype Output: DigestValue

    /// Octets that one round of the digest takes in (B in RFC 2104).
    static var blockLength: Int { get }
    /// Octets of the digest's value (L in RFC 2104).
    static var outputLength: Int { get }

    /// The digest of no octets yet.
    init()

    /// Takes in the next octets of the message.
    mutating func update(_ octets: RawSpan)

    /// Takes in the value of another digest of this kind.
    mutating func update(_ value: Output)

    /// The digest of everything taken in. The message cannot go on after this.
    consuming func finalize() -> Output
}

extension Digest {
    /// The digest of one piece of octets.
    @inlinable
    public static func hash(_ octets: RawSpan) -> Output {
        var digest = Self()
        digest.update(octets)
        return digest.finalize()
    }
}
