internal import CEvents
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// What one thread rings to wake another that waits by ``Readiness``: Linux's eventfd.
public final class Doorbell: Sendable {
    /// For ``Readiness``.
    public let descriptor: Int32

    /// A doorbell that was not rung.
    public init() throws(SystemError) {
        descriptor = roamlab_eventfd()
        guard descriptor >= 0 else { throw SystemError("eventfd", "create", code: errno) }
    }

    deinit { close(descriptor) }

    /// Rings, from any thread; it never waits.
    public func ring() {
        var one: UInt64 = 1
        _ = unsafe write(descriptor, &one, 8)
    }

    /// Takes note of all ringing so far.
    public func answer() {
        var count: UInt64 = 0
        _ = unsafe read(descriptor, &count, 8)
    }
}
