public import Octets

/// Who may authenticate, by address (hostapd's `macaddr_acl` 0 and 1).
public struct AccessList: Equatable, Sendable {
    /// Whether those that no list names are kept out.
    public var acceptsListedAlone: Bool
    /// Who is let in, even if ``denied`` has it too.
    public var accepted: Set<MACAddress>
    /// Who is kept out.
    public var denied: Set<MACAddress>

    /// A list; by default one that lets everyone in.
    public init(
        acceptsListedAlone: Bool = false, accepted: Set<MACAddress> = [], denied: Set<MACAddress> = []
    ) {
        self.acceptsListedAlone = acceptsListedAlone
        self.accepted = accepted
        self.denied = denied
    }

    /// Whether a station is let in (hostapd_check_acl).
    public func allows(_ station: MACAddress) -> Bool {
        if accepted.contains(station) { return true }
        return !acceptsListedAlone && !denied.contains(station)
    }
}
