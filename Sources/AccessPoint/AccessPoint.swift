internal import Dot11
internal import Handshakes
public import Octets
public import RADIUS
internal import RSN
public import Timeline

/// One access point: its BSSs, their stations, the 802.1X authenticator of each, and the PMKSA caches between which OKC
/// looks. It behaves as one process of hostapd 2.10 on mac80211 does.
///
/// A core without I/O. Frames, Ethernet frames, RADIUS datagrams and the instant are handed in; what to send is appended
/// to ``AccessPointOutputs``; when ``deadline`` has come, call ``wake(at:_:)``.
public struct AccessPoint: ~Copyable {
    /// What it was told last.
    public internal(set) var configuration: AccessPointConfiguration
    /// Whether it is on the air (`hostapd_cli enable`, `disable`).
    public internal(set) var isEnabled = true
    var bsses: [BSS]
    /// Where all BSSs go when they have announced it.
    var nextChannel: Channel?
    var stations: [StationEntry?] = []
    var freeStations: [Int] = []
    /// The BSS at which a station was associated last: the only one whose session can be open.
    var lastAssociated: [MACAddress: Int] = [:]
    var deadlines = Deadlines()
    var random: RandomSource
    /// What session identifiers come from: apart, so that accounting shifts no other numbers.
    var identifiers: RandomSource
    /// Nanoseconds from 1970 to the lab's beginning; nil for an access point that doesn't know the time.
    let epoch: Int64?
    /// How many ``tags`` were given.
    private var tagCount: UInt64 = 0
    /// What other interfaces of the process keep of the station whose request is taken in.
    var foreignKeys: [PMKSA] = []
    var radiusOutputs = RADIUSClientOutputs()
    var handshakeOutputs = HandshakeOutputs()
    /// Rooms for a frame before it is encrypted, for a decrypted MSDU and for an Ethernet frame, used again for each.
    var clear: [UInt8] = []
    var plaintext: [UInt8] = []
    var ethernet: [UInt8] = []

    /// An access point whose BSSs begin to send Beacons at `start`.
    ///
    /// - Parameter epoch: nanoseconds from 1970 to instant zero, for Event-Timestamp; nil where nobody knows.
    public init(
        configuration: AccessPointConfiguration, random: RandomSource, start: Instant = .zero, epoch: Int64? = nil
    ) {
        var configuration = configuration
        // An interval of none would be a Beacon due for ever.
        configuration.beaconInterval = max(1, configuration.beaconInterval)
        self.configuration = configuration
        self.random = random
        self.epoch = epoch
        identifiers =
            switch random {
            case .system: .system
            case .seeded(let state): .seeded(state: ~state)
            }
        bsses = []
        let interval = Interval.microseconds(1024 * UInt64(configuration.beaconInterval))
        for (index, bss) in configuration.basicServiceSets.enumerated() {
            // Beacons of several BSSs are spread over the interval, as mac80211's drivers do.
            let offset = interval.nanoseconds / UInt64(configuration.basicServiceSets.count) * UInt64(index)
            bsses.append(
                BSS(
                    configuration: bss,
                    elements: BSSElements(
                        channel: configuration.channel, isHT: configuration.isHT, configuration: bss),
                    random: &self.random, at: start, firstBeacon: start + Interval(nanoseconds: offset)))
            schedule(.bss(index), bssDeadline(index))
        }
    }

    /// The BSSIDs that its radio answers to: none while it is off the air.
    public var addresses: [MACAddress] {
        isEnabled ? bsses.filter { !$0.isGone }.map(\.configuration.bssid) : []
    }

    /// The earliest instant at which ``wake(at:_:)`` must be called.
    public var deadline: Instant? { deadlines.first?.instant }

    /// Does what has become due: Beacons, repetitions, removals, new group keys.
    public mutating func wake(at now: Instant, _ out: inout AccessPointOutputs) {
        while let first = deadlines.first, first.instant <= now {
            _ = deadlines.popFirst()
            switch Timer(index: first.index) {
            case .radius(let index):
                bsses[index].radius.wake(at: now, &radiusOutputs)
                drainRADIUS(bss: index, at: now, &out)
            case .bss(let index):
                wakeBSS(index, at: now, &out)
                schedule(.bss(index), bssDeadline(index))
            case .station(let index):
                wakeStation(index, at: now, &out)
            }
        }
    }

