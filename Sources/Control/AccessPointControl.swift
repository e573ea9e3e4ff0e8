public import AccessPoint
public import Configuration
internal import Dot11
internal import Lab
internal import Octets
internal import RADIUS
public import Timeline

/// What a hostapd process is to an access point: its settings, and the control interface of each BSS that
/// `hostapd_cli` speaks, with the words of hostapd 2.10.
///
/// A core without I/O, like ``StationControl``.
public struct AccessPointControl {
    /// The settings as they were set last; some wait for a reload.
    public internal(set) var settings: HostapdConfiguration
    /// The BSSs whose sockets go, because `TERMINATE` came.
    public internal(set) var isTerminated = false
    /// BSSs that were removed (`REMOVE`), by their place.
    var gone: Set<Int> = []
    /// Whether it was on the air; before, it has neither channel nor address.
    var hasStarted = true
    /// The radio's name.
    var phy = ""
    /// The radio's address, where the settings name none; nil where the lab's file has them all.
    var address: MACAddress?
    /// Where the BSSs' control sockets are; below the run directory where it says nothing.
    var folders: [ControlFolder] = []
    /// Which keys of each BSS were set since the file was read.
    private var keysSet: [Set<String>]
    private var logLevels: [LogLevel]

    /// The process that runs this configuration.
    public init(_ configuration: HostapdConfiguration) {
        settings = configuration
        logLevels = configuration.bsses.map { _ in LogLevel() }
        keysSet = configuration.bsses.map { _ in [] }
    }

    /// The interfaces, one a BSS.
    public var interfaces: [String] { settings.bsses.map(\.interface) }

    /// The interfaces that were not removed, and their places.
    var liveInterfaces: [(bss: Int, name: String)] {
        interfaces.enumerated().filter { !gone.contains($0.offset) }.map { (bss: $0.offset, name: $0.element) }
    }

    func folder(ofBSS bss: Int) -> ControlFolder { bss < folders.count ? folders[bss] : .run }

    /// The settings with which it starts: defaults follow from the rest, and BSSIDs that they don't name come from the radio's address.
    var startingSettings: HostapdConfiguration {
        var settings = settings
        for index in settings.bsses.indices { settings.fillDefaults(bss: index, unlessSet: keysSet[index]) }
        settings.notEmulated.removeAll { refusal in
            refusal.file == "SET" && Self.tolerated.contains { refusal.message.hasPrefix("\($0) is not emulated") }
        }
        guard let address else { return settings }
        for index in settings.bsses.indices where settings.bsses[index].bssid == nil {
            settings.bsses[index].bssid = MACAddress(address.rawValue + UInt64(index))
        }
        return settings
    }

    /// Whether a key of a BSS was set since the file was read.
    func isSet(_ key: String, bss: Int) -> Bool { keysSet[bss].contains(key) }

    /// The addresses that its radio has, or will have.
    var addresses: [MACAddress] { startingSettings.bsses.compactMap(\.bssid) + (address.map { [$0] } ?? []) }

    /// RADIUS servers of a BSS at the most.
    private static let serverLimit = 16
    /// Keys that harnesses set as a matter of course and that change nothing which stations see: they keep no interface
    /// down.
    private static let tolerated = ["radius_request_cui"]
    /// The drivers that hostapd 2.10 is built with in Debian; a radio of the lab is as good as each of them.
    private static let drivers = ["nl80211", "wired", "none"]

    // MARK: Commands

    /// Answers a command to the interface of a BSS.
    ///
    /// - Parameter out: the access point's outputs, to be drained afterwards.
    public mutating func reply(
        to datagram: RawSpan, bss: Int, accessPoint: inout AccessPoint, at now: Instant,
        _ out: inout AccessPointOutputs
    ) -> String {
        reply(to: ControlRequest(datagram), bss: bss, accessPoint: &accessPoint, at: now, &out)
    }

    mutating func reply(
        to request: ControlRequest, bss: Int, accessPoint: inout AccessPoint, at now: Instant,
        _ out: inout AccessPointOutputs
    ) -> String {
        if let reply = plainReply(to: request.text, bss: bss, &accessPoint, at: now, &out) { return reply }
        guard let argument = request.argument else { return Reply.unknown }
        return replyWithArgument(request.name, argument, bss: bss, &accessPoint, at: now, &out) ?? Reply.unknown
    }

