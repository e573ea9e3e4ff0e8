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
    /// Whether management frames to and from it are protected.
    public var protectsManagement: Bool
    /// What else its (Re)Association Request said.
    public var request: Request
    /// The suite of its request; nil before that and in an open BSS.
    public var akm: AKM?
    /// The identity that it gave to EAP; empty where EAP did not run.
    public var identity: [UInt8]
}

extension StationStatus {
    /// What a (Re)Association Request said; nothing before there was one.
    public struct Request: Equatable, Sendable {
        /// Capability Information.
        public var capabilities: UInt16 = 0
        /// In beacon intervals.
        public var listenInterval: UInt16 = 0
        /// Supported Rates and what extends them, as they stand there; 32 at the most.
        public var rates: [UInt8] = []
        /// Whether HT Capabilities are there.
        public var isHT = false

        /// Nothing said.
        public init() {}
    }
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
