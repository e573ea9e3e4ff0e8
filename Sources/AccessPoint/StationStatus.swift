public import Octets
public import RSN
public import Timeline

/// What an access point tells of one station (`hostapd_cli sta`).
public struct StationStatus: Sendable {
    /// How far the station's way in is.
    public enum Progress: Sendable {
        /// EAP runs over the distribution system, ahead of a roam.
        case preauthenticating
        /// Open System authentication alone.
        case authenticated
        /// Associated; EAP is running or awaited.
        case associated
        /// The 4-way handshake runs.
        case fourWayHandshake
        /// Data pass.
        case authorized
        /// It was deauthenticated, and its entry waits to be removed.
        case leaving
    }

    /// The station.
    public var address: MACAddress
    /// How far it is.
    public var progress: Progress
    /// The association ID; 0 before there is one.
    public var associationID: UInt16
    /// Whether it uses QoS data.
    public var isQoS: Bool
    /// The suite of its request; nil before that and in an open BSS.
    public var akm: AKM?
    /// The identity that it gave to EAP; empty where EAP did not run.
    public var identity: [UInt8]
}

/// What an access point tells of one PMKSA (`hostapd_cli pmksa`).
public struct PMKSAStatus: Sendable {
    /// The station.
    public var station: MACAddress
    /// Its name.
    public var pmkid: PMKID
    /// The suite.
    public var akm: AKM
    /// When EAP made the key.
    public var made: Instant
    /// When it ends.
    public var expiry: Instant
    /// Whether it was copied from another BSS.
    public var isOpportunistic: Bool
}
