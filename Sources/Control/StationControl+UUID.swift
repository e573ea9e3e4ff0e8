internal import Cryptography
internal import Octets

extension StationControl {
    /// The UUID that wpa_supplicant 2.10 makes of an address: version 5 (RFC 9562, 5.5), in a name space of its own.
    static func uuid(of address: MACAddress) -> String {
        var name: [UInt8] = [
            0x52, 0x64, 0x80, 0xF8, 0xC9, 0x9B, 0x4B, 0xE5, 0xA6, 0x55, 0x58, 0xED, 0x5F, 0x5D, 0x60, 0x84,
        ]
        name.append(address)
        var octets = Array(SHA1.hash(name.octets).octets.array.prefix(16))
        octets[6] = 0x50 | octets[6] & 0x0F
        octets[8] = 0x80 | octets[8] & 0x3F
        let digits = octets.octets.hexadecimal
        var (text, start) = ("", digits.startIndex)
        for length in [8, 4, 4, 4, 12] {
            let end = digits.index(start, offsetBy: length)
            text += (text.isEmpty ? "" : "-") + digits[start..<end]
            start = end
        }
        return text
    }
}
