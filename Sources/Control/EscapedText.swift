/// Octets in a reply: what is not visible is escaped, as the daemons' printf_encode does.
func escapedText(_ octets: [UInt8]) -> String {
    var text = ""
    for octet in octets {
        switch octet {
        case UInt8(ascii: "\""): text += "\\\""
        case UInt8(ascii: "\\"): text += "\\\\"
        case 0x1B: text += "\\e"
        case 0x0A: text += "\\n"
        case 0x0D: text += "\\r"
        case 0x09: text += "\\t"
        case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(octet))
        default: text += "\\x" + (octet < 16 ? "0" : "") + String(octet, radix: 16)
        }
    }
    return text
}
