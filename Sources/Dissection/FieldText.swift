internal import Dot11
internal import Octets

/// The lines that a field tree has for the fields of one packet, as Wireshark 4.0 writes them.
struct FieldText {
    let row: PacketDissection
    let names: VendorNames

    /// The line of the field at an index: "1000 .... = Subtype: 8".
    func line(_ index: Int, _ packet: RawSpan) -> String {
        let occurrence = row.occurrences[index]
        let field = occurrence.field
        if let whole = whole(index, packet) { return whole }
        var prefix = ""
        if let bits = field.bits, case .number(let number) = occurrence.value {
            prefix = bits.text(field.shownInBits(number))
        }
        if field == .wlanSsid { return "SSID: \(ssid(occurrence, packet) ?? "<MISSING>")" }
        guard field.type != .protocol, field.type != .none else { return field.title }
        return "\(prefix)\(field.shownTitle): \(value(occurrence, packet))"
    }

    // MARK: Values

    private func value(_ occurrence: FieldOccurrence, _ packet: RawSpan) -> String {
        let field = occurrence.field
        switch occurrence.value {
        case .number(let number): return self.number(number, field, occurrence, packet)
        case .double(let number):
            return field == .radiotapDatarate || field == .wlanRadioDataRate ? "\(number) Mb/s" : "\(number)"
        case .address(let address): return named(address)
        case .octets(let range) where field.type == .octets:
            // Wireshark cuts a long value off.
            return row.withOctets(range, of: packet) { octets in
                octets.byteCount > 36 ? octets.extracting(0..<36).hexadecimal + "…" : octets.hexadecimal
            }
        default: return occurrence.text(row, packet)
        }
    }

    private func number(
        _ number: Int64, _ field: Field, _ occurrence: FieldOccurrence, _ packet: RawSpan
    ) -> String {
        let digits = field.hexadecimalDigits
        let text = digits.map { Self.hexadecimal(number, $0) } ?? occurrence.text(row, packet)
        switch field {
        case .wlanRsnGcs, .wlanRsnPcs, .wlanRsnAkms, .wlanRsnGmcs: return suite(number, isAKM: field == .wlanRsnAkms)
        case .wlanTagOui, .wlanRsnGcsOui, .wlanRsnPcsOui, .wlanRsnAkmsOui, .wlanRsnGmcsOui, .llcOui:
            return organization(number)
        case .wlanRsnGcsType, .wlanRsnPcsType, .wlanRsnAkmsType, .wlanRsnGmcsType, .rsnaKeyInfoKeydesVersion:
            return "\(field.label(of: number) ?? "Unknown") (\(text))"
        case .wlanSupportedRates, .wlanExtendedSupportedRates:
            return "\(rate(number)) (\(Self.hexadecimal(number, 2)))"
        case .wlanDuration: return "\(text) microseconds"
        case .wlanFixedBeacon:
            let microseconds = String(number * 1024 % 1_000_000)
            let fraction = String(repeating: "0", count: 6 - microseconds.utf8.count) + microseconds
            return "\(number * 1024 / 1_000_000).\(fraction) [Seconds]"
        case .radiotapDbmAntsignal, .radiotapDbmAntnoise, .wlanRadioSignalDbm: return "\(text) dBm"
        case .wlanRadioFrequency: return "\(text)MHz"
        case .radiotapChannelFreq:
            guard let channel = Channel(frequency: UInt16(clamping: number)).number else { return text }
            return "\(text) [\(number < 4000 ? "BG" : "A") \(channel)]"
        case .radiotapChannelFlags: return ([text] + Self.channelFlags(number)).joined(separator: ", ")
        case .frameTimeEpoch, .frameTimeRelative, .frameTimeDelta: return "\(text) seconds"
        case .frameLen, .frameCapLen: return "\(number) bytes (\(8 * number) bits)"
        case .ipHdrLen: return "\(number) bytes (\(number / 4))"
        case .radiusId: return "\(Self.hexadecimal(number, 1)) (\(number))"
        case .ipId: return "\(text) (\(number))"
        case .ipChecksum: return "\(text) [validation disabled]"
        case .udpChecksum, .wlanFcs: return "\(text) [unverified]"
        case .llcControl where number == 3: return "U, func=UI (\(text))"
        default: break
        }
        guard let label = field.label(of: number) else { return text }
        return field.type == .boolean ? label : "\(label) (\(text))"
    }

