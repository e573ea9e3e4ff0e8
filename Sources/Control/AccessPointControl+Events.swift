public import AccessPoint
internal import Dot11
internal import Octets

/// What monitors of a BSS are told, in hostapd 2.10's words.
extension AccessPointControl {
    /// The BSS that an event belongs to and its lines, of level INFO all; no lines for what hostapd keeps to its log.
    public func lines(_ event: AccessPointEvent) -> (bss: Int, lines: [String]) {
        switch event {
        case .eapStarted(let station, let bss):
            return (
                bss,
                ["CTRL-EVENT-EAP-STARTED \(station)", "CTRL-EVENT-EAP-PROPOSED-METHOD vendor=0 method=1"]
            )
        case .madePMK(let station, let bss, _, _): return (bss, ["CTRL-EVENT-EAP-SUCCESS2 \(station)"])
        case .eapFailed(let station, let bss, _): return (bss, ["CTRL-EVENT-EAP-FAILURE2 \(station)"])
        case .connected(let station, let bss):
            return (bss, ["AP-STA-CONNECTED \(station)", "EAPOL-4WAY-HS-COMPLETED \(station)"])
        case .disconnected(let station, let bss, _, _): return (bss, ["AP-STA-DISCONNECTED \(station)"])
        case .transitionAnswered(let station, let bss, let response):
            let target = response.target.map { " target_bssid=\($0)" } ?? ""
            return (
                bss,
                [
                    "BSS-TM-RESP \(station) status_code=\(response.status)"
                        + " bss_termination_delay=\(response.terminationDelay)\(target)"
                ]
            )
        case .channelSwitchStarted(let bss, let channel):
            return (bss, ["CTRL-EVENT-STARTED-CHANNEL-SWITCH \(channel.switchText) dfs=0"])
        case .channelSwitched(let bss, let channel):
            return (
                bss,
                [
                    "CTRL-EVENT-CHANNEL-SWITCH \(channel.switchText) dfs=0",
                    "AP-CSA-FINISHED freq=\(channel.frequency) dfs=0",
                ]
            )
        case .pollAnswered(let station, let bss): return (bss, ["AP-STA-POLL-OK \(station)"])
        case .micFailure(let station, let bss):
            return (bss, ["AP-STA-POSSIBLE-PSK-MISMATCH \(station)"])
        case .authenticated(_, let bss), .associated(_, let bss), .refused(_, let bss, _),
            .reusedPMKSA(_, let bss, _, _):
            return (bss, [])
        }
    }
}
