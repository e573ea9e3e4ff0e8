internal import Dot11
public import Timeline

/// The end of a link whose AP is gone without a word.
extension Station {
    /// Takes in what became of the frame of the last ``StationOutputs/Step/poll(_:)``.
    public mutating func polled(isAcknowledged: Bool, at now: Instant, _ out: inout StationOutputs) {
        guard case .associated = phase, let link else { return }
        let finding = beaconMonitor.receive(
            isAcknowledged: isAcknowledged, lastBeacon: bssTable.lastBeacon(of: link.bss.bssid),
            isScanning: scanning != nil, at: now)
        act(on: finding, at: now, &out)
    }

    mutating func wakeBeaconMonitor(at now: Instant, _ out: inout StationOutputs) {
        guard case .associated = phase, let link, let due = beaconMonitor.deadline, due <= now else { return }
        let finding = beaconMonitor.wake(
            lastBeacon: bssTable.lastBeacon(of: link.bss.bssid), isScanning: scanning != nil, at: now)
        act(on: finding, at: now, &out)
    }

    private mutating func act(on finding: BeaconMonitor.Finding, at now: Instant, _ out: inout StationOutputs) {
        switch finding {
        case .nothing: break
        case .missesBeacons:
            out.report(.beaconsMissed)
            pollAP(&out)
        case .asksAgain:
            pollAP(&out)
        case .losesAP:
            guard let link else { return }
            // Nobody is told: there is nobody (mac80211, ieee80211_sta_connection_lost). wpa_supplicant passes over the BSS when
            // it chooses next (wpas_connection_failed); here it must be heard again first.
            bssTable.forget(link.bss.bssid)
            out.report(.disconnected(bssid: link.bss.bssid, reason: .inactivity, isLocallyGenerated: true))
            end(.lostAP, at: now, &out)
        }
    }

    /// Sends a frame for the sake of its Acknowledgement.
    private mutating func pollAP(_ out: inout StationOutputs) {
        let start = out.bytes.count
        appendNull(dozing: false, to: &out.bytes)
        out.steps.append(.poll(start..<out.bytes.count))
    }
}
