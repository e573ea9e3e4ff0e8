internal import AccessPoint
internal import Airspace
internal import Configuration
internal import Dot11
internal import EAPMethods
public import Faults
internal import Hosts
internal import Lab
public import Octets
internal import RADIUS
internal import RADIUSServer
internal import RSN
internal import Station
public import Timeline

/// The seed's procedure, once for one scenario: join, roam, go back, with a voice-like flow all the while.
public struct ScenarioRun {
    /// The seed's station.
    public static let station = MACAddress(0x000E_8EFD_9371)
    /// The BSS that the station joins first: vap0000_1.
    public static let home = MACAddress(0x04F0_2119_8944)
    /// The BSS that it roams to: vap0000_0.
    public static let target = MACAddress(0x04F0_2119_8844)

    /// What the run leaves behind.
    public struct Products: Sendable {
        /// The capture, pcapng.
        public var capture: [UInt8]
        /// The keys file.
        public var keys: String
        /// Where the procedure stopped before its end, in one sentence; nil if it came to its end.
        public var interruption: String?
        /// What the access point and the server said of failures, each thing once.
        public var complaints: [String]
        /// Echo requests that the station's host sent, and those that were answered.
        public var echoes: (sent: Int, answered: Int)
        /// The faults that were set, in order, with what they did.
        public var faults: [FaultRecord]
        /// When the capture's first frame was on the air: what its times count from.
        public var start: Instant
    }

    /// A configuration with which the procedure cannot run.
    public struct UnfitConfiguration: Error, CustomStringConvertible {
        /// What is missing.
        public var description: String

        /// A configuration that lacks this.
        public init(description: String) { self.description = description }
    }

    let scenario: OKCScenario
    let options: ScenarioOptions

    /// A run of `scenario`.
    public init(_ scenario: OKCScenario, options: ScenarioOptions) {
        self.scenario = scenario
        self.options = options
    }

    /// Sees whether the procedure can run with these configurations, without running it.
    ///
    /// - Throws: what a run would throw before it begins.
    public func check() throws { _ = try configuration() }

    /// Runs the procedure in simulated time.
    ///
    /// - Parameter progress: told after each round how many are done.
    /// - Throws: where a configuration can't be read or TLS can't be set up.
    public func run(progress: (Int) -> Void = { _ in }) throws -> Products {
        var lab = Lab(
            configuration: try configuration(), policy: AirFaults(options.faults, seed: options.seed))
        lab.wireFaults = WireFaults(options.faults, seed: options.seed)
        var interruption: String?
        for round in 1...max(1, options.rounds) {
            interruption = Self.round(&lab)
            progress(round)
            if interruption != nil { break }
        }
        lab.run(until: lab.now + .milliseconds(100))
        let flow = lab.flow(ofStation: 0)
        return Products(
            capture: lab.capture.file(), keys: Self.keysFile(lab.keys), interruption: interruption,
            complaints: Self.complaints(lab.events), echoes: (flow.sent, flow.answered),
            faults: (lab.policy.records + lab.wireFaults.records).sorted { $0.index < $1.index },
            start: lab.capture.firstInstant ?? .zero)
    }

    // MARK: The procedure

    /// One round; returns what stopped it.
    private static func round(_ lab: inout Lab<AirFaults>) -> String? {
        lab.connect(station: 0)
        guard link(&lab, to: home) else { return "The station did not get a link to \(home)." }
        let isFlowing = lab.run(until: lab.now + .seconds(20)) { $0.flow(ofStation: 0).answered > 0 }
        guard isFlowing else { return "The station's host got no answer from the gateway." }
        lab.run(until: lab.now + .milliseconds(500))
        for bssid in [target, home] {
            lab.scan(station: 0)
            lab.run(until: lab.now + .milliseconds(500))
            guard lab.roam(station: 0, to: bssid) else { return "The station's scan did not find \(bssid)." }
            guard link(&lab, to: bssid) else { return "The station did not roam to \(bssid)." }
            lab.run(until: lab.now + .milliseconds(500))
        }
        lab.disconnect(station: 0)
        lab.flushPMKSA(station: 0)
        lab.run(until: lab.now + .milliseconds(200))
        return nil
    }

    /// Waits until data flow through `bssid`, or the station has given up, for two minutes at most.
    private static func link(_ lab: inout Lab<AirFaults>, to bssid: MACAddress) -> Bool {
        var isLinked = false
        _ = lab.run(until: lab.now + .seconds(120)) { lab in
            isLinked = lab.state(ofStation: 0) == .completed(bssid)
            if isLinked { return true }
            if case .disconnected(let ending) = lab.state(ofStation: 0), ending != .neverConnected { return true }
            return false
        }
        return isLinked
    }

