internal import Octets
internal import RADIUS

extension Dissector {
    /// Reads a RADIUS packet, and the EAP packet that its EAP-Message attributes make together (RFC 3579, 3.1).
    mutating func dissectRADIUS(_ octets: RawSpan, _ place: Place, _ row: inout PacketDissection) {
        row.protocolName = "RADIUS"
        row.info = ""
        guard let packet = try? RADIUSPacket(parsing: octets) else { return row.markMalformed("RADIUS") }
        row.info = "\(Self.radiusName(packet.code.rawValue)) id=\(packet.identifier)"
        guard row.gathersFields else { return }
        row.add(.radius, place, 0..<octets.byteCount)
        row.add(.radiusCode, packet.code.rawValue, place, 0..<1)
        row.add(.radiusId, packet.identifier, place, 1..<2)
        row.add(.radiusLength, packet.octets.byteCount, place, 2..<4)
        row.add(.radiusAuthenticator, place, 4..<20)
        var message: [UInt8] = []
        var messagesLeft = 0
        var counted = packet.attributes
        while let attribute = counted.next() { messagesLeft += attribute.type == .eapMessage ? 1 : 0 }
        let isWhole = messagesLeft == 1
        var attributes = packet.attributes
        while let attribute = attributes.next() {
            let start = attribute.offset
            let value = start + 2..<start + 2 + attribute.value.byteCount
            row.add(.radiusAvp, place, start..<value.upperBound)
            row.add(.radiusAvpType, attribute.type.rawValue, place, start..<start + 1)
            row.add(.radiusAvpLength, attribute.value.byteCount + 2, place, start + 1..<start + 2)
            guard let field = Self.field(attribute.type) else { continue }
            switch field.type {
            case .unsigned: if let integer = attribute.integer { row.add(field, integer, place, value) }
            case .ipv4: if let integer = attribute.integer { row.add(field, .ipv4(integer), place, value) }
            default: row.add(field, place, value)
            }
            guard attribute.type == .eapMessage else { continue }
            messagesLeft -= 1
            // One attribute's packet stands where it is; that of several is put together behind the last.
            if isWhole {
                dissectEAP(attribute.value, place.advanced(by: value.lowerBound), isOnAir: false, &row)
            } else {
                message.append(octets: attribute.value)
                if messagesLeft == 0 {
                    let gathered = row.gather(message)
                    dissectEAP(message.octets, gathered, isOnAir: false, &row)
                }
            }
        }
    }

    private static func field(_ type: RADIUSAttributeType) -> Field? {
        switch type {
        case .userName: .radiusUserName
        case .nasIPAddress: .radiusNASIPAddress
        case .nasPort: .radiusNASPort
        case .serviceType: .radiusServiceType
        case .framedMTU: .radiusFramedMTU
        case .replyMessage: .radiusReplyMessage
        case .state: .radiusState
        case .class: .radiusClass
        case .sessionTimeout: .radiusSessionTimeout
        case .calledStationID: .radiusCalledStationId
        case .callingStationID: .radiusCallingStationId
        case .nasIdentifier: .radiusNASIdentifier
        case .acctSessionID: .radiusAcctSessionId
        case .acctMultiSessionID: .radiusAcctMultiSessionId
        case .acctStatusType: .radiusAcctStatusType
        case .acctDelayTime: .radiusAcctDelayTime
        case .acctInputOctets: .radiusAcctInputOctets
        case .acctOutputOctets: .radiusAcctOutputOctets
        case .acctAuthentic: .radiusAcctAuthentic
        case .acctSessionTime: .radiusAcctSessionTime
        case .acctInputPackets: .radiusAcctInputPackets
        case .acctOutputPackets: .radiusAcctOutputPackets
        case .acctTerminateCause: .radiusAcctTerminateCause
        case .acctInputGigawords: .radiusAcctInputGigawords
        case .acctOutputGigawords: .radiusAcctOutputGigawords
        case .acctInterimInterval: .radiusAcctInterimInterval
        case .chargeableUserIdentity: .radiusChargeableUserIdentity
        case .nasPortType: .radiusNASPortType
        case .connectInfo: .radiusConnectInfo
        case .eapMessage: .radiusEapFragment
        case .messageAuthenticator: .radiusMessageAuthenticator
        default: nil
        }
    }

    static func radiusName(_ code: UInt8) -> String {
        switch code {
        case 1: "Access-Request"
        case 2: "Access-Accept"
        case 3: "Access-Reject"
        case 4: "Accounting-Request"
        case 5: "Accounting-Response"
        case 11: "Access-Challenge"
        case 12: "Status-Server"
        case 13: "Status-Client"
        case 40: "Disconnect-Request"
        case 41: "Disconnect-ACK"
        case 42: "Disconnect-NAK"
        case 43: "CoA-Request"
        case 44: "CoA-ACK"
        case 45: "CoA-NAK"
        default: "Unknown code (\(code))"
        }
    }
}
