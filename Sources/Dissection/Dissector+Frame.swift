internal import Dot11
internal import Octets

extension Dissector {
    /// Reads the 802.11 frame that begins at `start` of a packet and ends before `checkLength` octets of FCS.
    ///
    /// - Parameter hasPadding: whether the body is aligned to four octets behind the header (radiotap's data padding).
    mutating func dissectFrame(
        _ packet: RawSpan, from start: Int, padding hasPadding: Bool = false, checkLength: Int = 0,
        _ row: inout PacketDissection
    ) {
        row.protocolName = "802.11"
        let end = packet.byteCount - checkLength
        let place = Place(start: start)
        guard start <= end, let header = try? MACHeader(parsing: packet.extracting(start..<end)) else {
            return row.markMalformed("802.11")
        }
        row.addHeader(header, place)
        if checkLength == 4 { row.add(.wlanFcs, packet.littleEndian(UInt32.self, at: end)) }
        let type = header.type
        let flags = header.control.infoFlags(hasCheckSequence: checkLength > 0)
        if type.isControl {
            row.info = type.infoName
            if type.rawValue == 0x15, header.frame.byteCount > 16 {
                let token = header.frame.octet(at: 16)
                row.info += ", Sounding Dialog Token=\(token & 0xFC)"
            }
            row.info += ", Flags=" + flags
            return
        }
        row.info =
            "\(type.infoName), SN=\(header.sequenceNumber), FN=\(header.fragmentNumber), Flags=\(flags)"
        let bodyStart = hasPadding ? (header.length + 3) & ~3 : header.length
        guard bodyStart <= header.frame.byteCount else { return row.markMalformed("802.11") }
        let body = header.frame.extracting(bodyStart..<header.frame.byteCount)
        let bodyPlace = place.advanced(by: bodyStart)
        if header.control.isProtected {
            row.addData(body, bodyPlace)
        } else if type.isManagement {
            row.addManagement(type, body, bodyPlace)
        } else if type.carriesData, header.fragmentNumber == 0, !header.control.hasMoreFragments {
            dissectMSDU(body, bodyPlace, isAggregate: header.holdsAggregate, &row)
        }
    }

    private mutating func dissectMSDU(
        _ body: RawSpan, _ place: Place, isAggregate: Bool, _ row: inout PacketDissection
    ) {
        guard isAggregate else { return dissectLLC(body, place, &row) }
        // Of an A-MSDU the first subframe is read: addresses, length, MSDU (802.11-2020, 9.3.2.2.2).
        guard body.byteCount >= 14 else { return row.markMalformed("802.11") }
        let end = 14 + Int(body.bigEndian(UInt16.self, at: 12))
        guard end <= body.byteCount else { return row.markMalformed("802.11") }
        dissectLLC(body.extracting(14..<end), place.advanced(by: 14), &row)
    }
}

extension PacketDissection {
    /// Adds octets whose meaning is not known, or encrypted.
    mutating func addData(_ octets: RawSpan, _ place: Place) {
        guard octets.byteCount > 0 else { return }
        add(.data, place, 0..<octets.byteCount)
        add(.dataLen, octets.byteCount)
    }

    /// Adds the MAC header and the ends of the frame's way.
    mutating func addHeader(_ header: borrowing MACHeader, _ place: Place) {
        let control = header.control
        let type = header.type
        let isPowerSavePoll = type.rawValue == 0x1A
        duration = isPowerSavePoll || header.duration & 0x8000 != 0 ? nil : header.duration
        if type.isControl {
            destination = .receiver(header.receiver)
            source = header.transmitter.map { .transmitter($0) } ?? .none
        } else {
            destination = header.destination.map { .address($0) } ?? .none
            source = header.source.map { .address($0) } ?? .none
        }
        guard gathersFields else { return }
        add(.wlan, place, 0..<header.frame.byteCount)
        addFrameControl(control, header.frame.bigEndian(UInt16.self, at: 0))
        if let duration { add(.wlanDuration, duration) }
        addAddresses(header)
        guard !type.isControl else { return }
        add(.wlanFrag, header.fragmentNumber)
        add(.wlanSeq, header.sequenceNumber)
        if let offset = header.qosControlOffset {
            add(.wlanQos, header.frame.littleEndian(UInt16.self, at: offset))
            add(.wlanQosTid, header.trafficIdentifier)
            add(.wlanQosPriority, header.trafficIdentifier & 7)
            if type.carriesData { add(.wlanQosAmsdupresent, header.holdsAggregate) }
        }
    }

    private mutating func addFrameControl(_ control: FrameControl, _ onAir: UInt16) {
        let type = control.type.rawValue
        let flags = UInt8(control.rawValue >> 8)
        add(.wlanFcTypeSubtype, type)
        add(.wlanFc, onAir)
        add(.wlanFcVersion, control.version)
        add(.wlanFcType, type >> 4)
        add(.wlanFcSubtype, type & 0x0F)
        add(.wlanFlags, flags)
        add(.wlanFcDs, flags & 3)
        add(.wlanFcTods, control.isToDS)
        add(.wlanFcFromds, control.isFromDS)
        add(.wlanFcFrag, control.hasMoreFragments)
        add(.wlanFcRetry, control.isRetry)
        add(.wlanFcPwrmgt, control.isPowerManagement)
        add(.wlanFcMoredata, flags & 0x20 != 0)
        add(.wlanFcProtected, control.isProtected)
        add(.wlanFcOrder, flags & 0x80 != 0)
    }

    private mutating func addAddresses(_ header: borrowing MACHeader) {
        let type = header.type
        // PS-Poll names the BSSID first, CF-End last (802.11-2020, 9.3.1.5 and 9.3.1.6).
        if type.rawValue == 0x1A { add(.wlanBssid, header.receiver) } else { add(.wlanRa, header.receiver) }
        if let transmitter = header.transmitter {
            let isEnd = type.rawValue == 0x1E || type.rawValue == 0x1F
            add(isEnd ? .wlanBssid : .wlanTa, transmitter)
        }
        if !type.isControl {
            if let destination = header.destination { add(.wlanDa, destination) }
            if let source = header.source { add(.wlanSa, source) }
            if let bssid = header.bssid { add(.wlanBssid, bssid) }
        }
        add(.wlanAddr, header.receiver)
        if let transmitter = header.transmitter { add(.wlanAddr, transmitter) }
        if !type.isControl, let third = header.address3 { add(.wlanAddr, third) }
        if let fourth = header.source, header.control.isToDS, header.control.isFromDS { add(.wlanAddr, fourth) }
    }
}
