#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// A thread of the system's, for what blocks: the tasks of tests must not.
public final class SystemThread: @unchecked Sendable {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private var thread = pthread_t()

    /// Runs `body` on a new thread.
    public init?(_ body: @escaping @Sendable () -> Void) {
        let boxed = unsafe Unmanaged.passRetained(Body(body)).toOpaque()
        let status = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, boxed)
        guard status == 0 else {
            unsafe Unmanaged<Body>.fromOpaque(boxed).release()
            return nil
        }
    }

    /// Waits for its end.
    public func join() { pthread_join(thread, nil) }

    /// Waits so many milliseconds.
    public static func sleep(milliseconds: UInt32) { usleep(milliseconds * 1000) }
}
