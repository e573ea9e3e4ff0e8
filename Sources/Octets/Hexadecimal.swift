extension RawSpan {
    /// The octets in lower-case hexadecimal, without separators.
    public var hexadecimal: String {
        var text = ""
        text.reserveCapacity(2 * byteCount)
        for index in 0..<byteCount {
            let value = octet(at: index)
            if value < 16 { text += "0" }
            text += String(value, radix: 16)
        }
        return text
    }
}

extension [UInt8] {
    /// The octets that `text` writes in hexadecimal, without separators; nil where it is anything else.
    public init?(hexadecimal text: some StringProtocol) {
        let digits = Array<UInt8>(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        self.init()
        reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.value(ofDigit: digits[index]), let low = Self.value(ofDigit: digits[index + 1]) else {
                return nil
            }
            append(high << 4 | low)
        }
    }

    private static func value(ofDigit digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
