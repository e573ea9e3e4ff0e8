internal import Operations

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// Adds up processor time of this process, and the cryptographic operations, while it runs.
struct Stopwatch {
    /// Seconds of processor time, kernel included.
    private(set) var seconds = 0.0
    /// Operations of each kind.
    private(set) var operations = InlineArray<10, UInt>(repeating: 0)

    /// Runs while `body` does.
    mutating func time<Result>(_ body: () throws -> Result) rethrows -> Result {
        for kind in operations.indices { operations[kind] &-= roamlab_operations(Int32(kind)) }
        let start = Self.processorTime()
        defer {
            seconds += Self.processorTime() - start
            for kind in operations.indices { operations[kind] &+= roamlab_operations(Int32(kind)) }
        }
        return try body()
    }

    private static func processorTime() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
