internal import Airspace
internal import Configuration
internal import Dot11
internal import EAP
internal import EAPMethods
internal import Octets
internal import RSN
internal import Station

/// What a station says of itself.
extension StationControl {
    func status(_ station: borrowing Station, host: String?, isVerbose: Bool) -> String {
        let state = station.state
        var text = ""
        if state.isOnItsWay, let (akm, bss) = station.security {
            text += "bssid=\(bss.bssid)\nfreq=\(bss.channel.frequency)\nssid=\(escapedText(bss.ssid))\n"
            text += "id=\(current ?? 0)\nmode=station\n"
            if bss.supportsHT && bss.supportsWMM { text += "wifi_generation=4\n" }
            let cipher = akm == nil ? "NONE" : "CCMP"
            text += "pairwise_cipher=\(cipher)\ngroup_cipher=\(cipher)\nkey_mgmt=\(akm?.statusName ?? "NONE")\n"
            let isCapable = !bss.rsnCapabilities.isDisjoint(
                with: [.managementFrameProtectionCapable, .managementFrameProtectionRequired])
            if isCapable, station.configuration.managementFrameProtection != .disabled {
                let isRequired = bss.rsnCapabilities.contains(.managementFrameProtectionRequired)
                text += "pmf=\(isRequired ? 2 : 1)\nmgmt_group_cipher=BIP\n"
            }
        }
        text += "wpa_state=\(stateName(state))\n"
        if let host { text += "ip_address=\(host)\n" }
        text += "address=\(address)\n"
        if station.security?.akm?.usesEAP == true {
            let isAuthorized = station.isAuthorized
            let pae = isAuthorized ? "AUTHENTICATED" : eapRan ? "AUTHENTICATING" : "CONNECTING"
            text += "Supplicant PAE state=\(pae)\n"
            text += "suppPortStatus=\(isAuthorized ? "Authorized" : "Unauthorized")\n"
            if isVerbose {
                text += "heldPeriod=60\nauthPeriod=30\nstartPeriod=30\nmaxStart=3\nportControl=Auto\n"
                text += "Supplicant Backend state=\(isAuthorized ? "SUCCESS" : eapRan ? "REQUEST" : "IDLE")\n"
            }
            text += "EAP state=\(isAuthorized ? "SUCCESS" : eapRan ? "METHOD" : "IDLE")\n"
            if let selectedMethod {
                text += "selectedMethod=\(selectedMethod.rawValue) (EAP-\(selectedMethod.supplicantName))\n"
            }
            if let tls = station.tlsStatus { text += tls.statusLines }
        }
        if let hasEAPBegun = station.preauthenticationHasEAPBegun {
            text += """
                Pre-authentication EAPOL state machines:
                Supplicant PAE state=\(hasEAPBegun ? "AUTHENTICATING" : "CONNECTING")
                suppPortStatus=Unauthorized
                EAP state=\(hasEAPBegun ? "METHOD" : "IDLE")

                """
        }
        return text + "uuid=\(uuid)\n"
    }

    func stateName(_ state: StationState) -> String {
        switch state {
        case .disconnected: preferred.isEmpty ? "INACTIVE" : "DISCONNECTED"
        case .scanning: "SCANNING"
        case .authenticating: "AUTHENTICATING"
        case .associating: "ASSOCIATING"
        case .associated: "ASSOCIATED"
        case .fourWayHandshake: "4WAY_HANDSHAKE"
        case .completed: "COMPLETED"
        }
    }

    func driverStatus(_ station: borrowing Station) -> String {
        var text = "ifname=\(interface)\naddr=\(address)\n"
        let (bssid, channel) = (station.bssid, station.channel)
        text += "freq=\(bssid == nil ? 0 : channel.frequency)\n"
        if let bssid { text += "bssid=\(bssid)\n" }
        text += "state=\(station.state.isOnItsWay ? "UP" : "DORMANT")\noperstate=\(station.isAuthorized ? 1 : 0)\n"
        return text
    }

    func signal(_ station: borrowing Station) -> String {
        guard let bssid = station.bssid, let bss = station.bssTable[bssid] else { return Reply.fail }
        // The rate of data at this signal, and no figure for noise (9999), as drivers without one.
        return """
            RSSI=\(bss.signal)
            LINKSPEED=\(PHYRate.fastest(at: bss.signal).rawValue / 2)
            NOISE=9999
            FREQUENCY=\(bss.channel.frequency)
            AVG_RSSI=\(bss.signal)
            AVG_BEACON_RSSI=\(bss.signal)

            """
    }

