#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// A capture that another program writes while it is read.
enum LiveCapture {
    /// Lets the first Ctrl-C end the program that captures, which gets it too, and its capture with it: what was captured
    /// is then reported. The second ends this one.
    static func begin() {
        var status = stat()
        guard unsafe fstat(STDIN_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return }
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in }
        action.sa_flags = SA_RESTART | CInt(bitPattern: UInt32(SA_RESETHAND))
        unsafe sigaction(SIGINT, &action, nil)
    }
}
