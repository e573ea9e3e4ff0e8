#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
public import Timeline

/// The lab's clock in wall-clock time: the system's monotonic one, from the lab's beginning on.
public struct MonotonicClock {
    private let start: UInt64
    /// Nanoseconds from 1970 to the beginning, for the capture.
    public let epoch: Int64

    /// A clock that begins now.
    public init() {
        start = Self.read(CLOCK_MONOTONIC)
        epoch = Int64(Self.read(CLOCK_REALTIME))
    }

    /// The present instant.
    public var now: Instant { Instant(nanoseconds: Self.read(CLOCK_MONOTONIC) - start) }

    private static func read(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