    func mib(_ station: borrowing Station) -> String {
        let security = station.security
        let akm = security?.akm?.rawValue ?? 0
        let suite = selector(akm)
        let cipher = selector(akm == 0 ? 0 : 0x000F_AC04)
        let pmkid = station.currentPMKID?.octets.hexadecimal ?? ""
        return """
            dot11RSNAOptionImplemented=TRUE
            dot11RSNAPreauthenticationImplemented=TRUE
            dot11RSNAEnabled=\(akm == 0 ? "FALSE" : "TRUE")
            dot11RSNAPreauthenticationEnabled=FALSE
            dot11RSNAConfigVersion=1
            dot11RSNAConfigPairwiseKeysSupported=1
            dot11RSNAConfigGroupCipherSize=128
            dot11RSNAConfigPMKLifetime=\(settings.pmkLifetime)
            dot11RSNAConfigPMKReauthThreshold=\(settings.pmkReauthenticationThreshold)
            dot11RSNAConfigNumberOfPTKSAReplayCounters=1
            dot11RSNAConfigSATimeout=\(settings.securityAssociationTimeout == 0 ? 60 : settings.securityAssociationTimeout)
            dot11RSNAAuthenticationSuiteSelected=\(suite)
            dot11RSNAPairwiseCipherSelected=\(cipher)
            dot11RSNAGroupCipherSelected=\(cipher)
            dot11RSNAPMKIDUsed=\(pmkid)
            dot11RSNAAuthenticationSuiteRequested=\(suite)
            dot11RSNAPairwiseCipherRequested=\(cipher)
            dot11RSNAGroupCipherRequested=\(cipher)
            dot11RSNAConfigNumberOfGTKSAReplayCounters=0

            """
    }

    /// "00-0f-ac-1".
    private func selector(_ value: UInt32) -> String {
        let oui = [24, 16, 8].map { [UInt8(truncatingIfNeeded: value >> UInt32($0))].octets.hexadecimal }
        return oui.joined(separator: "-") + "-\(value & 0xFF)"
    }

    /// `GET_CAPABILITY`: what is emulated, and no more.
    func capability(_ words: [String]) -> String {
        switch words.first {
        case "eap": "TLS PEAP TTLS"
        case "pairwise", "group": "CCMP"
        case "key_mgmt": "NONE WPA-EAP WPA-PSK WPA-EAP-SHA256 WPA-PSK-SHA256"
        case "proto": "RSN"
        case "auth_alg": "OPEN"
        case "group_mgmt": "AES-128-CMAC"
        case "modes": ""
        case "channels":
            band("G", channels.filter(\.isIn2GHz)) { " \($0.number ?? 0)" }
                + band("A", channels.filter { !$0.isIn2GHz }) { " \($0.number ?? 0)" }
        case "freq":
            band("G", channels.filter(\.isIn2GHz)) { "\n \($0.number ?? 0) = \($0.frequency) MHz" }
                + band("A", channels.filter { !$0.isIn2GHz }) { "\n \($0.number ?? 0) = \($0.frequency) MHz" }
        case "tdls": "UNSUPPORTED\n"
        default: Reply.fail
        }
    }

    private func band(_ mode: String, _ channels: [Channel], _ shown: (Channel) -> String) -> String {
        channels.isEmpty ? "" : "Mode[\(mode)] Channels:" + channels.map(shown).joined() + "\n"
    }
}

extension AKM {
    /// How `STATUS` writes it.
    var statusName: String {
        switch self {
        case .wpaEAP: "WPA2/IEEE 802.1X/EAP"
        case .wpaEAPSHA256: "WPA2-EAP-SHA256"
        case .wpaPSK: "WPA2-PSK"
        case .wpaPSKSHA256: "WPA2-PSK-SHA256"
        default: description
        }
    }
}

extension EAPType {
    /// wpa_supplicant's name of the method.
    var supplicantName: String {
        switch self {
        case .identity: "Identity"
        case .md5Challenge: "MD5"
        case .genericTokenCard: "GTC"
        case .tls: "TLS"
        case .ttls: "TTLS"
        case .peap: "PEAP"
        case .msCHAPv2: "MSCHAPV2"
        default: "\(rawValue)"
        }
    }
}

extension TLSStatus {
    /// How `STATUS` writes it.
    var statusLines: String {
        let inner =
            switch method {
            case .tls: ""
            case .ttls(let inner):
                "EAP-TTLSv0 Phase2 method=\(inner.eap.map { "EAP-" + $0.rawValue } ?? inner.rawValue)\n"
            case .peap(let inner): "EAP-PEAPv0 Phase2 method=\(inner.rawValue)\n"
            }
        return """
            eap_tls_version=\(version)
            EAP TLS cipher=\(cipher)
            tls_session_reused=\(isResumed ? 1 : 0)
            \(inner)eap_session_id=\(sessionID.octets.hexadecimal)

            """
    }
}
