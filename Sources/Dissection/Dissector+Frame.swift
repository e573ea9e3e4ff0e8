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
        let bodyStart = hasPadding ? (header.length + 3) & ~3 : header.length
        row.addHeader(header, place, length: bodyStart)
        if checkLength == 4 { row.add(.wlanFcs, packet.littleEndian(UInt32.self, at: end), Place(start: end), 0..<4) }
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
        guard bodyStart <= header.frame.byteCount else { return row.markMalformed("802.11") }
        let body = header.frame.extracting(bodyStart..<header.frame.byteCount)
        let bodyPlace = place.advanced(by: bodyStart)
        if header.control.isProtected {
            let header = body.cipherHeaderLength
            row.addData(body.extracting(header..<body.byteCount), bodyPlace.advanced(by: header))
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

extension RawSpan {
    /// Octets that a cipher puts before the encrypted ones of a frame's body: eight with the ExtIV bit, WEP's four without
    /// (802.11-2020, 12.3.2 and 12.5.3.2).
    fileprivate var cipherHeaderLength: Int {
        guard byteCount >= 4 else { return 0 }
        return Swift.min(octet(at: 3) & 0x20 != 0 ? 8 : 4, byteCount)
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
    mutating func addHeader(_ header: borrowing MACHeader, _ place: Place, length: Int) {
        let control = header.control
        let type = header.type
        frameType = type.rawValue
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
        let frame = header.frame
        var length = length
        // An NDP Announcement's token and first STA Info (802.11-2020, 9.3.1.19).
        if type.rawValue == 0x15 { length = min(length + 3, frame.byteCount) }
        if control.isProtected, length <= frame.byteCount {
            length += frame.extracting(length..<frame.byteCount).cipherHeaderLength
        }
        add(.wlan, place, 0..<frame.byteCount, header: length)
        addFrameControl(control, header.frame.bigEndian(UInt16.self, at: 0), place)
        if let duration { add(.wlanDuration, duration, place, 2..<4) }
        addAddresses(header, place)
        guard !type.isControl else { return }
        add(.wlanFrag, header.fragmentNumber, place, 22..<24)
        add(.wlanSeq, header.sequenceNumber, place, 22..<24)
        if let offset = header.qosControlOffset {
            let octets = offset..<offset + 2
            add(.wlanQos, header.frame.littleEndian(UInt16.self, at: offset), place, octets)
            add(.wlanQosTid, header.trafficIdentifier, place, octets)
            add(.wlanQosPriority, header.trafficIdentifier & 7, place, octets)
            if type.carriesData { add(.wlanQosAmsdupresent, header.holdsAggregate, place, octets) }
        }
    }

    private mutating func addFrameControl(_ control: FrameControl, _ onAir: UInt16, _ place: Place) {
        let type = control.type.rawValue
        let flags = UInt8(control.rawValue >> 8)
        add(.wlanFcTypeSubtype, type, place, 0..<1)
        add(.wlanFc, onAir, place, 0..<2)
        add(.wlanFcVersion, control.version, place, 0..<1)
        add(.wlanFcType, type >> 4, place, 0..<1)
        add(.wlanFcSubtype, type & 0x0F, place, 0..<1)
        add(.wlanFlags, flags, place, 1..<2)
        add(.wlanFcDs, flags & 3, place, 1..<2)
        add(.wlanFcTods, control.isToDS, place, 1..<2)
        add(.wlanFcFromds, control.isFromDS, place, 1..<2)
        add(.wlanFcFrag, control.hasMoreFragments, place, 1..<2)
        add(.wlanFcRetry, control.isRetry, place, 1..<2)
        add(.wlanFcPwrmgt, control.isPowerManagement, place, 1..<2)
        add(.wlanFcMoredata, flags & 0x20 != 0, place, 1..<2)
        add(.wlanFcProtected, control.isProtected, place, 1..<2)
        add(.wlanFcOrder, flags & 0x80 != 0, place, 1..<2)
    }

    private mutating func addAddresses(_ header: borrowing MACHeader, _ place: Place) {
        let type = header.type
        let (first, second, third, fourth) = (4..<10, 10..<16, 16..<22, 24..<30)
        // PS-Poll names the BSSID first, CF-End last (802.11-2020, 9.3.1.5 and 9.3.1.6).
        add(type.rawValue == 0x1A ? .wlanBssid : .wlanRa, header.receiver, place, first)
        if let transmitter = header.transmitter {
            let isEnd = type.rawValue == 0x1E || type.rawValue == 0x1F
            add(isEnd ? .wlanBssid : .wlanTa, transmitter, place, second)
        }
        if !type.isControl {
            // Which of the addresses is which depends on the way to and from the DS (802.11-2020, Table 9-30).
            let (isToDS, isFromDS) = (header.control.isToDS, header.control.isFromDS)
            if let destination = header.destination {
                add(.wlanDa, destination, place, isToDS ? third : first)
            }
            if let source = header.source {
                add(.wlanSa, source, place, isFromDS ? (isToDS ? fourth : third) : second)
            }
            if let bssid = header.bssid {
                add(.wlanBssid, bssid, place, isToDS ? first : isFromDS ? second : third)
            }
        }
        add(.wlanAddr, header.receiver, place, first)
        if let transmitter = header.transmitter { add(.wlanAddr, transmitter, place, second) }
        if !type.isControl, let address = header.address3 { add(.wlanAddr, address, place, third) }
        if let source = header.source, header.control.isToDS, header.control.isFromDS {
            add(.wlanAddr, source, place, fourth)
        }
    }
}