    private func named(_ address: MACAddress) -> String {
        let name = names.name(of: address)
        return "\(name) (\(address))"
    }

    /// "00:0f:ac (Ieee 802.11)".
    private func organization(_ number: Int64) -> String {
        let octets = [16, 8, 0].map { Self.hexadecimal(number >> $0 & 0xFF, 2).dropFirst(2) }.joined(separator: ":")
        return names.organization(of: UInt64(number)).map { "\(octets) (\($0))" } ?? octets
    }

    /// "00:0f:ac (Ieee 802.11) AES (CCM)".
    private func suite(_ number: Int64, isAKM: Bool) -> String {
        let type = UInt8(truncatingIfNeeded: number)
        let names = isAKM ? Field.akmNames : Field.cipherNames
        let name = number >> 8 == 0x000F_AC ? names[type] : nil
        return "\(organization(number >> 8)) \(name ?? "Unknown \(type)")"
    }

    /// "5.5(B)": Mbit/s, B where the rate is a basic one.
    private func rate(_ number: Int64) -> String {
        let rate = number & 0x7F
        return "\(rate / 2)\(rate.isMultiple(of: 2) ? "" : ".5")\(number & 0x80 == 0 ? "" : "(B)")"
    }

    private func ssid(_ occurrence: FieldOccurrence, _ packet: RawSpan) -> String? {
        guard case .octets(let range) = occurrence.value, range.count > 0 else { return nil }
        var text = "\""
        row.withOctets(range, of: packet) { text.append(escaped: $0.array) }
        return text + "\""
    }

