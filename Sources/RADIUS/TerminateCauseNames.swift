/// What the numbers of Acct-Terminate-Cause are called (RFC 2866, 5.10).
public enum TerminateCauseNames {
    private static let names = [
        "User-Request", "Lost-Carrier", "Lost-Service", "Idle-Timeout", "Session-Timeout", "Admin-Reset",
        "Admin-Reboot",
        "Port-Error", "NAS-Error", "NAS-Request", "NAS-Reboot", "Port-Unneeded", "Port-Preempted", "Port-Suspended",
        "Service-Unavailable", "Callback", "User-Error", "Host-Request",
    ]

    /// The name of a cause; nil for a number that the RFC has none for.
    public static func name(of cause: UInt32) -> String? {
        (1...UInt32(names.count)).contains(cause) ? names[Int(cause) - 1] : nil
    }
}
