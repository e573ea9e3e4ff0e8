internal import Configuration
internal import Dot11
internal import Lab
internal import Octets
internal import Station

/// wpa_supplicant's global socket: interfaces that come and go.
extension ControlledLab {
    mutating func supplicantsReply(to request: ControlRequest) -> String {
        if let (name, inner) = request.routed {
            guard let index = stations.firstIndex(where: { $0.interface == name && !$0.isTerminated }) else {
                return "FAIL-NO-IFNAME-MATCH\n"
            }
            return reply(to: inner, on: .station(index))
        }
        let interfaces = stations.filter { !$0.isTerminated }
        switch request.text {
        case "PING": return "PONG\n"
        case "INTERFACES": return interfaces.map { "\($0.interface)\n" }.joined()
        case "INTERFACE_LIST": return ""
        case "STATUS": return interfaces.map { "ifname=\($0.interface)\naddress=\($0.address)\n" }.joined()
        case "SUSPEND", "RESUME", "RELOG": return Reply.ok
        case "SAVE_CONFIG": return Reply.fail
        case "TERMINATE":
            for index in stations.indices where !stations[index].isTerminated { removeStation(index) }
            return Reply.ok
        default: break
        }
        switch (request.name, request.argument) {
        case ("INTERFACE_ADD", let argument?): return Reply.of(addStation(argument))
        case ("INTERFACE_REMOVE", let name?):
            guard let index = stations.firstIndex(where: { $0.interface == name && !$0.isTerminated })
            else { return Reply.fail }
            removeStation(index)
            return Reply.ok
        case ("SET", _?): return Reply.fail
        default: return Reply.unknown
        }
    }

    /// `INTERFACE_ADD name TAB file TAB driver TAB ctrl_interface TAB driver_param TAB bridge TAB create TAB type`, of
    /// which the first is needed.
    private mutating func addStation(_ argument: String) -> Bool {
        let fields = argument.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        func field(_ index: Int) -> String { index < fields.count ? fields[index] : "" }
        let name = field(0)
        guard LaterInterfaces.isName(name), !isInterface(name), hasDriver(field(2)),
            field(5).isEmpty || bridgeNumbers[field(5)] != nil,
            ["", "create"].contains(field(6)), ["", "sta"].contains(field(7)), fields.count <= 8
        else { return false }
        var configuration = SupplicantConfiguration()
        if !field(1).isEmpty {
            guard let text = readFile(field(1)),
                let read = try? SupplicantConfiguration(parsing: text.octets, file: field(1))
            else { return false }
            configuration = read
        }
        let named = LaterInterfaces.directory(field(3).isEmpty ? configuration.controlInterface ?? "" : field(3))
        guard named.isUsable, let place = placeOfStation(name),
            let address = LaterInterfaces.address(of: name, isTaken: { isTaken($0) })
        else { return false }
        var control = StationControl(
            interface: name, address: address, configuration: configuration, channels: channels, tls: tls)
        control.folder = named.path.map(ControlFolder.named) ?? .none
        guard let idle = try? control.stationConfiguration() else { return false }
        begin(control, idle, at: place)
        return true
    }

    private mutating func begin(_ control: StationControl, _ configuration: StationConfiguration, at place: Int?) {
        let index = lab.addStation(configuration, at: place)
        if place == nil { stations.append(control) } else { stations[index] = control }
        if !later.stations.contains(index) { later.stations.append(index) }
        monitors[.station(index)] = nil
        if control.folder != .none { later.openings.append(.station(index)) }
        if control.current != nil { lab.connect(station: index) }
    }

    /// Where a station can be: the place of one that was taken out, its namesake's before others', else a new one (nil).
    ///
    /// - Returns: nil where there are too many.
    private func placeOfStation(_ name: String) -> Int?? {
        let free = later.stations.filter { stations[$0].isTerminated }
        if let namesake = free.first(where: { stations[$0].interface == name }) { return .some(namesake) }
        if later.stations.count < LaterInterfaces.limit { return .some(nil) }
        return free.first.map { .some($0) }
    }

    /// A station's interface goes, and what it holds on the air.
    mutating func removeStation(_ index: Int) {
        stations[index].isTerminated = true
        stations[index].isHeldBack = true
        lab.removeStation(index)
        report()
        tell(["CTRL-EVENT-TERMINATING "], on: .station(index))
        later.closings.append(.station(index))
    }

    // MARK: What is there

    /// Whether a station or a BSS has this name.
    func isInterface(_ name: String) -> Bool {
        stations.contains { $0.interface == name && !$0.isTerminated }
            || accessPoints.contains { !$0.isTerminated && $0.liveInterfaces.contains { $0.name == name } }
    }

    /// Whether a station or a BSS has this address.
    func isTaken(_ address: MACAddress) -> Bool {
        stations.contains { $0.address == address && !$0.isTerminated }
            || accessPoints.contains { !$0.isTerminated && $0.addresses.contains(address) }
    }

    private func hasDriver(_ names: String) -> Bool {
        names.isEmpty || names.split(separator: ",").contains { LaterInterfaces.drivers.contains(String($0)) }
    }

    /// The channels on which there is, or may be, someone to hear.
    private var channels: [Channel] {
        var list: [Channel] = []
        for accessPoint in accessPoints where !accessPoint.isTerminated {
            guard let channel = Channel(number: accessPoint.settings.radio.channel), !list.contains(channel)
            else { continue }
            list.append(channel)
        }
        return list
    }
}