    static func hexadecimal(_ number: Int64, _ digits: Int) -> String {
        let text = String(UInt64(bitPattern: number), radix: 16)
        return "0x" + String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    private static func channelFlags(_ number: Int64) -> [String] {
        let flags: [(bit: Int64, name: String)] = [
            (0x20, "Complementary Code Keying (CCK)"),
            (0x40, "Orthogonal Frequency-Division Multiplexing (OFDM)"), (0x80, "2 GHz spectrum"),
            (0x100, "5 GHz spectrum"), (0x200, "Passive"), (0x400, "Dynamic CCK-OFDM"),
        ]
        return flags.filter { number & $0.bit != 0 }.map(\.name)
    }

    // MARK: Lines that say more than their field

    private func whole(_ index: Int, _ packet: RawSpan) -> String? {
        let occurrence = row.occurrences[index]
        switch occurrence.field {
        case .frame:
            guard let captured = number(of: .frameCapLen, after: index) else { return nil }
            return "Frame \(row.number): \(row.length) bytes on wire (\(8 * row.length) bits), "
                + "\(captured) bytes captured (\(8 * captured) bits)"
        case .radiotap:
            guard let version = number(of: .radiotapVersion, after: index) else { return nil }
            return "Radiotap Header v\(version), Length \(occurrence.range.count)"
        case .wlan:
            guard let type = number(of: .wlanFcTypeSubtype, after: index).flatMap({ UInt8(exactly: $0) }),
                let flags = number(of: .wlanFlags, after: index).flatMap({ UInt16(exactly: $0) })
            else { return nil }
            let hasCheck = row.occurrences.contains { $0.field == .wlanFcs }
            let drawn = FrameControl(rawValue: flags << 8).infoFlags(hasCheckSequence: hasCheck)
            return "IEEE 802.11 \(FrameType(rawValue: type).infoName), Flags: \(drawn)"
        case .eth:
            // A length stands where Ethernet II has a type; Wireshark ends the line with a space.
            if number(of: .ethType, after: index) == nil { return "IEEE 802.3 Ethernet " }
            guard let destination = address(of: .ethDst, after: index), let source = address(of: .ethSrc, after: index)
            else { return nil }
            return "Ethernet II, Src: \(named(source)), Dst: \(named(destination))"
        case .ip:
            guard let source = text(of: .ipSrc, after: index, packet),
                let destination = text(of: .ipDst, after: index, packet)
            else { return nil }
            return "Internet Protocol Version 4, Src: \(source), Dst: \(destination)"
        case .udp:
            guard let source = number(of: .udpSrcport, after: index),
                let destination = number(of: .udpDstport, after: index)
            else { return nil }
            return "User Datagram Protocol, Src Port: \(source), Dst Port: \(destination)"
        case .wlanFixedAll, .wlanTaggedAll: return "\(occurrence.field.title) (\(occurrence.range.count) bytes)"
        case .wlanRsnPcsList: return list(index, .wlanRsnPcs)
        case .wlanRsnAkmsList: return list(index, .wlanRsnAkms)
        case .wlanTag: return element(index, packet)
        case .radiusAvp:
            let segments = row.occurrences.indices.filter {
                row.occurrences[$0].field == .radiusAvp && isEAPMessage(row.occurrences[$0], packet)
            }
            let number = segments.firstIndex(of: index).map { $0 + 1 } ?? 0
            return row.withOctets(occurrence.range, of: packet) {
                $0.byteCount >= 2
                    ? RADIUSAttributeText.line($0, segment: (number, number == segments.count)) : nil
            }
        case .tlsRecord: return record(index)
        case .tlsHandshake:
            let type = number(of: .tlsHandshakeType, after: index, within: occurrence.range)
            let name = type.map { Field.tlsHandshakeType.label(of: $0) ?? "Unknown" } ?? "Encrypted Handshake Message"
            return "Handshake Protocol: \(name)"
        case .malformed: return "[Malformed Packet: \(row.protocolName == "802.11" ? "IEEE 802.11" : row.protocolName)]"
        default: return nil
        }
    }

    private func isEAPMessage(_ occurrence: FieldOccurrence, _ packet: RawSpan) -> Bool {
        row.withOctets(occurrence.range, of: packet) { $0.byteCount > 0 && $0.octet(at: 0) == 79 }
    }

    /// "Pairwise Cipher Suite List 00:0f:ac (Ieee 802.11) AES (CCM)".
    private func list(_ index: Int, _ member: Field) -> String {
        let range = row.occurrences[index].range
        var text = row.occurrences[index].field.title
        for occurrence in row.occurrences[(index + 1)...] {
            guard occurrence.range.start < range.start + range.count else { break }
            if occurrence.field == member, case .number(let number) = occurrence.value {
                text += " " + suite(number, isAKM: member == .wlanRsnAkms)
            }
        }
        return text
    }

    /// "Tag: SSID parameter set: "okctest1"".
    private func element(_ index: Int, _ packet: RawSpan) -> String? {
        let range = row.occurrences[index].range
        guard let id = number(of: .wlanTagNumber, after: index).flatMap({ UInt8(exactly: $0) }) else { return nil }
        let name = Field.elementNames[id] ?? "Tag \(id)"
        func all(_ field: Field) -> [FieldOccurrence] {
            row.occurrences[(index + 1)...].prefix { $0.range.start < range.start + range.count }
                .filter { $0.field == field }
        }
        func numbers(_ field: Field) -> [Int64] {
            all(field).compactMap { if case .number(let number) = $0.value { number } else { nil } }
        }
        switch id {
        case 0: return "Tag: \(name): \(all(.wlanSsid).first.flatMap { ssid($0, packet) } ?? "Wildcard SSID")"
        case 1, 50:
            let rates = numbers(id == 1 ? .wlanSupportedRates : .wlanExtendedSupportedRates)
            return "Tag: \(name) \(rates.map { rate($0) + ", " }.joined())[Mbit/sec]"
        case 3: return "Tag: \(name): Current Channel: \(numbers(.wlanDsCurrentChannel).first ?? 0)"
        case 221:
            guard let vendor = numbers(.wlanTagOui).first else { return "Tag: \(name)" }
            let whose = names.organization(of: UInt64(vendor)) ?? organization(vendor)
            let isPMKID = vendor == 0x000F_AC && numbers(.wlanTagVendorOuiType).first == 4
            return "Tag: \(name): \(whose)\(isPMKID ? ": RSN PMKID" : "")"
        default: return "Tag: \(name)"
        }
    }

    /// "TLSv1.2 Record Layer: Handshake Protocol: Server Hello".
    private func record(_ index: Int) -> String? {
        let range = row.occurrences[index].range
        guard let version = number(of: .tlsRecordVersion, after: index, within: range),
            let type = number(of: .tlsRecordContentType, after: index, within: range)
        else { return nil }
        let name = [0x0300: "SSLv3", 0x0301: "TLSv1", 0x0302: "TLSv1.1", 0x0303: "TLSv1.2"][version] ?? "TLS"
        var what = "\(Field.tlsRecordContentType.label(of: type) ?? "Unknown") Protocol"
        switch type {
        case 20: what += ": Change Cipher Spec"
        case 22:
            let message = number(of: .tlsHandshakeType, after: index, within: range)
            what +=
                ": \(message.map { Field.tlsHandshakeType.label(of: $0) ?? "Unknown" } ?? "Encrypted Handshake Message")"
        default: break
        }
        return "\(name) Record Layer: \(what)"
    }

    // MARK: What follows a field

    private func occurrence(of field: Field, after index: Int) -> FieldOccurrence? {
        row.occurrences[(index + 1)...].first { $0.field == field }
    }

    private func number(of field: Field, after index: Int, within range: OctetRange? = nil) -> Int64? {
        guard let found = occurrence(of: field, after: index), case .number(let number) = found.value else {
            return nil
        }
        if let range, found.range.start >= range.start + range.count { return nil }
        return number
    }

    private func address(of field: Field, after index: Int) -> MACAddress? {
        guard case .address(let address) = occurrence(of: field, after: index)?.value else { return nil }
        return address
    }

    private func text(of field: Field, after index: Int, _ packet: RawSpan) -> String? {
        occurrence(of: field, after: index)?.text(row, packet)
    }
}

extension Field {
    /// What a tree calls the field, where that is not what completion calls it.
    fileprivate var shownTitle: String {
        switch self {
        case .frameLen: "Frame Length"
        case .frameCapLen: "Capture Length"
        case .radiusId: "Packet identifier"
        case .tlsHandshakeType: "Handshake Type"
        case .radiotapDatarate: "Data Rate"
        case .llcControl: "Control field"
        default: title
        }
    }

