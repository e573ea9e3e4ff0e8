internal import AccessPoint
public import Configuration
internal import Dot11
public import EAPMethods
public import Faults
internal import Hosts
internal import Internet
public import Lab
public import Octets
internal import RADIUS
internal import RADIUSServer
internal import Timeline

/// What a live lab is made of, before it is made: the access points and stations with their files, and the RADIUS side.
public struct LabPlan: Sendable {
    /// The access points, each a hostapd process.
    public var accessPoints: [HostapdConfiguration] = []
    /// The stations.
    public var stations: [PlannedStation] = []
    /// Who may authenticate at the built-in server.
    public var users = UsersFile()
    /// Whether the built-in server answers; without it every request leaves the lab by UDP.
    public var hasServer = true
    /// The versions of TLS that the server and the stations may use.
    public var tls = TLSContext.Version.tls12 ... .tls12
    /// The kind of the built-in server's certificate.
    public var keyKind = TLSIdentity.KeyKind.rsa2048
    /// What the built-in server shows, in place of the laboratory's own certificate.
    public var serverIdentity: TLSIdentity?
    /// A PEM file of those who certify clients for EAP-TLS; nil for the authority of the server's certificate.
    public var clientAuthorities: String?
    /// Which TLS sessions the built-in server lets stations resume; nil for none.
    public var resumption: TLSContext.Resumption?
    /// Milliseconds between two echo requests of a station's host.
    public var flowMilliseconds: UInt64 = 1000
    /// What random numbers come from; nil takes the clock.
    public var seed: UInt64?

    /// The bridges, where the lab names them; none makes all BSSs ports of one.
    public var bridges: [PlannedBridge] = []
    /// Where the devices are; nil for a lab in which everyone hears everyone equally well.
    public var places: Places?
    /// What goes wrong from the beginning.
    public var faults: [Fault] = []
    /// What the lab is told later.
    public var script: [LabStep] = []

    /// One station, with its wpa_supplicant.conf.
    public struct PlannedStation: Sendable {
        /// The interface's name: "sta00000".
        public var interface: String
        /// Its address.
        public var address: MACAddress
        /// Its wpa_supplicant.conf.
        public var configuration: SupplicantConfiguration

        /// A station.
        public init(interface: String, address: MACAddress, configuration: SupplicantConfiguration) {
            self.interface = interface
            self.address = address
            self.configuration = configuration
        }
    }

    /// A bridge, with the BSSIDs of its ports.
    public struct PlannedBridge: Sendable {
        /// The interface's name: "br0000".
        public var name: String
        /// The BSSIDs of its ports.
        public var ports: [MACAddress]
        /// Seconds after its last frame at which an address is forgotten.
        public var agingSeconds: Int

        /// A bridge.
        public init(name: String, ports: [MACAddress], agingSeconds: Int = BridgeConfiguration.defaultAgingSeconds) {
            self.name = name
            self.ports = ports
            self.agingSeconds = agingSeconds
        }
    }

    /// A lab without devices.
    public init() {}

    /// The seed's lab: its access point with OKC, its station without, and its user.
    public static func seeds() throws -> LabPlan {
        var plan = LabPlan()
        plan.accessPoints = [try HostapdConfiguration(parsing: Example.okc.text, file: Example.okc.file)]
        plan.stations = [
            PlannedStation(
                interface: "sta00000", address: MACAddress(0x000E_8EFD_9371),
                configuration: try SupplicantConfiguration(parsing: Example.station.text, file: Example.station.file))
        ]
        plan.users = try UsersFile(parsing: Example.users.text, file: Example.users.file)
        return plan
    }

    // MARK: Making it

    /// The channels of the access points: where stations scan that name none.
    private var channels: [Channel] {
        var list: [Channel] = []
        for accessPoint in accessPoints {
            guard let channel = Channel(number: accessPoint.radio.channel), !list.contains(channel) else { continue }
            list.append(channel)
        }
        return list
    }

    /// What is the same for all devices: the server, the gateway, no delays but those that the work takes.
    public func labConfiguration() throws -> LabConfiguration {
        var lab = LabConfiguration()
        lab.delays = .none
        lab.seed = seed ?? 1
        lab.places = places
        lab.flow.interval = .milliseconds(max(1, flowMilliseconds))
        // A lease for each of many stations: 10.2.0.0/16 holds them.
        if stations.count > 200 {
            lab.gateway.mask = .mask(prefixLength: 16)
            lab.gateway.firstLease = IPv4Address(10, 2, 8, 1)
            lab.gateway.lastLease = IPv4Address(10, 2, 255, 250)
        }
        lab.bridges = bridges.enumerated().map { number, bridge in
            // The address is that of the lowest port, as Linux has it.
            let hardware = bridge.ports.min() ?? lab.gateway.hardware
            return BridgeConfiguration(
                name: bridge.name, ports: bridge.ports, gateway: lab.gateway.ofBridge(number, hardware: hardware),
                agingSeconds: bridge.agingSeconds)
        }
        guard let first = accessPoints.lazy.flatMap(\.bsses).compactMap(\.authenticationServers.first).first,
            let address = IPv4Address(first.address)
        else { return lab }
        lab.serverEndpoint = RADIUSEndpoint(ipv4: address.rawValue, port: first.port)
        if hasServer {
            let context = try TLSContext(
                server: serverIdentity ?? .laboratory(keyKind), clientAuthorities: clientAuthorities, versions: tls,
                resumption: resumption, collectsKeyLog: true)
            lab.server = RADIUSServerConfiguration(
                secret: RADIUSSecret(first.sharedSecret.octets), tls: context, users: users)
        }
        return lab
    }

    /// Makes the sides of TLS of stations that are added while the lab runs.
    public func tlsProvider() -> StationControl.TLSProvider {
        let contexts = ClientContexts(versions: tls)
        return { try contexts.context(for: $0) }
    }

    /// The control interfaces of the stations.
    public func stationControls() -> [StationControl] {
        let contexts = ClientContexts(versions: tls)
        return stations.map { station in
            StationControl(
                interface: station.interface, address: station.address, configuration: station.configuration,
                channels: channels, tls: { try contexts.context(for: $0) })
        }
    }

    /// The control interfaces of the access points.
    public func accessPointControls() -> [AccessPointControl] { accessPoints.map { AccessPointControl($0) } }
}
