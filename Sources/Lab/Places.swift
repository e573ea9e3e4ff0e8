internal import AccessPoint
public import Airspace
internal import Dot11
internal import Octets
internal import Station
public import Timeline

/// Where the devices of a lab are, and what signals lose between them.
public struct Places: Sendable {
    /// Where the capture is made.
    public enum Monitor: Hashable, Sendable {
        /// At a place.
        case position(Position)
        /// With a station, by its number.
        case station(Int)
    }

    /// What signals lose.
    public var pathLoss = PathLoss()
    /// Where each BSS of each access point is: the antennas of one hostapd process may be far from each other.
    public var accessPoints: [[Track]]
    /// Where each station is, and where it walks.
    public var stations: [Track]
    /// Where the capture is made.
    public var monitor: Monitor

    /// BSSs and stations at places, one for each of the configuration.
    public init(accessPoints: [[Track]], stations: [Track], monitor: Monitor) {
        self.accessPoints = accessPoints
        self.stations = stations
        self.monitor = monitor
    }

    /// What the air makes of it: the BSSs of access points have its first antennas.
    func propagation(seed: UInt64) -> Propagation {
        let monitor: Propagation.Monitor =
            switch monitor {
            case .position(let position): .position(position)
            case .station(let index): .antenna(accessPoints.map(\.count).reduce(0, +) + index)
            }
        return Propagation(pathLoss, tracks: accessPoints.flatMap { $0 } + stations, monitor: monitor, seed: seed)
    }
}

extension Lab {
    /// Makes a station walk straight to a place, within a time, wherever it was going; false where stations have no places.
    @discardableResult
    public mutating func walk(station index: Int, to position: Position, within interval: Interval) -> Bool {
        guard airspace.position(of: stations[index].radio, at: now) != nil else { return false }
        airspace.walk(stations[index].radio, to: position, from: now, within: interval)
        return true
    }

    /// Where a station is now; nil where stations have no places.
    public func position(ofStation index: Int) -> Position? {
        airspace.position(of: stations[index].radio, at: now)
    }

    /// Where a BSS is now; nil where BSSs have no places.
    public func position(ofAccessPoint index: Int, bss: Int) -> Position? {
        let address = accessPoints[index].core.configuration.basicServiceSets[bss].bssid
        return airspace.position(of: accessPoints[index].radio, address: address, at: now)
    }

    /// How strongly a station and a BSS hear each other now, in dBm.
    public func signal(ofStation station: Int, atAccessPoint index: Int, bss: Int) -> Int8? {
        let configuration = accessPoints[index].core.configuration
        return airspace.signal(
            from: stations[station].core.configuration.address, to: configuration.basicServiceSets[bss].bssid,
            on: configuration.channel, at: now)
    }
}
