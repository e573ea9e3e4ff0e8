internal import Dot11
internal import Timeline

/// How strongly radios hear one another, by where they are.
///
/// Who hears too little of a frame for its rate (802.11-2020, Table 17-18) doesn't receive it. The monitor misses nothing:
/// it tells the signal where it is. Carrier sense knows no distance: all radios of a channel wait for one another.
public struct Propagation: Sendable {
    /// Where the monitor is.
    public enum Monitor: Hashable, Sendable {
        /// At a place.
        case position(Position)
        /// Where an antenna is, an arm's length from it.
        case antenna(Int)
    }

    /// What a signal loses.
    public let pathLoss: PathLoss
    /// Where each antenna is: one for each address of a radio, in the order in which they were added to the air.
    var tracks: [Track]
    let monitor: Monitor
    private let shadowing: Shadowing

    /// Radios at places.
    ///
    /// - Parameters:
    ///   - tracks: one for each address of each radio, in the order in which they are added to the air: the BSSs of an
    ///     access point may be at places of their own.
    ///   - monitor: where the capture is made.
    ///   - seed: what shadowing is drawn from.
    public init(_ pathLoss: PathLoss, tracks: [Track], monitor: Monitor, seed: UInt64) {
        self.pathLoss = pathLoss
        self.tracks = tracks
        self.monitor = monitor
        shadowing = Shadowing(seed: seed)
    }

    /// The signal of one antenna at another, or at the monitor for nil, in dBm. It is the same both ways.
    func signal(from sender: Int, to receiver: Int?, on channel: Channel, at instant: Instant) -> Int8 {
        guard tracks.indices.contains(sender) else { return Int8.min }
        let here = tracks[sender].position(at: instant)
        let (there, other): (Position, Int)
        switch (receiver, monitor) {
        case (let receiver?, _), (nil, .antenna(let receiver)):
            guard tracks.indices.contains(receiver) else { return Int8.min }
            (there, other) = (tracks[receiver].position(at: instant), receiver)
        case (nil, .position(let position)): (there, other) = (position, tracks.count)
        }
        var signal = pathLoss.power - pathLoss.loss(over: here.distance(to: there), on: channel)
        if pathLoss.shadowing > 0, sender != other {
            // Access points come first: the field is that of the end that stands.
            let field = min(sender, other)
            signal += pathLoss.shadowing * shadowing.value(of: field, at: field == sender ? there : here)
        }
        return Int8(max(-127, min(127, signal.rounded())))
    }
}

extension PHYRate {
    /// The least signal at which a receiver of 20 MHz takes in a frame at this rate, in dBm (802.11-2020, Table 17-18 for
    /// OFDM, 15.4.8.2 for DSSS, 16.3.8.2 for CCK).
    public var sensitivity: Int8 {
        switch self {
        case .mbps1, .mbps2: -80
        case .mbps5_5, .mbps11: -76
        case let rate where rate >= .mbps54: -65
        case let rate where rate.rawValue >= 96: -66
        case let rate where rate.rawValue >= 72: -70
        case let rate where rate >= .mbps24: -74
        case let rate where rate.rawValue >= 36: -77
        case let rate where rate >= .mbps12: -79
        case let rate where rate.rawValue >= 18: -81
        default: -82
        }
    }

    /// The fastest OFDM rate that a receiver takes in at `signal` dBm, at least 6 Mb/s: what an ideal rate control chooses.
    public static func fastest(at signal: Int8) -> PHYRate {
        for rawValue in [108, 96, 72, 48, 36, 24, 18] as [UInt8]
        where PHYRate(rawValue: rawValue).sensitivity <= signal {
            return PHYRate(rawValue: rawValue)
        }
        return .mbps6
    }
}