    /// Commands without an argument.
    private mutating func plainReply(
        to text: String, bss: Int, _ accessPoint: inout AccessPoint, at now: Instant, _ out: inout AccessPointOutputs
    ) -> String? {
        switch text {
        case "PING": return "PONG\n"
        case "STATUS": return status(accessPoint)
        case "STATUS-DRIVER": return Reply.fail
        case "GET_CONFIG": return configurationText(bss)
        case "STA-FIRST":
            return accessPoint.stations(bss: bss).first.map { describe($0, bss: bss, accessPoint) } ?? ""
        case "PMKSA": return pmksaList(accessPoint, bss: bss, at: now)
        case "PMKSA_FLUSH":
            accessPoint.flushPMKSA(bss: bss)
            return Reply.ok
        case "REKEY_GTK": return Reply.of(accessPoint.renewGroupKey(bss: bss, at: now, &out))
        // hostapd looks at the first letters alone: RELOAD_CONFIG and RELOAD_BSS are RELOAD to it.
        case _ where text.hasPrefix("RELOAD_WPA_PSK"): return Reply.of(settings.bsses[bss].wpa != 0)
        case _ where text.hasPrefix("RELOAD"): return Reply.of(reload(&accessPoint, at: now, &out))
        case "DISABLE": return Reply.of(accessPoint.disable(at: now, &out))
        case "STOP_AP":
            _ = accessPoint.disable(at: now, &out)
            return Reply.ok
        case "LOG_LEVEL": return logLevels[bss].reply(nil)
        case "MIB": return mib(accessPoint, bss: bss)
        case "RELOG": return Reply.ok
        case "DRIVER_FLAGS": return "0000000000000000:\n"
        case "TERMINATE":
            _ = accessPoint.disable(at: now, &out)
            isTerminated = true
            return Reply.ok
        default: return nil
        }
    }

    private mutating func replyWithArgument(
        _ name: String, _ argument: String, bss: Int, _ accessPoint: inout AccessPoint, at now: Instant,
        _ out: inout AccessPointOutputs
    ) -> String? {
        switch name {
        case "NOTE": return Reply.ok
        case "SET": return Reply.of(set(argument, bss: bss, &accessPoint))
        case "GET": return argument == "version" ? "2.10" : Reply.fail
        case "LOG_LEVEL": return logLevels[bss].reply(argument)
        case "STA":
            guard let station = MACAddress(argument) else { return Reply.fail }
            return accessPoint.status(of: station, bss: bss) == nil
                ? Reply.fail : describe(station, bss: bss, accessPoint)
        case "STA-NEXT":
            let list = accessPoint.stations(bss: bss)
            guard let station = MACAddress(argument), let index = list.firstIndex(of: station) else {
                return Reply.fail
            }
            return index + 1 < list.count ? describe(list[index + 1], bss: bss, accessPoint) : ""
        case "DEAUTHENTICATE":
            guard let (station, reason) = farewell(argument) else { return Reply.fail }
            accessPoint.deauthenticate(station, bss: bss, reason: reason, at: now, &out)
            return Reply.ok
        case "DISASSOCIATE":
            guard let (station, reason) = farewell(argument) else { return Reply.fail }
            accessPoint.disassociate(station, bss: bss, reason: reason, at: now, &out)
            return Reply.ok
        case "BSS_TM_REQ":
            guard let (station, request) = transition(ControlRequest.words(argument)) else { return Reply.fail }
            return Reply.of(accessPoint.requestTransition(request, of: station, bss: bss, &out))
        case "POLL_STA":
            guard let station = MACAddress(argument) else { return Reply.fail }
            return Reply.of(accessPoint.poll(station, bss: bss, &out))
        case "SA_QUERY":
            guard let station = MACAddress(argument) else { return Reply.fail }
            accessPoint.askSAQuery(station, bss: bss, &out)
            return Reply.ok
        // hostapd's own RADIUS server, which counts nothing where there is none.
        case "MIB": return argument == "radius_server" ? "" : Reply.fail
        case "ACCEPT_ACL", "DENY_ACL":
            return access(argument, toAccept: name == "ACCEPT_ACL", bss: bss, &accessPoint, at: now, &out)
        case "CHAN_SWITCH": return Reply.of(switchChannel(argument, &accessPoint, &out))
        case "PMKSA_ADD": return Reply.of(pmksaAdd(argument, bss: bss, &accessPoint, at: now))
        case "GET_PMK": return pmk(argument, bss: bss, accessPoint, at: now)
        case "EAPOL_REAUTH":
            guard let station = MACAddress(argument) else { return Reply.fail }
            return Reply.of(accessPoint.reauthenticate(station, bss: bss, at: now, &out))
        default: return nil
        }
    }

    /// "02:00:00:00:00:01 pref=1 neighbor=04:f0:21:19:88:44,0x0000,115,36,7": nil for what cannot be read.
    private func transition(_ words: [String]) -> (MACAddress, BSSTransitionRequest)? {
        guard let first = words.first, let station = MACAddress(first) else { return nil }
        var request = BSSTransitionRequest(dialogToken: 1)
        var candidates: [BSSTransitionRequest.NeighborReport] = []
        for word in words.dropFirst() {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            switch parts[0] {
            case "dialog_token":
                guard let token = UInt8(parts[1]) else { return nil }
                request.dialogToken = token
            case "disassoc_timer":
                guard let timer = UInt16(parts[1]) else { return nil }
                request.disassociationTimer = timer
            case "valid_int":
                guard let interval = UInt8(parts[1]) else { return nil }
                request.validityInterval = interval
            case "pref": if parts[1] == "1", request.candidates == nil { request.candidates = [] }
            case "abridged": request.isAbridged = parts[1] == "1"
            case "disassoc_imminent": request.isDisassociationImminent = parts[1] == "1"
            case "neighbor":
                guard candidates.count < 16, let neighbor = neighbor(parts[1]) else { return nil }
                candidates.append(neighbor)
            default: return nil
            }
        }
        if !candidates.isEmpty { request.candidates = candidates }
        return (station, request)
    }

