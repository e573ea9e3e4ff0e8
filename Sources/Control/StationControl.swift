public import Configuration
public import Dot11
internal import EAP
public import EAPMethods
internal import Lab
public import Octets
public import Station
public import Timeline

/// What wpa_supplicant is to a station: its networks and settings, and the control interface that `wpa_cli` speaks,
/// with the words of wpa_supplicant 2.10.
///
/// A core without I/O: a command goes in with the station, and the reply comes out; what the station shall do stands in
/// its outputs. Any octets at all may come in.
public struct StationControl {
    /// Makes the client's side of TLS for the one network of a configuration, from the certificates that it names.
    public typealias TLSProvider = @Sendable (SupplicantConfiguration) throws -> TLSContext

    /// The interface's name.
    public let interface: String
    /// Whether it was told to end (`TERMINATE`): its socket goes.
    public internal(set) var isTerminated = false

    let address: MACAddress
    /// What `STATUS` names the device by.
    let uuid: String
    /// Those that it scans where a network names none.
    var channels: [Channel]
    /// Where its control socket is.
    var folder = ControlFolder.run
    let tls: TLSProvider
    /// What the file said, for `RECONFIGURE`.
    let initial: SupplicantConfiguration
    var settings: SupplicantConfiguration
    var networks: [ConfiguredNetwork] = []
    var nextID = 0
    /// The network that the station is configured for.
    var current: Int?
    /// Whether it was told to disconnect, and not to connect again.
    var isHeldBack = false
    var logLevel = LogLevel()
    var ignored: [MACAddress] = []
    /// What `SET disallow_aps` named.
    var disallowed: (bssids: [MACAddress], ssids: [[UInt8]]) = ([], [])
    var scanInterval = 5
    /// Whether the station connects again by itself when a link ends (`STA_AUTOCONNECT`).
    var connectsAgain = true
    var selectedMethod: EAPType?
    var eapRan = false
    /// The channel that it joins a BSS on, in MHz.
    var frequency: UInt16 = 0

    /// A network and its number.
    struct ConfiguredNetwork {
        let id: Int
        var block: SupplicantConfiguration.Network
    }

    /// The interface of a station with this address.
    ///
    /// - Parameters:
    ///   - configuration: its wpa_supplicant.conf.
    ///   - channels: those that it scans where a network names none.
    ///   - tls: makes TLS contexts; what it throws fails the connection, not the command.
    public init(
        interface: String, address: MACAddress, configuration: SupplicantConfiguration, channels: [Channel],
        tls: @escaping TLSProvider
    ) {
        self.interface = interface
        self.address = address
        uuid = Self.uuid(of: address)
        self.channels = channels
        self.tls = tls
        initial = configuration
        settings = configuration
        settings.networks = []
        for block in configuration.networks { _ = add(block) }
        current = preferred.first
    }

    /// What the station is configured for at first: the network of highest priority, or none.
    public func stationConfiguration() throws -> StationConfiguration {
        guard let current, let network = networks.first(where: { $0.id == current }) else { return idle }
        return try stationConfiguration(for: network.block)
    }

    /// The file that its configuration came from, as messages name it.
    public var file: String { initial.file }

    // MARK: Commands

    /// Answers a command; nil where no answer is due.
    ///
    /// - Parameters:
    ///   - host: the address that the station's host has, for `STATUS`.
    ///   - out: the station's outputs, to be drained afterwards.
    public mutating func reply(
        to datagram: RawSpan, station: inout Station, host: String?, at now: Instant, _ out: inout StationOutputs
    ) -> String {
        reply(to: ControlRequest(datagram), station: &station, host: host, at: now, &out)
    }

    mutating func reply(
        to request: ControlRequest, station: inout Station, host: String?, at now: Instant,
        _ out: inout StationOutputs
    ) -> String {
        if let reply = plainReply(to: request.text, &station, host: host, at: now, &out) { return reply }
        // LOG_LEVEL, BSSID_IGNORE and SCAN alone go with and without an argument.
        guard let argument = request.argument else { return Reply.unknown }
        return replyWithArgument(request.name, argument, &station, at: now, &out) ?? Reply.unknown
    }

    /// Commands without an argument.
    private mutating func plainReply(
        to text: String, _ station: inout Station, host: String?, at now: Instant, _ out: inout StationOutputs
    ) -> String? {
        switch text {
        case "PING": return "PONG\n"
        case "STATUS", "STATUS-NO_EVENTS", "STATUS-WPS": return status(station, host: host, isVerbose: false)
        case "STATUS-VERBOSE": return status(station, host: host, isVerbose: true)
        case "STATUS-DRIVER": return driverStatus(station)
        case "MIB": return mib(station)
        case "LIST_NETWORKS": return listNetworks(station)
        case "ADD_NETWORK": return "\(add(SupplicantConfiguration.Network(line: 0)).id)\n"
        case "PMKSA": return pmksaList(station, at: now)
        case "RELOG", "SUSPEND", "RESUME", "ERP_FLUSH": return Reply.ok
        case "PMKSA_FLUSH":
            station.flushPMKSA(at: now, &out)
            return Reply.ok
        case "SCAN": return scan([], &station, at: now, &out)
        case "SCAN_RESULTS": return scanResults(station)
        case "ABORT_SCAN": return Reply.of(station.abortScan(at: now, &out))
        case "REASSOCIATE":
            isHeldBack = false
            connect(&station, again: true, at: now, &out)
            return Reply.ok
        case "REATTACH": return Reply.of(station.reattach(at: now, &out))
        case "RECONNECT":
            if isHeldBack || !station.state.isOnItsWay {
                isHeldBack = false
                connect(&station, again: false, at: now, &out)
            }
            return Reply.ok
        case "DISCONNECT":
            isHeldBack = true
            station.disconnect(at: now, &out)
            return Reply.ok
        case "REAUTHENTICATE":
            station.reauthenticate(at: now, &out)
            return Reply.ok
        case "LOGOFF":
            station.logOff(at: now, &out)
            return Reply.ok
        case "LOGON":
            station.logOn(at: now, &out)
            return Reply.ok
        case "SIGNAL_POLL": return signal(station)
        case "LOG_LEVEL": return logLevel.reply(nil)
        case "BSSID_IGNORE", "BLACKLIST": return ignored.map { "\($0)\n" }.joined()
        case "DRIVER_FLAGS": return "0000000000000020:\nSME\n"
        case "INTERFACES": return "\(interface)\n"
        case "LIST_CREDS": return "cred id / realm / username / domain / imsi\n"
        case "SAVE_CONFIG": return Reply.fail
        case "FLUSH":
            flush(&station, at: now, &out)
            return Reply.ok
        case "RECONFIGURE":
            // An interface that was added without a file has none to read again.
            guard !initial.file.isEmpty else { return Reply.fail }
            flush(&station, at: now, &out)
            settings = initial
            settings.networks = []
            for block in initial.networks { _ = add(block) }
            connect(&station, again: false, at: now, &out)
            return Reply.ok
        case "TERMINATE":
            isHeldBack = true
            station.disconnect(at: now, &out)
            isTerminated = true
            return Reply.ok
        case _ where Self.notEmulated.contains(text) || text.hasPrefix("CTRL-RSP-"): return Reply.fail
        default: return nil
        }
    }

