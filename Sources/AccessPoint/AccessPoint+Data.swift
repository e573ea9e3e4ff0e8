internal import Dot11
internal import Octets
internal import RSN
public import Timeline

/// Data between stations and the bridge (802.11-2020, 5.1.3.2 and 9.3.2).
extension AccessPoint {
    /// Frames held for one dozing station, as mac80211's STA_MAX_TX_BUFFER.
    static var heldFrames: Int { 64 }
    /// Group-addressed frames held for the next DTIM, as mac80211's AP_MAX_BC_BUFFER.
    static var heldGroupFrames: Int { 128 }

    // MARK: From stations

    mutating func receiveData(
        _ header: borrowing MACHeader, from station: MACAddress, bss: Int, at now: Instant,
        _ out: inout AccessPointOutputs
    ) {
        let index = entry(of: station, bss: bss)
        guard let index, let entry = stations[index], entry.isAssociated || entry.isAnswered else {
            if header.type.carriesData { refuseData(of: station, index, bss: bss, &out) }
            return
        }
        entry.heardAt = now
        if entry.duplicates.isDuplicate(header) { return }
        entry.accounting.input.count(header.frame.byteCount)
        doze(index, header.control.isPowerManagement, &out)
        guard header.type.carriesData, !header.control.hasMoreFragments, header.fragmentNumber == 0 else { return }
        if header.control.isProtected {
            receiveProtected(header, from: index, at: now, &out)
        } else {
            receiveBody(header.body, of: header, from: index, wasProtected: false, at: now, &out)
        }
    }

    /// A station that is authenticated loses its association alone (hostapd, ieee802_11_rx_from_unknown).
    private mutating func refuseData(
        of station: MACAddress, _ index: Int?, bss: Int, _ out: inout AccessPointOutputs
    ) {
        var type = FrameType.deauthentication
        if let index, case .authenticated? = stations[index]?.state { type = .disassociation }
        sendManagement(type, to: station, bss: bss, &out) { frame in
            frame.append(littleEndian: ReasonCode.class3FrameFromNonassociated.rawValue)
        }
    }

    private mutating func receiveProtected(
        _ header: borrowing MACHeader, from index: Int, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        guard let entry = stations[index] else { return }
        var msdu: [UInt8] = []
        swap(&msdu, &plaintext)
        defer { swap(&msdu, &plaintext) }
        msdu.removeAll(keepingCapacity: true)
        guard entry.pairwise?.open(header, to: &msdu) == true else { return }
        receiveBody(msdu.octets, of: header, from: index, wasProtected: true, at: now, &out)
    }

    /// Takes in the MSDU of a frame, or each MSDU of an A-MSDU that is whole and the station's own, as mac80211 does.
    private mutating func receiveBody(
        _ body: RawSpan, of header: borrowing MACHeader, from index: Int, wasProtected: Bool, at now: Instant,
        _ out: inout AccessPointOutputs
    ) {
        guard let destination = header.destination, let source = header.source else { return }
        guard header.holdsAggregate else {
            receiveMSDU(
                body, to: destination, from: source, of: index, wasProtected: wasProtected, at: now, &out)
            return
        }
        guard AMSDUWalk.isGenuine(body) else { return }
        var walk = AMSDUWalk(body)
        while let subframe = try? walk.next() {
            guard subframe.source == source else { continue }
            receiveMSDU(
                subframe.msdu, to: subframe.destination, from: source, of: index, wasProtected: wasProtected, at: now,
                &out)
        }
    }

    /// 01-80-C2-00-00-03, which reaches the nearest PAE (802.1X-2010, 11.1.1).
    private static var paeGroup: MACAddress { MACAddress(0x0180_C200_0003) }

