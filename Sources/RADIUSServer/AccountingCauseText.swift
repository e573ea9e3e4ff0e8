/// What the numbers of Acct-Terminate-Cause are called (RFC 2866, 5.10).
enum AccountingCauseText {
    private static let names = [
        "User-Request", "Lost-Carrier", "Lost-Service", "Idle-Timeout", "Session-Timeout", "Admin-Reset",
        "Admin-Reboot",
        "Port-Error", "NAS-Error", "NAS-Request", "NAS-Reboot", "Port-Unneeded", "Port-Preempted", "Port-Suspended",
        "Service-Unavailable", "Callback", "User-Error", "Host-Request",
    ]

    static func name(of cause: UInt32) -> String {
        (1...UInt32(names.count)).contains(cause) ? names[Int(cause) - 1] : "cause \(cause)"
    }
}
