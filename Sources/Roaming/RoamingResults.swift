public import Capture

/// What a capture says about roaming.
public struct RoamingResults: Sendable {
    /// All associations, in order of time.
    public var associations: [Association] = []
    /// Packets read, of every link type.
    public var packetCount = 0
    /// Packets of files that roamlab's laboratory wrote: their times are simulated.
    public var simulatedPacketCount = 0
    /// Packets on link types that are not read here.
    public var ignoredPacketCount = 0
    /// Frames whose FCS the receiver found wrong: they are no evidence, and were not read.
    public var damagedFrameCount = 0
    /// Frames that another file had too, and that counted once.
    public var commonFrameCount = 0
    /// Which files ended before their captures did, why and where.
    public var damages: [(path: String, error: CaptureError)] = []
    /// Why and where reading ended before the capture did; nil where it was read to its end.
    public var damage: CaptureError?

    /// Results without an association.
    public init() {}
}