    /// EAPOL is for this BSS or for nobody; what else came through an open port is relayed.
    private mutating func receiveMSDU(
        _ msdu: RawSpan, to destination: MACAddress, from source: MACAddress, of index: Int, wasProtected: Bool,
        at now: Instant, _ out: inout AccessPointOutputs
    ) {
        guard let entry = stations[index] else { return }
        if let eapol = LLC.eapol(in: msdu) {
            guard destination == bsses[entry.bss].configuration.bssid || destination == Self.paeGroup else { return }
            receiveEAPOL(eapol, from: index, at: now, &out)
        } else if entry.isAuthorized, wasProtected || !bsses[entry.bss].configuration.isRSN {
            relay(msdu, to: destination, from: source, bss: entry.bss, &out)
        }
    }

    /// An MSDU goes to the bridge, to a station of the same BSS, or, for a group, to both.
    private mutating func relay(
        _ msdu: RawSpan, to destination: MACAddress, from source: MACAddress, bss: Int, _ out: inout AccessPointOutputs
    ) {
        var frame: [UInt8] = []
        swap(&frame, &ethernet)
        frame.removeAll(keepingCapacity: true)
        frame.appendEthernet(to: destination, from: source, msdu: msdu)
        if destination.isGroup {
            sendToGroup(frame.octets, bss: bss, &out)
            out.forward(bss: bss) { $0.append(contentsOf: frame) }
        } else if let other = entry(of: destination, bss: bss), stations[other]?.isHere == true {
            send(frame.octets, to: other, &out)
        } else {
            out.forward(bss: bss) { $0.append(contentsOf: frame) }
        }
        swap(&frame, &ethernet)
    }

