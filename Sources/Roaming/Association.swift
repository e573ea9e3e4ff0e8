public import Octets
public import RSN

/// One attempt of a station to join a BSS, from its first Authentication request (FT over the DS: the Action request)
/// to a link or a failure, as a capture shows it.
///
/// The properties are the keys of `results.json`, in its order.
public struct Association: Sendable {
    /// The station; its MLD address where a Basic Multi-Link element gives one.
    public var station: MACAddress
    /// The network's name, octets outside UTF-8 repaired; nil where no frame shows it.
    public var ssid: String?
    /// The BSS that the station wants to join; the AP's MLD address where a Basic Multi-Link element gives one.
    public var bssid: MACAddress
    /// The BSSID that the station came from: the Current AP of a Reassociation Request, or the BSS that it was seen with.
    public var from: MACAddress?
    /// Whether the station came straight from another BSS of the SSID.
    public var isRoam = false
    /// Whether a Deauthentication lies between the BSS before and this one.
    public var isReconnect = false
    /// The frame by which it asked; nil where none was captured.
    public var request: AssociationRequestKind?
    /// How the link got its keys.
    public var kind = AssociationKind.unknown
    /// How a Fast BSS Transition reached the target; nil for every other kind.
    public var over: TransitionPath?
    /// What `kind` rests on; nil where it needs nothing to rest on, or nothing is known.
    public var evidence: Evidence?
    /// Why it failed, or why it was not fast.
    public var reason: Reason?
    /// One sentence that an engineer can act on.
    public var explanation = ""
    /// What protects the link; nil where no frame tells it.
    public var protection: Protection?
    /// The AKM of the request, as hostapd spells it: "WPA-EAP-SHA256"; unknown ones as OUI:type.
    public var akm: String?
    /// The PMKIDs of the (Re)Association Request.
    public var pmkidsOffered: [PMKID] = []
    /// The offered PMKID with which the AP went on: message 1 shows it.
    public var pmkidAccepted: PMKID?
    /// Whether the PMKID in play derives from a known PMK; nil where no PMK is known.
    public var isPMKIDVerified: Bool?
    /// What known keys say of the PMKIDs offered and of message 1's; empty where no PMK is known.
    public var pmkidFindings: [PMKIDFinding] = []
    /// Whether every MIC captured (messages 2 to 4, group handshake) verifies with the link's key; nil where that is not
    /// known.
    public var isMICVerified: Bool?
    /// The numbers of the EAPOL-Key frames whose MIC does not verify with the link's key.
    public var unverifiedFrames: [Int] = []
    /// Whether EAP ran.
    public var eap = false
    /// The EAP method that ran, after any Nak: "EAP-TTLS".
    public var eapMethod: String?
    /// EAP requests that were answered.
    public var eapRoundTrips = 0
    /// Further copies of the association's frames: link-layer retries, and frames captured twice.
    public var retries = 0
    /// The number of the (Re)Association Request; nil where none was captured.
    public var requestFrame: Int?
    /// The number of the first frame, counted from 1.
    public var firstFrame = 0
    /// The number of the last frame that counts: message 4, the response, or what ended it.
    public var lastFrame = 0
    /// When the first frame was captured, counted from the capture's first frame.
    public var time = Elapsed(nanoseconds: 0)
    /// The channel number of the target.
    public var channel: Int?
    /// The channel number of the BSS before.
    public var fromChannel: Int?
    /// The target's signal at the sniffer, in dBm, when the association began.
    public var signal: Int?
    /// The signal of the BSS before, in dBm, as last captured.
    public var fromSignal: Int?
    /// Why the station left.
    public var trigger: RoamTrigger?
    /// From the first to the last Probe Request of the scan before this association.
    public var scan: Elapsed?
    /// Whether it is a multi-link association.
    public var isMultiLink = false
    /// Later FT requests that repeat this one's nonces and MIC: replays, no associations.
    public var replays = 0
    /// How long each phase took.
    public var phases = Phases()
    /// Phases that begin and end in different files, whose clocks share no frame to compare them by.
    public var unsurePhases: [Phase] = []
    /// The frames of a ladder diagram; empty unless the analyzer was asked to gather them.
    public var ladder: [LadderFrame] = []

    /// An association of which nothing is known yet.
    public init(station: MACAddress, bssid: MACAddress) {
        self.station = station
        self.bssid = bssid
    }
}

/// How long the phases of an association took; nil where a frame that bounds the phase was not captured.
public struct Phases: Hashable, Sendable {
    /// First Authentication request → (Re)Association Response.
    public var authenticationToAssociation: Elapsed?
    /// First EAP-Request/Identity → EAP-Success.
    public var eap: Elapsed?
    /// The sum of RADIUS request-to-reply times, where the wire was captured.
    public var radius: Elapsed?
    /// First message 1 → the message 4 that answers the last message 3.
    public var fourWay: Elapsed?
    /// First Authentication, or the FT Action request → message 4, or → Reassociation Response for FT and open.
    public var roam: Elapsed?
    /// (Re)Association Request → the same end, given where the start of `roam` was not captured.
    public var roamFromRequest: Elapsed?
    /// Last data frame with the old BSS → first with the new one.
    public var dataGap: Elapsed?

    /// No phase is known.
    public init() {}
}