    /// Takes in an MPDU, without FCS, that the radio received on the AP's channel.
    public mutating func receive(_ frame: RawSpan, at now: Instant, _ out: inout AccessPointOutputs) {
        guard isEnabled, let header = try? MACHeader(parsing: frame), let transmitter = header.transmitter,
            !transmitter.isGroup
        else { return }
        defer { if !foreignKeys.isEmpty { foreignKeys.removeAll() } }
        if header.type == .probeRequest {
            answerProbe(header, from: transmitter, &out)
            return
        }
        guard let bss = bsses.firstIndex(where: { $0.configuration.bssid == header.receiver && !$0.isGone }) else {
            return
        }
        if header.type.isManagement {
            receiveManagement(header, from: transmitter, bss: bss, at: now, &out)
        } else if header.type.isData, header.control.isToDS, !header.control.isFromDS {
            receiveData(header, from: transmitter, bss: bss, at: now, &out)
        }
    }

    /// Takes in what became of a frame that had a token, once the last attempt to send it is over.
    public mutating func transmitted(
        _ token: UInt64, isAcknowledged: Bool, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        guard let index = index(ofTag: token), let entry = stations[index] else { return }
        if case .answered(token, let pmksa) = entry.state {
            return isAcknowledged ? completeAssociation(index, pmksa, at: now, &out) : withdrawAssociation(index)
        }
        guard isAcknowledged else { return }
        if entry.keyToken == token {
            entry.heardAt = now
            entry.handshake?.acknowledged(at: now)
            scheduleStation(index)
        } else if entry.pollToken == token {
            entry.heardAt = now
            out.report(.pollAnswered(entry.address, bss: entry.bss))
        }
    }

    /// Takes in a UDP payload from a RADIUS server, for the RADIUS client of this BSS.
    public mutating func receive(
        datagram: RawSpan, from server: RADIUSEndpoint, bss: Int, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        bsses[bss].radius.receive(datagram, from: server, at: now, &radiusOutputs)
        drainRADIUS(bss: bss, at: now, &out)
    }

    /// Forgets every PMKSA of every BSS.
    public mutating func flushPMKSA() {
        for index in bsses.indices { flushPMKSA(bss: index) }
    }

    /// Forgets every PMKSA of one BSS, as `hostapd_cli pmksa_flush` does on its interface.
    public mutating func flushPMKSA(bss: Int) { bsses[bss].pmksa.removeAll() }
}

extension AccessPoint {
    /// Whose deadline an entry of ``deadlines`` is.
    enum Timer {
        case radius(bss: Int)
        case bss(Int)
        case station(Int)

        init(index: Int) {
            switch index % 3 {
            case 0: self = .radius(bss: index / 3)
            case 1: self = .bss(index / 3)
            default: self = .station(index / 3)
            }
        }

        var index: Int {
            switch self {
            case .radius(let index): 3 * index
            case .bss(let index): 3 * index + 1
            case .station(let index): 3 * index + 2
            }
        }
    }

    mutating func schedule(_ timer: Timer, _ deadline: Instant?) {
        if let deadline { deadlines.insert(deadline, index: timer.index) }
    }

    /// Schedules what the station's entry waits for now; where that is later than before, it is woken once in vain.
    mutating func scheduleStation(_ index: Int) {
        schedule(.station(index), stations[index]?.deadline)
    }

    /// Bits of a tag that hold the index of a station's entry: far more than all BSSs' association IDs.
    private static var tagIndexBits: UInt64 { 24 }

    /// A number for something of this entry whose answer comes later, never given before: a RADIUS session, a frame.
    mutating func newTag(_ index: Int) -> UInt64 {
        tagCount += 1
        return tagCount << Self.tagIndexBits | UInt64(index)
    }

    /// The index of the entry that a tag was given for; another station may have it now.
    func index(ofTag tag: UInt64) -> Int? {
        let index = Int(tag & (1 << Self.tagIndexBits - 1))
        return index < stations.count ? index : nil
    }

    /// Index of the station's entry in this BSS.
    func entry(of station: MACAddress, bss: Int) -> Int? { bsses[bss].entries[station] }

    /// Appends a management frame to a station, encrypted where it is a robust one and the two protect them; `body` appends
    /// what follows the header.
    mutating func sendManagement(
        _ type: FrameType, to station: MACAddress, bss: Int, token: UInt64? = nil, _ out: inout AccessPointOutputs,
        body: (inout [UInt8]) -> Void
    ) {
        let bssid = bsses[bss].configuration.bssid
        let number =
            type == .beacon ? bsses[bss].beaconNumbers.take() : bsses[bss].managementNumbers.take()
        let duration = station.isGroup ? 0 : configuration.channel.durationAtLowestRate
        func write(into frame: inout [UInt8]) {
            frame.appendManagementHeader(
                type, to: station, from: bssid, bssid: bssid, duration: duration, sequenceNumber: number)
            body(&frame)
        }
        guard type == .deauthentication || type == .disassociation || type == .action,
            let index = entry(of: station, bss: bss), let entry = stations[index], entry.protectsManagement
        else {
            let start = out.bytes.count
            out.transmit(token: token) { write(into: &$0) }
            if !station.isGroup, let index = entry(of: station, bss: bss) {
                stations[index]?.accounting.output.count(out.bytes.count - start)
            }
            return
        }
        let start = out.bytes.count
        var frame: [UInt8] = []
        write(into: &frame)
        if let header = try? MACHeader(parsing: frame.octets) { _ = entry.pairwise?.protect(header, to: &out.bytes) }
        entry.accounting.output.count(frame.count)
        out.transmit(from: start, token: token)
    }

