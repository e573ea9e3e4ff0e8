internal import Dot11
internal import Octets

extension PacketDissection {
    /// Adds the body of a management frame, and what it adds to the Info column.
    mutating func addManagement(_ type: FrameType, _ body: RawSpan, _ place: Place) {
        add(.wlanMgt, place, 0..<body.byteCount)
        var reader = OctetReader(body)
        do throws(ParseError) {
            try addFixedFields(type, &reader)
        } catch {
            return markMalformed("802.11")
        }
        let fixed = reader.position
        if fixed > 0 { add(.wlanFixedAll, .none) }
        let elements = body.extracting(fixed..<body.byteCount)
        switch type {
        case .authentication, .deauthentication, .disassociation:
            guard elements.byteCount > 0, !isSAE(type, body) else { return }
        case .action, FrameType(rawValue: 0x0E), FrameType(rawValue: 0x09):
            return
        case .probeRequest where elements.byteCount == 0:
            return
        default:
            guard elements.byteCount > 0 else { return markMalformed("802.11") }
        }
        add(.wlanTaggedAll, .none)
        addElements(elements, place.advanced(by: fixed), namesSSID: true)
    }

    /// SAE's own fields stand where others have elements.
    private func isSAE(_ type: FrameType, _ body: RawSpan) -> Bool {
        type == .authentication && body.littleEndian(UInt16.self, at: 0) == 3
    }

    private mutating func addFixedFields(
        _ type: FrameType, _ reader: inout OctetReader
    ) throws(ParseError) {
        switch type {
        case .beacon, .probeResponse:
            add(.wlanFixedTimestamp, try reader.littleEndian(UInt64.self, "timestamp"))
            let interval = try reader.littleEndian(UInt16.self, "beacon interval")
            add(.wlanFixedBeacon, interval)
            try addCapabilities(&reader)
            info += ", BI=\(interval)"
        case .associationRequest, .reassociationRequest:
            try addCapabilities(&reader)
            add(.wlanFixedListenIval, try reader.littleEndian(UInt16.self, "listen interval"))
            if type == .reassociationRequest {
                add(.wlanFixedCurrentAp, try reader.address("current AP address"))
            }
        case .associationResponse, .reassociationResponse:
            try addCapabilities(&reader)
            add(.wlanFixedStatusCode, try reader.littleEndian(UInt16.self, "status code"))
            add(.wlanFixedAid, try reader.littleEndian(UInt16.self, "association ID") & 0x3FFF)
        case .authentication:
            add(.wlanFixedAuthAlg, try reader.littleEndian(UInt16.self, "authentication algorithm"))
            add(.wlanFixedAuthSeq, try reader.littleEndian(UInt16.self, "authentication transaction"))
            add(.wlanFixedStatusCode, try reader.littleEndian(UInt16.self, "status code"))
        case .deauthentication, .disassociation:
            add(.wlanFixedReasonCode, try reader.littleEndian(UInt16.self, "reason code"))
        case .action, FrameType(rawValue: 0x0E):
            let category = try reader.octet("category")
            add(.wlanFixedCategoryCode, category)
            guard Self.hasAction(category) else { return }
            let action = try reader.octet("action")
            add(.wlanFixedActionCode, action)
            if category == 3, action == 2 {
                // DELBA: parameters, then why (802.11-2020, 9.6.4.4).
                try reader.skip(2, "DELBA parameters")
                add(.wlanFixedReasonCode, try reader.littleEndian(UInt16.self, "reason code"))
            }
            guard Self.hasDialogToken(category, action) else { return }
            let token = try reader.octet("dialog token")
            add(.wlanFixedDialogToken, token)
            info += ", Dialog Token=\(token)"
            // An ADDBA Response says how it was answered (802.11-2020, 9.6.4.3).
            if category == 3, action == 1 {
                add(.wlanFixedStatusCode, try reader.littleEndian(UInt16.self, "status code"))
            }
        default: break
        }
    }

    /// Categories whose second octet Wireshark shows as the action code: those that are not vendors', nor VHT's and HE's.
    private static func hasAction(_ category: UInt8) -> Bool { [0, 1, 3, 5, 10, 17].contains(category) }

    /// Frames that begin with a dialog token: ADDBA, TPC and measurement, radio measurement, BSS transition, WMM.
    private static func hasDialogToken(_ category: UInt8, _ action: UInt8) -> Bool {
        switch category {
        case 0: action <= 3
        case 3: action <= 1
        case 5: true
        case 10: [6, 7, 8].contains(action)
        case 17: true
        default: false
        }
    }

    private mutating func addCapabilities(_ reader: inout OctetReader) throws(ParseError) {
        let raw = try reader.littleEndian(UInt16.self, "capability information")
        let capabilities = CapabilityInformation(rawValue: raw)
        add(.wlanFixedCapabilities, raw)
        add(.wlanFixedCapabilitiesEss, capabilities.contains(.ess))
        add(.wlanFixedCapabilitiesPrivacy, capabilities.contains(.privacy))
        add(.wlanFixedCapabilitiesShortSlotTime, capabilities.contains(.shortSlotTime))
        add(.wlanFixedCapabilitiesRadioMeasurement, capabilities.contains(.radioMeasurement))
    }
}
