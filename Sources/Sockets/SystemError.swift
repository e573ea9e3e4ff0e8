#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// What the operating system refused.
public struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What it was about: a path, an address.
    public var subject: String
    /// What was tried, and why it failed: "bind: Address already in use".
    public var reason: String

    /// "/run/lab/hostapd/vap0000: bind: Permission denied".
    public var description: String { "\(subject): \(reason)" }

    init(_ subject: String, _ reason: String) {
        self.subject = subject
        self.reason = reason
    }

    /// What `operation` on `subject` failed with.
    public init(_ subject: String, _ operation: String, code: Int32) {
        self.subject = subject
        reason = unsafe "\(operation): \(String(cString: strerror(code)))"
    }
}
