internal import Configuration
internal import Dot11
internal import Lab
internal import Octets
internal import Station
internal import Timeline

/// The networks of a station, as wpa_supplicant keeps them.
extension StationControl {
    /// Networks at the most: what a client adds without end is refused.
    static let networkLimit = 1024

    /// Adds a network; a new one of a client's is disabled until it is enabled.
    mutating func add(_ block: SupplicantConfiguration.Network) -> ConfiguredNetwork {
        var network = ConfiguredNetwork(id: nextID, block: block)
        if block.line == 0 { network.block.isDisabled = true }
        nextID += 1
        if networks.count < Self.networkLimit { networks.append(network) }
        return network
    }

    func index(of id: Int) -> Int? { networks.firstIndex { $0.id == id } }

    /// The enabled networks, the one to join first in front.
    var preferred: [Int] {
        networks.filter { !$0.block.isDisabled }
            .sorted { ($1.block.priority, $0.id) < ($0.block.priority, $1.id) }.map(\.id)
    }

    /// A station that has no network: it can scan.
    var idle: StationConfiguration {
        var configuration = StationConfiguration(address: address, ssid: [], scanChannels: channels)
        configuration.akms = []
        return configuration
    }

    /// What the station is told of a network.
    func stationConfiguration(for block: SupplicantConfiguration.Network) throws -> StationConfiguration {
        var file = settings
        file.networks = [block]
        file.networks[0].isDisabled = false
        var configuration = try StationConfiguration(file, address: address, channels: channels, tls: try tls(file))
        configuration.reconnects = connectsAgain
        configuration.ignored = ignored + disallowed.bssids
        configuration.isDisallowed = block.ssid.map { disallowed.ssids.contains($0) } ?? false
        return configuration
    }

    /// What the station is told of the current network as it is now; nil where there is none, or none that is complete
    /// and can be emulated.
    private var currentConfiguration: StationConfiguration? {
        current.flatMap(index).flatMap { try? stationConfiguration(for: networks[$0].block) }
    }

    /// Configures the station for the current network as it is now; one that can't be used makes it idle.
    mutating func configure(_ station: inout Station) { station.configure(currentConfiguration ?? idle) }

    /// Lets `change` change settings or networks; takes the change back, and returns false, where it is refused or makes
    /// the current network one that cannot be emulated.
    private mutating func change(_ change: (inout StationControl) -> Bool) -> Bool {
        let before = self
        let wasUsable = currentConfiguration != nil
        guard change(&self), currentConfiguration != nil || !wasUsable else {
            self = before
            return false
        }
        return true
    }

    /// Takes the network of highest priority and connects; without one the station comes to rest.
    mutating func connect(
        _ station: inout Station, again: Bool, at now: Instant, _ out: inout StationOutputs
    ) {
        let wanted = current.flatMap { preferred.contains($0) ? $0 : nil } ?? preferred.first
        if wanted != current || wanted == nil {
            if station.state.isOnItsWay { station.disconnect(at: now, &out) }
            current = wanted
        }
        configure(&station)
        guard wanted != nil else { return }
        if again {
            station.reassociate(at: now, &out)
        } else {
            station.connect(at: now, &out)
        }
    }

    /// The current network was not found: another enabled one has its turn.
    mutating func tryNextNetwork(_ station: inout Station) {
        let order = preferred
        guard order.count > 1, let current, let place = order.firstIndex(of: current) else { return }
        self.current = order[(place + 1) % order.count]
        configure(&station)
    }

    // MARK: Commands

    func listNetworks(_ station: borrowing Station, after last: Int = -1) -> String {
        let isOnItsWay = station.state.isOnItsWay
        var text = "network id / ssid / bssid / flags\n"
        for network in networks where network.id > last {
            let isCurrent = network.id == current
            var flags = isCurrent && isOnItsWay ? "[CURRENT]" : ""
            if network.block.isDisabled { flags += "[DISABLED]" }
            if isCurrent, station.isLeftAlone { flags += "[TEMP-DISABLED]" }
            let bssid = network.block.bssid?.description ?? "any"
            text += "\(network.id)\t\(escapedText(network.block.ssid ?? []))\t\(bssid)\t\(flags)\n"
        }
        return text
    }

