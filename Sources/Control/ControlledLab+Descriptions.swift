internal import AccessPoint
internal import Configuration
internal import Dot11
internal import Internet
internal import Lab
internal import Octets
internal import RSN
internal import Station
internal import Timeline

/// The lab as values, for whoever shows it.
extension ControlledLab {
    /// Everything there is.
    public mutating func description() -> LabDescription {
        LabDescription(
            time: Double(lab.now.nanoseconds) / 1e9, accessPoints: accessPoints.indices.map { accessPoint($0) },
            stations: stations.indices.map { station($0) }, bridges: bridges.map(\.description))
    }

    /// The stations' interfaces, in their order.
    public var stationNames: [String] { stations.map(\.interface) }

    /// The place of the station with this interface; nil where there is none, or it was told to end.
    public func station(named name: String) -> Int? {
        stations.firstIndex { $0.interface == name && !$0.isTerminated }
    }

    /// The access point and the place of a BSS with this interface; nil where there is none.
    public func bss(named name: String) -> (accessPoint: Int, bss: Int)? {
        for (index, accessPoint) in accessPoints.enumerated() where !accessPoint.isTerminated {
            if let bss = accessPoint.interfaces.firstIndex(of: name) { return (index, bss) }
        }
        return nil
    }

    /// The interface that a line or a command belongs to; nil for the global sockets and the lab's own.
    public func name(of socket: ControlSocket) -> String? {
        switch socket {
        case .station(let index): stations[index].interface
        case .bss(let accessPoint, let bss): accessPoints[accessPoint].interfaces[bss]
        case .supplicants, .accessPoints, .lab: nil
        }
    }

    /// One station.
    public mutating func station(_ index: Int) -> StationDescription {
        let host = lab.hostAddress(ofStation: index)?.description
        let control = stations[index]
        return lab.station(index) { station, now, _ in control.description(station, host: host, at: now) }
    }

    /// One access point.
    public mutating func accessPoint(_ index: Int) -> AccessPointDescription {
        let names = Dictionary(stations.map { ($0.address, $0.interface) }) { first, _ in first }
        let control = accessPoints[index]
        return lab.accessPoint(index) { accessPoint, now, _ in
            AccessPointDescription(
                name: control.interfaces.first ?? "",
                bsses: control.interfaces.indices.map {
                    control.description(accessPoint, bss: $0, isOn: !control.isTerminated, names: names, at: now)
                })
        }
    }

    /// The place of the bridge with this name; nil where there is none.
    public func bridge(named name: String) -> Int? { bridgeNumbers[name] }

    /// The bridges, each with what a page shows of it and what it is.
    var bridges: [(description: BridgeDescription, state: BridgeState)] {
        var interfaces: [Int: String] = [:]
        for (index, accessPoint) in accessPoints.enumerated() {
            for (port, interface) in zip(lab.ports(ofAccessPoint: index), accessPoint.interfaces) {
                interfaces[port] = interface
            }
        }
        let states = lab.bridges
        let known = stations.map(\.address) + states.map(\.hardware)
        return states.enumerated().map { index, state in
            var ports = state.ports.map { port in
                switch port {
                case .bss(let number): BridgeDescription.Port(name: interfaces[number] ?? "", addresses: [])
                case .host: BridgeDescription.Port(name: "gateway", addresses: [])
                case nil: BridgeDescription.Port(name: "", addresses: [])
                }
            }
            for address in known {
                guard let port = lab.port(of: address, ofBridge: index) else { continue }
                ports[port].addresses.append(address.description)
            }
            let names = accessPoints.lazy.flatMap(\.settings.bsses).compactMap(\.bridge)
            let name = state.name ?? names.first { bridgeNumbers[$0] == index } ?? LaterInterfaces.bridge
            // Ports of access points that were taken out stay the bridge's, with nothing behind them.
            let description = BridgeDescription(name: name, ports: ports.filter { !$0.name.isEmpty })
            return (description, state)
        }
    }
}

extension StationControl {
    func description(_ station: borrowing Station, host: String?, at now: Instant) -> StationDescription {
        let state = station.state
        let bssid = station.bssid
        let bss = bssid.flatMap { station.bssTable[$0] }
        let network = current.flatMap { id in networks.first { $0.id == id } }?.block
        let lifetime = UInt64(max(0, settings.pmkLifetime))
        let akm = state.isOnItsWay ? station.security?.akm : nil
        var eap: String?
        if akm?.usesEAP == true { eap = station.isAuthorized ? "SUCCESS" : eapRan ? "METHOD" : "IDLE" }
        return StationDescription(
            name: interface, address: address.description,
            enabled: !isHeldBack && !isTerminated && current != nil, state: stateName(state),
            ssid: network?.ssid.map { String(decoding: $0, as: UTF8.self) }, bssid: bssid?.description,
            keyManagement: akm?.description, signal: bss.map { Int($0.signal) },
            channel: bss?.channel.number.map { Int($0) }, eapState: eap,
            okc: network.map(settings.usesProactiveKeyCaching) ?? settings.okc, host: host,
            heard: station.bssTable.entries.sorted { ($1.signal, $0.bssid) < ($0.signal, $1.bssid) }.map {
                HeardBSS(
                    bssid: $0.bssid.description, ssid: String(decoding: $0.ssid, as: UTF8.self),
                    channel: Int($0.channel.number ?? 0), signal: Int($0.signal))
            },
            pmksa: station.pmksaCache.entries.map { entry in
                let left = entry.expiry > now ? (entry.expiry - now).nanoseconds / 1_000_000_000 : 0
                return PMKSADescription(
                    bssid: entry.bssid.description, pmkid: entry.pmkid.octets.hexadecimal,
                    ageS: Int(lifetime > left ? lifetime - left : 0), expiresS: Int(left),
                    opportunistic: entry.isOpportunistic)
            })
    }
}

extension AccessPointControl {
    func description(
        _ accessPoint: borrowing AccessPoint, bss: Int, isOn: Bool, names: [MACAddress: String], at now: Instant
    ) -> BSSDescription {
        let configuration = accessPoint.configuration
        let running = configuration.basicServiceSets[bss]
        return BSSDescription(
            name: running.interface, bssid: running.bssid.description,
            ssid: String(decoding: running.ssid, as: UTF8.self), channel: Int(configuration.channel.number ?? 0),
            okc: running.okc, keyManagement: running.akms.map { $0.description },
            enabled: isOn && accessPoint.isEnabled,
            stations: accessPoint.stations(bss: bss).compactMap { address in
                guard let status = accessPoint.status(of: address, bss: bss) else { return nil }
                let progress = status.progress
                return AssociatedStation(
                    address: address.description, name: names[address], aid: Int(status.associationID),
                    authenticated: progress != .leaving && progress != .preauthenticating,
                    associated: progress == .associated || progress == .fourWayHandshake || progress == .authorized,
                    authorized: progress == .authorized, akm: status.akm?.description)
            },
            pmksa: accessPoint.pmksas(bss: bss, at: now).map {
                PMKSADescription(
                    station: $0.station.description, pmkid: $0.pmkid.octets.hexadecimal,
                    ageS: Int((now - $0.made).nanoseconds / 1_000_000_000),
                    expiresS: Int(($0.expiry - now).nanoseconds / 1_000_000_000), opportunistic: $0.isOpportunistic)
            })
    }
}
