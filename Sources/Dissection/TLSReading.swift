internal import Octets

/// Reads TLS records (RFC 8446, 5; RFC 5246, 6) of one session in order: what can be seen without its keys.
struct TLSReading: Sendable {
    /// The version that the server chose; nil before.
    private var version: UInt16?
    /// Who has sent Change Cipher Spec: what follows from there is encrypted.
    private var isServerEncrypted = false
    private var isClientEncrypted = false

    /// Reads what one EAP message carries, and names it in the row where `isOnAir`.
    mutating func read(
        _ octets: RawSpan, _ place: Place, isFromServer: Bool, isOnAir: Bool, _ row: inout PacketDissection
    ) {
        guard octets.byteCount >= 5, 20...24 ~= octets.octet(at: 0), octets.octet(at: 1) == 3 else { return }
        row.add(.tls, place, 0..<octets.byteCount)
        var names: [String] = []
        var offset = 0
        var recordVersion: UInt16 = 0
        while offset + 5 <= octets.byteCount, names.count < 64 {
            let type = octets.octet(at: offset)
            recordVersion = octets.bigEndian(UInt16.self, at: offset + 1)
            let length = Int(octets.bigEndian(UInt16.self, at: offset + 3))
            guard 20...24 ~= type, offset + 5 + length <= octets.byteCount else {
                names.append("Ignored Unknown Record")
                break
            }
            row.add(.tlsRecord, .none, place, offset..<offset + 5 + length)
            row.add(.tlsRecordContentType, type, place, offset..<offset + 1)
            row.add(.tlsRecordVersion, recordVersion, place, offset + 1..<offset + 3)
            row.add(.tlsRecordLength, length, place, offset + 3..<offset + 5)
            let body = octets.extracting(offset + 5..<offset + 5 + length)
            readRecord(type, body, place.advanced(by: offset + 5), isFromServer: isFromServer, &names, &row)
            offset += 5 + length
        }
        guard isOnAir else { return }
        row.protocolName = Self.name(version ?? recordVersion)
        row.info = names.joined(separator: ", ")
    }

    private mutating func readRecord(
        _ type: UInt8, _ body: RawSpan, _ place: Place, isFromServer: Bool, _ names: inout [String],
        _ row: inout PacketDissection
    ) {
        let isEncrypted = isFromServer ? isServerEncrypted : isClientEncrypted
        switch type {
        case 20:
            row.add(.tlsChangeCipherSpec, .none, place, 0..<body.byteCount)
            names.append("Change Cipher Spec")
            // In TLS 1.3 it changes nothing (RFC 8446, D.4).
            if version != 0x0304 {
                if isFromServer { isServerEncrypted = true } else { isClientEncrypted = true }
            }
        case 21:
            guard !isEncrypted, body.byteCount == 2 else { return names.append("Encrypted Alert") }
            row.add(.tlsAlertMessageLevel, body.octet(at: 0), place, 0..<1)
            row.add(.tlsAlertMessageDesc, body.octet(at: 1), place, 1..<2)
            let level = body.octet(at: 0) == 1 ? "Warning" : body.octet(at: 0) == 2 ? "Fatal" : "Unknown"
            names.append("Alert (Level: \(level), Description: \(Self.alert(body.octet(at: 1))))")
        case 22:
            // A Client Hello that fills its record begins a new session, though its start was not captured.
            let isHello =
                body.byteCount >= 38 && body.octet(at: 0) == 1
                && Int(body.bigEndian(UInt32.self, at: 0) & 0xFF_FFFF) == body.byteCount - 4
            guard !isEncrypted || isHello else {
                row.add(.tlsHandshake, .none, place, 0..<body.byteCount)
                return names.append("Encrypted Handshake Message")
            }
            readHandshake(body, place, &names, &row)
        case 23:
            row.add(.tlsAppData, place, 0..<body.byteCount)
            names.append("Application Data")
        default: names.append("Heartbeat")
        }
    }

    private mutating func readHandshake(
        _ body: RawSpan, _ place: Place, _ names: inout [String], _ row: inout PacketDissection
    ) {
        var offset = 0
        while offset + 4 <= body.byteCount, names.count < 64 {
            let type = body.octet(at: offset)
            let length = Int(body.bigEndian(UInt32.self, at: offset) & 0xFF_FFFF)
            let end = min(offset + 4 + length, body.byteCount)
            row.add(.tlsHandshake, .none, place, offset..<end)
            guard let name = Self.handshake(type), offset + 4 + length <= body.byteCount else {
                return names.append("Encrypted Handshake Message")
            }
            row.add(.tlsHandshakeType, type, place, offset..<offset + 1)
            row.add(.tlsHandshakeLength, length, place, offset + 1..<offset + 4)
            names.append(name)
            if type == 1 || type == 2 {
                readHello(
                    body.extracting(offset + 4..<offset + 4 + length), place.advanced(by: offset + 4),
                    isClient: type == 1, &row)
            }
            offset += 4 + length
        }
    }

