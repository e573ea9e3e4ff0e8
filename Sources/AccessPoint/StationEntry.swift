internal import Dot11
internal import Handshakes
internal import Octets
internal import RADIUS
internal import RSN
internal import Timeline

/// What a BSS holds of one station, from its Authentication frame until it is removed.
///
/// A reference, so that a frame moves no copy of it; the access point alone holds it.
final class StationEntry {
    /// How far the station has come.
    enum State {
        /// Known from the distribution system alone: EAP runs there, ahead of a roam.
        case preauthenticating
        /// Open System authentication succeeded.
        case authenticated
        /// A (Re)Association Response with status 0 is on its way, with this token; its Acknowledgement makes the station one
        /// of the BSS (hostapd, WLAN_STA_ASSOC_REQ_OK). The PMKSA was found for an offered PMKID.
        case answered(token: UInt64, PMKSA?)
        /// Associated; the 802.1X port is closed until the 4-way handshake is done.
        case associated
        /// Associated with keys, or with an open BSS: data flow.
        case authorized
        /// Deauthenticated by this AP; the entry stays until then, as hostapd's AP_MAX_INACTIVITY_AFTER_DEAUTH has it.
        case leaving(until: Instant)
    }

    /// Where hostapd's ap_handle_timer stands with a station.
    enum Inactivity {
        /// Nobody looks.
        case unwatched
        /// Looked at then: was it heard?
        case watched(until: Instant)
        /// Asked; until then it may answer.
        case polled(until: Instant)
        /// It did not answer, and was disassociated.
        case disassociated(until: Instant)

        var deadline: Instant? {
            switch self {
            case .unwatched: nil
            case .watched(let until), .polled(let until), .disassociated(let until): until
            }
        }
    }

    let address: MACAddress
    let bss: Int
    var state = State.authenticated
    var associationID: UInt16 = 0
    /// Whether the station asked for WMM: its data are QoS Data then.
    var isQoS = false
    /// What else its request said, for reports.
    var request = StationStatus.Request()
    /// Whether data flowed once: hostapd's driver counts such a station until the entry goes.
    var wasAuthorized = false
    /// The AKM that the request chose.
    var akm: AKM?
    /// The RSN element of the request, which message 2 must repeat.
    var requestRSNElement: [UInt8] = []
    var eap = EAPAuthenticator()
    var accounting: StationAccounting
    /// Under which the RADIUS client knows the session that is accounted; nil while none is.
    var accountingTag: RADIUSClient.Session?
    /// Under which the RADIUS client knows this authentication; nil while none runs. Never used again.
    var radiusSession: RADIUSClient.Session?
    /// An EAPOL frame that overtook the Acknowledgement of the Response, and when it came.
    var earlyEAPOL: (octets: [UInt8], instant: Instant)?
    /// State of the last Access-Challenge.
    var radiusState: [UInt8]?
    /// The 4-way handshake, and after it the group key handshakes.
    var handshake: FourWayAuthenticator?
    /// What the 4-way handshake began with, for the next one.
    var master: (pmk: PMK, pmkid: PMKID?)?
    /// When the pairwise key is renewed (`wpa_ptk_rekey`); nil for never.
    var rekeyAt: Instant?
    /// Whether the BSS's new group key waits for the station to confirm it.
    var lacksGroupKey = false
    /// The token of the EAPOL-Key frame that was sent last.
    var keyToken: UInt64?
    var pairwise: CCMPLink?
    /// Whether both sides can protect management frames, and so do once there is a pairwise key.
    var negotiatedManagementProtection = false
    /// Whether the station still has its keys, where someone asks in its name to be associated anew.
    var saQuery = SAQuery()
    var sequence = SequenceCounters()
    var duplicates = DuplicateDetector()
    var inactivity = Inactivity.unwatched
    /// When the station's last frame or Acknowledgement came.
    var heardAt = Instant.zero
    /// The token of the Null frame that polls it.
    var pollToken: UInt64?
    /// When RADIUS wants the session to be over.
    var sessionEndsAt: Instant?
    /// How long after it was authorized the station authenticates anew; nil for never.
    var reauthenticationPeriod: Interval?
    var reauthenticateAt: Instant?
    /// Frames held while the station dozes; nil while it is awake.
    var held: [[UInt8]]?

    init(address: MACAddress, bss: Int, accounting: StationAccounting) {
        self.address = address
        self.bss = bss
        self.accounting = accounting
    }

    /// Puts the entry back to where Open System authentication leaves it; the association ID stays.
    func reset() {
        state = .authenticated
        isQoS = false
        request = StationStatus.Request()
        akm = nil
        requestRSNElement.removeAll(keepingCapacity: true)
        earlyEAPOL = nil
        eap.end()
        radiusState = nil
        handshake = nil
        master = nil
        rekeyAt = nil
        keyToken = nil
        pairwise = nil
        negotiatedManagementProtection = false
        saQuery = SAQuery()
        sequence = SequenceCounters()
        held = nil
        inactivity = .unwatched
        pollToken = nil
        sessionEndsAt = nil
        reauthenticationPeriod = nil
        reauthenticateAt = nil
    }

    /// Whether robust management frames are encrypted, and taken only so.
    var protectsManagement: Bool { negotiatedManagementProtection && pairwise != nil }

    var isAssociated: Bool {
        switch state {
        case .associated, .authorized: true
        case .preauthenticating, .authenticated, .answered, .leaving: false
        }
    }

    var isAnswered: Bool {
        if case .answered = state { true } else { false }
    }

    var isAuthorized: Bool {
        if case .authorized = state { true } else { false }
    }

    var isPreauthenticating: Bool {
        if case .preauthenticating = state { true } else { false }
    }

    var isLeaving: Bool {
        if case .leaving = state { true } else { false }
    }

    /// Whether the driver knows the station as one of the BSS: hostapd takes it out with the Deauthentication, and one
    /// that pre-authenticates is elsewhere.
    var isHere: Bool { !isLeaving && !isPreauthenticating }

    /// The earliest instant at which something of this entry is due.
    var deadline: Instant? {
        if case .leaving(let until) = state { return Self.earlier(until, accounting.interimAt) }
        let authentication = Self.earlier(eap.deadline, handshake?.deadline)
        let session = Self.earlier(Self.earlier(sessionEndsAt, reauthenticateAt), rekeyAt)
        let presence = Self.earlier(inactivity.deadline, saQuery.deadline)
        let own = Self.earlier(Self.earlier(authentication, session), presence)
        return Self.earlier(own, accounting.interimAt)
    }

    private static func earlier(_ left: Instant?, _ right: Instant?) -> Instant? {
        guard let left, let right else { return left ?? right }
        return min(left, right)
    }
}