    /// "04:f0:21:19:88:44,0x0000,115,36,7", and subelements in hexadecimal after that.
    private func neighbor(_ text: String) -> BSSTransitionRequest.NeighborReport? {
        let fields = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard (5...6).contains(fields.count), let bssid = MACAddress(fields[0]),
            let information = UInt32(fields[1].hasPrefix("0x") ? String(fields[1].dropFirst(2)) : fields[1], radix: 16),
            let operatingClass = UInt8(fields[2]), let channel = UInt8(fields[3]), let phy = UInt8(fields[4]),
            let subelements = fields.count == 6 ? [UInt8](hexadecimal: fields[5]) : [], subelements.count <= 200
        else { return nil }
        return BSSTransitionRequest.NeighborReport(
            bssid: bssid, information: information, operatingClass: operatingClass, channel: channel, phyType: phy,
            subelements: subelements)
    }

    /// "04:f0:21:aa:00:01 reason=3": 2 where no reason is named.
    private func farewell(_ argument: String) -> (MACAddress, ReasonCode)? {
        let words = ControlRequest.words(argument)
        guard let first = words.first, let station = MACAddress(first) else { return nil }
        let reason = words.first { $0.hasPrefix("reason=") }.flatMap { UInt16($0.dropFirst(7)) }
        return (station, reason.map { ReasonCode(rawValue: $0) } ?? .invalidAuthentication)
    }

    private mutating func set(_ argument: String, bss: Int, _ accessPoint: inout AccessPoint) -> Bool {
        guard let (key, value) = ControlRequest.split(argument),
            key != "driver" || Self.drivers.contains(value),
            key != "auth_server_addr" || settings.bsses[bss].authenticationServers.count < Self.serverLimit,
            key != "acct_server_addr" || settings.bsses[bss].accountingServers.count < Self.serverLimit,
            (try? settings.set(key, to: Array(value.utf8), bss: bss)) != nil
        else { return false }
        keysSet[bss].insert(key)
        let (new, isSecret) = (settings.bsses[bss], key == "auth_server_shared_secret")
        var running = accessPoint.configuration.basicServiceSets[bss]
        running.okc = new.okc
        running.access = AccessList(new)
        running.cachesPMKSA = !new.disablePMKSACaching
        running.maximumStations = new.maximumStations
        running.nasIdentifier = new.nasIdentifier
        if isSecret {
            for (index, server) in new.authenticationServers.enumerated()
            where index < running.radiusServers.count {
                running.radiusServers[index].secret = RADIUSSecret(server.sharedSecret.octets)
            }
        }
        accessPoint.update(running, bss: bss, renewsServers: isSecret)
        return true
    }

    /// Takes on another configuration of the same interfaces, at once.
    mutating func replace(
        with file: HostapdConfiguration, _ accessPoint: inout AccessPoint, at now: Instant,
        _ out: inout AccessPointOutputs
    ) throws(SettingsRefusal) {
        let new: AccessPointConfiguration
        do throws(NotEmulated) {
            new = try AccessPointConfiguration(file)
        } catch {
            throw SettingsRefusal(lines: "\(error)".split(separator: "\n").map(String.init))
        }
        let running = accessPoint.configuration
        var lines: [String] = []
        if new.channel != running.channel {
            let line = file.radio.lines["channel"].map { ":\($0)" } ?? ""
            lines.append("\(file.file)\(line): the channel of an access point stays while the lab runs")
        }
        if new.basicServiceSets.map(\.interface) != running.basicServiceSets.map(\.interface) {
            let names = running.basicServiceSets.map(\.interface).joined(separator: ", ")
            lines.append("\(file.file): the interfaces of an access point stay while the lab runs: \(names)")
        } else {
            for (index, (bss, old)) in zip(new.basicServiceSets, running.basicServiceSets).enumerated()
            where bss.bssid != old.bssid {
                let line = file.bsses[index].lines["bssid"].map { ":\($0)" } ?? ""
                lines.append("\(file.file)\(line): the bssid of \(bss.interface) stays \(old.bssid) while the lab runs")
            }
        }
        guard lines.isEmpty else { throw SettingsRefusal(lines: lines) }
        settings = file
        accessPoint.reload(new.basicServiceSets, at: now, &out)
    }

    private func reload(_ accessPoint: inout AccessPoint, at now: Instant, _ out: inout AccessPointOutputs) -> Bool {
        guard hasStarted else { return true }
        guard let new = try? AccessPointConfiguration(startingSettings) else { return false }
        accessPoint.reload(new.basicServiceSets, at: now, &out)
        return true
    }
}
