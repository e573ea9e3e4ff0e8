internal import AccessPoint
internal import Configuration
internal import Dot11
internal import Lab
internal import Octets

/// hostapd's global socket: interfaces and BSSs that come and go.
extension ControlledLab {
    mutating func accessPointsReply(to request: ControlRequest) -> String {
        if let (name, inner) = request.routed {
            guard let (index, bss) = place(ofBSS: name) else { return "FAIL-NO-IFNAME-MATCH\n" }
            return reply(to: inner, on: .bss(accessPoint: index, bss: bss))
        }
        let running = accessPoints.filter { !$0.isTerminated }
        switch request.text {
        case "PING": return "PONG\n"
        case "INTERFACES": return running.flatMap(\.liveInterfaces).map { "\($0.name)\n" }.joined()
        case "FLUSH", "RELOG": return Reply.ok
        case "TERMINATE":
            for index in accessPoints.indices where !accessPoints[index].isTerminated { removeAccessPoint(index) }
            return Reply.ok
        default: break
        }
        switch (request.name, request.argument) {
        case ("ADD", let argument?): return Reply.of(addAccessPoint(argument))
        case ("REMOVE", let name?): return Reply.of(remove(name))
        // hostapd's global socket knows no other word for what it doesn't know.
        default: return Reply.fail
        }
    }

    private func place(ofBSS name: String) -> (accessPoint: Int, bss: Int)? {
        for (index, accessPoint) in accessPoints.enumerated() where !accessPoint.isTerminated {
            if let found = accessPoint.liveInterfaces.first(where: { $0.name == name }) { return (index, found.bss) }
        }
        return nil
    }

    // MARK: ADD

    /// `ADD name directory [driver]`, `ADD name config=file`, `ADD bss_config=phy:file`.
    private mutating func addAccessPoint(_ argument: String) -> Bool {
        if argument.hasPrefix("bss_config=") {
            let rest = argument.dropFirst(11)
            guard let colon = rest.firstIndex(of: ":") else { return false }
            return addBSS(phy: String(rest[..<colon]), file: String(rest[rest.index(after: colon)...]))
        }
        guard let (name, rest) = ControlRequest.split(argument), LaterInterfaces.isName(name), !isInterface(name)
        else { return false }
        if rest.hasPrefix("config=") {
            guard var settings = read(String(rest.dropFirst(7))) else { return false }
            settings.bsses[0].interface = name
            return begin(settings, phy: "") != nil
        }
        guard let directory = ControlRequest.words(rest).first else { return false }
        var settings = HostapdConfiguration(interface: name)
        settings.bsses[0].controlInterface = directory
        return begin(settings, phy: "") != nil
    }

    /// A BSS of a radio, on the air at once; of one that is there it shares channel and hostapd process.
    private mutating func addBSS(phy: String, file: String) -> Bool {
        guard var settings = read(file), !settings.bsses.contains(where: { isInterface($0.interface) }) else {
            return false
        }
        let radio = accessPoints.firstIndex { !$0.isTerminated && !phy.isEmpty && $0.phy == phy }
        if let radio { settings.radio = accessPoints[radio].settings.radio }
        guard let index = begin(settings, phy: phy, process: radio) else { return false }
        guard enable(index) else {
            later.openings.removeAll { $0.accessPoint == index }
            removeAccessPoint(index)
            return false
        }
        tell(["AP-ENABLED "], on: .bss(accessPoint: index, bss: 0))
        return true
    }

    private func read(_ file: String) -> HostapdConfiguration? {
        guard let text = readFile(file),
            let settings = try? HostapdConfiguration(parsing: text.octets, file: file),
            (1...LaterInterfaces.bssLimit).contains(settings.bsses.count)
        else { return nil }
        let names = settings.bsses.map(\.interface)
        return names.allSatisfy(LaterInterfaces.isName) && Set(names).count == names.count ? settings : nil
    }

