internal import CEvents
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
public import Timeline

/// Waits until one of many descriptors can be read, or written, or an interval is over: Linux's epoll.
public struct Readiness: ~Copyable {
    private let descriptor: Int32
    private var tokens = [UInt64](repeating: 0, count: 64)

    /// Watches nothing yet.
    public init() throws(SystemError) {
        let made = roamlab_epoll_create()
        guard made >= 0 else { throw SystemError("epoll", "create", code: errno) }
        descriptor = made
    }

    deinit { close(descriptor) }

    /// Watches a descriptor; `token` comes back from ``wait(for:_:)`` when it is ready.
    public func watch(_ watched: Int32, token: Int, forWriting: Bool = false) throws(SystemError) {
        guard roamlab_epoll_watch(descriptor, watched, UInt64(token), forWriting ? 1 : 0) == 0 else {
            throw SystemError("descriptor \(watched)", "watch", code: errno)
        }
    }

    /// Watches a descriptor no more.
    public func forget(_ watched: Int32) { roamlab_epoll_forget(descriptor, watched) }

    /// Waits, at most for `interval` (nil: for as long as it takes), and appends the tokens of what is ready.
    public mutating func wait(for interval: Interval?, _ ready: inout [Int]) {
        let limit = interval.map { Int64(clamping: $0.nanoseconds) } ?? -1
        let count = unsafe roamlab_epoll_wait(descriptor, &tokens, limit)
        // EINTR is as good as nothing ready.
        for index in 0..<max(0, Int(count)) { ready.append(Int(tokens[index])) }
    }
}
