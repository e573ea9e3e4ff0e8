internal import AccessPoint
internal import Configuration
internal import Dot11

/// `CHAN_SWITCH`: the BSSs of a radio go to another channel, and their stations with them.
extension AccessPointControl {
    /// "5 2462 blocktx ht": what asks for more than 20 MHz, or for VHT or HE, is refused.
    ///
    /// - Returns: nil for what cannot be read or is not emulated.
    static func channelSwitch(_ argument: String) -> ChannelSwitch? {
        let words = ControlRequest.words(argument)
        guard words.count >= 2, let count = UInt8(words[0]), let frequency = UInt16(words[1]) else { return nil }
        let channel = Channel(frequency: frequency)
        guard let number = channel.number, Channel(number: number) == channel else { return nil }
        var change = ChannelSwitch(channel: channel, count: count)
        for word in words.dropFirst(2) {
            switch word {
            case "blocktx": change.blocksTransmission = true
            case "ht", "bandwidth=20", "sec_channel_offset=0", "center_freq1=\(frequency)", "center_freq2=0": continue
            default: return nil
            }
        }
        return change
    }

    mutating func switchChannel(
        _ argument: String, _ accessPoint: inout AccessPoint, _ out: inout AccessPointOutputs
    ) -> Bool {
        guard let change = Self.channelSwitch(argument), accessPoint.switchChannel(change, &out) else { return false }
        settings.radio.channel = change.channel.number ?? 0
        return true
    }
}

extension Channel {
    /// What both daemons tell of a switch to this channel, at 20 MHz with HT.
    var switchText: String {
        "freq=\(frequency) ht_enabled=1 ch_offset=0 ch_width=20 MHz cf1=\(frequency) cf2=0"
    }
}
