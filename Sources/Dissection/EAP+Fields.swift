internal import EAP
internal import Octets

extension Dissector {
    /// Reads an EAP packet: what an EAPOL frame or the EAP-Message attributes of RADIUS carry.
    ///
    /// - Parameter isOnAir: whether the row is the EAP packet's own; one that RADIUS carries doesn't speak there.
    mutating func dissectEAP(_ octets: RawSpan, _ place: Place, isOnAir: Bool, _ row: inout PacketDissection) {
        if isOnAir {
            row.protocolName = "EAP"
            row.info = ""
        }
        guard octets.byteCount >= EAPPacket.headerLength else {
            if isOnAir { row.markMalformed("EAP") }
            return
        }
        let code = octets.octet(at: 0)
        let length = Int(octets.bigEndian(UInt16.self, at: 2))
        row.add(.eap, place, 0..<octets.byteCount)
        row.add(.eapCode, code, place, 0..<1)
        row.add(.eapId, octets.octet(at: 1), place, 1..<2)
        row.add(.eapLen, length, place, 2..<4)
        if isOnAir { row.info = EAPNames.code(code) }
        let end = min(length, octets.byteCount)
        guard code == 1 || code == 2, end > 4 else { return }
        let type = octets.octet(at: 4)
        row.add(.eapType, type, place, 4..<5)
        if isOnAir { row.info += ", " + EAPNames.type(type) }
        let data = octets.extracting(5..<end)
        switch EAPType(rawValue: type) {
        case .identity: row.add(.eapIdentity, place, 5..<end)
        case .legacyNak:
            for index in 0..<data.byteCount {
                row.add(.eapDesiredType, data.octet(at: index), place, 5 + index..<6 + index)
            }
        case .tls, .ttls, .peap, EAPType(rawValue: 43), EAPType(rawValue: 55):
            dissectTunnel(
                data, isRequest: code == 1, identifier: octets.octet(at: 1), isOnAir: isOnAir,
                place.advanced(by: 5), &row)
        default: break
        }
    }

    /// Reads the data of a method that carries TLS (RFC 5216, 3.1): flags, perhaps the message's length, a fragment.
    private mutating func dissectTunnel(
        _ data: RawSpan, isRequest: Bool, identifier: UInt8, isOnAir: Bool, _ place: Place,
        _ row: inout PacketDissection
    ) {
        guard data.byteCount > 0 else { return }
        let flags = data.octet(at: 0)
        let hasLength = flags & 0x80 != 0
        let isMoreToCome = flags & 0x40 != 0
        row.add(.eapTlsFlags, flags, place, 0..<1)
        row.add(.eapTlsFlagsLenIncluded, hasLength, place, 0..<1)
        row.add(.eapTlsFlagsMoreFragments, isMoreToCome, place, 0..<1)
        row.add(.eapTlsFlagsStart, flags & 0x20 != 0, place, 0..<1)
        var start = 1
        if hasLength {
            guard data.byteCount >= 5 else { return }
            row.add(.eapTlsLen, data.bigEndian(UInt32.self, at: 1), place, 1..<5)
            start = 5
        }
        let conversation = conversations.index(between: row.source, and: row.destination)
        if flags & 0x20 != 0 { conversations[conversation].session = TLSReading() }
        guard flags & 0x20 == 0, start < data.byteCount else { return }
        let fragment = data.extracting(start..<data.byteCount)
        let isWhole = conversations[conversation].take(
            fragment, isRequest: isRequest, identifier: identifier, isMoreToCome: isMoreToCome)
        guard !isMoreToCome else { return }
        var session = conversations[conversation].session
        if isWhole {
            session.read(
                fragment, place.advanced(by: start), isFromServer: isRequest, isOnAir: isOnAir, &row)
        } else {
            let message = conversations[conversation].collected
            let place = row.gather(message)
            row.add(.eapTlsFragments, .none, place, 0..<message.count)
            row.add(.eapTlsReassembledLen, message.count)
            session.read(message.octets, place, isFromServer: isRequest, isOnAir: isOnAir, &row)
        }
        conversations[conversation].session = session
    }
}

/// The names of EAP's codes and methods in the Info column.
enum EAPNames {
    static func code(_ code: UInt8) -> String {
        switch code {
        case 1: "Request"
        case 2: "Response"
        case 3: "Success"
        case 4: "Failure"
        case 5: "Initiate"
        case 6: "Finish"
        default: "Unknown code (0x\(code < 16 ? "0" : "")\(String(code, radix: 16, uppercase: true)))"
        }
    }

    static func type(_ type: UInt8) -> String {
        switch type {
        case 1: "Identity"
        case 2: "Notification"
        case 3: "Legacy Nak (Response Only)"
        case 4: "MD5-Challenge EAP (EAP-MD5-CHALLENGE)"
        case 5: "One-Time Password EAP (EAP-OTP)"
        case 6: "Generic Token Card EAP (EAP-GTC)"
        case 13: "TLS EAP (EAP-TLS)"
        case 17: "Cisco Wireless EAP / Lightweight EAP (EAP-LEAP)"
        case 18: "GSM Subscriber Identity Modules EAP (EAP-SIM)"
        case 21: "Tunneled TLS EAP (EAP-TTLS)"
        case 23: "UMTS Authentication and Key Agreement EAP (EAP-AKA)"
        case 25: "Protected EAP (EAP-PEAP)"
        case 26: "MS-Authentication EAP (EAP-MS-AUTH)"
        case 29: "MS-CHAP-v2 EAP (EAP-MS-CHAP-V2)"
        case 43: "Flexible Authentication via Secure Tunneling EAP (EAP-FAST)"
        case 47: "Pre-Shared Key EAP (EAP-PSK)"
        case 50: "UMTS Authentication and Key Agreement' EAP (EAP-AKA')"
        case 52: "Password EAP (EAP-pwd)"
        case 55: "Tunneled EAP protocol"
        case 254: "Expanded Type"
        case 255: "Experimental"
        default: "Unknown type (0x\(type < 16 ? "0" : "")\(String(type, radix: 16, uppercase: true)))"
        }
    }
}
