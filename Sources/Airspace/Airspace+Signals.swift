public import Dot11
public import Octets
public import Timeline

/// How strongly radios hear one another.
extension Airspace {
    /// Who sends a frame, and whom it is for.
    struct Ends {
        var transmitter: MACAddress
        var receiver: MACAddress
    }

    // MARK: Places

    /// Gives radios places, which then say how strongly they hear one another; what was set before counts no more.
    public mutating func place(_ propagation: Propagation) { self.propagation = propagation }

    /// Makes a radio that has a place walk to another one.
    public mutating func walk(_ radio: Int, to position: Position, from now: Instant, within interval: Interval) {
        guard let count = propagation?.tracks.count else { return }
        for antenna in radios[radio].antennas where antenna < count {
            propagation?.tracks[antenna].walk(to: position, from: now, within: interval)
        }
    }

    /// Where a radio is, or one of its addresses; nil where it has no place.
    public func position(of radio: Int, address: MACAddress? = nil, at instant: Instant) -> Position? {
        let antenna = address.flatMap { antennas[$0] } ?? radios[radio].antennas.lowerBound
        guard let propagation, antenna < propagation.tracks.count else { return nil }
        return propagation.tracks[antenna].position(at: instant)
    }

    // MARK: Signals

    /// How strongly one address is heard by another, in dBm; by the monitor for nil. The addresses must be of radios.
    public func signal(
        from sender: MACAddress, to receiver: MACAddress?, on channel: Channel, at instant: Instant
    ) -> Int8? {
        guard let radio = owners[sender] else { return nil }
        let ends = Ends(transmitter: sender, receiver: receiver ?? sender)
        guard let receiver else { return signal(ends, from: radio, to: nil, on: channel, at: instant) }
        guard let listener = owners[receiver] else { return nil }
        return signal(ends, from: radio, to: listener, on: channel, at: instant)
    }

    /// How strongly a radio, or the monitor for nil, hears a frame of another one, in dBm.
    func signal(_ ends: Ends, from sender: Int, to receiver: Int?, on channel: Channel, at instant: Instant) -> Int8 {
        guard let propagation else {
            return signals.isEmpty ? -40 : signals[SignalPath(sender: sender, receiver: receiver)] ?? -40
        }
        let antenna = antenna(ends.transmitter, of: sender) ?? radios[sender].antennas.lowerBound
        guard let receiver else { return propagation.signal(from: antenna, to: nil, on: channel, at: instant) }
        if let other = self.antenna(ends.receiver, of: receiver) {
            return propagation.signal(from: antenna, to: other, on: channel, at: instant)
        }
        // What is for all is heard by whichever antenna hears it best.
        var best = Int8.min
        for other in radios[receiver].antennas {
            best = max(best, propagation.signal(from: antenna, to: other, on: channel, at: instant))
        }
        return best
    }

    private func antenna(_ address: MACAddress, of radio: Int) -> Int? {
        guard let antenna = antennas[address], radios[radio].antennas.contains(antenna) else { return nil }
        return antenna
    }

    /// Whether a radio hears enough of a frame to receive it: always, where radios have no places.
    func isHeard(_ ends: Ends, on path: AirPath, at rate: PHYRate) -> Bool {
        guard propagation != nil else { return true }
        return signal(ends, from: path.sender, to: path.receiver, on: path.channel, at: path.instant)
            >= rate.sensitivity
    }

    /// The rate at which a radio sends the first frame of its queue: no faster than its receiver can take it in.
    mutating func rate(
        of frame: Range<Int>, from radio: Int, isAtLowestRate: Bool, on channel: Channel, at now: Instant
    ) -> PHYRate {
        let rate = rates.rate(onChannel: channel, isAtLowestRate: isAtLowestRate)
        guard propagation != nil, !isAtLowestRate else { return rate }
        let ends = Ends(transmitter: queues[radio].transmitter(frame), receiver: queues[radio].receiver(frame))
        guard let receiver = owners[ends.receiver] else { return rate }
        return min(rate, .fastest(at: signal(ends, from: radio, to: receiver, on: channel, at: now)))
    }
}
