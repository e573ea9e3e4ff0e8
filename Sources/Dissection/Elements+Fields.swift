internal import Dot11
internal import Octets
internal import RSN

extension PacketDissection {
    /// Adds elements; those of key data are read alike, and are not named in the Info column.
    ///
    /// - Parameter isAssociation: whether they are those of a (Re)Association frame, which are encrypted behind a FILS
    ///   Session element (802.11-2020, 12.11.2.6).
    mutating func addElements(_ octets: RawSpan, _ place: Place, namesSSID: Bool, isAssociation: Bool = false) {
        var walk = ElementWalk(octets)
        var isSSIDNamed = !namesSSID
        do throws(ParseError) {
            while let element = try walk.next() {
                let bodyPlace = place.advanced(by: element.offset + 2)
                let start = element.offset
                add(.wlanTag, .none, place, start..<start + 2 + element.body.byteCount)
                add(.wlanTagNumber, element.id.rawValue, place, start..<start + 1)
                add(.wlanTagLength, element.body.byteCount, place, start + 1..<start + 2)
                if element.id == .ssid, !isSSIDNamed {
                    isSSIDNamed = true
                    nameSSID(element.body)
                }
                addElement(element, bodyPlace)
                if isAssociation, element.id == .extension255, element.body.byteCount == 9,
                    element.body.octet(at: 0) == 4
                {
                    return
                }
            }
        } catch {
            // Key data may end in padding (802.11-2020, 12.7.2).
            if namesSSID { markMalformed("802.11") }
        }
    }

    private mutating func nameSSID(_ ssid: RawSpan) {
        guard ssid.byteCount > 0 else { return info += ", SSID=Wildcard (Broadcast)" }
        info += ", SSID=\""
        info.append(escaped: ssid.array)
        info += "\""
    }

    private mutating func addElement(_ element: borrowing Element, _ place: Place) {
        let body = element.body
        switch element.id {
        case .ssid: add(.wlanSsid, place, 0..<body.byteCount)
        case .supportedRates:
            for index in 0..<body.byteCount {
                add(.wlanSupportedRates, body.octet(at: index), place, index..<index + 1)
            }
        case .extendedSupportedRates:
            for index in 0..<body.byteCount {
                add(.wlanExtendedSupportedRates, body.octet(at: index), place, index..<index + 1)
            }
        case .dsssParameterSet:
            if body.byteCount > 0 { add(.wlanDsCurrentChannel, body.octet(at: 0), place, 0..<1) }
        case .country:
            if body.byteCount >= 2 { add(.wlanCountryInfoCode, place, 0..<2) }
        case .rsn: addRSN(body, place)
        case .mobilityDomain:
            guard body.byteCount >= 3 else { return }
            add(.wlanMobilityDomainMdid, body.littleEndian(UInt16.self, at: 0), place, 0..<2)
            add(.wlanMobilityDomainFtCapab, body.octet(at: 2), place, 2..<3)
        case .fastBSSTransition: addFastTransition(body, place)
        case .vendorSpecific: addVendorSpecific(body, place)
        default: break
        }
    }

    /// The RSN element (802.11-2020, 9.4.2.24), as far as it goes.
    private mutating func addRSN(_ body: RawSpan, _ place: Place) {
        var reader = OctetReader(body)
        do throws(ParseError) {
            add(.wlanRsnVersion, try reader.littleEndian(UInt16.self, "version"), place, 0..<2)
            try addSelector(&reader, place, .wlanRsnGcs, .wlanRsnGcsOui, .wlanRsnGcsType)
            for isAKM in [false, true] {
                let count = try reader.littleEndian(UInt16.self, "suite count")
                let start = reader.position
                add(isAKM ? .wlanRsnAkmsCount : .wlanRsnPcsCount, count, place, start - 2..<start)
                try reader.require(4 * Int(count), "suites")
                add(isAKM ? .wlanRsnAkmsList : .wlanRsnPcsList, .none, place, start..<start + 4 * Int(count))
                for _ in 0..<count {
                    if isAKM {
                        try addSelector(&reader, place, .wlanRsnAkms, .wlanRsnAkmsOui, .wlanRsnAkmsType)
                    } else {
                        try addSelector(&reader, place, .wlanRsnPcs, .wlanRsnPcsOui, .wlanRsnPcsType)
                    }
                }
            }
            let raw = try reader.littleEndian(UInt16.self, "RSN capabilities")
            addRSNCapabilities(raw, place, reader.position - 2..<reader.position)
            guard !reader.isAtEnd else { return }
            let count = Int(try reader.littleEndian(UInt16.self, "PMKID count"))
            let first = reader.position
            add(.wlanRsnPmkidCount, count, place, first - 2..<first)
            try reader.require(16 * count, "PMKIDs")
            if count > 0 { add(.wlanRsnPmkidList, .none, place, first..<first + 16 * count) }
            for _ in 0..<count {
                let start = reader.position
                pmkids.append(PMKID(body, at: start))
                try reader.skip(16, "PMKID")
                add(.wlanPmkidAkms, place, start..<start + 16)
            }
            guard !reader.isAtEnd else { return }
            try addSelector(&reader, place, .wlanRsnGmcs, .wlanRsnGmcsOui, .wlanRsnGmcsType)
        } catch {}  // What is there was added.
    }

