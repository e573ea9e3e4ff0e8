internal import Octets

extension MACAddress {
    /// The address at the start of a Calling- or Called-Station-Id (RFC 3580, 3.20 and 3.21): "04-F0-21-19-87-44:ssid".
    /// Cisco writes no separators, or fewer: "04f021198744", "04f0.2119.8744".
    init?(stationID value: RawSpan) {
        var number: UInt64 = 0
        var digits = 0
        for index in 0..<value.byteCount {
            let octet = value.octet(at: index)
            if let digit = octet.hexadecimalDigit {
                guard digits < 12 else { return nil }
                number = number << 4 | UInt64(digit)
                digits += 1
            } else if digits == 12 {
                break
            } else {
                let isSeparator = octet == UInt8(ascii: "-") || octet == UInt8(ascii: ":") || octet == UInt8(ascii: ".")
                guard isSeparator, digits > 0, digits.isMultiple(of: 2) else { return nil }
            }
        }
        guard digits == 12 else { return nil }
        self.init(number)
    }
}
