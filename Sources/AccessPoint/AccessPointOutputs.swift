public import Dot11
public import Octets
public import RADIUS
public import RSN

/// Something that happened at an access point, for logs, control interfaces and keys files. No verdict rests on it.
public enum AccessPointEvent: Sendable {
    /// The station has an entry now: it authenticated (Open System).
    case authenticated(MACAddress, bss: Int)
    /// The station's (Re)Association Request was accepted.
    case associated(MACAddress, bss: Int)
    /// The request was refused.
    case refused(MACAddress, bss: Int, StatusCode)
    /// A PMKSA was found for an offered PMKID; `isOpportunistic` if it was another BSS's.
    case reusedPMKSA(MACAddress, bss: Int, PMKID, isOpportunistic: Bool)
    /// EAP began.
    case eapStarted(MACAddress, bss: Int)
    /// EAP ended with EAP-Success and a new PMK.
    case madePMK(MACAddress, bss: Int, AKM, PMK)
    /// EAP ended otherwise.
    case eapFailed(MACAddress, bss: Int, EAPFailure)
    /// Message 4 was accepted: `AP-STA-CONNECTED`.
    case connected(MACAddress, bss: Int)
    /// The entry lost its association: `AP-STA-DISCONNECTED`. `isOwn` if the AP said so first.
    case disconnected(MACAddress, bss: Int, ReasonCode, isOwn: Bool)
    /// The station answered a request to go elsewhere: `BSS-TM-RESP`.
    case transitionAnswered(MACAddress, bss: Int, BSSTransitionResponse)
    /// The station acknowledged the frame that asked whether it is there: `AP-STA-POLL-OK`.
    case pollAnswered(MACAddress, bss: Int)
    /// The Beacons begin to announce another channel: `CTRL-EVENT-STARTED-CHANNEL-SWITCH`.
    case channelSwitchStarted(bss: Int, Channel)
    /// The BSS is there: `CTRL-EVENT-CHANNEL-SWITCH`.
    case channelSwitched(bss: Int, Channel)
    /// A message of the 4-way or group key handshake had a wrong MIC.
    case micFailure(MACAddress, bss: Int)
}

/// Why EAP at the AP ended without a key.
public enum EAPFailure: String, Sendable, CustomStringConvertible {
    /// The server said no.
    case rejected = "the RADIUS server refused it"
    /// No server gave an answer that could be used.
    case noServer = "no RADIUS server gave an authentic answer"
    /// Access-Challenge came without an EAP request.
    case brokenRequest = "Access-Challenge came without an EAP request"
    /// The station did not answer.
    case noStation = "the station did not answer"
    /// Access-Accept came without a usable MS-MPPE-Recv-Key.
    case noKey = "Access-Accept came without a usable key"

    /// In words.
    public var description: String { rawValue }
}

/// What an access point asks of the world in one step: one arena for all octets, reused step after step, and the order
/// in which they leave.
public struct AccessPointOutputs: ~Copyable {
    /// One thing to do; ranges are places in the arena: see ``octets(_:)``.
    public enum Step: Sendable {
        /// Send an MPDU, without FCS. What has a token is answered by ``AccessPoint/transmitted(_:isAcknowledged:at:_:)``,
        /// as a driver reports the status of a frame.
        case transmit(Range<Int>, token: UInt64?)
        /// Give an Ethernet frame to the bridge, through the port of the BSS with this index.
        case forward(Range<Int>, bss: Int)
        /// Send a UDP payload to a RADIUS server, from the RADIUS client of this BSS.
        case ask(Range<Int>, server: RADIUSEndpoint, bss: Int)
        /// Tune the radio, after what was to be sent before.
        case tune(Channel)
        /// Something happened.
        case event(AccessPointEvent)
    }

    var bytes: [UInt8] = []
    /// What to do, in this order.
    public internal(set) var steps: [Step] = []

    /// Nothing to do.
    public init() {}

    /// The octets that stand in `range`.
    @_lifetime(borrow self)
    public func octets(_ range: Range<Int>) -> RawSpan { bytes.octets.extracting(range) }

    /// Empties all, and keeps the room.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        steps.removeAll(keepingCapacity: true)
    }

    mutating func tune(to channel: Channel) { steps.append(.tune(channel)) }

    mutating func report(_ event: AccessPointEvent) { steps.append(.event(event)) }

    /// Sends the MPDU that `build` appends.
    mutating func transmit(token: UInt64? = nil, _ build: (inout [UInt8]) -> Void) {
        let start = bytes.count
        build(&bytes)
        steps.append(.transmit(start..<bytes.count, token: token))
    }

    /// Sends the MPDU that was appended from `start` on; nothing, if nothing was.
    mutating func transmit(from start: Int, token: UInt64? = nil) {
        if bytes.count > start { steps.append(.transmit(start..<bytes.count, token: token)) }
    }

    /// Forwards the Ethernet frame that `build` appends.
    mutating func forward(bss: Int, _ build: (inout [UInt8]) -> Void) {
        let start = bytes.count
        build(&bytes)
        steps.append(.forward(start..<bytes.count, bss: bss))
    }

    /// Sends a datagram.
    mutating func ask(_ server: RADIUSEndpoint, _ datagram: [UInt8], bss: Int) {
        let start = bytes.count
        bytes.append(contentsOf: datagram)
        steps.append(.ask(start..<bytes.count, server: server, bss: bss))
    }
}