    /// Follows the station's power management bit; what was held goes out when it wakes.
    private mutating func doze(_ index: Int, _ isDozing: Bool, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index] else { return }
        if isDozing {
            guard entry.held == nil else { return }
            entry.held = []
            bsses[entry.bss].dozingStations += 1
        } else if let held = entry.held {
            entry.held = nil
            bsses[entry.bss].dozingStations -= 1
            for frame in held { send(frame.octets, to: index, &out) }
        }
    }

    // MARK: To stations

    /// Takes in an Ethernet frame that the bridge sends out of the port of this BSS.
    public mutating func receive(
        ethernet frame: RawSpan, bss: Int, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        guard frame.byteCount >= 14 else { return }
        let destination = MACAddress(frame, at: 0)
        if destination == bsses[bss].configuration.bssid {
            receivePreauthentication(frame, bss: bss, at: now, &out)
        } else if destination.isGroup {
            sendToGroup(frame, bss: bss, &out)
        } else if let index = entry(of: destination, bss: bss) {
            send(frame, to: index, &out)
        }
    }

    /// Sends to all stations of the BSS, at once or, while one of them dozes, after the next DTIM (802.11-2020, 11.2.3);
    /// where there is no station, nothing goes on the air.
    private mutating func sendToGroup(_ frame: RawSpan, bss: Int, _ out: inout AccessPointOutputs) {
        guard bsses[bss].receivers > 0 else { return }
        if bsses[bss].dozingStations == 0 {
            transmitToGroup(frame, bss: bss, isLast: true, &out)
        } else if bsses[bss].heldForGroups.count < Self.heldGroupFrames {
            bsses[bss].heldForGroups.append(frame.array)
        }
    }

    /// Sends what was held for groups; all but the last frame say that more follow.
    mutating func sendHeldForGroups(bss: Int, _ out: inout AccessPointOutputs) {
        let held = bsses[bss].heldForGroups
        bsses[bss].heldForGroups.removeAll()
        for (index, frame) in held.enumerated() {
            transmitToGroup(frame.octets, bss: bss, isLast: index == held.count - 1, &out)
        }
    }

    /// For whom the BSS holds frames.
    func traffic(bss: Int) -> TrafficIndicationMap {
        let state = bsses[bss]
        var traffic = TrafficIndicationMap(
            dtimCount: state.dtimCount, dtimPeriod: state.elements.dtimPeriod)
        traffic.announcesGroup = state.dtimCount == 0 && !state.heldForGroups.isEmpty
        if state.dozingStations > 0 {
            for entry in stations {
                if let entry, entry.bss == bss, entry.held?.isEmpty == false { traffic.announce(entry.associationID) }
            }
        }
        return traffic
    }

    private mutating func transmitToGroup(
        _ frame: RawSpan, bss: Int, isLast: Bool, _ out: inout AccessPointOutputs
    ) {
        let number = bsses[bss].groupNumbers.take()
        clear.removeAll(keepingCapacity: true)
        clear.appendDataHeader(
            .data, flags: FrameControl.fromDS | (isLast ? 0 : FrameControl.moreData), to: MACAddress(frame, at: 0),
            from: bsses[bss].configuration.bssid, farEnd: MACAddress(frame, at: 6), duration: 0, sequenceNumber: number)
        clear.appendMSDU(ofEthernet: frame)
        let start = out.bytes.count
        var frame: [UInt8] = []
        swap(&frame, &clear)
        if !bsses[bss].configuration.isRSN {
            out.bytes.append(contentsOf: frame)
        } else if let header = try? MACHeader(parsing: frame.octets) {
            bsses[bss].group.protect(header, to: &out.bytes)
        }
        swap(&frame, &clear)
        out.transmit(from: start)
    }

    /// Sends to one station, or holds the frame while it dozes.
    private mutating func send(_ frame: RawSpan, to index: Int, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index], entry.isAuthorized else { return }
        if let held = entry.held {
            if held.count < Self.heldFrames { entry.held?.append(frame.array) }
            return
        }
        beginFrame(
            to: index, farEnd: MACAddress(frame, at: 6), priority: Self.priority(ofEthernet: frame),
            duration: configuration.channel.durationOfData)
        clear.appendMSDU(ofEthernet: frame)
        transmitFrame(to: index, &out)
    }

    /// Sends an EAPOL frame, at priority 7 as hostapd does; encrypted once the station has its pairwise key.
    mutating func sendEAPOL(
        _ index: Int, token: UInt64? = nil, _ out: inout AccessPointOutputs, _ frame: (inout [UInt8]) -> Void
    ) {
        guard let entry = stations[index] else { return }
        beginFrame(
            to: index, farEnd: bsses[entry.bss].configuration.bssid, priority: 7,
            duration: configuration.channel.durationAtLowestRate)
        clear.append(contentsOf: LLC.snapHeader)
        clear.append(bigEndian: LLC.eapol)
        frame(&clear)
        transmitFrame(to: index, token: token, &out)
    }

    /// Puts the header of a frame to a station into ``clear``.
    private mutating func beginFrame(to index: Int, farEnd: MACAddress, priority: UInt8, duration: UInt16) {
        guard let entry = stations[index] else { return }
        let number =
            entry.isQoS
            ? entry.sequence.take(trafficIdentifier: priority)
            : bsses[entry.bss].managementNumbers.take()
        clear.removeAll(keepingCapacity: true)
        clear.appendDataHeader(
            entry.isQoS ? .qosData : .data, flags: FrameControl.fromDS, to: entry.address,
            from: bsses[entry.bss].configuration.bssid, farEnd: farEnd, duration: duration, sequenceNumber: number,
            priority: priority)
    }

    /// Sends the frame in ``clear``, encrypted if the station has its pairwise key.
    private mutating func transmitFrame(to index: Int, token: UInt64? = nil, _ out: inout AccessPointOutputs) {
        let start = out.bytes.count
        var frame: [UInt8] = []
        swap(&frame, &clear)
        // As mac80211 counts: before it encrypts.
        stations[index]?.accounting.output.count(frame.count)
        if stations[index]?.pairwise == nil {
            out.bytes.append(contentsOf: frame)
        } else if let header = try? MACHeader(parsing: frame.octets) {
            _ = stations[index]?.pairwise?.protect(header, to: &out.bytes)
        }
        swap(&frame, &clear)
        out.transmit(from: start, token: token)
    }

    /// The user priority of an IPv4 packet: the three high bits of its DSCP, as cfg80211_classify8021d takes them.
    private static func priority(ofEthernet frame: RawSpan) -> UInt8 {
        guard frame.byteCount >= 16, frame.bigEndian(UInt16.self, at: 12) == 0x0800 else { return 0 }
        return frame.octet(at: 15) >> 5
    }
}
