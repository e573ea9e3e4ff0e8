public import AccessPoint
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
        let result = body(&accessPoints[index].core, now, &accessPoints[index].outputs)
        drainAccessPoint(index)
        return result
    }

    /// How many access points there are.
    public var accessPointCount: Int { accessPoints.count }

    /// The address that a station's host has by DHCP; nil before it has one.
    public func hostAddress(ofStation index: Int) -> IPv4Address? { stations[index].host.address }

    /// The port of the bridge where an address was last heard: the BSSs' in their order, then the gateway's; nil where it
    /// is not known.
    public func bridgePort(of address: MACAddress) -> Int? { wire.bridge.port(of: address, at: now) }

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

/// A RADIUS request that leaves the lab.
public struct OutsideRequest: Sendable {
    /// Who asks.
    public var client: RADIUSClientID
    /// Whom.
    public var server: RADIUSEndpoint
    /// The UDP payload.
    public var octets: [UInt8]
}