    /// A Client or Server Hello (RFC 8446, 4.1.2 and 4.1.3).
    private mutating func readHello(
        _ body: RawSpan, _ place: Place, isClient: Bool, _ row: inout PacketDissection
    ) {
        var reader = OctetReader(body)
        do throws(ParseError) {
            let legacyVersion = try reader.bigEndian(UInt16.self, "version")
            row.add(.tlsHandshakeVersion, legacyVersion, place, 0..<2)
            if isClient { self = TLSReading() } else { version = legacyVersion }
            try reader.skip(32, "random")
            try reader.skip(Int(try reader.octet("session identifier length")), "session identifier")
            if isClient {
                let count = Int(try reader.bigEndian(UInt16.self, "cipher suites length")) / 2
                for _ in 0..<count {
                    let suite = try reader.bigEndian(UInt16.self, "cipher suite")
                    let end = reader.position
                    row.add(.tlsHandshakeCiphersuite, suite, place, end - 2..<end)
                }
                try reader.skip(Int(try reader.octet("compression methods length")), "compression methods")
            } else {
                let suite = try reader.bigEndian(UInt16.self, "cipher suite")
                let end = reader.position
                row.add(.tlsHandshakeCiphersuite, suite, place, end - 2..<end)
                try reader.skip(1, "compression method")
            }
            guard !reader.isAtEnd else { return }
            try reader.skip(2, "extensions length")
            while !reader.isAtEnd {
                let type = try reader.bigEndian(UInt16.self, "extension type")
                let length = Int(try reader.bigEndian(UInt16.self, "extension length"))
                let start = reader.position
                let value = try reader.octets(length, "extension")
                row.add(.tlsHandshakeExtensionType, type, place, start - 4..<start - 2)
                // Server Name (RFC 6066, 3): list length, name type, name length.
                if type == 0, isClient, length > 5 {
                    row.add(.tlsHandshakeExtensionsServerName, place, start + 5..<start + length)
                }
                // Supported Versions (RFC 8446, 4.2.1).
                if type == 43, !isClient, length == 2 { version = value.bigEndian(UInt16.self, at: 0) }
            }
        } catch {}  // What is there was added.
    }

    private static func name(_ version: UInt16) -> String {
        switch version {
        case 0x0300: "SSLv3"
        case 0x0301: "TLSv1"
        case 0x0302: "TLSv1.1"
        case 0x0303: "TLSv1.2"
        case 0x0304: "TLSv1.3"
        default: "TLS"
        }
    }

    private static func handshake(_ type: UInt8) -> String? {
        switch type {
        case 0: "Hello Request"
        case 1: "Client Hello"
        case 2: "Server Hello"
        case 4: "New Session Ticket"
        case 5: "End of Early Data"
        case 8: "Encrypted Extensions"
        case 11: "Certificate"
        case 12: "Server Key Exchange"
        case 13: "Certificate Request"
        case 14: "Server Hello Done"
        case 15: "Certificate Verify"
        case 16: "Client Key Exchange"
        case 20: "Finished"
        case 22: "Certificate Status"
        case 24: "Key Update"
        default: nil
        }
    }

    private static func alert(_ description: UInt8) -> String {
        switch description {
        case 0: "Close Notify"
        case 10: "Unexpected Message"
        case 20: "Bad Record MAC"
        case 22: "Record Overflow"
        case 40: "Handshake Failure"
        case 42: "Bad Certificate"
        case 43: "Unsupported Certificate"
        case 44: "Certificate Revoked"
        case 45: "Certificate Expired"
        case 46: "Certificate Unknown"
        case 47: "Illegal Parameter"
        case 48: "Unknown CA"
        case 49: "Access Denied"
        case 50: "Decode Error"
        case 51: "Decrypt Error"
        case 70: "Protocol Version"
        case 71: "Insufficient Security"
        case 80: "Internal Error"
        case 86: "Inappropriate Fallback"
        case 90: "User Canceled"
        case 100: "No Renegotiation"
        case 109: "Missing Extension"
        case 110: "Unsupported Extension"
        case 112: "Unrecognized Name"
        case 115: "Unknown PSK Identity"
        case 116: "Certificate Required"
        default: "Unknown (\(description))"
        }
    }
}