    mutating func setNetwork(
        _ argument: String, _ station: inout Station, at now: Instant, _ out: inout StationOutputs
    ) -> Bool {
        guard let (number, rest) = ControlRequest.split(argument), let (key, value) = ControlRequest.split(rest),
            let id = Int(number)
        else { return false }
        return changeNetwork(id, key, &station, at: now, &out) {
            (try? $0.set(key, to: Array(value.utf8))) != nil
        }
    }

    /// `DUP_NETWORK 0 1 ssid`: the second network gets the first one's value. A number is what C's atoi reads.
    mutating func duplicateSetting(
        _ argument: String, _ station: inout Station, at now: Instant, _ out: inout StationOutputs
    ) -> Bool {
        let words = argument.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard words.count == 3, let source = index(of: Int(words[0]) ?? 0) else { return false }
        let block = networks[source].block
        return changeNetwork(Int(words[1]) ?? 0, words[2], &station, at: now, &out) {
            (try? $0.copy(words[2], from: block)) == true
        }
    }

    private mutating func changeNetwork(
        _ id: Int, _ key: String, _ station: inout Station, at now: Instant, _ out: inout StationOutputs,
        _ body: (inout SupplicantConfiguration.Network) -> Bool
    ) -> Bool {
        guard let index = index(of: id) else { return false }
        let before = networks[index].block
        guard change({ body(&$0.networks[index].block) }) else { return false }
        guard networks[index].block != before, id == current else { return true }
        configure(&station)
        // Other settings make other keys; which BSS is taken and how it is found does not.
        if key != "bssid" && key != "scan_freq" && key != "priority" {
            station.flushPMKSA(at: now, &out)
            station.forgetTLSSession()
        }
        return true
    }

    func getNetwork(_ argument: String) -> String? {
        guard let (number, key) = ControlRequest.split(argument), let id = Int(number), let index = index(of: id)
        else { return nil }
        return networks[index].block.text(of: key)
    }

    mutating func selectNetwork(
        _ argument: String, _ station: inout Station, at now: Instant, _ out: inout StationOutputs
    ) -> Bool {
        let word = ControlRequest.words(argument).first ?? ""
        isHeldBack = false
        if word == "any" {
            for index in networks.indices { networks[index].block.isDisabled = false }
        } else {
            guard let id = Int(word.hasPrefix("id=") ? String(word.dropFirst(3)) : word), index(of: id) != nil
            else { return false }
            for index in networks.indices { networks[index].block.isDisabled = networks[index].id != id }
            if id == current, station.state.isOnItsWay { return true }
            if station.state.isOnItsWay { station.disconnect(at: now, &out) }
            current = id
        }
        connect(&station, again: false, at: now, &out)
        return true
    }

    mutating func enableNetwork(
        _ argument: String, _ station: inout Station, at now: Instant, _ out: inout StationOutputs
    ) -> Bool {
        guard setDisabled(false, argument) else { return false }
        if !isHeldBack, !station.state.isOnItsWay { connect(&station, again: false, at: now, &out) }
        return true
    }

    mutating func disableNetwork(
        _ argument: String, _ station: inout Station, at now: Instant, _ out: inout StationOutputs
    ) -> Bool {
        guard setDisabled(true, argument) else { return false }
        leaveUnwanted(&station, at: now, &out)
        return true
    }

    mutating func removeNetwork(
        _ argument: String, _ station: inout Station, at now: Instant, _ out: inout StationOutputs
    ) -> Bool {
        if argument == "all" {
            networks = []
        } else {
            guard let id = Int(argument), let index = index(of: id) else { return false }
            networks.remove(at: index)
        }
        leaveUnwanted(&station, at: now, &out)
        return true
    }

