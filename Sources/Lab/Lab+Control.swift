public import AccessPoint
internal import Airspace
internal import Hosts
public import Internet
public import Octets
public import RADIUS
public import Station
public import Timeline
internal import Wired

/// What whoever drives the lab from outside needs beside the lab's own procedures.
extension Lab {
    /// When something is due next; nil where nothing ever is.
    public var deadline: Instant? { nextInstant }

    /// Tells a station something that has no method here, now; what it wants done is put on the agenda.
    public mutating func station<Result>(
        _ index: Int, _ body: (inout Station, Instant, inout StationOutputs) -> Result
    ) -> Result {
        let result = body(&stations[index].core, now, &stations[index].outputs)
        drainStation(index)
        return result
    }

    /// Tells an access point something, likewise.
    public mutating func accessPoint<Result>(
        _ index: Int, _ body: (inout AccessPoint, Instant, inout AccessPointOutputs) -> Result
    ) -> Result {
        let addresses = accessPoints[index].core.addresses
        let result = body(&accessPoints[index].core, now, &accessPoints[index].outputs)
        drainAccessPoint(index)
        // A radio that is off acknowledges nothing.
        let left = accessPoints[index].core.addresses
        if left != addresses { airspace.setAddresses(left, of: accessPoints[index].radio) }
        return result
    }

    /// How many access points there are.
    public var accessPointCount: Int { accessPoints.count }

    /// The address that a station's host has by DHCP; nil before it has one.
    public func hostAddress(ofStation index: Int) -> IPv4Address? { stations[index].host.address }

    /// The bridges, in their order.
    public var bridges: [BridgeState] {
        wires.map { wire in
            BridgeState(
                name: wire.name,
                ports: wire.ports.map { port in port.map { $0 == wire.gatewayPort ? .host : .bss($0) } },
                hardware: wire.gatewayAddress, address: wire.gateway.configuration.address,
                agingSeconds: Int(wire.bridge.aging.nanoseconds / 1_000_000_000))
        }
    }

    /// Which of a bridge's ports an address was last heard at; nil where it is not known, or no longer.
    public func port(of address: MACAddress, ofBridge index: Int) -> Int? {
        wires[index].bridge.port(of: address, at: now)
    }

    /// Says how many seconds after its last frame a bridge forgets an address; at once, of those that it knows too.
    public mutating func setAging(_ seconds: Int, ofBridge index: Int) {
        wires[index].bridge.aging = .seconds(UInt64(max(0, seconds)))
    }

    /// The numbers of the ports behind an access point's BSSs, as ``BridgeState/Port`` has them.
    public func ports(ofAccessPoint index: Int) -> Range<Int> { accessPoints[index].ports }

    /// The address of the gateway, which is the bridge's own.
    public var gatewayAddress: MACAddress { wire.gatewayAddress }

    /// Takes out what happened since it was last asked, so that a lab that runs for long keeps no past.
    public mutating func takeEvents() -> [LabEvent] {
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    /// Takes out the PMKs that were made since it was last asked.
    public mutating func takeKeys() -> [LabKey] {
        defer { keys.removeAll() }
        return keys
    }

    /// Appends the capture's blocks since it was last asked: see ``CaptureRecorder/take(into:)``.
    public mutating func takeCapture(into blocks: inout [UInt8]) { capture.take(into: &blocks) }

    /// Forgets what was captured.
    public mutating func discardCapture() { capture.removeAll() }

    // MARK: Servers outside of the lab

    /// Takes out the requests to servers that are not the lab's own.
    public mutating func takeRequests() -> [OutsideRequest] {
        defer { outsideRequests.removeAll() }
        return outsideRequests
    }

    /// Takes in what a server outside of the lab answered.
    public mutating func receive(
        reply payload: RawSpan, from server: RADIUSEndpoint, to client: RADIUSClientID
    ) {
        guard accessPoints.indices.contains(client.accessPoint),
            accessPoints[client.accessPoint].core.configuration.basicServiceSets.indices.contains(client.bss)
        else { return }
        capture.record(radius: payload, from: server, to: endpoint(of: client), at: now)
        let device = accessPoints[client.accessPoint]
        device.core.receive(datagram: payload, from: server, bss: client.bss, at: now, &device.outputs)
        drainAccessPoint(client.accessPoint)
    }

    /// Says from where a client really sends, for the capture.
    public mutating func setEndpoint(_ endpoint: RADIUSEndpoint, of client: RADIUSClientID) {
        clientEndpoints[client] = endpoint
    }

    func endpoint(of client: RADIUSClientID) -> RADIUSEndpoint { clientEndpoints[client] ?? client.endpoint }
}

/// A bridge of a lab, as it is now.
public struct BridgeState: Sendable {
    /// Its name; nil for the one bridge of a lab that names none.
    public var name: String?
    /// Its ports; nil for one that went to another bridge.
    public var ports: [Port?]
    /// Its own address, which its host has.
    public var hardware: MACAddress
    /// The address of its host, which gives addresses to stations.
    public var address: IPv4Address
    /// Seconds after its last frame at which an address is forgotten.
    public var agingSeconds: Int

    /// What is behind a port.
    public enum Port: Sendable, Equatable {
        /// A BSS, by its number in the lab: see ``Lab/ports(ofAccessPoint:)``.
        case bss(Int)
        /// The bridge's own host.
        case host
    }
}

/// A RADIUS request that leaves the lab.
public struct OutsideRequest: Sendable {
    /// Who asks.
    public var client: RADIUSClientID
    /// Whom.
    public var server: RADIUSEndpoint
    /// The UDP payload.
    public var octets: [UInt8]
}
