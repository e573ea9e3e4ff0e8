internal import Octets

/// One line of a configuration file, without its line feed.
struct ConfigurationLine {
    /// Counted from 1.
    var number: Int
    var octets: [UInt8]

    /// The lines of a text; the last needs no line feed. An empty text has none.
    static func all(of text: RawSpan) -> [ConfigurationLine] {
        var lines: [ConfigurationLine] = []
        var current: [UInt8] = []
        for offset in 0..<text.byteCount {
            let octet = text.octet(at: offset)
            if octet == UInt8(ascii: "\n") {
                lines.append(ConfigurationLine(number: lines.count + 1, octets: current))
                current = []
            } else {
                current.append(octet)
            }
        }
        if !current.isEmpty { lines.append(ConfigurationLine(number: lines.count + 1, octets: current)) }
        return lines
    }

    /// What stands before and after the first `=`; nil where there is none.
    var keyAndValue: (key: String, value: [UInt8])? {
        guard let sign = octets.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        return (String(decoding: octets[..<sign], as: UTF8.self), Array(octets[(sign + 1)...]))
    }

    /// The line as text, whatever is not UTF-8 replaced.
    var text: String { String(decoding: octets, as: UTF8.self) }
}

/// The largest configuration text that is read, in octets.
let configurationSizeLimit = 1 << 20

extension Diagnostics {
    /// Whether the text is one that can be configuration at all: of sane size, without NUL or a byte order mark.
    mutating func accepts(_ text: RawSpan) -> Bool {
        guard text.byteCount <= configurationSizeLimit else {
            error("larger than \(configurationSizeLimit) octets", line: nil)
            return false
        }
        if text.byteCount >= 3, text.bigEndian(UInt16.self, at: 0) == 0xEFBB, text.octet(at: 2) == 0xBF {
            error("a byte order mark, which is no part of such a file; save as UTF-8 without one", line: 1)
            return false
        }
        var number = 1
        for offset in 0..<text.byteCount {
            switch text.octet(at: offset) {
            case UInt8(ascii: "\n"): number += 1
            case 0:
                error("a NUL octet: this is not a text file", line: number)
                return false
            default: break
            }
        }
        return true
    }

    /// The number that a value writes in decimal, within `range`; nil, and an error, for anything else.
    mutating func integer(_ value: [UInt8], for key: String, in range: ClosedRange<Int>) -> Int? {
        let text = trimmed(value)
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        let isNumber = !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let number = Int(text)
        guard number != nil || isNumber else {
            error("\(key) takes a number, not \(quoted(text))")
            return nil
        }
        guard let number, range.contains(number) else {
            let value = number.map(String.init) ?? quoted(text)
            error("\(key) is \(value), expected \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// A number that says yes or no: 0 is no, anything else yes.
    mutating func flag(_ value: [UInt8], for key: String) -> Bool? {
        integer(value, for: key, in: Int(Int32.min)...Int(Int32.max)).map { $0 != 0 }
    }

    /// The names in a list parted by spaces or tabs, sorted as `Name` declares them; nil, and an error, for one that
    /// is unknown or for none.
    mutating func names<Name: RawRepresentable<String> & CaseIterable & Hashable>(
        _ value: [UInt8], for key: String, of type: Name.Type, allowed: (Name) -> Bool = { _ in true }
    ) -> [Name]? {
        var found: Set<Name> = []
        for word in words(value) {
            guard let name = Name(rawValue: word), allowed(name) else {
                error("\(key) does not take \(quoted(word))")
                return nil
            }
            found.insert(name)
        }
        guard !found.isEmpty else {
            error("\(key) names nothing")
            return nil
        }
        return Name.allCases.filter { found.contains($0) }
    }
}

/// What a count or a number of seconds may be: hostapd and wpa_supplicant keep them in an `int`.
let wholeNumbers = 0...Int(Int32.max)

/// The parts of a value between spaces and tabs.
func words(_ value: [UInt8]) -> [String] {
    value.split { $0 == 0x20 || $0 == 0x09 }.map { String(decoding: $0, as: UTF8.self) }
}

private func trimmed(_ value: [UInt8]) -> String {
    let isSpace = { (octet: UInt8) in octet == 0x20 || octet == 0x09 }
    return String(decoding: value.drop(while: isSpace).reversed().drop(while: isSpace).reversed(), as: UTF8.self)
}
