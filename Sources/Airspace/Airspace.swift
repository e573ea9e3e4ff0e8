public import Dot11
public import Octets
public import Timeline

/// The simulated medium: radios send frames through it, one at a time on each channel, and a monitor sees them all.
///
/// A core without I/O: hand it frames with ``transmit(_:from:at:token:)``, call ``wake(at:policy:_:)`` at ``deadline``
/// and drain ``AirOutputs``. Access is DCF's (802.11-2020, 10.3.4): DIFS, a seeded backoff, Acknowledgement after SIFS,
/// the window doubled at each retry. Two radios whose backoffs end together do not collide: the lower index sends first.
public struct Airspace: ~Copyable {
    /// Attempts in all to send a frame that is not acknowledged (dot11ShortRetryLimit).
    public static let attempts = 7
    /// The smallest and the largest contention window, in slots (802.11-2020, Tables 17-21 and 18-5).
    static let windows: ClosedRange<UInt64> = 15...1023
    /// Octets of an FCS, which takes airtime and is not handed on.
    static let fcsLength = 4
    /// Where Beacons and Probe Responses have their Timestamp.
    static let timestampOffset = 24

    /// A radio's state, of plain values only.
    struct Radio {
        var medium: Int
        var tunedAt: Instant
        var isPromiscuous: Bool
        var random: RandomSource
        var window = Airspace.windows.lowerBound
        /// How often the first frame of the queue was sent.
        var attempts = 0
        /// When the backoff is over, in idle slots of the medium.
        var backoffEnd: UInt64 = 0
        /// When the radio began to contend; nil where it has nothing to send, or is sending.
        var contendsSince: Instant?
        /// Whether the first frame of the queue is on the air or waits for its Acknowledgement.
        var isBusy = false
        /// Whether that frame goes out with a wrong FCS.
        var hasWrongFCS = false
        /// Its antennas, one for each of its addresses.
        var antennas: Range<Int>
    }

    var radios: [Radio] = []
    /// What each radio has to send: apart from it, so that reading a radio counts no references.
    var queues: [TransmitQueue] = []
    var media: [Medium] = []
    var owners: [MACAddress: Int] = [:]
    /// The antenna of each address.
    var antennas: [MACAddress: Int] = [:]
    private var antennaCount = 0
    var signals: [SignalPath: Int8] = [:]
    /// Where radios are; nil for air in which everyone hears everyone.
    var propagation: Propagation?
    var delayed = DelayedFrames()
    var held = HeldFrames()
    let rates: RateSelection
    let seed: UInt64

    /// Empty air; equal seeds and equal calls give equal frames at equal times.
    public init(seed: UInt64, rates: RateSelection = RateSelection()) {
        self.seed = seed
        self.rates = rates
    }

    // MARK: Radios

    /// Adds a radio.
    ///
    /// - Parameters:
    ///   - addresses: the unicast addresses that it receives and acknowledges, one for each BSS of an AP. An address
    ///     belongs to one radio: the last to claim it.
    ///   - isPromiscuous: whether it gets others' unicast frames too, without acknowledging them.
    /// - Returns: its index.
    public mutating func addRadio(on channel: Channel, addresses: [MACAddress], isPromiscuous: Bool = false) -> Int {
        let index = radios.count
        let medium = medium(of: channel)
        radios.append(
            Radio(
                medium: medium, tunedAt: .zero, isPromiscuous: isPromiscuous,
                random: .seeded(seed, stream: UInt64(index)),
                antennas: antennaCount..<antennaCount + max(1, addresses.count)))
        queues.append(TransmitQueue())
        media[medium].insert(index)
        for (number, address) in addresses.enumerated() {
            owners[address] = index
            antennas[address] = antennaCount + number
        }
        antennaCount += max(1, addresses.count)
        return index
    }

    /// Gives a radio other addresses than it had; those it had are nobody's then.
    public mutating func setAddresses(_ addresses: [MACAddress], of radio: Int) {
        owners = owners.filter { $0.value != radio }
        for address in addresses { owners[address] = radio }
    }

    /// The channel that a radio is tuned to now.
    public func channel(of radio: Int) -> Channel { media[radios[radio].medium].channel }

    /// Tunes a radio once all that it was given before has been sent, as drivers flush their queues before they leave
    /// a channel; what is handed over later goes out on the new channel. An idle radio is retuned at once.
    public mutating func tune(_ radio: Int, to channel: Channel, at now: Instant) {
        queues[radio].append(tune: channel)
        if !radios[radio].isBusy, radios[radio].contendsSince == nil { advance(radio, at: now) }
    }

    /// Sets how strongly one radio hears another, in dBm; -40 where nothing was set.
    ///
    /// - Parameter receiver: a radio, or nil for the monitor.
    public mutating func setSignal(_ signal: Int8, from sender: Int, to receiver: Int?) {
        signals[SignalPath(sender: sender, receiver: receiver)] = signal
    }

    struct SignalPath: Hashable {
        var sender: Int
        var receiver: Int?
    }

    // MARK: Sending

    /// Queues a frame, without FCS, at a radio. Duration is the sender's affair; the Retry bit is set here, and so is the
    /// Timestamp of Beacons and Probe Responses: the microsecond in which its first bit is on the air (802.11-2020,
    /// 11.1.3.1).
    ///
    /// - Parameter token: asks for an ``AirOutputs/Outcome`` that bears it.
    /// - Returns: false where the frame is refused: shorter than 10 octets, longer than 4,091, or the queue is full.
    @discardableResult
    public mutating func transmit(
        _ frame: RawSpan, from radio: Int, at now: Instant, token: UInt64? = nil
    ) -> Bool {
        // The OFDM LENGTH field has 12 bits, and the FCS is in it (802.11-2020, 17.3.4.3).
        guard (10...4095 - Self.fcsLength).contains(frame.byteCount), !queues[radio].isFull() else {
            return false
        }
        queues[radio].append(frame, token: token)
        if !radios[radio].isBusy, radios[radio].contendsSince == nil { arrive(radio, at: now) }
        return true
    }

    // MARK: Time

    /// The earliest instant at which ``wake(at:policy:_:)`` must be called; read it again after each call.
    public var deadline: Instant? {
        var earliest = delayed.deadline
        if let due = held.deadline, earliest.map({ due < $0 }) ?? true { earliest = due }
        for index in media.indices {
            guard let next = media[index].next else { continue }
            if let known = earliest, known <= next { continue }
            earliest = next
        }
        return earliest
    }

    /// Does what is due, in order of time; the policy decides what arrives.
    public mutating func wake(at now: Instant, policy: inout some AirPolicy, _ out: inout AirOutputs) {
        while let instant = deadline, instant <= now {
            if delayed.deadline == instant {
                delayed.deliver(&out)
            } else if held.deadline == instant {
                release(at: instant, &out)
            } else if let medium = media.firstIndex(where: { $0.next == instant }) {
                step(medium, at: instant, policy: &policy, &out)
            }
        }
    }

    /// Does what is due in air in which nothing is lost.
    public mutating func wake(at now: Instant, _ out: inout AirOutputs) {
        var policy = PerfectAir()
        wake(at: now, policy: &policy, &out)
    }
}
