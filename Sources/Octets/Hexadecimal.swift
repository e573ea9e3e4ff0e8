extension RawSpan {
    /// The octets in lower-case hexadecimal, without separators.
    public var hexadecimal: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * byteCount)
        for index in 0..<byteCount { digits.append(hexadecimal: octet(at: index)) }
        return String(decoding: digits, as: UTF8.self)
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
            guard let high = digits[index].hexadecimalDigit, let low = digits[index + 1].hexadecimalDigit else {
                return nil
            }
            append(high << 4 | low)
        }
    }
}

extension [UInt8] {
    /// Appends the two lower-case digits of an octet.
    mutating func append(hexadecimal octet: UInt8) {
        append(Self.digit(octet >> 4))
        append(Self.digit(octet & 0x0F))
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit in ASCII; nil for anything else.
    @inlinable
    public var hexadecimalDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
