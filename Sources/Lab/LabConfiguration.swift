public import AccessPoint
public import Hosts
public import Octets
public import RADIUS
public import RADIUSServer
public import Station

/// Everything that a ``Lab`` is made of.
public struct LabConfiguration: Sendable {
    /// The access points, each a hostapd process of its own: OKC works inside one.
    public var accessPoints: [AccessPointConfiguration] = []
    /// The stations.
    public var stations: [StationConfiguration] = []
    /// The RADIUS server; nil for a lab whose server is dead.
    public var server: RADIUSServerConfiguration?
    /// A RADIUS server outside of the lab, in place of ``server``: it is given the payload of a request and returns that
    /// of the reply, or nil. Simulated time stands still while it thinks.
    public var remoteServer: (@Sendable ([UInt8]) -> [UInt8]?)?
    /// Where the server listens.
    public var serverEndpoint = RADIUSEndpoint(ipv4: 0x7F00_0001, port: 1812)
    /// Where it takes accounting (RFC 2866, 3: port 1813).
    public var accountingEndpoint = RADIUSEndpoint(ipv4: 0x7F00_0001, port: 1813)
    /// The own address of br0000, the lab's one bridge.
    public var gateway = GatewayHost.Configuration()
    /// The bridges, where there are several; where there are none, all BSSs are ports of one, with ``gateway``.
    public var bridges: [BridgeConfiguration] = []
    /// What the stations' hosts send, and how often.
    public var flow = EchoFlow.Configuration()
    /// What devices take.
    public var delays = Delays()
    /// Whether requests to servers that are not the lab's own leave it: see ``Lab/takeRequests()``.
    public var asksOutside = false
    /// Nanoseconds from 1970 to the lab's beginning, for the capture.
    public var epoch = CaptureRecorder.epoch * 1_000_000_000
    /// Where devices are; nil for a lab in which everyone hears everyone equally well.
    public var places: Places?
    /// What every random number comes from.
    public var seed: UInt64 = 1

    /// An empty lab.
    public init() {}
}

/// A bridge of a lab: a network of its own, which nothing leaves.
public struct BridgeConfiguration: Sendable {
    /// Its name: "br0000".
    public var name: String
    /// The BSSs that are its ports; a BSS that is no bridge's reaches nobody.
    public var ports: [MACAddress]
    /// The host at its own address.
    public var gateway: GatewayHost.Configuration
    /// Seconds after its last frame at which an address is forgotten.
    public var agingSeconds: Int

    /// The seconds that there may be (802.1D-2004, Table 7-5).
    public static let agingRange = 10...1_000_000
    /// What they are where nobody says (the same table).
    public static let defaultAgingSeconds = 300

    /// A bridge.
    public init(
        name: String, ports: [MACAddress], gateway: GatewayHost.Configuration, agingSeconds: Int = defaultAgingSeconds
    ) {
        self.name = name
        self.ports = ports
        self.gateway = gateway
        self.agingSeconds = agingSeconds
    }
}
