internal import Dot11
internal import Octets

extension PacketDissection {
    /// Adds the body of a management frame, and what it adds to the Info column.
    mutating func addManagement(_ type: FrameType, _ body: RawSpan, _ place: Place) {
        add(.wlanMgt, place, 0..<body.byteCount)
        var reader = OctetReader(body)
        // Wireshark has no name for the fixed fields of action frames together.
        let isAction = type == .action || type == FrameType(rawValue: 0x0E)
        let all = isAction ? nil : open(.wlanFixedAll, place, at: 0)
        do throws(ParseError) {
            try addFixedFields(type, place, &reader)
        } catch {
            if let all {
                if reader.position > 0 { close(all, place, at: body.byteCount) } else { withdraw(all) }
            }
            return markMalformed("802.11")
        }
        let fixed = reader.position
        if let all {
            if fixed > 0 { close(all, place, at: isSAE(type, body) ? body.byteCount : fixed) } else { withdraw(all) }
        }
        let elements = body.extracting(fixed..<body.byteCount)
        switch type {
        case .authentication, .deauthentication, .disassociation:
            guard elements.byteCount > 0, !isSAE(type, body) else { return }
        case .action where isFastTransition(body):
            guard elements.byteCount > 0 else { return }
        case .action, FrameType(rawValue: 0x0E), FrameType(rawValue: 0x09):
            return
        case .probeRequest where elements.byteCount == 0:
            return
        default:
            guard elements.byteCount > 0 else { return markMalformed("802.11") }
        }
        add(.wlanTaggedAll, .none, place, fixed..<body.byteCount)
        let isAssociation =
            [.associationRequest, .associationResponse, .reassociationRequest, .reassociationResponse].contains(type)
        addElements(elements, place.advanced(by: fixed), namesSSID: true, isAssociation: isAssociation)
    }

    private func isFastTransition(_ body: RawSpan) -> Bool {
        body.byteCount >= 2
            && ActionFrame.isFastTransition(category: body.octet(at: 0), action: body.octet(at: 1))
    }

    /// SAE's own fields stand where others have elements.
    private func isSAE(_ type: FrameType, _ body: RawSpan) -> Bool {
        type == .authentication && body.littleEndian(UInt16.self, at: 0) == 3
    }

    private mutating func addFixedFields(
        _ type: FrameType, _ place: Place, _ reader: inout OctetReader
    ) throws(ParseError) {
        switch type {
        case .beacon, .probeResponse:
            addFixed(.wlanFixedTimestamp, try reader.littleEndian(UInt64.self, "timestamp"), 8, place, reader.position)
            let interval = try reader.littleEndian(UInt16.self, "beacon interval")
            addFixed(.wlanFixedBeacon, interval, 2, place, reader.position)
            try addCapabilities(place, &reader)
            info += ", BI=\(interval)"
        case .associationRequest, .reassociationRequest:
            try addCapabilities(place, &reader)
            addFixed(
                .wlanFixedListenIval, try reader.littleEndian(UInt16.self, "listen interval"), 2, place, reader.position
            )
            if type == .reassociationRequest {
                try addFixedAddress(.wlanFixedCurrentAp, "current AP address", place, &reader)
            }
        case .associationResponse, .reassociationResponse:
            try addCapabilities(place, &reader)
            addFixed(
                .wlanFixedStatusCode, try reader.littleEndian(UInt16.self, "status code"), 2, place, reader.position)
            addFixed(
                .wlanFixedAid, try reader.littleEndian(UInt16.self, "association ID") & 0x3FFF, 2, place,
                reader.position)
        case .authentication:
            addFixed(
                .wlanFixedAuthAlg, try reader.littleEndian(UInt16.self, "authentication algorithm"), 2, place,
                reader.position)
            addFixed(
                .wlanFixedAuthSeq, try reader.littleEndian(UInt16.self, "authentication transaction"), 2, place,
                reader.position)
            addFixed(
                .wlanFixedStatusCode, try reader.littleEndian(UInt16.self, "status code"), 2, place, reader.position)
        case .deauthentication, .disassociation:
            addFixed(
                .wlanFixedReasonCode, try reader.littleEndian(UInt16.self, "reason code"), 2, place, reader.position)
        case .action, FrameType(rawValue: 0x0E):
            let category = try reader.octet("category")
            addFixed(.wlanFixedCategoryCode, category, 1, place, reader.position)
            guard reader.remaining > 0 || ActionFrame.hasAction(category: category) else { return }
            let action = try reader.octet("action")
            if let name = ActionFrame.name(category: category, action: action) { info = name }
            if ActionFrame.hasAction(category: category) {
                addFixed(.wlanFixedActionCode, action, 1, place, reader.position)
            }
            if category == 3, action == 2 {
                // DELBA: parameters, then why (802.11-2020, 9.6.4.4).
                try reader.skip(2, "DELBA parameters")
                addFixed(
                    .wlanFixedReasonCode, try reader.littleEndian(UInt16.self, "reason code"), 2, place, reader.position
                )
            }
            if ActionFrame.isFastTransition(category: category, action: action) {
                try addFixedAddress(.wlanFixedStaAddress, "STA address", place, &reader)
                try addFixedAddress(.wlanFixedTargetApAddress, "target AP address", place, &reader)
                // A Response and an Acknowledgement say how it was answered.
                if action == 2 || action == 4 {
                    let status = try reader.littleEndian(UInt16.self, "status code")
                    addFixed(.wlanFixedStatusCode, status, 2, place, reader.position)
                }
            }
            guard ActionFrame.hasDialogToken(category: category, action: action) else { return }
            let token = try reader.octet("dialog token")
            addFixed(.wlanFixedDialogToken, token, 1, place, reader.position)
            info += ", Dialog Token=\(token)"
            // An ADDBA Response says how it was answered (802.11-2020, 9.6.4.3).
            if category == 3, action == 1 {
                addFixed(
                    .wlanFixedStatusCode, try reader.littleEndian(UInt16.self, "status code"), 2, place, reader.position
                )
            }
        default: break
        }
    }

    private mutating func addCapabilities(_ place: Place, _ reader: inout OctetReader) throws(ParseError) {
        let raw = try reader.littleEndian(UInt16.self, "capability information")
        let octets = reader.position - 2..<reader.position
        let capabilities = CapabilityInformation(rawValue: raw)
        add(.wlanFixedCapabilities, raw, place, octets)
        add(.wlanFixedCapabilitiesEss, capabilities.contains(.ess), place, octets)
        add(.wlanFixedCapabilitiesPrivacy, capabilities.contains(.privacy), place, octets)
        add(.wlanFixedCapabilitiesShortSlotTime, capabilities.contains(.shortSlotTime), place, octets)
        add(.wlanFixedCapabilitiesRadioMeasurement, capabilities.contains(.radioMeasurement), place, octets)
    }

    private mutating func addFixedAddress(
        _ field: Field, _ name: StaticString, _ place: Place, _ reader: inout OctetReader
    ) throws(ParseError) {
        let address = try reader.address(name)
        add(field, address, place, reader.position - 6..<reader.position)
    }

    /// Adds what the reader has just read: the `width` octets before its position.
    private mutating func addFixed(
        _ field: Field, _ value: some BinaryInteger, _ width: Int, _ place: Place, _ end: Int
    ) {
        add(field, value, place, end - width..<end)
    }
}
