internal import Configuration
internal import Dot11
internal import Station

/// What of a wpa_supplicant.conf has no effect in the lab: it is refused unless the lab behaves as it says anyway.
extension Refusals {
    /// The EAP methods that the station's peer has.
    static let methods: [EAPMethodName] = [.tls, .ttls, .peap]

    mutating func check(_ file: SupplicantConfiguration, _ network: SupplicantConfiguration.Network) {
        checkStation(file)
        for other in file.networks where !other.isDisabled && other.line != network.line {
            add(line: other.line, "a second network that is not disabled=1: the lab's station has one")
        }
        checkSecurity(network)
        checkSelection(network)
        if network.usesEAP { checkEAP(network) }
    }

    private mutating func checkStation(_ file: SupplicantConfiguration) {
        expect(file.apScan == 1, line: file.lines["ap_scan"], "ap_scan=\(file.apScan): only ap_scan=1 is emulated")
        expect(file.eapolVersion == 1, line: file.lines["eapol_version"], "eapol_version=2 is not emulated yet; 1 is")
        expect(
            (0...100).contains(file.pmkReauthenticationThreshold),
            line: file.lines["dot11RSNAConfigPMKReauthThreshold"],
            "dot11RSNAConfigPMKReauthThreshold is 1 to 100 percent, or 0 for the default")
    }

    private mutating func checkSelection(_ network: SupplicantConfiguration.Network) {
        expect(network.ssid?.isEmpty == false, line: network.lines["ssid"] ?? network.line, "a network without ssid=")
        for (key, list) in [("scan_freq", network.scanFrequencies), ("freq_list", network.frequencies)] {
            for frequency in list where !isChannel(frequency) {
                add(line: network.lines[key], "\(key)=\(frequency): no channel of the 2.4 GHz or 5 GHz band")
            }
        }
        expect(
            network.backgroundScan.isEmpty || BackgroundScan.Settings(parsing: network.backgroundScan) != nil,
            line: network.lines["bgscan"],
            "bgscan=\"\(network.backgroundScan)\"; simple is emulated, with seconds and dBm as in simple:30:-65:300")
        let outside = network.scanFrequencies.first { !network.frequencies.contains($0) }
        if let outside, !network.frequencies.isEmpty {
            add(line: network.lines["scan_freq"], "scan_freq=\(outside) outside of freq_list is not emulated yet")
        }
    }

    /// Whether a channel of the 2.4 GHz or 5 GHz band has this centre, in MHz.
    private func isChannel(_ frequency: Int) -> Bool {
        guard let frequency = UInt16(exactly: frequency), let number = Channel(frequency: frequency).number else {
            return false
        }
        return Channel(number: number)?.frequency == frequency
    }

    private mutating func checkSecurity(_ network: SupplicantConfiguration.Network) {
        func line(_ key: String) -> Int? { network.lines[key] ?? network.line }
        if let other = network.keyManagement.first(where: { $0.selector == nil && $0 != .none }) {
            // What has a suite is for BSSs that the lab hasn't; these would join one that is open or has WEP.
            add(line: line("key_mgmt"), "key_mgmt=\(other) is not emulated yet")
        }
        let names = Self.keyManagement.map(\.rawValue).joined(separator: ", ")
        expect(
            network.keyManagement.contains(where: Self.keyManagement.contains), line: line("key_mgmt"),
            "key_mgmt must name one of \(names)")
        checkPreSharedKey(network)
        guard network.keyManagement != [.none] else { return }
        expect(network.protocols.contains(.rsn), line: line("proto"), "proto must name RSN")
        expect(network.pairwise.contains(.ccmp), line: line("pairwise"), "pairwise must name CCMP")
        expect(network.group.contains(.ccmp), line: line("group"), "group must name CCMP")
    }

    /// wpa_supplicant leaves a network alone that may use a pre-shared key and has none, whatever else it may use
    /// (wpas_network_disabled).
    private mutating func checkPreSharedKey(_ network: SupplicantConfiguration.Network) {
        let usesPSK = network.keyManagement.contains { $0 == .psk || $0 == .pskSHA256 || $0 == .ftPSK }
        expect(
            !usesPSK || network.preSharedKey != nil, line: network.lines["key_mgmt"] ?? network.line,
            "key_mgmt names WPA-PSK\(network.lines["key_mgmt"] == nil ? " by default" : "") and there is no psk=")
    }

    private mutating func checkEAP(_ network: SupplicantConfiguration.Network) {
        func line(_ key: String) -> Int? { network.lines[key] ?? network.line }
        let emulated = Self.methods.map(\.rawValue).joined(separator: " or eap=")
        expect(
            !network.eapMethods.isEmpty, line: line("eap"),
            "no eap=, and so every method that wpa_supplicant has; write eap=\(emulated)")
        let others = network.eapMethods.filter { !Self.methods.contains($0) }.map(\.rawValue).joined(separator: " ")
        expect(others.isEmpty, line: line("eap"), "eap=\(others) is not emulated yet; write eap=\(emulated)")
        expect(network.phase1.isEmpty, line: line("phase1"), "phase1 is not emulated yet")
        expect(
            network.privateKey != nil || !network.eapMethods.contains(.tls), line: line("eap"),
            "EAP-TLS needs private_key=, and client_cert= unless that is a PKCS #12 file")
        expect(network.identity != nil, line: line("identity"), "EAP needs identity=")
        // RADIUS has 253 octets for a User-Name (RFC 2865, 5.1).
        for (key, value) in [
            ("identity", network.identity), ("anonymous_identity", network.anonymousIdentity),
        ] where (value?.count ?? 0) > 253 {
            add(line: line(key), "\(key) has more than 253 octets")
        }
        switch network.password {
        case .text(let password) where password.octets.count > 253:
            add(line: line("password"), "a password of more than 253 octets is not emulated")
        case nil where network.usesPassword: add(line: network.line, "EAP-TTLS and PEAP need password=")
        case .ntHash: add(line: line("password"), "password=hash: is not emulated yet")
        case .text, nil: break
        }
    }
}

extension SupplicantConfiguration.Network {
    /// Whether the station may have to authenticate by 802.1X: not with a pre-shared key alone, which wpa_supplicant's
    /// default `key_mgmt`, WPA-PSK and WPA-EAP, leaves to be used.
    var usesEAP: Bool {
        let hasKeyAlone = preSharedKey != nil && eapMethods.isEmpty && identity == nil
        return !hasKeyAlone && keyManagement.contains { $0 == .eap || $0 == .eapSHA256 }
    }

    /// Whether one of its EAP methods proves a password.
    var usesPassword: Bool { eapMethods.contains { $0 == .ttls || $0 == .peap } }
}
