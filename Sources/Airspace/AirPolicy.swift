public import Dot11
public import Timeline

/// What becomes of a frame on its way to one receiver.
public enum AirFate: Equatable, Sendable {
    /// It arrives as it was sent.
    case delivered
    /// It doesn't arrive, or so broken that the FCS shows it: no Acknowledgement.
    case lost
    /// It arrives and is acknowledged, but the receiver's host gets it this much later; frames may overtake it.
    case delayed(Interval)
    /// The receiver's host gets it twice, the second time this much later.
    case duplicated(after: Interval)
    /// It arrives with one octet changed by exclusive or, and the FCS doesn't show it. Past the end, the offset wraps.
    case corrupted(at: Int, mask: UInt8)
}

/// One way through the air: from whom, to whom, when.
public struct AirPath: Equatable, Sendable {
    /// The radio that sends.
    public var sender: Int
    /// The radio that may receive.
    public var receiver: Int
    /// The channel of both.
    public var channel: Channel
    /// The end of the frame.
    public var instant: Instant
    /// Which attempt to send this frame it is, from 1; of an Acknowledgement, which attempt it answers.
    public var attempt: Int

    /// The path of one frame to one receiver.
    public init(sender: Int, receiver: Int, channel: Channel, instant: Instant, attempt: Int) {
        self.sender = sender
        self.receiver = receiver
        self.channel = channel
        self.instant = instant
        self.attempt = attempt
    }
}

/// Decides what becomes of each frame at each receiver, Acknowledgements included: the place for faults.
///
/// A policy that draws numbers holds its own seeded source, so that a run can be repeated.
public protocol AirPolicy {
    /// What becomes of `frame` on this path; asked once for each attempt and receiver.
    mutating func fate(of frame: RawSpan, on path: AirPath) -> AirFate
}

/// Air in which nothing is lost.
public struct PerfectAir: AirPolicy, Sendable {
    /// Air in which nothing is lost.
    @inlinable
    public init() {}

    /// Always delivered.
    @inlinable
    public mutating func fate(of frame: RawSpan, on path: AirPath) -> AirFate { .delivered }
}
