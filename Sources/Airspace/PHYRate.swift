/// A rate of the DSSS, CCK and OFDM PHYs as Supported Rates and radiotap write it: in units of 500 kb/s.
public struct PHYRate: RawRepresentable, Hashable, Comparable, Sendable {
    /// The rate in units of 500 kb/s.
    public var rawValue: UInt8

    /// The rate of `rawValue` times 500 kb/s.
    @inlinable @inline(__always)
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// 1 Mb/s, DSSS: every 2.4 GHz radio understands it.
    @inlinable public static var mbps1: PHYRate { PHYRate(rawValue: 2) }
    /// 2 Mb/s, DSSS.
    @inlinable public static var mbps2: PHYRate { PHYRate(rawValue: 4) }
    /// 5.5 Mb/s, CCK.
    @inlinable public static var mbps5_5: PHYRate { PHYRate(rawValue: 11) }
    /// 11 Mb/s, CCK.
    @inlinable public static var mbps11: PHYRate { PHYRate(rawValue: 22) }
    /// 6 Mb/s, OFDM: every 5 GHz radio understands it.
    @inlinable public static var mbps6: PHYRate { PHYRate(rawValue: 12) }
    /// 12 Mb/s, OFDM.
    @inlinable public static var mbps12: PHYRate { PHYRate(rawValue: 24) }
    /// 24 Mb/s, OFDM: the highest that is mandatory.
    @inlinable public static var mbps24: PHYRate { PHYRate(rawValue: 48) }
    /// 54 Mb/s, OFDM.
    @inlinable public static var mbps54: PHYRate { PHYRate(rawValue: 108) }

    /// Whether the rate is one of clause 15 (DSSS) or 16 (HR/DSSS, CCK) rather than of clause 17 or 18 (OFDM).
    @inlinable
    public var isDSSS: Bool { self == .mbps1 || self == .mbps2 || self == .mbps5_5 || self == .mbps11 }

    /// The rate of an Acknowledgement to a frame at this rate: the highest mandatory one of the same modulation class
    /// that is not above (802.11-2020, 10.6.6.5.2).
    @inlinable
    public var ofAcknowledgement: PHYRate {
        if isDSSS { return self }
        return self >= .mbps24 ? .mbps24 : self >= .mbps12 ? .mbps12 : .mbps6
    }

    /// Orders rates by speed.
    @inlinable @inline(__always)
    public static func < (left: PHYRate, right: PHYRate) -> Bool { left.rawValue < right.rawValue }
}
