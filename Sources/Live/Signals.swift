#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// The signals that end a program in an orderly way.
public enum Signals {
    /// Keeps SIGINT and SIGTERM from ending the process: call it before any other thread is made, then ``wait()``.
    public static func block() {
        var signals = terminating()
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Returns when SIGINT or SIGTERM comes.
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
        return signals
    }
}