    private func bssDeadline(_ index: Int) -> Instant {
        let bss = bsses[index]
        if bss.accounting.isDue { return .zero }
        return min(bss.nextBeacon, bss.group.rekeyAt ?? bss.nextBeacon)
    }

    private mutating func wakeBSS(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        if bsses[index].accounting.isDue { beginAccounting(bss: index, at: now, &out) }
        if bsses[index].nextBeacon <= now {
            if isEnabled, !bsses[index].isGone { sendBeacon(bss: index, &out) }
            bsses[index].nextBeacon =
                bsses[index].nextBeacon + .microseconds(1024 * UInt64(configuration.beaconInterval))
        }
        if let rekeyAt = bsses[index].group.rekeyAt, rekeyAt <= now { rekeyGroup(bss: index, at: now, &out) }
    }

    private mutating func wakeStation(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index] else { return }
        if case .leaving(let until) = entry.state, until <= now {
            removeEntry(index, at: now, &out)
            return
        }
        wakeAccounting(index, at: now, &out)
        wakeSession(index, at: now, &out)
        wakeInactivity(index, at: now, &out)
        wakeSAQuery(index, at: now, &out)
        wakeEAP(index, at: now, &out)
        wakeHandshake(index, at: now, &out)
        wakeRekey(index, at: now, &out)
        scheduleStation(index)
    }

    private mutating func sendBeacon(bss: Int, _ out: inout AccessPointOutputs) {
        let elements = bsses[bss].elements
        let interval = configuration.beaconInterval
        updateLoad(bss: bss)
        let stationCount = bsses[bss].reportedStations
        let change = bsses[bss].channelSwitch
        let traffic = traffic(bss: bss)
        bsses[bss].dtimCount = (traffic.dtimCount == 0 ? traffic.dtimPeriod : traffic.dtimCount) - 1
        sendManagement(.beacon, to: .broadcast, bss: bss, &out) { frame in
            frame.append(zeros: 8)  // The radio writes the Timestamp as it sends.
            frame.append(littleEndian: interval)
            frame.append(littleEndian: elements.capabilities.rawValue)
            elements.appendBeacon(traffic: traffic, stationCount: stationCount, change: change, into: &frame)
        }
        if traffic.announcesGroup { sendHeldForGroups(bss: bss, &out) }
        if change != nil { countDown(bss: bss, &out) }
    }

    /// Counts the entries for BSS Load, once in its update period.
    private mutating func updateLoad(bss: Int) {
        guard bsses[bss].beaconsUntilUpdate == 0 else {
            bsses[bss].beaconsUntilUpdate -= 1
            return
        }
        bsses[bss].beaconsUntilUpdate = max(0, bsses[bss].configuration.bssLoadUpdatePeriod - 1)
        bsses[bss].reportedStations = UInt16(clamping: bsses[bss].entries.count)
    }

    /// Every BSS that the request asks for, by name or by none, answers.
    private mutating func answerProbe(
        _ header: borrowing MACHeader, from station: MACAddress, _ out: inout AccessPointOutputs
    ) {
        var walk = ElementWalk(header.body)
        guard let wanted = walk.first(.ssid) else { return }
        for index in bsses.indices {
            let bss = bsses[index]
            if let known = bss.entries[station] { stations[known]?.accounting.countManagement(header.frame.byteCount) }
            let ssid = bss.configuration.ssid
            guard !bss.isGone, bss.configuration.access.allows(station),
                header.receiver == .broadcast || header.receiver == bss.configuration.bssid,
                wanted.body.byteCount == 0 || wanted.body.isEqual(to: ssid.octets)
            else { continue }
            let elements = bss.elements
            let interval = configuration.beaconInterval
            sendManagement(.probeResponse, to: station, bss: index, &out) { frame in
                frame.append(zeros: 8)  // The radio writes the Timestamp as it sends.
                frame.append(littleEndian: interval)
                frame.append(littleEndian: elements.capabilities.rawValue)
                elements.appendProbeResponse(
                    stationCount: bss.reportedStations, change: bss.channelSwitch, into: &frame)
            }
        }
    }
}
