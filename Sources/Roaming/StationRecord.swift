internal import Dot11
internal import Octets
internal import RSN

/// What is kept of a station: small where it only sends data.
struct StationRecord {
    /// The BSSs that it was seen with; the least recent goes when there are too many.
    private(set) var presences: [Presence] = []
    /// Present as soon as the station takes part in anything but data.
    var dialogue: Dialogue?

    static let presenceLimit = 8

    /// Where the presence at a BSS stands, a new one if there was none.
    mutating func presence(at bssid: MACAddress, _ fact: Fact) -> Int {
        if let index = presences.firstIndex(where: { $0.bssid == bssid }) { return index }
        let new = Presence(bssid: bssid, lastFrame: fact.time, lastNumber: fact.number)
        if presences.count < Self.presenceLimit {
            presences.append(new)
            return presences.count - 1
        }
        var oldest = 0
        for index in presences.indices where presences[index].lastNumber < presences[oldest].lastNumber {
            oldest = index
        }
        presences[oldest] = new
        return oldest
    }

    /// The presence at an index.
    subscript(index: Int) -> Presence {
        get { presences[index] }
        _modify { yield &presences[index] }
    }

    /// The BSS that it was seen with last.
    var latestPresence: Presence? { presences.max { $0.lastNumber < $1.lastNumber } }
}

/// A station's association frames: its present attempt, what came before, and the last frames, to know copies by.
final class Dialogue {
    var attempt: Attempt?
    var history = History()

    /// The scan that goes on or ended last.
    var firstProbe: Int64?
    var lastProbe: Int64?
    var transitionRequest: (bssid: MACAddress, time: Int64)?

    private struct Trace {
        var transmitter: MACAddress
        var receiver: MACAddress
        var type: UInt8
        var trafficIdentifier: UInt8
        var sequenceControl: UInt16
        var digest: UInt64
        var mark: Mark
    }

    private var traces: [Trace] = []
    private var nextTrace = 0

    /// The number of the frame of which this is a further copy, by equal addresses and sequence number; nil for a new
    /// one. As some senders number every frame 0, the Retry bit must be set or the content equal.
    func original(of fact: Fact, _ octets: RawSpan) -> Int? {
        var digest = Digest()
        digest.add(octets)
        let trace = Trace(
            transmitter: fact.transmitter, receiver: fact.receiver, type: fact.control.type.rawValue,
            trafficIdentifier: fact.trafficIdentifier, sequenceControl: fact.sequenceControl, digest: digest.value,
            mark: fact.mark)
        for known in traces
        where known.type == trace.type && known.transmitter == trace.transmitter && known.receiver == trace.receiver
            && known.trafficIdentifier == trace.trafficIdentifier && abs(fact.time - known.mark.time) < 1_000_000_000
            && (known.sequenceControl == trace.sequenceControl
                ? fact.isRetry || known.digest == trace.digest
                // Some radios number a retry anew.
                : fact.isRetry && known.digest == trace.digest)
        {
            return known.mark.number
        }
        if traces.count < 16 {
            traces.append(trace)
        } else {
            traces[nextTrace] = trace
            nextTrace = (nextTrace + 1) % 16
        }
        return nil
    }
}

/// What earlier associations of a station tell about later ones.
struct History {
    /// A key that an exchange in this capture made.
    struct MadeKey {
        var bssid: MACAddress
        var ssid: [UInt8]?
        /// Nil where message 1 was not captured.
        var pmkid: PMKID?
        /// When the exchange ended, in nanoseconds since the epoch.
        var time: Int64
        var bySAE: Bool
        /// The frame that ended the exchange.
        var frame: Int
        /// Which of the known keys it is.
        var key: Int?
        /// Whether the exchange was seen; false where it may have run between the frames captured.
        var isCertain = true
    }

    static let limit = 64

    private(set) var made: [MadeKey] = []
    /// When each PMKID was first offered or shown.
    private(set) var sightings: [(pmkid: PMKID, time: Int64)] = []
    /// MIC and nonces of earlier Fast BSS Transitions.
    private(set) var transitionProofs: [[UInt8]] = []
    /// Known keys (by index) that links were seen to use.
    private(set) var usedKeys: [Int] = []
    /// The known key of the present link.
    var currentKey: Int?
    /// Where the last link is, or may be.
    private(set) var whereabouts: (bssid: MACAddress, mld: MACAddress?)?
    /// Whether the station was elsewhere, unseen, since it last came anew and made a key.
    private(set) var hasGaps = false
    /// The AKM of the present link, and of which network.
    var akm: AKM?
    var ssid: [UInt8]?

    mutating func remember(_ key: MadeKey) { Self.append(key, to: &made) }

    mutating func sight(_ pmkid: PMKID, at time: Int64) {
        if !sightings.contains(where: { $0.pmkid == pmkid }) { Self.append((pmkid, time), to: &sightings) }
    }

    mutating func remember(transitionProof: [UInt8]) { Self.append(transitionProof, to: &transitionProofs) }

    mutating func use(key: Int) {
        currentKey = key
        if !usedKeys.contains(key) { Self.append(key, to: &usedKeys) }
    }

    /// Whether an attempt comes from where no earlier one led: an association between them was not captured.
    func misses(before attempt: Attempt) -> Bool {
        guard let current = attempt.request?.currentAP else {
            // Without its request: a station that was never seen before comes from somewhere, unless it came anew.
            return attempt.request == nil && whereabouts == nil && attempt.response?.kind != .association
        }
        if current == whereabouts?.bssid || current == whereabouts?.mld { return false }
        // Where the sniffer hears nothing, nothing was missed: what it does hear is whole, and whoever was out of its
        // hearing was at another BSS.
        return whereabouts == nil || !attempt.comesFromUnheard
    }

    /// Keeps where an attempt led, and whether the way there was seen.
    mutating func follow(_ attempt: Attempt, madeKey: Bool) {
        if attempt.request?.kind == .association, madeKey {
            hasGaps = false
        } else if misses(before: attempt) {
            hasGaps = true
        }
        whereabouts = (attempt.bssid, attempt.accessPointMLD)
    }

    private static func append<Element>(_ element: Element, to list: inout [Element]) {
        if list.count >= limit { list.removeFirst() }
        list.append(element)
    }
}

/// What is kept of a BSS.
struct BSSRecord {
    var ssid: [UInt8]?
    /// From its elements, or the frequency that it was heard at.
    var channel: Int?
    var isChannelStated = false
    var signal: Int8?
    /// When a frame of it was last captured.
    var lastHeard: Int64 = .min
    /// Whether its RSNE says that it takes pre-authentication (802.11-2020, 9.4.2.24.4); nil before it was heard.
    var takesPreauthentication: Bool?
    /// The number of the last Deauthentication to all.
    var deauthentication: Int?
}
