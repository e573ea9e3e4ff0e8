public import AccessPoint
internal import Airspace
internal import Dot11
internal import Hosts
internal import Octets
public import Station
internal import Timeline
internal import Wired

/// Devices that come and go while the lab runs, as interfaces that a daemon is told to add and remove.
///
/// Devices are known by their place, and so a place stays when its device goes; the next one can have it.
extension Lab {
    // MARK: Stations

    /// Adds a station, at rest.
    ///
    /// - Parameter place: that of a station that was taken out; nil makes a new one.
    /// - Returns: its place.
    public mutating func addStation(_ configuration: StationConfiguration, at place: Int? = nil) -> Int {
        let index = place ?? stations.count
        let channel = configuration.scanChannels.first ?? Channel(frequency: 2412)
        let radio: Int
        if place == nil {
            radio = airspace.addRadio(on: channel, addresses: [configuration.address])
            radios.append(.station(index))
        } else {
            radio = stations[index].radio
            airspace.setAddresses([configuration.address], of: radio)
            airspace.tune(radio, to: channel, at: now)
        }
        let device = StationDevice(
            configuration: configuration, radio: radio, flow: flow, random: laterDevices.split())
        if place == nil { stations.append(device) } else { stations[index] = device }
        return index
    }

    /// Takes a station out: it leaves its BSS with a Deauthentication, and its address is nobody's.
    public mutating func removeStation(_ index: Int) {
        disconnect(station: index)
        dataTests.set(nil, at: .station(index))
        airspace.setAddresses([], of: stations[index].radio)
    }

    // MARK: Access points

    /// Adds an access point that is off the air until ``AccessPoint/AccessPoint/enable()``.
    ///
    /// - Parameters:
    ///   - process: the access point whose hostapd process it is an interface of; nil for a process of its own.
    ///     Interfaces of one process look into each other's PMKSA caches with OKC, and let go of a station that
    ///     authenticates at another, as BSSs of one interface do.
    ///   - place: that of an access point that was taken out; nil makes a new one.
    /// - Returns: its place.
    public mutating func addAccessPoint(
        _ configuration: AccessPointConfiguration, process: Int? = nil, at place: Int? = nil
    ) -> Int {
        let index = place ?? accessPoints.count
        let addresses = configuration.basicServiceSets.map(\.bssid)
        let radio: Int
        if place == nil {
            radio = airspace.addRadio(on: configuration.channel, addresses: addresses)
            radios.append(.accessPoint(index))
        } else {
            radio = accessPoints[index].radio
        }
        let device = AccessPointDevice(
            configuration: configuration, radio: radio, ports: 0..<0,
            process: process.map { accessPoints[$0].process } ?? index, random: laterDevices.split(), start: now,
            epoch: epoch)
        if place == nil {
            device.ports = newPorts(addresses.count)
            accessPoints.append(device)
        } else {
            device.ports = accessPoints[index].ports
            accessPoints[index] = device
        }
        if process != nil { hasSharedProcesses = true }
        configureAccessPoint(index, configuration)
        return index
    }

    /// Gives an access point that is off the air another configuration, whole, as hostapd reads its settings anew when
    /// an interface is enabled: what it knew of stations is gone.
    public mutating func configureAccessPoint(_ index: Int, _ configuration: AccessPointConfiguration) {
        let device = accessPoints[index]
        device.core = AccessPoint(
            configuration: configuration, random: laterDevices.split(), start: now, epoch: epoch)
        device.core.keepOff()
        let count = configuration.basicServiceSets.count
        if device.ports.count < count { device.ports = newPorts(count) }
        airspace.setAddresses(device.core.addresses, of: device.radio)
        airspace.tune(device.radio, to: configuration.channel, at: now)
        schedule(.accessPoint(index), device.core.deadline)
    }

    /// Takes an access point out: farewell to its stations, and its addresses are nobody's.
    public mutating func removeAccessPoint(_ index: Int) {
        let device = accessPoints[index]
        _ = device.core.disable(at: now, &device.outputs)
        drainAccessPoint(index)
        for bss in device.ports.indices { dataTests.set(nil, at: .bss(accessPoint: index, bss: bss)) }
        airspace.setAddresses([], of: device.radio)
        accessPoints[index].process = index
    }

    /// New ports of the first bridge.
    private mutating func newPorts(_ count: Int) -> Range<Int> {
        let numbers = portPlaces.count..<portPlaces.count + count
        let first = wire.addPorts(numbers)
        portPlaces += (0..<count).map { PortPlace(wire: 0, place: first + $0) }
        return numbers
    }

    // MARK: Bridges

    /// Which bridge a BSS is a port of; nil for none.
    public func bridge(ofBSS bss: Int, accessPoint index: Int) -> Int? {
        portPlaces[accessPoints[index].ports.lowerBound + bss]?.wire
    }

    /// Makes a BSS a port of a bridge.
    ///
    /// - Parameters:
    ///   - number: which, from 0 on, in order of making; nil makes a new one, whose address is the BSS's.
    ///   - name: that of a new one.
    /// - Returns: the bridge's number.
    @discardableResult
    public mutating func join(bridge number: Int?, named name: String? = nil, bss: Int, accessPoint index: Int) -> Int {
        let port = accessPoints[index].ports.lowerBound + bss
        if let old = portPlaces[port] {
            if old.wire == number { return old.wire }
            wires[old.wire].removePort(at: old.place)
        }
        if let number {
            portPlaces[port] = PortPlace(wire: number, place: wires[number].addPort(port))
            return number
        }
        let bssid = accessPoints[index].core.configuration.basicServiceSets[bss].bssid
        let new = wires.count
        wires.append(
            WireDevice(
                name: name, bsses: [(port: port, bssid: bssid)], gatewayPort: portPlaces.count,
                gateway: gateway.ofBridge(new, hardware: bssid)))
        portPlaces[port] = PortPlace(wire: new, place: 0)
        portPlaces.append(PortPlace(wire: new, place: 1))
        return new
    }

    // MARK: Processes

    /// Tells the other interfaces of the same hostapd process of a frame that one of them is about to take in: a station
    /// that is new there leaves them, and what they know of its keys can be looked into.
    mutating func consultProcess(of index: Int, _ frame: RawSpan) {
        let device = accessPoints[index]
        guard let station = device.core.newcomer(in: frame) else { return }
        for other in accessPoints.indices where other != index && accessPoints[other].process == device.process {
            let sibling = accessPoints[other]
            switch station {
            case .authenticating(let address):
                sibling.core.leave(address, at: now, &sibling.outputs)
                drainAccessPoint(other)
            case .associating(let address):
                device.core.lookInto(sibling.core.keys(of: address, at: now))
                sibling.core.prune(address, at: now, &sibling.outputs)
                drainAccessPoint(other)
            }
        }
    }
}
