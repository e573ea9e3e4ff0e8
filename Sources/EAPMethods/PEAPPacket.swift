internal import EAP
internal import Octets

/// What stands inside the tunnel of PEAP version 0: EAP packets without their headers, but for those of the type
/// EAP-TLV (33), which keep them (draft-kamath-pppext-peapv0-00, 1 and 2).
enum PEAPPacket {
    /// The type of EAP-TLV ("EAP Extensions" in draft-kamath-pppext-peapv0-00, 2).
    static let tlv = EAPType(rawValue: 33)

    /// The EAP packet that `content` stands for: as it is where it has a header of its own, else with one.
    ///
    /// FreeRADIUS sends its Request/Identity with the header; whoever sends another packet so means the same by it.
    static func restored(_ content: RawSpan, code: EAPPacket.Code, identifier: UInt8) -> [UInt8] {
        if content.byteCount >= 5, content.octet(at: 0) == code.rawValue,
            Int(content.bigEndian(UInt16.self, at: 2)) == content.byteCount,
            EAPType(rawValue: content.octet(at: 4)) == tlv
                || (content.byteCount == 5 && EAPType(rawValue: content.octet(at: 4)) == .identity)
        {
            return content.array
        }
        var packet: [UInt8] = [code.rawValue, identifier]
        packet.append(bigEndian: UInt16(truncatingIfNeeded: EAPPacket.headerLength + content.byteCount))
        packet.append(octets: content)
        return packet
    }

    /// What is sent of an EAP packet that is no EAP-TLV.
    static func compressed(_ packet: [UInt8]) -> [UInt8] { Array(packet.dropFirst(EAPPacket.headerLength)) }
}

/// The Result TLV, by which each end of PEAP says under protection how it went (draft-kamath-pppext-peapv0-00, 2.2).
enum PEAPResult: UInt16 {
    case success = 1
    case failure = 2

    /// Reads the TLVs of an EAP-TLV packet. One that must be understood and is not makes it a failure
    /// (draft-kamath-pppext-peapv0-00, 2.1); a Crypto-Binding TLV, which no end here needs, is optional.
    init(parsing tlvs: RawSpan) throws(ParseError) {
        var reader = OctetReader(tlvs)
        var result: PEAPResult?
        while !reader.isAtEnd {
            let start = reader.position
            let type = try reader.bigEndian(UInt16.self, "TLV type")
            let length = Int(try reader.bigEndian(UInt16.self, "TLV length"))
            let value = try reader.octets(length, "TLV value")
            switch type & 0x3FFF {
            case 3:
                guard length == 2, let status = PEAPResult(rawValue: value.bigEndian(UInt16.self, at: 0)) else {
                    throw ParseError(at: start, expected: "a Result TLV of 1 or 2")
                }
                guard result == nil else { throw ParseError(at: start, expected: "one Result TLV") }
                result = status
            case 12:
                break
            default:
                guard type & 0x8000 == 0 else {
                    throw ParseError(at: start, expected: "a known TLV, not \(type & 0x3FFF)")
                }
            }
        }
        guard let result else { throw ParseError(at: tlvs.byteCount, expected: "a Result TLV") }
        self = result
    }

    /// The EAP-TLV packet that says so.
    func packet(_ code: EAPPacket.Code, identifier: UInt8) -> [UInt8] {
        var packet: [UInt8] = []
        packet.appendEAP(code, identifier: identifier, type: PEAPPacket.tlv) { data in
            data.append(bigEndian: UInt16(0x8003))
            data.append(bigEndian: UInt16(2))
            data.append(bigEndian: rawValue)
        }
        return packet
    }
}
