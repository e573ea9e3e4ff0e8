internal import Dot11
internal import Handshakes
internal import Octets
internal import RSN
public import Timeline

/// Data: MPDUs to Ethernet frames and back.
extension Station {
    /// Takes in an Ethernet frame of the host; dropped while the link is down, kept while a scan is away.
    public mutating func send(ethernet frame: RawSpan, at now: Instant, _ out: inout StationOutputs) {
        guard frame.byteCount >= 14, link?.isAuthorized == true else { return }
        if scanning?.isAway == true || channelSwitch?.change.blocksTransmission == true { return held.append(frame) }
        transmit(ethernet: frame, &out)
    }

    /// What was held back while a scan was away.
    mutating func sendHeldFrames(_ out: inout StationOutputs) {
        let frames = held
        held = HeldFrames()
        for range in frames.ranges { transmit(ethernet: frames.octets.octets.extracting(range), &out) }
    }

    private mutating func transmit(ethernet frame: RawSpan, _ out: inout StationOutputs) {
        sendData(to: MACAddress(frame, at: 0), priority: UInt8(userPriorityOfEthernet: frame), &out) {
            $0.appendMSDU(ofEthernet: frame)
        }
    }

    /// Sends an EAPOL frame, with the priority of management as mac80211 gives it.
    mutating func sendEAPOL(_ out: inout StationOutputs, _ frame: (inout [UInt8]) -> Void) {
        guard let bssid = link?.bss.bssid else { return }
        sendData(to: bssid, priority: 7, &out) {
            $0.append(contentsOf: LLC.snapHeader)
            $0.append(bigEndian: LLC.eapol)
            frame(&$0)
        }
    }

    /// Sends an MSDU to the distribution system, encrypted once there is a pairwise key.
    mutating func sendData(
        to destination: MACAddress, priority: UInt8, _ out: inout StationOutputs, _ msdu: (inout [UInt8]) -> Void
    ) {
        guard let bssid = link?.bss.bssid, let usesQoS = link?.bss.supportsWMM, let security = link?.security else {
            return
        }
        let number = usesQoS ? dataSequenceNumbers.take(trafficIdentifier: priority) : takeSequenceNumber()
        func write(_ duration: UInt16, into frame: inout [UInt8]) {
            frame.appendDataHeader(
                usesQoS ? .qosData : .data, flags: FrameControl.toDS, to: bssid, from: configuration.address,
                farEnd: destination, duration: duration, sequenceNumber: number, priority: priority)
            msdu(&frame)
        }
        let start = out.bytes.count
        guard keys.hasPairwiseKey else {
            let isOpen = security == .open
            write(isOpen ? channel.durationOfData : channel.durationAtLowestRate, into: &out.bytes)
            return out.transmit(from: start)
        }
        var frame: [UInt8] = []
        swap(&frame, &clear)
        frame.removeAll(keepingCapacity: true)
        write(channel.durationOfData, into: &frame)
        if let header = try? MACHeader(parsing: frame.octets), keys.protect(header, to: &out.bytes) {
            out.transmit(from: start)
        }
        swap(&frame, &clear)
    }

    /// Tells the AP that the station dozes, so that it buffers, or is awake again (802.11-2020, 11.2.3).
    mutating func sendQoSNull(dozing: Bool, _ out: inout StationOutputs) {
        guard case .associated = phase else { return }
        let start = out.bytes.count
        appendNull(dozing: dozing, to: &out.bytes)
        out.transmit(from: start)
    }

    mutating func appendNull(dozing: Bool, to frame: inout [UInt8]) {
        guard let link else { return }
        // Null frames take no number of their own (802.11-2020, 10.3.2.14.2).
        frame.appendDataHeader(
            link.bss.supportsWMM ? .qosNull : .null,
            flags: FrameControl.toDS | (dozing ? FrameControl.powerManagement : 0),
            to: link.bss.bssid, from: configuration.address, farEnd: link.bss.bssid,
            duration: channel.durationOfData, sequenceNumber: link.bss.supportsWMM ? 0 : takeSequenceNumber(),
            priority: 7)
    }

    /// Takes in a data frame of the AP.
    mutating func receiveData(_ header: borrowing MACHeader, at now: Instant, _ out: inout StationOutputs) {
        guard header.control.isFromDS, !header.control.isToDS, case .associated = phase,
            let destination = header.destination, let source = header.source,
            // The AP sends the station's own group frames to everybody (802.11-2020, 10.3.6).
            source != configuration.address,
            // Nobody was told that the station takes fragments or A-MSDUs.
            !header.control.hasMoreFragments, header.fragmentNumber == 0, !header.holdsAggregate
        else { return }
        guard header.control.isProtected else {
            return receiveMSDU(header.body, wasProtected: false, to: destination, from: source, at: now, &out)
        }
        // Taken out, because what is in it moves the station.
        var opened: [UInt8] = []
        swap(&opened, &clear)
        opened.removeAll(keepingCapacity: true)
        if keys.open(header, to: &opened) {
            receiveMSDU(opened.octets, wasProtected: true, to: destination, from: source, at: now, &out)
        }
        swap(&opened, &clear)
    }

    private mutating func receiveMSDU(
        _ msdu: RawSpan, wasProtected: Bool, to destination: MACAddress, from source: MACAddress, at now: Instant,
        _ out: inout StationOutputs
    ) {
        if let eapol = LLC.eapol(in: msdu) {
            guard !destination.isGroup else { return }
            return receiveEAPOL(eapol, at: now, &out)
        }
        guard isAuthorized, wasProtected || link?.security == .open else { return }
        if LLC.etherType(of: msdu) == LLC.preauthentication, destination == configuration.address {
            return receivePreauthentication(msdu.extracting(8..<msdu.byteCount), from: source, at: now, &out)
        }
        let start = out.bytes.count
        out.bytes.appendEthernet(to: destination, from: source, msdu: msdu)
        out.steps.append(.deliver(start..<out.bytes.count))
    }

    /// The keys go, and the host's link with them.
    mutating func dropKeys(_ out: inout StationOutputs) {
        channelSwitch = nil
        beaconMonitor.end()
        backgroundScan = nil
        if link?.isAuthorized == true { out.steps.append(.link(isUp: false)) }
        link?.progress = .waiting
        keys = LinkKeys()
        saQuery = SAQuery()
        preauthentication = nil
        preauthenticationPeer = nil
        preauthenticationCandidates.removeAll()
        preauthenticateAt = nil
        held = HeldFrames()
    }
}
