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

/// What a radio does with a frame whose turn has come, before the first attempt to send it.
public struct AirDeparture: Equatable, Sendable {
    /// When and how it is sent.
    public enum Course: Equatable, Sendable {
        /// Now.
        case sent
        /// Now, at each attempt with a wrong FCS: the monitor sees it so, and nobody receives it.
        case sentWithWrongFCS
        /// Never: not even the monitor sees it. The sender learns that nobody acknowledged it.
        case withheld
        /// This much later, and others overtake it.
        case delayed(Interval)
        /// Now, and this much later once more with the same sequence number and without the Retry bit.
        case duplicated(after: Interval)
        /// After the next frame of this radio to the same receiver, or this much later where none comes.
        case reordered(within: Interval)
    }

    /// When and how.
    public var course: Course
    /// Whether the policy changed the frame's octets, which every attempt then sends.
    public var isAltered: Bool

    /// A way to send a frame.
    public init(_ course: Course = .sent, isAltered: Bool = false) {
        self.course = course
        self.isAltered = isAltered
    }
}

/// Decides what becomes of frames where they are sent and at each receiver, Acknowledgements included: the place for
/// faults.
///
/// A policy that draws numbers holds its own seeded source, so that a run can be repeated.
public protocol AirPolicy {
    /// What becomes of `frame` on this path; asked once for each attempt and receiver.
    mutating func fate(of frame: RawSpan, on path: AirPath) -> AirFate

    /// Whether ``departure(of:from:isHeldBack:at:)`` must be asked: no by default, and then frames cost nothing more.
    var looksAtDepartures: Bool { get }

    /// What a radio does with a frame, without FCS, that it is about to send; asked once a frame, however many attempts
    /// follow, and not for Acknowledgements.
    ///
    /// - Parameters:
    ///   - frame: may be altered, to another length too; ten octets or more must stay.
    ///   - isHeldBack: whether this policy delayed, duplicated or reordered it, and the time has now come; only its
    ///     octets may be altered then.
    mutating func departure(
        of frame: inout [UInt8], from radio: Int, isHeldBack: Bool, at now: Instant
    ) -> AirDeparture
}

extension AirPolicy {
    /// No.
    @inlinable
    public var looksAtDepartures: Bool { false }

    /// Sent as it is.
    @inlinable
    public mutating func departure(
        of frame: inout [UInt8], from radio: Int, isHeldBack: Bool, at now: Instant
    ) -> AirDeparture { AirDeparture() }
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
