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
    let gatewayAddress: MACAddress
    /// The port of the BSS whose address the bridge has taken for its own, as Linux takes the lowest of its ports'.
    let portOfGatewayAddress: Int?

    /// A bridge of a port for each of `bssids`, and one more.
    init(bssids: [MACAddress], gateway configuration: GatewayHost.Configuration) {
        gatewayPort = bssids.count
        gatewayAddress = configuration.hardware
        portOfGatewayAddress = bssids.firstIndex(of: configuration.hardware)
        bridge = Bridge(ports: bssids.count + 1)
        _ = bridge.pin(configuration.hardware, to: gatewayPort)
        gateway = GatewayHost(configuration: configuration)
    }
}

extension Lab {
    /// A frame enters the bridge, where the wire's tap sees it.
    mutating func deliverToBridge(_ frame: RawSpan, port: Int) {
        capture.record(ethernet: frame, at: now)
        if !dataTests.isEmpty { lookForTests(entering: frame, port: port) }
        var out = BridgeOutputs()
        swap(&out, &wire.bridgeOutputs)
        wire.bridge.receive(frame, from: port, at: now, &out)
        for departure in out.departures {
            if departure.port == wire.gatewayPort {
                wire.gateway.receive(out.octets(departure.frame), at: now, &wire.gatewayOutputs)
                drainGateway()
                // What is for the address of both reaches whoever listens at the bridge, hostapd too.
                if let port = wire.portOfGatewayAddress, frame.byteCount >= 14,
                    MACAddress(frame, at: 0) == wire.gatewayAddress
                {
                    deliverToAccessPoint(frame, port: port)
                }
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
