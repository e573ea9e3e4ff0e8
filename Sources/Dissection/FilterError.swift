/// Why a display filter was refused, and where.
public struct FilterError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Octets of UTF-8 from the start of the filter to what is wrong.
    public var offset: Int
    /// Octets that are wrong, 1 or more.
    public var length: Int
    /// What is wrong, as a sentence without its full stop.
    public var reason: String
    /// What was probably meant in its place; nil where nothing is near.
    public var suggestion: String?

    init(_ range: Range<Int>, _ reason: String, suggestion: String? = nil) {
        self.suggestion = suggestion
        offset = range.lowerBound
        length = max(1, range.count)
        self.reason = reason
    }

    /// The reason, and below it the filter with the place marked.
    ///
    /// ```text
    /// wlan.adr is no field; did you mean wlan.addr?
    ///     wlan.adr == 00:0e:8e:fd:93:71
    ///     ^~~~~~~~
    /// ```
    public func marked(in filter: String) -> String {
        let octets = Array(filter.utf8)
        let before = String(decoding: octets.prefix(offset), as: UTF8.self)
        let wrong = String(decoding: octets.dropFirst(offset).prefix(length), as: UTF8.self)
        let marker = "^" + String(repeating: "~", count: max(0, wrong.count - 1))
        // One line, whatever was typed.
        var shown = ""
        for scalar in filter.unicodeScalars {
            if scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value {
                shown += " "
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return "\(reason)\n    \(shown)\n    \(String(repeating: " ", count: before.count))\(marker)"
    }

    /// "at offset 5: …".
    public var description: String { "at offset \(offset): \(reason)" }
}
