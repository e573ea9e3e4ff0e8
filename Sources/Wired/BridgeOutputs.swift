internal import Octets

/// What a bridge sends: drained by the driver after each call, its storage used again.
public struct BridgeOutputs: ~Copyable {
    /// A frame that leaves by a port.
    public struct Departure: Equatable, Sendable {
        /// The port.
        public var port: Int
        /// Where the frame stands in ``bytes``; departures of one flooded frame share it.
        public var frame: Range<Int>

        /// The frame that stands at `frame` leaves by `port`.
        public init(port: Int, frame: Range<Int>) {
            self.port = port
            self.frame = frame
        }
    }

    /// The frames, one after another.
    public internal(set) var bytes: [UInt8] = []
    /// What leaves, in order of ingress, then of port.
    public internal(set) var departures: [Departure] = []

    /// Nothing to send.
    public init() {}

    /// The octets of a frame.
    @_lifetime(borrow self)
    public func octets(_ range: Range<Int>) -> RawSpan { bytes.octets.extracting(range) }

    /// Forgets everything and keeps the storage.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        departures.removeAll(keepingCapacity: true)
    }
}
