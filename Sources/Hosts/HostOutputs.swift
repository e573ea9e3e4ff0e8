internal import Octets

/// The Ethernet frames that a host sends: drained by the driver after each call, their storage used again.
public struct HostOutputs: ~Copyable {
    /// The frames, one after another.
    public internal(set) var bytes: [UInt8] = []
    /// Where each frame stands in ``bytes``, in order.
    public internal(set) var frames: [Range<Int>] = []

    /// Nothing to send.
    public init() {}

    /// The octets of a frame.
    @_lifetime(borrow self)
    public func octets(_ range: Range<Int>) -> RawSpan { bytes.octets.extracting(range) }

    /// Forgets everything and keeps the storage.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        frames.removeAll(keepingCapacity: true)
    }

    mutating func frame(_ build: (inout [UInt8]) -> Void) {
        let start = bytes.count
        build(&bytes)
        frames.append(start..<bytes.count)
    }
}