    /// Forgets networks, keys, BSSs and settings (`FLUSH`): the station is as new.
    mutating func flush(_ station: inout Station, at now: Instant, _ out: inout StationOutputs) {
        networks = []
        nextID = 0
        ignored = []
        disallowed = ([], [])
        settings = SupplicantConfiguration()
        isHeldBack = false
        leaveUnwanted(&station, at: now, &out)
        station.flushPMKSA(at: now, &out)
        station.flushBSSs(olderThan: .zero, at: now)
    }

    private mutating func setDisabled(_ isDisabled: Bool, _ argument: String) -> Bool {
        let word = ControlRequest.words(argument).first ?? ""
        if word == "all" {
            for index in networks.indices { networks[index].block.isDisabled = isDisabled }
            return true
        }
        guard let id = Int(word), let index = index(of: id) else { return false }
        networks[index].block.isDisabled = isDisabled
        return true
    }

    /// Leaves a network that is disabled or gone, for the next that is enabled.
    private mutating func leaveUnwanted(_ station: inout Station, at now: Instant, _ out: inout StationOutputs) {
        guard let current, !preferred.contains(current) else { return }
        if index(of: current) == nil { station.forgetTLSSession() }
        if station.state != .disconnected(.commanded) { station.disconnect(at: now, &out) }
        self.current = nil
        if isHeldBack { configure(&station) } else { connect(&station, again: false, at: now, &out) }
    }

    mutating func setBSSID(_ argument: String, _ station: inout Station) -> Bool {
        guard let (number, text) = ControlRequest.split(argument), let id = Int(number), let index = index(of: id),
            let bssid = MACAddress(text)
        else { return false }
        networks[index].block.bssid = bssid == MACAddress(0) ? nil : bssid
        if id == current { configure(&station) }
        return true
    }

    mutating func set(_ argument: String, _ station: inout Station) -> Bool {
        guard let (key, value) = ControlRequest.split(argument) else { return false }
        let before = settings
        guard change({ (try? $0.settings.set(key, to: Array(value.utf8))) != nil }) else { return false }
        if settings != before, current != nil { configure(&station) }
        return true
    }

    /// `SET disallow_aps bssid B ssid HEX …`, in place of what was named before; a link to one of them ends, and another is
    /// looked for.
    mutating func disallow(
        _ argument: String, _ station: inout Station, at now: Instant, _ out: inout StationOutputs
    ) -> Bool {
        var new: (bssids: [MACAddress], ssids: [[UInt8]]) = ([], [])
        let words = argument.isEmpty ? [] : argument.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count % 2 == 0, words.count <= 2 * Self.networkLimit else { return false }
        for place in stride(from: 0, to: words.count, by: 2) {
            switch words[place] {
            case "bssid":
                guard let bssid = MACAddress(String(words[place + 1])) else { return false }
                new.bssids.append(bssid)
            case "ssid":
                guard let ssid = [UInt8](hexadecimal: words[place + 1]), (1...32).contains(ssid.count) else {
                    return false
                }
                new.ssids.append(ssid)
            default: return false
            }
        }
        disallowed = new
        configure(&station)
        guard let bss = station.security?.bss, new.bssids.contains(bss.bssid) || new.ssids.contains(bss.ssid) else {
            return true
        }
        station.disconnect(at: now, &out)
        connect(&station, again: false, at: now, &out)
        return true
    }

    mutating func ignore(_ argument: String, _ station: inout Station) -> Bool {
        if argument == "clear" {
            ignored = []
        } else {
            guard let bssid = MACAddress(argument) else { return false }
            if !ignored.contains(bssid), ignored.count < Self.networkLimit { ignored.append(bssid) }
        }
        configure(&station)
        return true
    }
}
