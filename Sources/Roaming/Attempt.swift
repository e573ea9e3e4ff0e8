internal import Dot11
internal import EAP
internal import Octets
internal import RSN

/// What a capture shows of one attempt to join a BSS: evidence, without any judgement.
///
/// A class, because a station's dialogue holds it while frames add to it one by one; data frames don't come near it.
final class Attempt {
    /// The addresses on the air.
    let station: MACAddress
    let bssid: MACAddress
    /// The addresses of the multi-link devices, where a Basic Multi-Link element gives them.
    var stationMLD: MACAddress?
    var accessPointMLD: MACAddress?

    /// Whether it was told while the capture went on.
    var isTold = false

    /// The first frame, and the last so far.
    let first: Mark
    var latest: Mark
    /// What was known of the station when it began.
    let origin: Origin

    var over: TransitionPath?
    var authentication = AuthenticationEvidence()
    var request: RequestEvidence?
    /// How often the last kind of request was transmitted, copies included.
    var requestTransmissions = 0
    /// How many requests, copies left out.
    var requests = 0
    /// How many responses, copies left out.
    var responses = 0
    var response: ResponseEvidence?
    var eap = EAPEvidence()
    var fourWay = FourWayEvidence()
    /// Present where a key may be known that verifies the MICs of an FT AKM.
    var transition: TransitionEvidence?
    /// The Deauthentication or Disassociation that no sign of life followed.
    var ending: EndingEvidence?
    var radius = RADIUSEvidence()
    /// The first protected data frame between the two after the response.
    var protectedData: Mark?
    /// Whether one followed message 3, and whether one of them was the AP's, which installs the key when it has taken
    /// message 4 (802.11-2020, 12.7.6.5).
    var hasProtectedDataAfterMessage3 = false
    var hasProtectedDataFromAccessPoint = false
    /// The first data frame that counts for the gap, and the last ones with other BSSs by then.
    var firstData: Mark?
    var lastDataElsewhere: [Presence] = []
    /// The target's signal in dBm when the attempt began.
    var signal: Int8?
    var retries = 0
    var replays = 0
    /// Frames of it, copies left out.
    var steps = 0
    /// Whether it comes from a BSS of which the sniffer has heard nothing at all: on another channel, or out of reach.
    var comesFromUnheard = false
    var ladder: [LadderFrame] = []

    init(station: MACAddress, bssid: MACAddress, first: Mark, origin: Origin) {
        self.station = station
        self.bssid = bssid
        self.first = first
        latest = first
        self.origin = origin
    }

    /// Whether a Fast BSS Transition is tried. Where its Authentication or Action frames were not captured, the request
    /// tells it: an initial association has no Fast BSS Transition element there (802.11-2020, 13.4.2, 13.7.1).
    var isTransition: Bool {
        over == .ds || authentication.algorithm == AuthenticationEvidence.fastTransition
            || (request?.kind == .reassociation && request?.transitionProof.isEmpty == false)
    }

    /// The AKM in play, from the request or from message 2.
    var akm: AKM? { readableRequest == nil ? fourWay.suite?.akm : request?.akm }

    /// What protects the link.
    var protection: Protection? { request?.protection ?? fourWay.suite.map { $0.isWPA ? .wpa : .rsn } }

    /// The request, if it tells of its security whatever it asks for.
    private var readableRequest: RequestEvidence? { request.flatMap { $0.hidesSecurity ? nil : $0 } }

    /// The PMKIDs that the station offered; nil where no frame shows which.
    var offered: [PMKID]? {
        // What an RSNE lists in a Fast BSS Transition is no PMKID in this sense.
        if isTransition { return [] }
        if let readableRequest { return readableRequest.pmkids }
        // In an initial FT association message 2 adds PMKR1Name (802.11-2020, 13.4.2).
        return fourWay.suite.flatMap { $0.akm?.isFT == true ? nil : $0.pmkids }
    }

    /// Whether the exchange of OWE ran: an AP that takes an offered PMKID answers without its public key (RFC 8110, 4.5).
    var ranOWE: Bool {
        guard let request, request.hasDiffieHellman else { return false }
        return request.pmkids.isEmpty || response?.hasDiffieHellman == true
    }

