internal import Airspace
internal import Configuration
internal import Dot11
internal import EAP
internal import Octets
public import Station

/// What monitors of a station are told, in wpa_supplicant 2.10's words.
extension StationControl {
    /// Notes an event for `STATUS`, and what follows from it.
    ///
    /// - Returns: whether the station is to be told another network, with ``tryNextNetwork(_:)``.
    public mutating func note(_ event: StationEvent) -> Bool {
        switch event {
        case .authenticating(_, let channel): frequency = channel.frequency
        case .channelSwitched(let channel): frequency = channel.frequency
        case .associating:
            selectedMethod = nil
            eapRan = false
        case .eapStarted: eapRan = true
        case .eapMethodSelected(let type): selectedMethod = type
        case .networkNotFound: return preferred.count > 1
        default: break
        }
        return false
    }

    /// The lines of an event, of level INFO all; none for what wpa_supplicant keeps to its log.
    public func lines(_ event: StationEvent) -> [String] {
        let id = current ?? 0
        switch event {
        case .scanStarted: return ["CTRL-EVENT-SCAN-STARTED "]
        case .scanCompleted: return ["CTRL-EVENT-SCAN-RESULTS "]
        case .networkNotFound: return ["CTRL-EVENT-NETWORK-NOT-FOUND "]
        case .authenticating(let bssid, let channel):
            return [
                "SME: Trying to authenticate with \(bssid) (SSID='\(currentSSID)' freq=\(channel.frequency) MHz)"
            ]
        case .authenticated(let bssid, let status):
            guard status != .success else { return [] }
            return ["CTRL-EVENT-AUTH-REJECT \(bssid) auth_type=0 auth_transaction=2 status_code=\(status.rawValue)"]
        case .associating(let bssid, _):
            return ["Trying to associate with \(bssid) (SSID='\(currentSSID)' freq=\(frequency) MHz)"]
        case .associated(let bssid, _):
            return ["Associated with \(bssid)", "CTRL-EVENT-SUBNET-STATUS-UPDATE status=0"]
        case .associationRejected(let bssid, let status):
            return ["CTRL-EVENT-ASSOC-REJECT bssid=\(bssid) status_code=\(status.rawValue)"]
        case .transitionRequested(let timer, let hasCandidates):
            return (timer.map { ["WNM: Disassociation Imminent - Disassociation Timer \($0)"] } ?? [])
                + (hasCandidates ? ["WNM: Preferred List Available"] : [])
        case .connectionTimedOut(let bssid): return ["Authentication with \(bssid) timed out."]
        case .eapStarted: return ["CTRL-EVENT-EAP-STARTED EAP authentication started"]
        case .eapMethodProposed(let type, let isRefused):
            return [
                "CTRL-EVENT-EAP-PROPOSED-METHOD vendor=0 method=\(type.rawValue)\(isRefused ? " -> NAK" : "")"
            ]
        case .eapMethodSelected(let type):
            return ["CTRL-EVENT-EAP-METHOD EAP vendor 0 method \(type.rawValue) (\(type.supplicantName)) selected"]
        case .eapSucceeded: return ["CTRL-EVENT-EAP-SUCCESS EAP authentication completed successfully"]
        case .eapFailed: return ["CTRL-EVENT-EAP-FAILURE EAP authentication failed"]
        case .pmksaAdded(let bssid): return ["PMKSA-CACHE-ADDED \(bssid) \(id)"]
        case .pmksaRemoved(let bssid): return ["PMKSA-CACHE-REMOVED \(bssid) \(id)"]
        case .keysNegotiated(let bssid): return ["WPA: Key negotiation completed with \(bssid) [PTK=CCMP GTK=CCMP]"]
        case .groupKeyRenewed(let bssid): return ["WPA: Group rekeying completed with \(bssid) [GTK=CCMP]"]
        case .connected(let bssid):
            return ["CTRL-EVENT-CONNECTED - Connection to \(bssid) completed [id=\(id) id_str=]"]
        case .beaconsMissed: return ["CTRL-EVENT-BEACON-LOSS "]
        case .signalChanged(let isAbove, let signal):
            let rate = Int(PHYRate.fastest(at: Int8(clamping: signal)).rawValue) * 500
            return ["CTRL-EVENT-SIGNAL-CHANGE above=\(isAbove ? 1 : 0) signal=\(signal) noise=9999 txrate=\(rate)"]
        case .roamConsidered(let comparison, let isRoam):
            func words(_ prefix: String, _ side: RoamComparison.Side) -> String {
                "\(prefix)_bssid=\(side.bssid) \(prefix)_freq=\(side.channel.frequency) \(prefix)_level=\(side.signal)"
                    + " \(prefix)_est=\(side.throughput)"
            }
            return [
                "CTRL-EVENT-\(isRoam ? "DO" : "SKIP")-ROAM \(words("cur", comparison.current))"
                    + " \(words("sel", comparison.selected))"
            ]
        case .disconnected(let bssid, let reason, let isLocallyGenerated):
            return [
                "CTRL-EVENT-DISCONNECTED bssid=\(bssid) reason=\(reason.rawValue)"
                    + (isLocallyGenerated ? " locally_generated=1" : "")
            ]
        case .temporarilyDisabled(let failures, let seconds, let reason):
            return [
                "CTRL-EVENT-SSID-TEMP-DISABLED id=\(id) ssid=\"\(currentSSID)\" auth_failures=\(failures)"
                    + " duration=\(seconds) reason=\(reason.rawValue)"
            ]
        case .channelSwitchStarted(let channel):
            return ["CTRL-EVENT-STARTED-CHANNEL-SWITCH \(channel.switchText)"]
        case .channelSwitched(let channel): return ["CTRL-EVENT-CHANNEL-SWITCH \(channel.switchText)"]
        case .enabledAgain: return ["CTRL-EVENT-SSID-REENABLED id=\(id) ssid=\"\(currentSSID)\""]
        case .preauthenticationEnded(let bssid, let outcome):
            let words =
                switch outcome {
                case .succeeded: "completed successfully"
                case .failed: "failed"
                case .timedOut: "timed out"
                }
            return ["RSN: pre-authentication with \(bssid) \(words)"]
        case .keyMayBeWrong: return ["WPA: 4-Way Handshake failed - pre-shared key may be incorrect"]
        case .authenticationTimedOut, .associationTimedOut, .eapolStartSent, .pmkidUnknown, .handshakeFrameIgnored,
            .lateDeauthentication:
            return []
        }
    }

    private var currentSSID: String {
        networks.first { $0.id == current }.flatMap(\.block.ssid).map(escapedText) ?? ""
    }
}