    private mutating func addRSNCapabilities(_ raw: UInt16, _ place: Place, _ octets: Range<Int>) {
        add(.wlanRsnCapabilities, raw, place, octets)
        add(.wlanRsnCapabilitiesPreauth, raw & 0x01 != 0, place, octets)
        add(.wlanRsnCapabilitiesNoPairwise, raw & 0x02 != 0, place, octets)
        add(.wlanRsnCapabilitiesPtksaReplayCounter, raw >> 2 & 3, place, octets)
        add(.wlanRsnCapabilitiesGtksaReplayCounter, raw >> 4 & 3, place, octets)
        add(.wlanRsnCapabilitiesMfpr, raw & 0x40 != 0, place, octets)
        add(.wlanRsnCapabilitiesMfpc, raw & 0x80 != 0, place, octets)
    }

    private mutating func addSelector(
        _ reader: inout OctetReader, _ place: Place, _ field: Field, _ oui: Field, _ type: Field
    ) throws(ParseError) {
        let selector = try reader.bigEndian(UInt32.self, "suite selector")
        let start = reader.position - 4
        add(field, selector, place, start..<start + 4)
        add(oui, selector >> 8, place, start..<start + 3)
        add(type, selector & 0xFF, place, start + 3..<start + 4)
    }

    /// The Fast BSS Transition element (802.11-2020, 9.4.2.47).
    private mutating func addFastTransition(_ body: RawSpan, _ place: Place) {
        guard body.byteCount >= 82 else { return }
        add(.wlanFtMicControl, body.littleEndian(UInt16.self, at: 0), place, 0..<2)
        add(.wlanFtMic, place, 2..<18)
        add(.wlanFtAnonce, place, 18..<50)
        add(.wlanFtSnonce, place, 50..<82)
        var walk = ElementWalk(body.extracting(82..<body.byteCount))
        while let part = try? walk.next() {
            let start = 82 + part.offset + 2
            add(.wlanFtSubelemId, part.id.rawValue, place, start - 2..<start - 1)
            add(.wlanFtSubelemLen, part.body.byteCount, place, start - 1..<start)
            switch part.id.rawValue {
            case 1: add(.wlanFtSubelemR1khId, place, start..<start + part.body.byteCount)
            case 3: add(.wlanFtSubelemR0khId, place, start..<start + part.body.byteCount)
            default: break
            }
        }
    }

    /// A vendor's element, or a KDE, which has its form (802.11-2020, 12.7.2, Table 12-9).
    private mutating func addVendorSpecific(_ body: RawSpan, _ place: Place) {
        guard body.byteCount >= 4 else { return }
        let selector = body.bigEndian(UInt32.self, at: 0)
        add(.wlanTagOui, selector >> 8, place, 0..<3)
        add(.wlanTagVendorOuiType, selector & 0xFF, place, 3..<4)
        guard selector >> 8 == 0x000F_AC else { return }
        add(.wlanRsnIeKdeDataType, selector & 0xFF, place, 3..<4)
        if selector & 0xFF == 4, body.byteCount >= 20 {
            pmkids.append(PMKID(body, at: 4))
            add(.wlanRsnIePmkid, place, 4..<20)
        }
    }
}

extension String {
    /// Appends octets as UTF-8, with everything escaped that could move a terminal's cursor or is no character.
    mutating func append(escaped octets: [UInt8]) {
        for scalar in String(decoding: octets, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x22, 0x5C:
                append("\\")
                unicodeScalars.append(scalar)
            case 0x00: append("\\0")
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0x20...0x7E, 0xA1...0x2027, 0x2030...0x2065, 0x2070...: unicodeScalars.append(scalar)
            default: append("\\u{\(String(scalar.value, radix: 16))}")
            }
        }
    }
}