    /// Whether the AP refused a request for good.
    var isRefused: Bool {
        authentication.refusal != nil || (response.map { $0.status != 0 && $0.status != 30 } ?? false)
    }

    /// Whether something behind the request was captured.
    var isUnderWay: Bool {
        response != nil || eap.hasRequest || fourWay.lastMessage > 0 || protectedData != nil
    }

    /// Whether every step up to the last one seen was captured: nothing is missing that the frames themselves show.
    var isWhole: Bool {
        guard authentication.first != nil, authentication.isAnswered, request != nil else { return false }
        let hasEAPOL = eap.hasRequest || fourWay.lastMessage > 0
        if hasEAPOL, response == nil { return false }
        return fourWay.lastMessage < 2 || fourWay.message1 != nil
    }

    /// Whether every frame of an association without EAP was captured, message 3 or 4 perhaps excepted.
    private var isWholeWithoutEAP: Bool {
        isWhole && response != nil && fourWay.message1 != nil && fourWay.message2 != nil
    }

    /// Whether frames before the handshake may have been lost: some others were, and sequence numbers tell of them. Of an
    /// attempt that was captured whole but for them, the absence of EAP is believed: that is what a reused key looks like.
    var mayLackFramesBeforeHandshake: Bool { !isWholeWithoutEAP && lacksFramesBeforeHandshake }

    /// Whether sequence numbers tell of frames before the handshake: many senders number a peer's QoS data from 0
    /// (802.11-2020, 10.3.2.14.2). A number a little above that of the request or response means one counter for all.
    private var lacksFramesBeforeHandshake: Bool {
        func isLate(_ number: UInt16?, first: UInt16, _ before: UInt16?) -> Bool {
            guard let number, first + 1..<64 ~= number else { return false }
            return before.map { (number &- $0) & 0x0FFF > 64 } ?? true
        }
        return isLate(fourWay.message1Sequence, first: 0, response?.sequenceNumber)
            || (eap.startBeforeRequest == nil
                && isLate(fourWay.message2Sequence, first: 0, request?.sequenceNumber))
            || (fourWay.message1 == nil && isLate(fourWay.message3Sequence, first: 2, response?.sequenceNumber))
    }

    /// Whether the AP gave the handshake up behind message 4, or behind data that tells of one: by reason 15, which is
    /// the 4-way handshake timeout (802.11-2020, Table 9-49), or when it had repeated message 3 as often as hostapd does.
    var isHandshakeTimedOut: Bool {
        guard let ending, !ending.isFromStation, !hasProtectedDataFromAccessPoint, fourWay.lastMessage > 2 else {
            return false
        }
        return ending.reason == 15
            || (fourWay.isMessage4Passed && fourWay.message3Count >= FourWayEvidence.transmissionLimit)
    }

    /// The frame that completed the link, as far as it was captured.
    var completion: Mark? {
        if isTransition || authentication.isFILS { return response?.mark }
        switch request?.protection {
        case .some(.open), .some(.wep): return response?.mark
        default: return fourWay.answer ?? (fourWay.isMessage4Passed ? nil : fourWay.message4)
        }
    }

    /// Whether the capture shows that the link came up.
    var isLinked: Bool {
        if fourWay.message4 != nil || hasProtectedDataAfterMessage3 { return !isHandshakeTimedOut }
        guard let response, response.status == 0 else { return false }
        if isTransition || authentication.isFILS { return true }
        switch request?.protection {
        case .some(.open), .some(.wep): return true
        default: return false
        }
    }
}

/// Where a station was, and what it did, before an attempt.
struct Origin {
    /// The BSS that the station was seen with last, if it is another one.
    var presence: Presence?
    /// From the first to the last Probe Request of the scan before.
    var scan: Elapsed?
    /// The last BSS Transition Management Request: from whom, and when.
    var transitionRequest: (bssid: MACAddress, time: Int64)?
}

/// That a station was seen with a BSS.
struct Presence {
    var bssid: MACAddress
    /// When the two last exchanged a frame.
    var lastFrame: Int64
    /// The number of that frame: clocks may step back, numbers don't.
    var lastNumber: Int
    /// The last data frame that counts.
    var lastData: Mark?
    /// The number of the last Deauthentication or Disassociation between the two.
    var deauthentication: Int?
    var isDeauthenticatedByAP = false
    /// Data sent to the station that nothing has acknowledged yet: the first and the last of a burst.
    var firstUnacknowledged: Mark?
    var lastUnacknowledged: Mark?
    var unacknowledgedSequence: UInt16 = 0
}

