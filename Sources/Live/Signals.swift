#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// The signals that end a program in an orderly way.
public enum Signals {
    /// Keeps SIGINT, SIGTERM and SIGHUP, unless it is ignored, from ending the process: call it before any other thread is made, then ``wait()``.
    public static func block() {
        var signals = terminating()
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Returns when one of them comes.
    public static func wait() {
        var signals = terminating()
        var number: Int32 = 0
        unsafe sigwait(&signals, &number)
    }

    private static func terminating() -> sigset_t {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGINT)
        unsafe sigaddset(&signals, SIGTERM)
        // The terminal, or the ssh session, is gone; who was started by nohup goes on.
        if !isIgnored(SIGHUP) { unsafe sigaddset(&signals, SIGHUP) }
        return signals
    }

    /// Whether the process was told to ignore a signal: one that is blocked stays pending all the same.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard unsafe sigaction(number, nil, &action) == 0 else { return false }
        return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}

#if Live
    extension LiveLab {
        /// Ends ``run(log:)`` when SIGINT, SIGTERM or SIGHUP comes; they must be blocked (``Signals/block()``).
        public func stopAtSignals() {
            let stop = stop
            Thread.detach {
                Signals.wait()
                stop()
            }
        }
    }

    /// A thread of the system's.
    private enum Thread {
        private final class Body {
            let run: @Sendable () -> Void
            init(_ run: @escaping @Sendable () -> Void) { self.run = run }
        }

        /// Runs `body` on a thread of its own, which nobody waits for.
        static func detach(_ body: @escaping @Sendable () -> Void) {
            var thread = pthread_t()
            let boxed = unsafe Unmanaged.passRetained(Body(body)).toOpaque()
            let status = unsafe pthread_create(
                &thread, nil,
                { argument in
                    guard let argument = unsafe argument else { return nil }
                    unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                    return nil
                }, boxed)
            if status == 0 {
                pthread_detach(thread)
            } else {
                unsafe Unmanaged<Body>.fromOpaque(boxed).release()
            }
        }
    }
#endif
