internal import Dot11
internal import Octets
internal import Timeline

/// Following the BSS to another channel (802.11-2020, 11.8.8), as mac80211 does: by the first Beacon that says so.
extension Station {
    /// Looks for an announcement in a Beacon of the BSS.
    mutating func noteChannelSwitch(_ body: RawSpan, at now: Instant, _ out: inout StationOutputs) {
        guard case .associated = phase, channelSwitch == nil, let beacon = try? BeaconBody(parsing: body),
            let change = ChannelSwitch(elements: beacon.elements), change.channel != link?.bss.channel
        else { return }
        let beacons = UInt64(max(change.count, 1)) - 1
        channelSwitch = (change, now + .microseconds(1024 * UInt64(beacon.beaconInterval) * beacons))
        out.report(.channelSwitchStarted(change.channel))
        followChannelSwitch(at: now, &out)
    }

    /// Changes channel when it is time; a scan that is elsewhere is given up.
    mutating func followChannelSwitch(at now: Instant, _ out: inout StationOutputs) {
        guard let (change, at) = channelSwitch, at <= now else { return }
        channelSwitch = nil
        guard case .associated = phase else { return }
        abandonScan(&out)
        link?.bss.channel = change.channel
        tune(to: change.channel, &out)
        out.report(.channelSwitched(change.channel))
        sendHeldFrames(&out)
    }
}
