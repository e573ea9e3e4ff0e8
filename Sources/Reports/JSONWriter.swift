/// Writes JSON text (RFC 8259), indented by two spaces, keys in the order they are given.
struct JSONWriter {
    private(set) var text = ""
    private var depth = 0
    private var isFirst = true

    /// Begins an object or a list: as a member where a key is given, else as an element or the whole.
    mutating func begin(_ bracket: Character, key: String? = nil) {
        separate(key)
        text.append(bracket)
        depth += 1
        isFirst = true
    }

    /// Ends it.
    mutating func end(_ bracket: Character) {
        depth -= 1
        if !isFirst { newLine() }
        text.append(bracket)
        isFirst = false
    }

    /// A member that is text, or null.
    mutating func member(_ key: String, _ value: String?) {
        separate(key)
        if let value { quote(value) } else { text += "null" }
    }

    /// A member that is a whole number, or null.
    mutating func member(_ key: String, _ value: Int?) { member(key, number: value.map { String($0) }) }

    /// A member that is true, false, or null.
    mutating func member(_ key: String, _ value: Bool?) {
        member(key, number: value.map { $0 ? "true" : "false" })
    }

    /// A member whose value is already written as JSON, or null.
    mutating func member(_ key: String, number: String?) {
        separate(key)
        text += number ?? "null"
    }

    /// A member that is a list of texts, on one line.
    mutating func member(_ key: String, _ values: [String]) {
        separate(key)
        text += "["
        for (index, value) in values.enumerated() {
            if index > 0 { text += ", " }
            quote(value)
        }
        text += "]"
    }

    /// A member that is a list of numbers, on one line.
    mutating func member(_ key: String, numbers: [String]) {
        separate(key)
        text += "[" + numbers.joined(separator: ", ") + "]"
    }

    private mutating func separate(_ key: String?) {
        if !isFirst { text += "," }
        if depth > 0 { newLine() }
        isFirst = false
        if let key {
            quote(key)
            text += ": "
        }
    }

    private mutating func newLine() { text += "\n" + String(repeating: "  ", count: depth) }

    private mutating func quote(_ value: String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            // Control characters must be escaped; DEL, and the line ends that JavaScript takes for its own, should be.
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