    /// An interface that is there and not on the air: `ENABLE` brings it up.
    private mutating func begin(_ settings: HostapdConfiguration, phy: String, process: Int? = nil) -> Int? {
        var folders: [ControlFolder] = []
        for bss in settings.bsses {
            let named = LaterInterfaces.directory(bss.controlInterface ?? "")
            guard named.isUsable else { return nil }
            folders.append(named.path.map(ControlFolder.named) ?? .none)
        }
        guard let place = placeOfAccessPoint(settings.bsses[0].interface),
            let address = LaterInterfaces.address(of: settings.bsses[0].interface, isTaken: { isTaken($0) })
        else { return nil }
        var control = AccessPointControl(settings)
        control.folders = folders
        control.phy = phy
        control.address = address
        control.hasStarted = false
        // A body without a word to say, until the settings are whole.
        let silent = AccessPointConfiguration(
            channel: Channel(frequency: 2412),
            basicServiceSets: settings.bsses.indices.map {
                BSSConfiguration(
                    interface: settings.bsses[$0].interface, bssid: MACAddress(address.rawValue + UInt64($0)), ssid: [])
            })
        let daemon = process ?? later.accessPoints.first { !accessPoints[$0].isTerminated }
        let index = lab.addAccessPoint(silent, process: daemon, at: place)
        if place == nil { accessPoints.append(control) } else { accessPoints[index] = control }
        if !later.accessPoints.contains(index) { later.accessPoints.append(index) }
        for bss in settings.bsses.indices {
            monitors[.bss(accessPoint: index, bss: bss)] = nil
            if folders[bss] != .none { later.openings.append(.bss(accessPoint: index, bss: bss)) }
        }
        return index
    }

    /// As for stations.
    private func placeOfAccessPoint(_ name: String) -> Int?? {
        let free = later.accessPoints.filter { accessPoints[$0].isTerminated }
        if let namesake = free.first(where: { accessPoints[$0].settings.bsses[0].interface == name }) {
            return .some(namesake)
        }
        if later.accessPoints.count < LaterInterfaces.limit, accessPoints.count < 2 * LaterInterfaces.limit {
            return .some(nil)
        }
        return free.first.map { .some($0) }
    }

    // MARK: ENABLE

    /// Brings an interface up with its settings as they are now; false where it is up, or they cannot be had.
    mutating func enable(_ index: Int) -> Bool {
        guard !lab.accessPoint(index, { accessPoint, _, _ in accessPoint.isEnabled }) else { return false }
        let settings = accessPoints[index].startingSettings
        guard canHaveBridges(settings), let configuration = try? AccessPointConfiguration(settings),
            !configuration.basicServiceSets.contains(where: { bss in isForeign(bss.bssid, to: index) })
        else { return false }
        lab.configureAccessPoint(index, configuration)
        joinBridges(index, settings)
        let gone = accessPoints[index].gone
        lab.accessPoint(index) { accessPoint, now, out in
            for bss in gone { accessPoint.remove(bss: bss, at: now, &out) }
            _ = accessPoint.enable()
        }
        accessPoints[index].hasStarted = true
        learn(configuration.channel)
        return true
    }

    /// Whether an address is another device's.
    private func isForeign(_ address: MACAddress, to index: Int) -> Bool {
        if stations.contains(where: { $0.address == address && !$0.isTerminated }) { return true }
        return accessPoints.indices.contains {
            $0 != index && !accessPoints[$0].isTerminated && accessPoints[$0].addresses.contains(address)
        }
    }

    /// Stations scan a channel on which someone has begun to send.
    mutating func learn(_ channel: Channel) {
        for index in stations.indices where !stations[index].channels.contains(channel) {
            var control = stations[index]
            control.channels.append(channel)
            if !control.isTerminated { lab.station(index) { station, _, _ in control.configure(&station) } }
            stations[index] = control
        }
    }

    // MARK: REMOVE

    /// An interface with its BSSs by its name, or a BSS by its own.
    private mutating func remove(_ name: String) -> Bool {
        guard let (index, bss) = place(ofBSS: name) else { return false }
        if bss == 0 || accessPoints[index].liveInterfaces.count == 1 {
            removeAccessPoint(index)
            return true
        }
        let isOn = lab.accessPoint(index) { accessPoint, now, out in
            accessPoint.remove(bss: bss, at: now, &out)
            return accessPoint.isEnabled
        }
        report()
        tell((isOn ? ["AP-DISABLED "] : []) + ["CTRL-EVENT-TERMINATING "], on: .bss(accessPoint: index, bss: bss))
        later.closings.append(.bss(accessPoint: index, bss: bss))
        accessPoints[index].gone.insert(bss)
        return true
    }

    /// An access point's interface goes, with all its BSSs, their stations told.
    mutating func removeAccessPoint(_ index: Int) {
        let isOn = lab.accessPoint(index) { accessPoint, _, _ in accessPoint.isEnabled }
        lab.removeAccessPoint(index)
        report()
        for interface in accessPoints[index].liveInterfaces {
            tell(
                (isOn ? ["AP-DISABLED "] : []) + ["CTRL-EVENT-TERMINATING "],
                on: .bss(accessPoint: index, bss: interface.bss))
            later.closings.append(.bss(accessPoint: index, bss: interface.bss))
        }
        accessPoints[index].isTerminated = true
    }
}
