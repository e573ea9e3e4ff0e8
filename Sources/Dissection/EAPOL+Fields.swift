internal import EAP
internal import Octets

extension Dissector {
    /// Reads an EAPOL frame from its header on.
    mutating func dissectEAPOL(_ octets: RawSpan, _ place: Place, _ row: inout PacketDissection) {
        row.protocolName = "EAPOL"
        guard octets.byteCount >= EAPOLFrame.headerLength else {
            row.info = ""
            return row.markMalformed("EAPOL")
        }
        row.add(.eapol, place, 0..<octets.byteCount, header: 4 + Int(octets.bigEndian(UInt16.self, at: 2)))
        row.add(.eapolVersion, octets.octet(at: 0), place, 0..<1)
        let type = octets.octet(at: 1)
        row.add(.eapolType, type, place, 1..<2)
        row.add(.eapolLen, octets.bigEndian(UInt16.self, at: 2), place, 2..<4)
        let end = min(octets.byteCount, 4 + Int(octets.bigEndian(UInt16.self, at: 2)))
        let body = octets.extracting(4..<end)
        row.info = Self.names[Int(min(type, 9))]
        switch EAPOLFrame.Kind(rawValue: type) {
        case .eapPacket:
            dissectEAP(body, place.advanced(by: 4), isOnAir: true, &row)
        case .key:
            row.addKey(body, place.advanced(by: 4))
        default: break
        }
    }

    private static let names = [
        "EAP Packet", "Start", "Logoff", "Key", "Encapsulated ASF Alert", "MKA", "Announcement (Generic)",
        "Announcement (Specific)", "Announcement Request", "Unknown",
    ]
}

extension PacketDissection {
    /// Adds the body of an EAPOL-Key frame (802.11-2020, 12.7.2).
    fileprivate mutating func addKey(_ body: RawSpan, _ place: Place) {
        guard body.byteCount > 0 else { return markMalformed("EAPOL") }
        add(.eapolKeydesType, body.octet(at: 0), place, 0..<1)
        guard body.octet(at: 0) == 2 || body.octet(at: 0) == 254 else { return }
        // Behind a MIC of 24 octets (AKMs 12 and 13) the length of the key data stands eight octets later, and without
        // any MIC (FILS, whose key data is sealed) 16 octets earlier; the frame doesn't say so.
        let micLength = [16, 24, 0].first { Self.isLength($0, in: body) } ?? 16
        let header = 79 + micLength
        guard body.byteCount >= header else { return markMalformed("EAPOL") }
        let information = body.bigEndian(UInt16.self, at: 1)
        let dataLength = Int(body.bigEndian(UInt16.self, at: header - 2))
        // What is sealed has 16 octets of its own.
        let message = Self.message(information, hasData: dataLength > (micLength == 0 ? 16 : 0))
        info = message.info
        if let number = message.number { add(.rsnaMsgnr, number) }
        addKeyInformation(information, place)
        add(.eapolKeydesKeyLen, body.bigEndian(UInt16.self, at: 3), place, 3..<5)
        add(.eapolKeydesReplayCounter, body.bigEndian(UInt64.self, at: 5), place, 5..<13)
        add(.rsnaNonce, place, 13..<45)
        add(.eapolKeydesKeyIv, place, 45..<61)
        add(.rsnaRsc, place, 61..<69)
        add(.rsnaId, place, 69..<77)
        if micLength > 0 { add(.rsnaMic, place, 77..<77 + micLength) }
        add(.rsnaDataLen, dataLength, place, header - 2..<header)
        let end = min(header + dataLength, body.byteCount)
        guard end > header else { return }
        add(.rsnaData, place, header..<end)
        if information & 0x1000 == 0, body.octet(at: 0) == 2 || information & 0x0008 != 0 {
            addElements(body.extracting(header..<end), place.advanced(by: header), namesSSID: false)
        }
    }

    /// Whether the body ends where it says with a MIC of this length.
    private static func isLength(_ micLength: Int, in body: RawSpan) -> Bool {
        let header = 79 + micLength
        return body.byteCount >= header
            && Int(body.bigEndian(UInt16.self, at: header - 2)) == body.byteCount - header
    }

    /// Which message the frame is, as Wireshark tells them apart: by Install and Ack, and 2 from 4 by key data.
    private static func message(_ information: UInt16, hasData: Bool) -> (info: String, number: Int?) {
        let isFromAuthenticator = information & 0x0080 != 0
        if information & 0x0800 != 0 {
            return (information & 0x0400 != 0 ? "Key (Request, Error)" : "Key (Request)", nil)
        }
        guard information & 0x0008 != 0 else {
            let number = isFromAuthenticator ? 1 : 2
            return ("Key (Group Message \(number) of 2)", number)
        }
        let number =
            isFromAuthenticator ? (information & 0x0040 != 0 ? 3 : 1) : (hasData ? 2 : 4)
        return ("Key (Message \(number) of 4)", number)
    }

    private mutating func addKeyInformation(_ information: UInt16, _ place: Place) {
        add(.rsnaKeyInfo, information, place, 1..<3)
        add(.rsnaKeyInfoKeydesVersion, information & 7, place, 1..<3)
        add(.rsnaKeyInfoKeyType, information & 0x0008 != 0, place, 1..<3)
        add(.rsnaKeyInfoInstall, information & 0x0040 != 0, place, 1..<3)
        add(.rsnaKeyInfoKeyAck, information & 0x0080 != 0, place, 1..<3)
        add(.rsnaKeyInfoKeyMic, information & 0x0100 != 0, place, 1..<3)
        add(.rsnaKeyInfoSecure, information & 0x0200 != 0, place, 1..<3)
        add(.rsnaKeyInfoError, information & 0x0400 != 0, place, 1..<3)
        add(.rsnaKeyInfoRequest, information & 0x0800 != 0, place, 1..<3)
        add(.rsnaKeyInfoEncryptedKeyData, information & 0x1000 != 0, place, 1..<3)
    }
}
