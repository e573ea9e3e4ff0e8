internal import AccessPoint
internal import Hosts
internal import Octets
internal import Timeline
internal import Wired

/// A bridge with its BSSs as ports, and its own host behind one more port.
///
/// Ports are numbered through all of the lab: BSSs first, then the bridges' hosts, then what is added. A bridge knows its own
/// by place.
final class WireDevice {
    /// Its name; nil for the bridge of a lab that names none.
    let name: String?
    var bridge: Bridge
    var bridgeOutputs = BridgeOutputs()
    var gateway: GatewayHost
    var gatewayOutputs = HostOutputs()
    /// The lab's numbers of its ports, by place: those of BSSs, the host's, and those that were added; nil for one that
    /// went to another bridge.
    private(set) var ports: [Int?]
    let gatewayPort: Int
    let gatewayAddress: MACAddress
    /// The port of the BSS whose address the bridge has taken for its own, as Linux takes the lowest of its ports'.
    let portOfGatewayAddress: Int?

    /// A bridge of a port for each of some BSSs, and one more.
    init(
        name: String? = nil, bsses: [(port: Int, bssid: MACAddress)], gatewayPort: Int,
        gateway configuration: GatewayHost.Configuration, aging: Int = BridgeConfiguration.defaultAgingSeconds
    ) {
        self.name = name
        self.gatewayPort = gatewayPort
        ports = (bsses.map(\.port) + [gatewayPort]).map(Optional.some)
        gatewayAddress = configuration.hardware
        portOfGatewayAddress = bsses.first { $0.bssid == configuration.hardware }?.port
        bridge = Bridge(ports: ports.count, aging: .seconds(UInt64(aging)))
        _ = bridge.pin(configuration.hardware, to: bsses.count)
        gateway = GatewayHost(configuration: configuration)
    }

    /// Adds ports with these numbers; the result is the place of the first.
    func addPorts(_ numbers: Range<Int>) -> Int {
        ports += numbers.map(Optional.some)
        return bridge.addPorts(numbers.count)
    }

    /// Puts a port with this number at a place that another one has left, or at a new one; the result is the place.
    func addPort(_ number: Int) -> Int {
        guard let free = ports.firstIndex(of: nil) else { return addPorts(number..<number + 1) }
        ports[free] = number
        return free
    }

    /// Takes the port at a place out.
    func removePort(at place: Int) { ports[place] = nil }

    /// The bridges of a lab: those that it names, or one of all BSSs.
    static func wires(of configuration: LabConfiguration) -> [WireDevice] {
        let bssids = configuration.accessPoints.flatMap { $0.basicServiceSets.map(\.bssid) }
        let bsses = bssids.enumerated().map { (port: $0.offset, bssid: $0.element) }
        guard !configuration.bridges.isEmpty else {
            return [WireDevice(bsses: bsses, gatewayPort: bsses.count, gateway: configuration.gateway)]
        }
        return configuration.bridges.enumerated().map { number, bridge in
            WireDevice(
                name: bridge.name, bsses: bsses.filter { bridge.ports.contains($0.bssid) },
                gatewayPort: bsses.count + number, gateway: bridge.gateway, aging: bridge.agingSeconds)
        }
    }
}

/// Where a port is.
struct PortPlace {
    /// Which bridge.
    var wire: Int
    /// Which of its ports.
    var place: Int

    /// The places of all ports of bridges by the lab's numbers; nil for a BSS without a bridge.
    static func all(of wires: [WireDevice]) -> [PortPlace?] {
        var places = [PortPlace?](repeating: nil, count: (wires.flatMap { $0.ports.compactMap { $0 } }.max() ?? -1) + 1)
        for (wire, device) in wires.enumerated() {
            for (place, port) in device.ports.enumerated() {
                if let port { places[port] = PortPlace(wire: wire, place: place) }
            }
        }
        return places
    }
}

extension Lab {
    /// The first bridge.
    var wire: WireDevice { wires[0] }

    /// A frame enters a bridge, where the wire's tap sees it; one from a BSS without a bridge goes nowhere.
    mutating func deliverToBridge(_ frame: RawSpan, port: Int) {
        guard let entry = portPlaces[port] else { return }
        let wire = wires[entry.wire]
        capture.record(ethernet: frame, at: now)
        if !dataTests.isEmpty { lookForTests(entering: frame, port: port) }
        var out = BridgeOutputs()
        swap(&out, &wire.bridgeOutputs)
        wire.bridge.receive(frame, from: entry.place, at: now, &out)
        for departure in out.departures {
            guard let port = wire.ports[departure.port] else { continue }
            if port == wire.gatewayPort {
                wire.gateway.receive(out.octets(departure.frame), at: now, &wire.gatewayOutputs)
                drainGateway(of: wire)
                // What is for the address of both reaches whoever listens at the bridge, hostapd too.
                if let port = wire.portOfGatewayAddress, frame.byteCount >= 14,
                    MACAddress(frame, at: 0) == wire.gatewayAddress
                {
                    deliverToAccessPoint(frame, port: port)
                }
            } else {
                deliverToAccessPoint(out.octets(departure.frame), port: port)
            }
        }
        out.removeAll()
        swap(&out, &wire.bridgeOutputs)
    }

    private mutating func drainGateway(of wire: WireDevice) {
        var out = HostOutputs()
        swap(&out, &wire.gatewayOutputs)
        for range in out.frames {
            work.insert(.bridgeReceives(port: wire.gatewayPort), at: now, out.octets(range))
        }
        out.removeAll()
        swap(&out, &wire.gatewayOutputs)
    }
}
