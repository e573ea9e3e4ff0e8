internal import Configuration
internal import Dot11
internal import Internet

/// What of a hostapd.conf has no effect in the lab: it is refused unless the lab behaves as it says anyway.
extension Refusals {
    /// What the lab's devices do of `wpa_key_mgmt` and `key_mgmt`.
    static let keyManagement: [KeyManagement] = [.eap, .eapSHA256, .psk, .pskSHA256, .none]

    mutating func check(_ file: HostapdConfiguration) {
        check(file.radio)
        for bss in file.bsses {
            checkSecurity(bss)
            checkAuthentication(bss)
            checkBSS(bss)
        }
        let bridges = file.bsses.compactMap { bss in bss.bridge.map { (name: $0, line: bss.lines["bridge"]) } }
        if let other = bridges.first(where: { $0.name != bridges[0].name }) {
            add(
                line: other.line,
                "bridge=\(other.name): the BSSs of an access point are ports of one bridge, here \(bridges[0].name)")
        }
    }

    private mutating func check(_ radio: HostapdConfiguration.Radio) {
        func line(_ key: String) -> Int? { radio.lines[key] }
        if let channel = Channel(number: radio.channel), channel.operatingClass != 0, channel.number != 14 {
            let mode = radio.hardwareMode
            let isFit = mode == .any || mode == (channel.isIn2GHz ? .g : .a)
            expect(
                isFit, line: line("hw_mode") ?? line("channel"),
                "hw_mode=\(mode.rawValue)\(line("hw_mode") == nil ? " (the default)" : "") on channel \(radio.channel): "
                    + "hw_mode=\(channel.isIn2GHz ? "g" : "a") is emulated")
        } else {
            // Centres of 40 and 80 MHz are numbers too; channel 14 is of 802.11b alone.
            add(
                line: line("channel"),
                "channel=\(radio.channel): name one of 20 MHz, 1 to 13, 36 to 64, 100 to 144 or 149 to 177")
        }
        expect(!radio.ieee80211ac, line: line("ieee80211ac"), "ieee80211ac=1: VHT is not emulated yet")
        expect(!radio.ieee80211ax, line: line("ieee80211ax"), "ieee80211ax=1: HE is not emulated yet")
        expect(!radio.ieee80211d, line: line("ieee80211d"), "ieee80211d=1: the Country element is not emulated yet")
    }

    private mutating func checkSecurity(_ bss: HostapdConfiguration.BSS) {
        func line(_ key: String) -> Int? { bss.lines[key] ?? bss.line }
        let name = bss.interface
        if let other = bss.rsnPreauthenticationInterfaces.first(where: { $0 != bss.bridge }) {
            add(
                line: line("rsn_preauth_interfaces"),
                "rsn_preauth_interfaces=\(other): pre-authentication comes from the bridge, so name that of bridge=")
        }
        expect(
            bss.authenticationAlgorithms != 2, line: line("auth_algs"),
            "auth_algs=2: open system authentication alone is emulated")
        guard bss.wpa != 0 else {
            return expect(!bss.ieee8021X, line: line("ieee8021x"), "ieee8021x=1 without wpa=2 is not emulated yet")
        }
        guard bss.wpa == 2 else {
            return add(line: line("wpa"), "\(name): wpa=\(bss.wpa); only wpa=2 is emulated")
        }
        expect(
            bss.rsnPairwise == [.ccmp], line: bss.lines["rsn_pairwise"] ?? line("wpa_pairwise"),
            "\(name): only rsn_pairwise=CCMP is emulated")
        if bss.rsnPairwise == [.ccmp] {
            expect(bss.groupCipher == .ccmp, line: line("group_cipher"), "\(name): only group_cipher=CCMP is emulated")
        }
        let keyManagement = Self.keyManagement.filter { $0.selector != nil }
        if let other = bss.keyManagement.first(where: { !keyManagement.contains($0) }) {
            let names = keyManagement.map(\.rawValue).joined(separator: ", ")
            return add(line: line("wpa_key_mgmt"), "\(name): wpa_key_mgmt=\(other); emulated are \(names)")
        }
        if bss.keyManagement.contains(where: { $0 == .psk || $0 == .pskSHA256 }) {
            expect(
                bss.passphrase != nil || bss.preSharedKey != nil, line: line("wpa_key_mgmt"),
                "\(name) offers a pre-shared key and has no wpa_passphrase or wpa_psk")
        }
        if bss.keyManagement.contains(where: { $0 == .eap || $0 == .eapSHA256 }) {
            expect(
                bss.ieee8021X, line: bss.lines["ieee8021x"] ?? line("wpa_key_mgmt"),
                "\(name) needs ieee8021x=1: without, hostapd lets no one in")
        }
    }

    private mutating func checkAuthentication(_ bss: HostapdConfiguration.BSS) {
        func line(_ key: String) -> Int? { bss.lines[key] ?? bss.line }
        for server in bss.authenticationServers where IPv4Address(server.address) == nil {
            add(line: line("auth_server_addr"), "auth_server_addr=\(server.address); IPv4 servers are emulated")
        }
        for server in bss.accountingServers where IPv4Address(server.address) == nil {
            add(line: line("acct_server_addr"), "acct_server_addr=\(server.address); IPv4 servers are emulated")
        }
        if let identifier = bss.nasIdentifier {
            expect(
                (1...253).contains(identifier.utf8.count), line: line("nas_identifier"),
                "nas_identifier has \(identifier.utf8.count) octets, expected 1 to 253")
        }
        if let address = bss.ownIPAddress, IPv4Address(address) == nil {
            add(line: line("own_ip_addr"), "own_ip_addr=\(address); IPv4 addresses are emulated")
        }
    }

    private mutating func checkBSS(_ bss: HostapdConfiguration.BSS) {
        func line(_ key: String) -> Int? { bss.lines[key] ?? bss.line }
        expect(bss.bssid != nil, line: bss.line, "\(bss.interface) has no bssid=")
        expect(!bss.ssid.isEmpty, line: bss.line, "\(bss.interface) has no ssid=")
        expect(
            bss.addressAccess != 2, line: line("macaddr_acl"),
            "macaddr_acl=2: access lists of a RADIUS server are not emulated")
        expect(
            bss.ignoreBroadcastSSID == 0, line: line("ignore_broadcast_ssid"),
            "ignore_broadcast_ssid=\(bss.ignoreBroadcastSSID): hidden networks are not emulated yet")
    }
}
