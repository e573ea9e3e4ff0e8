public import Dot11
internal import Octets

/// What a station wants done, in order: drained by the driver after each call, its storage used again.
///
/// ```swift
/// station.receive(frame: octets, signal: -40, channel: channel, at: now, &outputs)
/// for step in outputs.steps {
///     switch step {
///     case .transmit(let range): radio.transmit(outputs.octets(range))
///     …
///     }
/// }
/// outputs.removeAll()
/// ```
public struct StationOutputs: ~Copyable {
    /// One thing to do.
    public enum Step: Sendable {
        /// Send the 802.11 frame, without FCS, that stands in this range of ``bytes``.
        case transmit(Range<Int>)
        /// Send such a frame, and tell ``Station/polled(isAcknowledged:at:_:)`` whether it was acknowledged.
        case poll(Range<Int>)
        /// Hand the Ethernet frame that stands in this range of ``bytes`` to the host behind the station.
        case deliver(Range<Int>)
        /// Tune the radio; the frames after this step go out on the new channel.
        case tune(Channel)
        /// The host's link went up: it may send. Or down.
        case link(isUp: Bool)
        /// A computation with an asymmetric key was done, which takes a real station milliseconds.
        case effort
        /// A line for the TLS key log.
        case keyLog(String)
        /// Something happened that a control interface reports.
        case event(StationEvent)
    }

    /// The frames of all steps, one after another.
    public internal(set) var bytes: [UInt8] = []
    /// What to do, in order.
    public internal(set) var steps: [Step] = []

    /// Nothing to do.
    public init() {}

    /// The octets of a frame.
    @_lifetime(borrow self)
    public func octets(_ range: Range<Int>) -> RawSpan { bytes.octets.extracting(range) }

    /// Forgets all steps and keeps the storage.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        steps.removeAll(keepingCapacity: true)
    }

    mutating func report(_ event: StationEvent) { steps.append(.event(event)) }

    /// Ends the frame that was appended to `bytes` from `start` on.
    mutating func transmit(from start: Int) { steps.append(.transmit(start..<bytes.count)) }
}
