public import AccessPoint
public import Configuration
public import Dot11
public import EAPMethods
internal import Internet
public import Octets
internal import RADIUS
internal import RSN
public import Station
internal import Timeline

/// What a configuration file asks for and the lab doesn't emulate.
public struct NotEmulated: Error, Equatable, Sendable, CustomStringConvertible {
    /// What, and what would do instead.
    public let description: String

    init(_ description: String) { self.description = description }
}

extension AccessPointConfiguration {
    /// The access point that a hostapd.conf describes.
    public init(_ file: HostapdConfiguration) throws(NotEmulated) {
        guard let channel = Channel(number: file.radio.channel) else {
            throw NotEmulated("channel=\(file.radio.channel): name one of the 2.4 GHz or 5 GHz band")
        }
        self.init(channel: channel, basicServiceSets: [])
        beaconInterval = UInt16(clamping: file.radio.beaconInterval)
        isHT = file.radio.ieee80211n
        for bss in file.bsses { basicServiceSets.append(try BSSConfiguration(bss)) }
    }
}

extension BSSConfiguration {
    init(_ section: HostapdConfiguration.BSS) throws(NotEmulated) {
        let name = section.interface
        guard let bssid = section.bssid else { throw NotEmulated("\(name) has no bssid=") }
        self.init(interface: name, bssid: bssid, ssid: section.ssid)
        if section.wpa != 0 {
            guard section.wpa == 2 else { throw NotEmulated("\(name): wpa=\(section.wpa); only wpa=2 is emulated") }
            guard section.rsnPairwise == [.ccmp], section.groupCipher == .ccmp else {
                throw NotEmulated("\(name): only rsn_pairwise=CCMP is emulated")
            }
            for management in section.keyManagement {
                guard let akm = management.selector.map(AKM.init(rawValue:)), [.wpaEAP, .wpaEAPSHA256].contains(akm)
                else {
                    throw NotEmulated("\(name): wpa_key_mgmt=\(management); WPA-EAP and WPA-EAP-SHA256 are emulated")
                }
                akms.append(akm)
            }
        }
        okc = section.okc
        cachesPMKSA = !section.disablePMKSACaching
        wmm = section.wmmEnabled
        bssTransition = section.bssTransition
        neighborReport = section.rrmNeighborReport
        beaconReport = section.rrmBeaconReport
        bssLoadUpdatePeriod = section.bssLoadUpdatePeriod
        eapolVersion = UInt8(clamping: section.eapolVersion)
        groupRekey = section.groupRekeyInterval == 0 ? nil : .seconds(UInt64(section.groupRekeyInterval))
        dtimPeriod = UInt8(clamping: section.dtimPeriod)
        maximumStations = section.maximumStations
        nasIPAddress = section.ownIPAddress.flatMap(IPv4Address.init)?.rawValue ?? nasIPAddress
        nasIdentifier = section.nasIdentifier
        for server in section.authenticationServers {
            guard let address = IPv4Address(server.address) else {
                throw NotEmulated("\(name): auth_server_addr=\(server.address); IPv4 servers are emulated")
            }
            radiusServers.append(
                RADIUSClient.Server(
                    endpoint: RADIUSEndpoint(ipv4: address.rawValue, port: server.port),
                    secret: RADIUSSecret(server.sharedSecret.octets)))
        }
    }
}

extension StationConfiguration {
    /// The station that the first enabled network block of a wpa_supplicant.conf describes.
    ///
    /// - Parameters:
    ///   - channels: those it scans where the block names none.
    ///   - tls: the client's side of TLS for its EAP method.
    public init(
        _ file: SupplicantConfiguration, address: MACAddress, channels: [Channel], tls: TLSContext
    ) throws(NotEmulated) {
        guard let network = file.networks.first(where: { !$0.isDisabled }) else {
            throw NotEmulated("no enabled network block")
        }
        guard let ssid = network.ssid else { throw NotEmulated("line \(network.line): a network without ssid=") }
        let frequencies = network.scanFrequencies.isEmpty ? network.frequencies : network.scanFrequencies
        self.init(
            address: address, ssid: ssid,
            scanChannels: frequencies.isEmpty ? channels : frequencies.map { Channel(frequency: UInt16(clamping: $0)) })
        bssid = network.bssid
        probesForSSID = network.scanSSID
        proactiveKeyCaching = file.usesProactiveKeyCaching(network)
        pmkLifetime = .seconds(UInt64(file.pmkLifetime))
        akms = network.keyManagement.compactMap { $0.selector.map(AKM.init(rawValue:)) }
        akms.removeAll { $0 != .wpaEAP && $0 != .wpaEAPSHA256 }
        guard !akms.isEmpty else {
            throw NotEmulated("line \(network.line): key_mgmt must name WPA-EAP or WPA-EAP-SHA256")
        }
        guard network.eapMethods.isEmpty || network.eapMethods.contains(.ttls) else {
            throw NotEmulated("line \(network.line): eap=TTLS is emulated")
        }
        guard let identity = network.identity, let password = network.password else {
            throw NotEmulated("line \(network.line): EAP-TTLS needs identity= and password=")
        }
        guard case .text(let secret) = password else {
            throw NotEmulated("line \(network.line): password=hash: is not emulated")
        }
        let phase2 = network.phase2("autheap").map { "EAP-" + $0 } ?? network.phase2("auth") ?? "EAP-MSCHAPV2"
        guard let inner = TTLSInnerMethod(rawValue: phase2.uppercased()) else {
            throw NotEmulated(
                "line \(network.line): phase2=\"\(network.phase2)\"; auth=PAP, auth=MSCHAPV2 and autheap=MSCHAPV2 are emulated"
            )
        }
        eap = EAPPeerConfiguration(
            identity: identity, anonymousIdentity: network.anonymousIdentity, password: Password(secret.octets),
            inner: inner, tls: tls)
    }
}