    private mutating func replyWithArgument(
        _ name: String, _ argument: String, _ station: inout Station, at now: Instant, _ out: inout StationOutputs
    ) -> String? {
        switch name {
        case "NOTE": return Reply.ok
        case "SET":
            // Of these the lab has what wpa_supplicant does by default.
            if argument.hasPrefix("EAPOL::") || argument == "pno 0" { return Reply.of(isEAPOLSetting(argument)) }
            if argument.hasPrefix("disallow_aps ") {
                return Reply.of(disallow(String(argument.dropFirst(13)), &station, at: now, &out))
            }
            return Reply.of(set(argument, &station))
        case "GET": return settings.text(of: argument) ?? (argument == "version" ? "2.10" : Reply.fail)
        case "SET_NETWORK": return Reply.of(setNetwork(argument, &station, at: now, &out))
        case "DUP_NETWORK": return Reply.of(duplicateSetting(argument, &station, at: now, &out))
        case "GET_NETWORK": return getNetwork(argument) ?? Reply.fail
        case "SELECT_NETWORK": return Reply.of(selectNetwork(argument, &station, at: now, &out))
        case "ENABLE_NETWORK": return Reply.of(enableNetwork(argument, &station, at: now, &out))
        case "DISABLE_NETWORK": return Reply.of(disableNetwork(argument, &station, at: now, &out))
        case "REMOVE_NETWORK": return Reply.of(removeNetwork(argument, &station, at: now, &out))
        case "SCAN": return scan(ControlRequest.words(argument), &station, at: now, &out)
        case "SCAN_INTERVAL":
            scanInterval = Int(argument) ?? 0
            return Reply.of(scanInterval >= 0)
        case "BSS": return bss(argument, station, at: now)
        case "ROAM":
            guard let bssid = MACAddress(argument), station.state.isOnItsWay else { return Reply.fail }
            return Reply.of(station.roam(to: bssid, at: now, &out))
        case "BSSID": return Reply.of(setBSSID(argument, &station))
        case "BSS_FLUSH":
            station.flushBSSs(olderThan: .seconds(UInt64(argument) ?? 0), at: now)
            return Reply.ok
        case "BSSID_IGNORE", "BLACKLIST": return Reply.of(ignore(argument, &station))
        case "PREAUTH":
            guard let bssid = MACAddress(argument) else { return Reply.fail }
            station.preauthenticate(with: bssid, at: now, &out)
            return Reply.ok
        case "LIST_NETWORKS":
            guard argument.hasPrefix("LAST_ID="), let last = Int(argument.dropFirst(8)) else { return Reply.fail }
            return listNetworks(station, after: last)
        case "STA_AUTOCONNECT":
            connectsAgain = Int(argument).map { $0 != 0 } ?? false
            configure(&station)
            return Reply.ok
        case "PMKSA_GET": return pmksaGet(argument, station, at: now)
        case "PMKSA_ADD": return Reply.of(pmksaAdd(argument, &station, at: now, &out))
        case "LOG_LEVEL": return logLevel.reply(argument)
        case "GET_CAPABILITY": return capability(ControlRequest.words(argument))
        case "AP_SCAN": return Reply.of(Int(argument).map { (0...2).contains($0) } ?? false)
        case _ where Self.notEmulated.contains(name) || name.hasPrefix("CTRL-RSP-"): return Reply.fail
        default: return nil
        }
    }
}

extension StationControl {
    /// "EAPOL::heldPeriod 1": wpa_supplicant takes these of its 802.1X state machine, whose times nothing here waits for.
    private func isEAPOLSetting(_ argument: String) -> Bool {
        guard let (key, value) = ControlRequest.split(argument) else { return false }
        let keys = ["EAPOL::heldPeriod", "EAPOL::authPeriod", "EAPOL::startPeriod", "EAPOL::maxStart", "pno"]
        return keys.contains(key) && Int32(value) != nil
    }
}

extension StationState {
    /// Whether it has, or seeks, a BSS that it has chosen.
    var isOnItsWay: Bool {
        switch self {
        case .disconnected, .scanning: false
        case .authenticating, .associating, .associated, .fourWayHandshake, .completed: true
        }
    }
}
