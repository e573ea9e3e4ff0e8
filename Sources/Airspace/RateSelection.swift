public import Dot11
internal import Octets

/// Which rate a frame is sent at: a choice as plain as a lab's should be.
///
/// What must reach everyone or must not fail (management and group-addressed frames, unencrypted EAPOL) goes at the
/// lowest basic rate, as mac80211 sends it; other data at one fixed rate.
public struct RateSelection: Sendable {
    /// The lowest basic rate in 2.4 GHz.
    public var lowestIn2GHz = PHYRate.mbps1
    /// The lowest basic rate elsewhere.
    public var lowest = PHYRate.mbps6
    /// The rate of unicast data.
    public var data = PHYRate.mbps54

    /// 1 or 6 Mb/s, and 54 Mb/s for data.
    public init() {}

    /// The rate of a frame on `channel`.
    public func rate(onChannel channel: Channel, isAtLowestRate: Bool) -> PHYRate {
        isAtLowestRate ? (channel.isIn2GHz ? lowestIn2GHz : lowest) : data
    }

    /// Whether a frame, of ten octets or more, goes at the lowest basic rate.
    public static func isAtLowestRate(_ frame: RawSpan) -> Bool {
        let control = FrameControl(rawValue: frame.littleEndian(UInt16.self, at: 0))
        guard control.type.isData, !MACAddress(frame, at: 4).isGroup else { return true }
        guard !control.isProtected, let header = try? MACHeader(parsing: frame) else { return false }
        return LLC.etherType(of: header.body) == LLC.eapol
    }
}
