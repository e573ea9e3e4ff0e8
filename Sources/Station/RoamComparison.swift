public import Dot11
public import Octets

/// Whether another BSS of the network is so much better than the one of the link that a station goes there by itself, by the
/// rule of wpa_supplicant 2.10 (events.c, wpa_supplicant_need_to_roam_within_ess).
public struct RoamComparison: Equatable, Sendable {
    /// One of the two BSSs.
    public struct Side: Equatable, Sendable {
        /// The BSSID.
        public var bssid: MACAddress
        /// The channel.
        public var channel: Channel
        /// The signal of its last frame, in dBm.
        public var signal: Int
        /// What is to be expected of it, in kb/s.
        public var throughput: Int

        /// A BSS with these figures.
        public init(bssid: MACAddress, channel: Channel, signal: Int, throughput: Int) {
            self.bssid = bssid
            self.channel = channel
            self.signal = signal
            self.throughput = throughput
        }
    }

    /// The BSS of the link.
    public var current: Side
    /// The best of the others.
    public var selected: Side

    /// How the comparison ends.
    public enum Outcome: Equatable, Sendable {
        /// A roam, by throughput alone.
        case roamsForThroughput
        /// None: the BSS of the link is good enough, or better.
        case stays
        /// By the difference of the signals, which wpa_supplicant tells its monitors.
        case signals(differ: Bool)
    }

    /// Two BSSs.
    public init(current: Side, selected: Side) {
        self.current = current
        self.selected = selected
    }

    /// The verdict.
    ///
    /// - Parameter signalToNoise: of the BSS of the link, in dB.
    public func outcome(signalToNoise: Int) -> Outcome {
        let (now, then) = (Double(current.throughput), Double(selected.throughput))
        if selected.throughput > current.throughput + 5_000 { return .roamsForThroughput }
        let bonus = current.channel.isIn2GHz && !selected.channel.isIn2GHz ? 2 : 0
        if current.signal > selected.signal + bonus, then < now * 1.2 { return .stays }
        if current.throughput > selected.throughput + 5_000 { return .stays }
        if signalToNoise > EstimatedThroughput.greatSignalToNoise { return .stays }
        var difference =
            switch current.signal {
            case ..<(-85): 1
            case ..<(-80): 2
            case ..<(-75): 3
            case ..<(-70): 4
            default: 5
            }
        if now > then * 1.5 {
            difference += 10
        } else if now > then * 1.2 {
            difference += 5
        } else if now > then * 1.1 {
            difference += 2
        } else if now > then {
            difference += 1
        } else if then > now * 1.5 {
            difference -= 10
        } else if then > now * 1.2 {
            difference -= 5
        } else if then > now * 1.1 {
            difference -= 2
        } else if then > now {
            difference -= 1
        }
        return .signals(differ: selected.signal - current.signal >= difference - bonus)
    }
}
