public import Dot11
public import EAPMethods
internal import Handshakes
public import Octets
internal import RSN
public import Timeline

/// A Wi-Fi station: scan, join, roam, supplicant and data, as wpa_supplicant 2.10 over mac80211 does them.
///
/// A core without I/O: tell it the instant, drain ``StationOutputs`` after each call, and call ``wake(at:_:)`` at
/// ``deadline``.
public struct Station: ~Copyable {
    /// What it was told last.
    public internal(set) var configuration: StationConfiguration
    /// The BSSs in range.
    public internal(set) var bssTable: BSSTable
    /// The PMKs that it keeps, for reports and keys files.
    public internal(set) var pmksaCache: PMKSACache
    /// The channel that the radio is tuned to.
    public internal(set) var channel: Channel

    /// What TLS agreed on in the EAP of this association; nil where none has succeeded.
    public internal(set) var tlsStatus: TLSStatus?

    var random: RandomSource
    var phase = Phase.disconnected(.neverConnected)
    /// The BSS that it joins or has joined; nil when disconnected.
    var link: Link?
    var scanning: Scan?
    var reconnection = Reconnection()
    var authenticationFailures = AuthenticationFailures()
    /// Whether it was told to say nothing to 802.1X (`LOGOFF`).
    var isLoggedOff = false
    var timers = SupplicantTimers()
    /// The channel switch that the BSS has announced, and when to follow it.
    var channelSwitch: (change: ChannelSwitch, at: Instant)?
    var beaconMonitor = BeaconMonitor()
    /// Scans by itself; nil while there is no link, and where it does not.
    var backgroundScan: BackgroundScan?
    var eap: EAPPeer?
    /// Whether ``configuration`` has another identity than ``eap``, for the next association.
    var hasNewIdentity = false
    var handshake: FourWaySupplicant?
    var handshakeOutputs = HandshakeOutputs()
    var keys = LinkKeys()
    /// The pre-authentication that is under way, those that are still to come, and when they begin.
    var preauthentication: Preauthentication?
    var preauthenticationPeer: EAPPeer?
    var preauthenticationCandidates: [MACAddress] = []
    var preauthenticateAt: Instant?
    /// Whether the AP still has its keys, where someone says in its name that it hasn't.
    var saQuery = SAQuery()
    /// When the last of those questions began.
    var lastSAQuery: Instant?
    var held = HeldFrames()
    /// A frame before encryption or after decryption; its storage is used again.
    var clear: [UInt8] = []
    /// The sequence number of the next management frame: one counter for all receivers, as mac80211 has it.
    var managementSequenceNumber: UInt16 = 0
    /// The sequence numbers of QoS data; each association begins at 0.
    var dataSequenceNumbers = SequenceCounters()

    /// A station at rest, tuned to its first scan channel.
    public init(configuration: StationConfiguration, random: RandomSource) {
        self.configuration = configuration
        self.random = random
        if let identity = configuration.eap { eap = EAPPeer(identity, random: self.random.split()) }
        bssTable = BSSTable(ownSSID: configuration.ssid)
        pmksaCache = PMKSACache(
            station: configuration.address, lifetime: configuration.pmkLifetime,
            renewalThreshold: configuration.pmkReauthenticationThreshold)
        channel = configuration.scanChannels.first ?? Channel(frequency: 2412)
    }

    /// How far the way to a link is.
    enum Phase {
        case disconnected(StationEnding)
        case authenticating(Attempt)
        case associating(Attempt)
        case associated
    }

    /// A request that waits for its answer.
    struct Attempt {
        /// mac80211 sends a request three times, 200 ms apart.
        static let limit = 3
        static let timeout = Interval.milliseconds(200)

        var count: Int
        var until: Instant
    }

    mutating func takeSequenceNumber() -> UInt16 {
        defer { managementSequenceNumber = (managementSequenceNumber &+ 1) & 0x0FFF }
        return managementSequenceNumber
    }

    /// Where it stands.
    public var state: StationState {
        let bssid = link?.bss.bssid ?? MACAddress(0)
        switch phase {
        case .disconnected(let ending): return scanning == nil ? .disconnected(ending) : .scanning
        case .authenticating: return .authenticating(bssid)
        case .associating: return .associating(bssid)
        case .associated:
            switch link?.progress {
            case .authorized: return .completed(bssid)
            case .fourWayHandshake: return .fourWayHandshake(bssid)
            case .waiting, nil: return .associated(bssid)
            }
        }
    }

    /// The BSS that the station is associated to.
    public var bssid: MACAddress? {
        if case .associated = phase { link?.bss.bssid } else { nil }
    }

    /// Whether data passes: the keys are in place.
    public var isAuthorized: Bool { link?.isAuthorized == true }

    /// The earliest instant at which ``wake(at:_:)`` must be called; read it again after each call.
    public var deadline: Instant? {
        var earliest = earlier(scanning?.until, reconnection.at)
        earliest = earlier(earliest, pmksaCache.nextExpiry)
        switch phase {
        case .disconnected: return earliest
        case .authenticating(let attempt), .associating(let attempt): return earlier(earliest, attempt.until)
        case .associated:
            earliest = earlier(earliest, channelSwitch?.at)
            earliest = earlier(earliest, earlier(preauthenticateAt, preauthentication?.deadline))
            if isAuthorized { earliest = earlier(earliest, earlier(link?.current?.renewal, timers.rekeyAt)) }
            if let backgroundScan { earliest = earlier(earliest, backgroundScan.dueAt) }
            earliest = earlier(earlier(earliest, saQuery.deadline), beaconMonitor.deadline)
            return earlier(earliest, earlier(timers.startAt, timers.giveUpAt))
        }
    }

    /// Does what is due.
    public mutating func wake(at now: Instant, _ out: inout StationOutputs) {
        let inUse = link?.current?.pmkid ?? link?.replaced
        if pmksaCache.nextExpiry.map({ $0 <= now }) == true, pmksaCache.expire(at: now, current: inUse, &out) {
            // The key under the link has ended, and so does the link.
            leave(reason: .unspecified, .pmksaRemoved, at: now, &out)
        }
        followChannelSwitch(at: now, &out)
        continueScan(at: now, &out)
        retryJoin(at: now, &out)
        wakeSupplicant(at: now, &out)
        renewKeys(at: now, &out)
        wakeSAQuery(at: now, &out)
        wakeBeaconMonitor(at: now, &out)
        wakeBackgroundScan(at: now, &out)
        wakePreauthentication(at: now, &out)
        if let at = reconnection.at, at <= now { connect(at: now, &out) }
    }

    /// Forgets all PMKSAs (`wpa_cli pmksa_flush`); a link that rests on one ends, as with wpa_supplicant.
    public mutating func flushPMKSA(at now: Instant, _ out: inout StationOutputs) {
        let isInUse = link?.current != nil
        pmksaCache.removeAll(&out)
        if isInUse { leave(reason: .unspecified, .pmksaRemoved, at: now, &out) }
    }
}

/// The earlier of two instants, either of which may be never.
private func earlier(_ left: Instant?, _ right: Instant?) -> Instant? {
    guard let left else { return right }
    guard let right else { return left }
    return min(left, right)
}