    private static func keysFile(_ keys: [LabKey]) -> String {
        "# station BSSID(where the key was made) AKM PMK\n" + keys.map { $0.line + "\n" }.joined()
    }

    private static func complaints(_ events: [LabEvent]) -> [String] {
        var complaints: [String] = []
        for event in events {
            let complaint: String
            switch event.what {
            case .server(.accepted), .station: continue
            case .server(let said): complaint = "RADIUS server: \(said)"
            case .accessPoint(_, .eapFailed(let station, _, let failure)):
                complaint = "access point: EAP of \(station) ended, \(failure)"
            case .accessPoint: continue
            case .dataTest: continue
            case .stationDropped(_, let octets): complaint = "a station's radio refused a frame of \(octets) octets"
            case .accessPointDropped(_, let octets):
                complaint = "an access point's radio refused a frame of \(octets) octets"
            }
            if !complaints.contains(complaint) { complaints.append(complaint) }
        }
        return complaints
    }

    // MARK: The lab

    private func configuration() throws -> LabConfiguration {
        var lab = LabConfiguration()
        lab.seed = options.seed
        lab.delays = options.delays
        var accessPoint = try accessPointConfiguration()
        if options.fault == .wrongSecret {
            for index in accessPoint.basicServiceSets.indices {
                for server in accessPoint.basicServiceSets[index].radiusServers.indices {
                    accessPoint.basicServiceSets[index].radiusServers[server].secret = RADIUSSecret("lanforgf")
                }
            }
        }
        lab.accessPoints = [accessPoint]

        var station = try stationConfiguration(channel: accessPoint.channel)
        switch options.fault {
        case .wrongPassword: station.eap?.password = Password("wrong")
        case .unknownUser: station.eap?.identity = Array("nobody".utf8)
        default: break
        }
        lab.stations = [station]

        lab.remoteServer = options.remoteServer
        if options.fault != .deadServer {
            let users = try UsersFile(parsing: Example.users.text, file: Example.users.file)
            lab.server = try serverConfiguration(users)
        }
        return lab
    }

    private func accessPointConfiguration() throws -> AccessPointConfiguration {
        let example = scenario.okcOnVAP ? Example.okc : Example.okcOff
        let file = try options.accessPoint ?? HostapdConfiguration(parsing: example.text, file: example.file)
        var accessPoint = try AccessPointConfiguration(file)
        for bssid in [Self.home, Self.target]
        where !accessPoint.basicServiceSets.contains(where: { $0.bssid == bssid }) {
            throw UnfitConfiguration(description: "the access point has no BSS \(bssid), which the procedure needs")
        }
        for index in accessPoint.basicServiceSets.indices {
            accessPoint.basicServiceSets[index].okc = scenario.okcOnVAP
        }
        return accessPoint
    }

    private func stationConfiguration(channel: Channel) throws -> StationConfiguration {
        let example = scenario.pkcOnStation ? Example.stationPKC : Example.station
        let file = try options.supplicant ?? SupplicantConfiguration(parsing: example.text, file: example.file)
        let showsOwn = file.networks.first { !$0.isDisabled }?.privateKey != nil
        let certificate =
            options.method == .tls && !showsOwn
            ? try TLSIdentity.laboratoryClient(options.keyKind, userName: "testuser") : nil
        let client = try TLSContext(client: file, identity: certificate, versions: options.tls)
        var station = try StationConfiguration(file, address: Self.station, channels: [channel], tls: client)
        if let bssid = station.bssid {
            throw UnfitConfiguration(description: "\(file.file): bssid=\(bssid) keeps the station from roaming")
        }
        station.proactiveKeyCaching = scenario.pkcOnStation
        // The seed's station joined vap0000_1 first.
        station.bssid = Self.home
        if let akm = options.akm { station.akms = [akm] }
        if let method = options.method { station.eap?.methods = [method] }
        return station
    }

    private func serverConfiguration(_ users: UsersFile) throws -> RADIUSServerConfiguration {
        let identity = try options.serverIdentity ?? TLSIdentity.laboratory(options.keyKind)
        let context = try TLSContext(
            server: identity, clientAuthorities: options.clientAuthorities, versions: options.tls, collectsKeyLog: true)
        return RADIUSServerConfiguration(secret: RADIUSSecret("lanforge"), tls: context, users: users)
    }
}
