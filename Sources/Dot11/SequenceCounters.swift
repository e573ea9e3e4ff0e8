/// The sequence numbers of one transmitter towards one receiver (802.11-2020, 10.3.2.14.2): one counter for each TID.
public struct SequenceCounters: Sendable {
    @usableFromInline var next: InlineArray<16, UInt16> = InlineArray(repeating: 0)

    /// All counters at 0.
    public init() {}

    /// The number for the next QoS data frame of this TID, or for the next frame of a receiver that needs one counter.
    @inlinable
    public mutating func take(trafficIdentifier: UInt8 = 0) -> UInt16 {
        let index = Int(trafficIdentifier & 0x0F)
        defer { next[index] = (next[index] &+ 1) & 0x0FFF }
        return next[index]
    }
}

/// Drops what a transmitter sent again and was received before (802.11-2020, 10.3.2.14.3): one cache entry for each TID,
/// and one for frames without.
public struct DuplicateDetector: Sendable {
    @usableFromInline var last: InlineArray<17, UInt32> = InlineArray(repeating: .max)

    /// Nothing received yet.
    public init() {}

    /// Whether the frame is a retry of the one before; remembers it otherwise.
    @inlinable
    public mutating func isDuplicate(_ header: borrowing MACHeader) -> Bool {
        let index = header.type.hasQoSControl ? Int(header.trafficIdentifier) : 16
        let current = UInt32(header.sequenceControl)
        if header.control.isRetry, last[index] == current { return true }
        last[index] = current
        return false
    }
}