    /// Digits of a number that is shown in hexadecimal; nil where it is in decimal.
    fileprivate var hexadecimalDigits: Int? {
        switch self {
        case .wlanFcDs, .wlanRsnCapabilitiesPtksaReplayCounter, .wlanRsnCapabilitiesGtksaReplayCounter: 1
        case .wlanFlags, .radiotapFlags, .eapTlsFlags, .wlanFixedDialogToken, .wlanFixedActionCode,
            .wlanMobilityDomainFtCapab, .llcDsap, .llcSsap, .llcControl:
            2
        case .wlanFcTypeSubtype, .wlanFc, .wlanQos, .wlanFixedCapabilities, .wlanFixedAuthSeq, .wlanFixedListenIval,
            .wlanFixedAid, .wlanFixedStatusCode, .wlanFixedReasonCode, .wlanRsnCapabilities, .rsnaKeyInfo,
            .wlanMobilityDomainMdid, .wlanFtMicControl, .ipId, .ipChecksum, .udpChecksum, .icmpChecksum, .llcType,
            .ethType, .tlsRecordVersion, .tlsHandshakeVersion, .tlsHandshakeCiphersuite, .radiotapChannelFlags:
            4
        case .wlanFcs, .dhcpId: 8
        default: nil
        }
    }

    /// What stands in the field's bits for its value.
    fileprivate func shownInBits(_ number: Int64) -> Int64 {
        switch self {
        case .ipHdrLen: number / 4
        case .ipFragOffset: number / 8
        default: number
        }
    }
}
