public import Dot11
public import EAP
public import EAPMethods
public import Handshakes
public import Octets

/// What a station reports of itself, in enough detail to print wpa_supplicant's events from it.
public enum StationEvent: Equatable, Sendable {
    /// A scan began (CTRL-EVENT-SCAN-STARTED).
    case scanStarted
    /// A scan ended; the BSS table holds what it found (CTRL-EVENT-SCAN-RESULTS).
    case scanCompleted
    /// No BSS of the configured network was found (CTRL-EVENT-NETWORK-NOT-FOUND).
    case networkNotFound
    /// An Authentication request was sent ("SME: Trying to authenticate with").
    case authenticating(bssid: MACAddress, channel: Channel)
    /// An Authentication response came, with this status.
    case authenticated(bssid: MACAddress, status: StatusCode)
    /// No Authentication response came.
    case authenticationTimedOut(bssid: MACAddress)
    /// A (Re)Association Request was sent ("Trying to associate with"); `pmkid` is the one it offers.
    case associating(bssid: MACAddress, pmkid: FixedOctets<16>?)
    /// The AP took the station in ("Associated with").
    case associated(bssid: MACAddress, isReassociation: Bool)
    /// The AP refused (CTRL-EVENT-ASSOC-REJECT).
    case associationRejected(bssid: MACAddress, status: StatusCode)
    /// No (Re)Association Response came.
    case associationTimedOut(bssid: MACAddress)
    /// An EAPOL-Start was sent.
    case eapolStartSent
    /// The server's first EAP request came (CTRL-EVENT-EAP-STARTED).
    case eapStarted
    /// The server proposed a method (CTRL-EVENT-EAP-PROPOSED-METHOD); `isRefused` where a Nak was the answer.
    case eapMethodProposed(EAPType, isRefused: Bool)
    /// A method began (CTRL-EVENT-EAP-METHOD).
    case eapMethodSelected(EAPType)
    /// EAP ended well (CTRL-EVENT-EAP-SUCCESS).
    case eapSucceeded
    /// EAP failed (CTRL-EVENT-EAP-FAILURE), for this reason.
    case eapFailed(EAPPeerFailure)
    /// The PMKSA cache got an entry for this authenticator (PMKSA-CACHE-ADDED).
    case pmksaAdded(bssid: MACAddress)
    /// The PMKSA cache lost an entry (PMKSA-CACHE-REMOVED).
    case pmksaRemoved(bssid: MACAddress)
    /// Message 1 named a PMKID that the station doesn't know, so it asked for full authentication.
    case pmkidUnknown(bssid: MACAddress)
    /// An EAPOL-Key frame was dropped, for this reason.
    case handshakeFrameIgnored(HandshakeDrop)
    /// The 4-way handshake ended well ("WPA: Key negotiation completed with").
    case keysNegotiated(bssid: MACAddress)
    /// A group key handshake brought a new key ("WPA: Group rekeying completed with").
    case groupKeyRenewed(bssid: MACAddress)
    /// The link is up (CTRL-EVENT-CONNECTED).
    case connected(bssid: MACAddress)
    /// Seven Beacons of the AP in a row stayed away (CTRL-EVENT-BEACON-LOSS).
    case beaconsMissed
    /// The signal of the AP has crossed the threshold of background scans, in dBm (CTRL-EVENT-SIGNAL-CHANGE).
    case signalChanged(isAbove: Bool, signal: Int)
    /// The signals of two BSSs were compared (CTRL-EVENT-DO-ROAM, CTRL-EVENT-SKIP-ROAM).
    case roamConsidered(RoamComparison, isRoam: Bool)
    /// The link ended (CTRL-EVENT-DISCONNECTED).
    case disconnected(bssid: MACAddress, reason: ReasonCode, isLocallyGenerated: Bool)
    /// The AP ended the first 4-way handshake with a pre-shared key: the key may be wrong.
    case keyMayBeWrong(bssid: MACAddress)
    /// Authentication has failed so often in a row, and the network is left alone (CTRL-EVENT-SSID-TEMP-DISABLED).
    case temporarilyDisabled(failures: Int, seconds: UInt64, TemporaryDisabling)
    /// The network may be tried again (CTRL-EVENT-SSID-REENABLED).
    case enabledAgain
    /// A Deauthentication or Disassociation came from a BSS that the station had left, and was ignored.
    case lateDeauthentication(bssid: MACAddress, reason: ReasonCode)
    /// The AP asked the station to go elsewhere; `disassociationTimer` in beacon intervals, if it will end the link.
    case transitionRequested(disassociationTimer: UInt16?, hasCandidates: Bool)
    /// The BSS announces another channel (CTRL-EVENT-STARTED-CHANNEL-SWITCH).
    case channelSwitchStarted(Channel)
    /// The station has followed it there (CTRL-EVENT-CHANNEL-SWITCH).
    case channelSwitched(Channel)
    /// Pre-authentication with a BSS ended ("RSN: pre-authentication with").
    case preauthenticationEnded(bssid: MACAddress, Preauthentication)
    /// The whole of authentication took too long (70 s with 802.1X) and was given up.
    case connectionTimedOut(bssid: MACAddress)

    /// How pre-authentication ends.
    public enum Preauthentication: Equatable, Sendable {
        /// With a key.
        case succeeded
        /// EAP failed.
        case failed
        /// Nothing came of it in time.
        case timedOut
    }
}