/// Authentication frames.
struct AuthenticationEvidence {
    static let open: UInt16 = 0
    static let sharedKey: UInt16 = 1
    static let fastTransition: UInt16 = 2
    static let sae: UInt16 = 3
    /// FILS with a shared key, without and with forward secrecy, and with public keys.
    static let fils: ClosedRange<UInt16> = 4...6

    /// The station's first.
    var first: Mark?
    var algorithm: UInt16?
    /// Whether the AP's answer was captured.
    var isAnswered = false
    /// The status of a final refusal.
    var refusal: UInt16?
    /// The nonce of a Fast BSS Transition, to tell replays.
    var supplicantNonce: Nonce?
    /// SAE: both commits.
    var stationCommit: SAECommit?
    var accessPointCommit: SAECommit?
    /// FILS: the PMKID that the AP took.
    var acceptedPMKID: PMKID?

    /// Whether an SAE exchange was captured, or a part of it: who reuses a key authenticates as in an open network.
    var ranSAE: Bool { algorithm == Self.sae }

    /// Whether keys are made here and proved in the association, without a 4-way handshake (802.11-2020, 12.11.2).
    var isFILS: Bool { algorithm.map { Self.fils ~= $0 } ?? false }
}

/// A (Re)Association Request.
struct RequestEvidence {
    var mark: Mark
    var sequenceNumber: UInt16
    var kind: AssociationRequestKind
    var currentAP: MACAddress?
    var ssid: [UInt8]?
    /// Nil where the elements that would tell it are missing.
    var protection: Protection?
    /// Whether its elements break off before what would tell, or hold an RSNE that can't be read.
    var hidesSecurity = false
    var akm: AKM?
    var cipher: Cipher?
    var pmkids: [PMKID] = []
    /// Whether it holds a Diffie-Hellman Parameter element (RFC 8110).
    var hasDiffieHellman = false
    /// The public key in it.
    var publicKey: OWEPublicKey?
    /// MIC and nonces of the Fast BSS Transition element, to tell replays.
    var transitionProof: [UInt8] = []
}

/// A (Re)Association Response.
struct ResponseEvidence {
    var mark: Mark
    var kind: AssociationRequestKind
    var status: UInt16
    var sequenceNumber: UInt16
    /// Whether it holds a Diffie-Hellman Parameter element; nil where it was cut short.
    var hasDiffieHellman: Bool?
    /// The public key in it.
    var publicKey: OWEPublicKey?
}

/// EAP on the air.
struct EAPEvidence {
    /// The first Request/Identity, or Start of the station before any request.
    var firstIdentityRequest: Mark?
    var hasRequest = false
    var startBeforeRequest: Mark?
    var hasLaterStart = false
    /// Whether a method ran, more than its name and refusal.
    var methodRan = false
    var method: EAPType?
    var success: Mark?
    var failure: Mark?
    var roundTrips = 0
    /// The request that waits for its response: identifier, and how often it was sent.
    var outstanding: (identifier: UInt8, transmissions: Int)?
    /// The last request or response.
    var last: Mark?

    /// Whether EAP ran at all.
    var ran: Bool { methodRan || success != nil || failure != nil }
}

/// A Deauthentication or Disassociation.
struct EndingEvidence {
    var mark: Mark
    /// Nil where it was encrypted.
    var reason: UInt16?
    var isFromStation: Bool
    /// How long after the last frame of the attempt, in nanoseconds.
    var delay: Int64
    /// Whether it came no later than the exchange's next frame would have, by the mean pause between its frames so far.
    var isNextStep: Bool
    /// Whether the station was heard in between: data, or a Null.
    var followsLife: Bool
}

/// RADIUS on the wire for this attempt.
struct RADIUSEvidence {
    var pairs = 0
    var total = Elapsed(nanoseconds: 0)
    /// Whether the server began or granted an authentication, which EAP on the air must have carried.
    var ranEAP = false
    /// Transmissions of the request that waits for its reply.
    var unanswered = 0
    /// Whether a request and its reply were captured by clocks that were not compared.
    var crossesClocks = false
}
