internal import Octets

/// The octets that a value of wpa_supplicant.conf writes: `"text"`, `P"text with \escapes"` or hexadecimal. nil for
/// anything else. hostapd's `ssid2` has the same form.
func unquoted(_ value: [UInt8]) -> [UInt8]? {
    let quote = UInt8(ascii: "\"")
    if value.first == quote {
        guard value.count >= 2, value.last == quote else { return nil }
        return Array(value[1..<(value.count - 1)])
    }
    if value.starts(with: [UInt8(ascii: "P"), quote]) {
        guard value.count >= 3, value.last == quote else { return nil }
        return withoutEscapes(value[2..<(value.count - 1)])
    }
    return [UInt8](hexadecimal: String(decoding: value, as: UTF8.self))
}

/// Resolves `\\ \" \n \r \t \e \xHH` and octal escapes, as C's printf format has them.
private func withoutEscapes(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text
    while let octet = rest.popFirst() {
        guard octet == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
            result.append(octet)
            continue
        }
        switch escape {
        case UInt8(ascii: "n"): result.append(0x0a)
        case UInt8(ascii: "r"): result.append(0x0d)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "e"): result.append(0x1b)
        case UInt8(ascii: "x"): appendNumber(digits: 2, radix: 16)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            rest = text[(rest.startIndex - 1)...]
            appendNumber(digits: 3, radix: 8)
        default: result.append(escape)
        }
    }
    return result

    func appendNumber(digits: Int, radix: Int) {
        var value = 0
        var count = 0
        while count < digits, let digit = rest.first.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }),
            digit < radix
        {
            value = value * radix + digit
            rest.removeFirst()
            count += 1
        }
        if count > 0 { result.append(UInt8(truncatingIfNeeded: value)) }
    }
}
