public import Dot11
public import Octets

/// Where a station stands, in wpa_supplicant's words (`wpa_state`).
public enum StationState: Equatable, Sendable {
    /// At rest, because of this.
    case disconnected(StationEnding)
    /// A scan looks for the network.
    case scanning
    /// An Authentication response is awaited.
    case authenticating(MACAddress)
    /// A (Re)Association Response is awaited.
    case associating(MACAddress)
    /// Associated; EAP or message 1 is awaited, or EAP runs.
    case associated(MACAddress)
    /// The 4-way handshake runs.
    case fourWayHandshake(MACAddress)
    /// The link is up.
    case completed(MACAddress)
}

/// Why a station is at rest.
public enum StationEnding: Equatable, Sendable {
    /// It was not told to connect yet.
    case neverConnected
    /// It was told to disconnect.
    case commanded
    /// No BSS of the network was heard that it could join.
    case networkNotFound
    /// Three Authentication requests had no answer.
    case noAuthenticationResponse
    /// The Authentication request was refused.
    case authenticationRejected(StatusCode)
    /// Three (Re)Association Requests had no answer.
    case noAssociationResponse
    /// The (Re)Association Request was refused.
    case associationRejected(StatusCode)
    /// The AP ended the association.
    case deauthenticated(ReasonCode)
    /// Neither Beacons nor Acknowledgements of the AP came.
    case lostAP
    /// EAP failed.
    case eapFailed
    /// The 4-way handshake failed, for this reason, which the AP was told.
    case handshakeFailed(ReasonCode)
    /// EAP and the handshake took longer than a station waits.
    case timedOut
    /// The AP, which said in the clear that it does not know the station, did not answer SA Queries.
    case saQueryTimedOut
    /// The PMKSA in use came to its end, or was flushed.
    case pmksaRemoved

    /// Whether the BSS did not take the station in.
    var isFailureToConnect: Bool {
        switch self {
        case .noAuthenticationResponse, .authenticationRejected, .noAssociationResponse, .associationRejected: true
        default: false
        }
    }
}
