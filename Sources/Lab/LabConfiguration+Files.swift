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

extension AccessPointConfiguration {
    /// The access point that a hostapd.conf describes.
    ///
    /// - Throws: all that the file asks for and the lab doesn't do, each with its line.
    public init(_ file: HostapdConfiguration) throws(NotEmulated) {
        var refusals = Refusals(file: file.file, file.notEmulated)
        refusals.check(file)
        try refusals.finish()
        guard let channel = Channel(number: file.radio.channel) else {
            throw NotEmulated(description: "channel=\(file.radio.channel)")
        }
        self.init(channel: channel, basicServiceSets: [])
        beaconInterval = UInt16(clamping: file.radio.beaconInterval)
        isHT = file.radio.ieee80211n
        for bss in file.bsses { basicServiceSets.append(try BSSConfiguration(bss)) }
    }
}

extension BSSConfiguration {
    /// A BSS that was found to be one that the lab emulates.
    fileprivate init(_ section: HostapdConfiguration.BSS) throws(NotEmulated) {
        guard let bssid = section.bssid else { throw NotEmulated(description: "\(section.interface) has no bssid=") }
        self.init(interface: section.interface, bssid: bssid, ssid: section.ssid)
        if section.wpa != 0 { akms = section.keyManagement.compactMap { $0.selector.map(AKM.init(rawValue:)) } }
        psk = section.preSharedKey.flatMap { PMK($0.octets.octets) }
        if let passphrase = section.passphrase {
            psk = PMK(passphraseOctets: passphrase.octets.octets, ssid: section.ssid.octets)
        }
        managementFrameProtection = .init(rawValue: section.managementFrameProtection.rawValue) ?? .disabled
        announcesPreauthentication = section.rsnPreauthentication
        takesPreauthentication = section.rsnPreauthentication && !section.rsnPreauthenticationInterfaces.isEmpty
        okc = section.okc
        cachesPMKSA = !section.disablePMKSACaching
        wmm = section.wmmEnabled
        bssTransition = section.bssTransition
        neighborReport = section.rrmNeighborReport
        beaconReport = section.rrmBeaconReport
        bssLoadUpdatePeriod = section.bssLoadUpdatePeriod
        eapolVersion = UInt8(clamping: section.eapolVersion)
        groupRekey = section.groupRekeyInterval == 0 ? nil : .seconds(UInt64(section.groupRekeyInterval))
        ptkRekeyInterval = section.ptkRekeyInterval == 0 ? nil : .seconds(UInt64(section.ptkRekeyInterval))
        dtimPeriod = UInt8(clamping: section.dtimPeriod)
        let period = section.eapReauthenticationPeriod
        reauthenticationPeriod = period == 0 ? nil : .seconds(UInt64(period))
        maximumInactivity = .seconds(UInt64(section.maximumInactivity))
        pollsInactiveStations = !section.skipsInactivityPoll
        maximumStations = section.maximumStations
        access = AccessList(section)
        nasIPAddress = section.ownIPAddress.flatMap(IPv4Address.init)?.rawValue ?? nasIPAddress
        nasIdentifier = section.nasIdentifier
        radiusServers = section.authenticationServers.compactMap(RADIUSClient.Server.init)
        // hostapd sends nothing to one that it shares no secret with.
        accountingServers = section.accountingServers.filter { !$0.sharedSecret.octets.isEmpty }
            .compactMap(RADIUSClient.Server.init)
        let interval = section.accountingInterimInterval
        accountingInterimInterval = interval == 0 ? nil : .seconds(UInt64(interval))
    }
}

extension RADIUSClient.Server {
    /// A server at an IPv4 address; nil for any other.
    fileprivate init?(_ server: HostapdConfiguration.RADIUSServer) {
        guard let address = IPv4Address(server.address) else { return nil }
        self.init(
            endpoint: RADIUSEndpoint(ipv4: address.rawValue, port: server.port),
            secret: RADIUSSecret(server.sharedSecret.octets))
    }
}

extension AccessList {
    /// Whom a section lets in.
    public init(_ section: HostapdConfiguration.BSS) {
        self.init(
            acceptsListedAlone: section.addressAccess == 1, accepted: Set(section.acceptedStations.keys),
            denied: Set(section.deniedStations.keys))
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
            throw NotEmulated(description: "\(file.file): no enabled network block")
        }
        var refusals = Refusals(file: file.file, file.notEmulated + network.notEmulated)
        refusals.check(file, network)
        let methods = network.usesEAP ? EAPMethod.methods(of: network, &refusals) : []
        try refusals.finish()
        let incomplete = NotEmulated(description: "\(file.file):\(network.line): an incomplete network")
        guard let ssid = network.ssid else { throw incomplete }
        let frequencies = network.scanFrequencies.isEmpty ? network.frequencies : network.scanFrequencies
        self.init(
            address: address, ssid: ssid,
            scanChannels: frequencies.isEmpty ? channels : frequencies.map { Channel(frequency: UInt16(clamping: $0)) })
        bssid = network.bssid
        probesForSSID = network.scanSSID
        backgroundScan = BackgroundScan.Settings(parsing: network.backgroundScan)
        managementFrameProtection = .init(rawValue: file.managementFrameProtection(network).rawValue) ?? .disabled
        proactiveKeyCaching = file.usesProactiveKeyCaching(network)
        // wpa_supplicant takes 0 for its default.
        let timeout = file.securityAssociationTimeout
        if timeout > 0 { preauthenticationTimeout = .seconds(UInt64(timeout)) }
        if file.pmkLifetime > 0 { pmkLifetime = .seconds(UInt64(file.pmkLifetime)) }
        if file.pmkReauthenticationThreshold > 0 { pmkReauthenticationThreshold = file.pmkReauthenticationThreshold }
        ptkRekeyInterval = network.ptkRekeyInterval == 0 ? nil : .seconds(UInt64(network.ptkRekeyInterval))
        let emulated = network.keyManagement.filter(Refusals.keyManagement.contains)
        akms = emulated.compactMap { $0.selector.map(AKM.init(rawValue:)) }
        joinsOpen = emulated.contains(.none)
        switch network.preSharedKey {
        case .key(let key): psk = PMK(key.octets.octets)
        case .passphrase(let passphrase):
            psk = PMK(passphraseOctets: passphrase.octets.octets, ssid: ssid.octets)
        case nil: break
        }
        guard network.usesEAP else { return }
        guard let identity = network.identity else { throw incomplete }
        var peer = EAPPeerConfiguration(
            identity: identity, anonymousIdentity: network.anonymousIdentity, methods: methods, tls: tls)
        switch network.password {
        case .text(let password): peer.password = Password(password.octets)
        case .ntHash, nil: if network.usesPassword { throw incomplete }
        }
        peer.fragmentSize = network.fragmentSize
        peer.resumesSessions = file.fastReauthentication
        eap = peer
    }
}
