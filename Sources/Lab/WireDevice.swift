internal import Hosts
internal import Octets
internal import Timeline
internal import Wired

/// The bridge br0000 with the ports of all BSSs, and the bridge's own host behind one more port.
struct WireDevice: ~Copyable {
    var bridge: Bridge
    var bridgeOutputs = BridgeOutputs()
    var gateway: GatewayHost
    var gatewayOutputs = HostOutputs()
    let gatewayPort: Int

    init(accessPointPorts: Int, gateway configuration: GatewayHost.Configuration) {
        gatewayPort = accessPointPorts
        bridge = Bridge(ports: accessPointPorts + 1)
        _ = bridge.pin(configuration.hardware, to: gatewayPort)
        gateway = GatewayHost(configuration: configuration)
    }
}

extension Lab {
    /// A frame enters the bridge, where the wire's tap sees it.
    mutating func deliverToBridge(_ frame: RawSpan, port: Int) {
        capture.record(ethernet: frame, at: now)
        var out = BridgeOutputs()
        swap(&out, &wire.bridgeOutputs)
        wire.bridge.receive(frame, from: port, at: now, &out)
        for departure in out.departures {
            if departure.port == wire.gatewayPort {
                wire.gateway.receive(out.octets(departure.frame), at: now, &wire.gatewayOutputs)
                drainGateway()
            } else {
                deliverToAccessPoint(out.octets(departure.frame), port: departure.port)
            }
        }
        out.removeAll()
        swap(&out, &wire.bridgeOutputs)
    }

    private mutating func drainGateway() {
        var out = HostOutputs()
        swap(&out, &wire.gatewayOutputs)
        for range in out.frames {
            work.insert(.bridgeReceives(port: wire.gatewayPort), at: now, out.octets(range))
        }
        out.removeAll()
        swap(&out, &wire.gatewayOutputs)
    }
}
