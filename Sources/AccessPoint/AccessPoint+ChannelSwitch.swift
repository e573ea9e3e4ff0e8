public import Dot11
internal import Octets

/// A channel switch that is announced (802.11-2020, 11.8.8): the Beacons of each BSS count down, and when the last of the
/// BSSs has sent its last, the radio changes channel, as mac80211 does it.
extension AccessPoint {
    /// Begins a channel switch (`hostapd_cli chan_switch`).
    ///
    /// - Parameter change: of its count, 0 switches at once.
    /// - Returns: false while it is off the air or another switch is announced, and for a channel of another band.
    public mutating func switchChannel(_ change: ChannelSwitch, _ out: inout AccessPointOutputs) -> Bool {
        guard isEnabled, nextChannel == nil, change.channel.number != nil,
            change.channel.isIn2GHz == configuration.channel.isIn2GHz
        else { return false }
        nextChannel = change.channel
        for index in bsses.indices where !bsses[index].isGone {
            if change.count > 0 { bsses[index].channelSwitch = change }
            out.report(.channelSwitchStarted(bss: index, change.channel))
        }
        if change.count == 0 { finishChannelSwitch(&out) }
        return true
    }

    /// A BSS has announced the switch once more.
    mutating func countDown(bss: Int, _ out: inout AccessPointOutputs) {
        guard let change = bsses[bss].channelSwitch else { return }
        bsses[bss].channelSwitch =
            change.count > 1
            ? ChannelSwitch(
                channel: change.channel, count: change.count - 1, blocksTransmission: change.blocksTransmission) : nil
        if bsses.allSatisfy({ $0.isGone || $0.channelSwitch == nil }) { finishChannelSwitch(&out) }
    }

    private mutating func finishChannelSwitch(_ out: inout AccessPointOutputs) {
        guard let channel = nextChannel else { return }
        nextChannel = nil
        configuration.channel = channel
        for index in bsses.indices {
            bsses[index].channelSwitch = nil
            bsses[index].elements = BSSElements(
                channel: channel, isHT: configuration.isHT, configuration: bsses[index].configuration)
            if !bsses[index].isGone { out.report(.channelSwitched(bss: index, channel)) }
        }
        out.tune(to: channel)
    }

    /// Off the air, nothing is announced any more.
    mutating func abandonChannelSwitch() {
        nextChannel = nil
        for index in bsses.indices { bsses[index].channelSwitch = nil }
    }
}
