public import Dot11
public import Octets
public import Timeline

/// What happened in the air: drained by the driver after each call, its storage used again.
public struct AirOutputs: ~Copyable {
    /// A frame that reached a radio.
    public struct Reception: Sendable {
        /// The radio that received it.
        public var radio: Int
        /// Where the frame, without FCS, stands in ``bytes``.
        public var frame: Range<Int>
        /// The channel.
        public var channel: Channel
        /// The rate.
        public var rate: PHYRate
        /// The signal strength at the receiver, in dBm.
        public var signal: Int8
        /// When the receiver's host got it: at the frame's end, or later where the policy delayed it.
        public var instant: Instant
    }

    /// A frame that was on the air, as a monitor that hears everything saw it.
    ///
    /// ``end`` is the packet's time for a capture, as kernels stamp what they received; transmissions come in order of
    /// it, and so an answer never precedes its cause. ``firstBit`` is radiotap's TSFT.
    public struct Transmission: Sendable {
        /// The radio that sent it.
        public var radio: Int
        /// Where the frame, without FCS and with the Retry bit as sent, stands in ``bytes``.
        public var frame: Range<Int>
        /// The channel.
        public var channel: Channel
        /// The rate.
        public var rate: PHYRate
        /// The signal strength at the monitor, in dBm.
        public var signal: Int8
        /// When the preamble began.
        public var start: Instant
        /// When the first bit of the MPDU arrived: after the preamble.
        public var firstBit: Instant
        /// When the last bit arrived.
        public var end: Instant
        /// Whether the FCS is wrong.
        public var hasWrongFCS = false
    }

    /// How a transmission that had a token ended.
    public struct Outcome: Equatable, Sendable {
        /// What is known of the frame.
        public enum Result: Sendable {
            /// An Acknowledgement came.
            case acknowledged
            /// None came at any attempt.
            case unacknowledged
            /// None was asked for: a group-addressed frame.
            case sent
        }

        /// The radio that sent it.
        public var radio: Int
        /// What the sender called it.
        public var token: UInt64
        /// How it ended.
        public var result: Result
        /// How often it was sent.
        public var attempts: Int
        /// When it was known.
        public var instant: Instant
    }

    /// The frames, one after another.
    public internal(set) var bytes: [UInt8] = []
    /// What the radios received, in order.
    public internal(set) var receptions: [Reception] = []
    /// What was on the air, in order.
    public internal(set) var transmissions: [Transmission] = []
    /// What the senders learnt, in order.
    public internal(set) var outcomes: [Outcome] = []

    /// Nothing happened.
    public init() {}

    /// The octets of a frame.
    @inlinable
    @_lifetime(borrow self)
    public func octets(_ range: Range<Int>) -> RawSpan { bytes.octets.extracting(range) }

    /// Forgets everything and keeps the storage.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        receptions.removeAll(keepingCapacity: true)
        transmissions.removeAll(keepingCapacity: true)
        outcomes.removeAll(keepingCapacity: true)
    }
}
