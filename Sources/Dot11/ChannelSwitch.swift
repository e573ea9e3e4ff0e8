internal import Octets

/// What a Channel Switch Announcement says (802.11-2020, 9.4.2.18 and 9.4.2.52).
public struct ChannelSwitch: Equatable, Sendable {
    /// Where the BSS goes.
    public var channel: Channel
    /// Beacons until then, the one that says so included; 0 and 1 mean at once.
    public var count: UInt8
    /// Whether stations are to be silent until then (mode 1).
    public var blocksTransmission: Bool

    /// An announcement.
    public init(channel: Channel, count: UInt8, blocksTransmission: Bool = false) {
        self.channel = channel
        self.count = count
        self.blocksTransmission = blocksTransmission
    }

    /// The first of the two elements that is there and whole; nil where neither is.
    public init?(elements: RawSpan) {
        var walk = ElementWalk(elements)
        while let element = try? walk.next() {
            let body = element.body
            let fields: (mode: UInt8, number: UInt8, count: UInt8)
            switch (element.id, body.byteCount) {
            case (.channelSwitchAnnouncement, 3): fields = (body.octet(at: 0), body.octet(at: 1), body.octet(at: 2))
            case (.extendedChannelSwitchAnnouncement, 4):
                fields = (body.octet(at: 0), body.octet(at: 2), body.octet(at: 3))
            default: continue
            }
            guard let channel = Channel(number: Int(fields.number)) else { continue }
            self.init(channel: channel, count: fields.count, blocksTransmission: fields.mode == 1)
            return
        }
        return nil
    }
}

extension [UInt8] {
    /// Appends a Channel Switch Announcement element.
    public mutating func appendChannelSwitch(_ change: ChannelSwitch) {
        let number = UInt8(change.channel.number ?? 0)
        appendElement(.channelSwitchAnnouncement, [change.blocksTransmission ? 1 : 0, number, change.count])
    }

    /// Appends an Extended Channel Switch Announcement element.
    public mutating func appendExtendedChannelSwitch(_ change: ChannelSwitch) {
        let number = UInt8(change.channel.number ?? 0)
        appendElement(
            .extendedChannelSwitchAnnouncement,
            [change.blocksTransmission ? 1 : 0, change.channel.operatingClass, number, change.count])
    }
}
