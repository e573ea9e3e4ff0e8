internal import AccessPoint
internal import Configuration
internal import Dot11
internal import Octets
internal import RSN

/// What an access point says of itself, its stations and its keys.
extension AccessPointControl {
    func status(_ accessPoint: borrowing AccessPoint) -> String {
        let configuration = accessPoint.configuration
        let number = hasStarted ? configuration.channel.number ?? 0 : settings.radio.channel
        var text = """
            state=\(accessPoint.isEnabled ? "ENABLED" : hasStarted ? "DISABLED" : "UNINITIALIZED")
            phy=\(phy)
            freq=\(hasStarted ? configuration.channel.frequency : 0)
            num_sta_non_erp=0
            num_sta_no_short_slot_time=0
            num_sta_no_short_preamble=0
            olbc=0
            num_sta_ht_no_gf=0
            num_sta_no_ht=0
            num_sta_ht_20_mhz=0
            num_sta_ht40_intolerant=0
            olbc_ht=0
            ht_op_mode=0x0
            cac_time_seconds=0
            cac_time_left_seconds=N/A
            channel=\(number)
            edmg_enable=0
            edmg_channel=0
            secondary_channel=0
            ieee80211n=\((hasStarted ? configuration.isHT : settings.radio.ieee80211n) ? 1 : 0)
            ieee80211ac=0
            ieee80211ax=0
            beacon_int=\(hasStarted ? Int(configuration.beaconInterval) : settings.radio.beaconInterval)
            dtim_period=\(settings.bsses[0].dtimPeriod)

            """
        for (number, interface) in liveInterfaces.enumerated() {
            let (running, index) = (configuration.basicServiceSets[interface.bss], interface.bss)
            let ssid = hasStarted ? running.ssid : settings.bsses[index].ssid
            text += "bss[\(number)]=\(interface.name)\nbssid[\(number)]=\(shownBSSID(index))\n"
            text += "ssid[\(number)]=\(escapedText(ssid))\n"
            text += "num_sta[\(number)]=\(accessPoint.stationCount(bss: index))\n"
        }
        return text
    }

    /// A BSSID as hostapd shows it: none before the interface was on the air.
    private func shownBSSID(_ index: Int) -> MACAddress {
        hasStarted ? startingSettings.bsses[index].bssid ?? MACAddress(0) : MACAddress(0)
    }

    func configurationText(_ index: Int) -> String {
        let bss = settings.bsses[index]
        var text = "bssid=\(shownBSSID(index))\nssid=\(escapedText(bss.ssid))\nwps_state=disabled\n"
        guard bss.wpa != 0 else { return text }
        text += "wpa=\(bss.wpa)\nkey_mgmt=\(bss.keyManagement.map(\.rawValue).joined(separator: " "))\n"
        text += "group_cipher=\(bss.groupCipher)\n"
        text += "rsn_pairwise_cipher=\(bss.rsnPairwise.map(\.rawValue).joined(separator: " "))\n"
        return text
    }

    /// A station as `STA` shows it: its address, its flags, then a line a fact.
    func describe(_ station: MACAddress, bss: Int, _ accessPoint: borrowing AccessPoint) -> String {
        guard let status = accessPoint.status(of: station, bss: bss) else { return "" }
        let isAuthorized = status.progress == .authorized
        var flags = ""
        switch status.progress {
        case .leaving: break
        case .preauthenticating: flags = "[PREAUTH]"
        case .authenticated: flags = "[AUTH]"
        case .associated, .fourWayHandshake: flags = "[AUTH][ASSOC]"
        case .authorized: flags = "[AUTH][ASSOC][AUTHORIZED]"
        }
        if status.isQoS { flags += "[WMM]" }
        if status.protectsManagement { flags += "[MFP]" }
        if status.request.isHT { flags += "[HT]" }
        let rates = status.request.rates.map { [$0].octets.hexadecimal }.joined(separator: " ")
        var text = """
            \(station)
            flags=\(flags)
            aid=\(status.associationID)
            capability=0x\(String(status.request.capabilities, radix: 16))
            listen_interval=\(status.request.listenInterval)
            supported_rates=\(rates)
            timeout_next=\(status.progress == .leaving ? "REMOVE" : "NULLFUNC POLL")

            """
        guard let akm = status.akm else { return text }
        let state =
            switch status.progress {
            case .leaving: 2
            case .preauthenticating, .authenticated: 0
            case .associated: 4
            case .fourWayHandshake: 7
            case .authorized: 11
            }
        text += """
            dot11RSNAStatsSTAAddress=\(station)
            dot11RSNAStatsVersion=1
            dot11RSNAStatsSelectedPairwiseCipher=00-0f-ac-4
            dot11RSNAStatsTKIPLocalMICFailures=0
            dot11RSNAStatsTKIPRemoteMICFailures=0
            wpa=2
            AKMSuiteSelector=00-0f-ac-\(akm.rawValue & 0xFF)
            hostapdWPAPTKState=\(state)
            hostapdWPAPTKGroupState=0
            dot1xAuthAuthControlledPortStatus=\(isAuthorized ? 1 : 2)

            """
        if !status.identity.isEmpty {
            text += "dot1xAuthSessionUserName=\(escapedText(status.identity))\n"
        }
        return text
    }
}
