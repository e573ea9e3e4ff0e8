internal import Configuration
internal import Octets
internal import Timeline

/// The words of one line with their places, read one after another.
struct FaultWords {
    struct Word {
        let text: String
        let column: Int
    }

    /// Characters of a line.
    static let limit = 1000

    private var words: [Word] = []
    private var position = 0
    private let end: Int
    /// The line, one space between words.
    var text: String { words.map(\.text).joined(separator: " ") }

    init(_ line: String) throws(FaultError) {
        guard line.utf8.count <= Self.limit else {
            throw FaultError(column: Self.limit + 1, message: "a fault has \(Self.limit) characters at the most")
        }
        var start: (index: String.Index, column: Int)?
        var column = 1
        for index in line.indices {
            if line[index].isWhitespace {
                if let begun = start {
                    words.append(Word(text: String(line[begun.index..<index]), column: begun.column))
                    start = nil
                }
            } else if start == nil {
                start = (index, column)
            }
            column += 1
        }
        if let begun = start { words.append(Word(text: String(line[begun.index...]), column: begun.column)) }
        end = column
    }

    /// The next word, not taken.
    var next: Word? { position < words.count ? words[position] : nil }

    mutating func take(_ expected: String) throws(FaultError) -> Word {
        guard let word = next else { throw FaultError(column: end, message: "expected \(expected)") }
        position += 1
        return word
    }

    /// Takes the next word if it is `text`.
    mutating func take(if text: String) -> Bool {
        guard next?.text == text else { return false }
        position += 1
        return true
    }

    /// Takes the next word if `read` makes something of it.
    mutating func take<Value>(as read: (String) -> Value?) -> Value? {
        guard let word = next, let value = read(word.text) else { return nil }
        position += 1
        return value
    }

    mutating func number(_ range: ClosedRange<Int>, _ what: String) throws(FaultError) -> Int {
        let word = try take(what)
        guard let number = Int(word.text), range.contains(number) else {
            throw FaultError(
                column: word.column,
                message: "expected \(what), \(range.lowerBound) to \(range.upperBound), not \(Self.quoted(word.text))")
        }
        return number
    }

    /// "3" or "2..3".
    mutating func numbers(_ what: String) throws(FaultError) -> ClosedRange<Int> {
        let word = try take(what)
        let parts = word.text.split(separator: ".", omittingEmptySubsequences: false)
        let bounds: (Int?, Int?) =
            switch parts.count {
            case 1: (Int(parts[0]), Int(parts[0]))
            case 3 where parts[1].isEmpty: (Int(parts[0]), Int(parts[2]))
            default: (nil, nil)
            }
        guard let first = bounds.0, let last = bounds.1, first >= 1, first <= last else {
            throw FaultError(
                column: word.column, message: "expected \(what) like 3 or 2..3, not \(Self.quoted(word.text))")
        }
        return first...last
    }

    /// "50ms", "0.5s", "300us": an hour at the most.
    mutating func interval() throws(FaultError) -> Interval {
        let word = try take("a time like 50ms")
        let units: [(suffix: String, nanoseconds: Double)] = [("ms", 1e6), ("us", 1e3), ("s", 1e9)]
        for unit in units where word.text.hasSuffix(unit.suffix) {
            let digits = word.text.dropLast(unit.suffix.count)
            guard digits.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }), let count = Double(String(digits)),
                count * unit.nanoseconds <= 3600e9
            else { break }
            return Interval(nanoseconds: UInt64((count * unit.nanoseconds).rounded()))
        }
        throw FaultError(
            column: word.column,
            message: "expected a time like 300us, 50ms or 0.5s, an hour at the most, not \(Self.quoted(word.text))")
    }

    mutating func probability() throws(FaultError) -> Double {
        let word = try take("a probability like 0.1")
        guard word.text.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }), let value = Double(word.text),
            (0...1).contains(value)
        else {
            throw FaultError(
                column: word.column, message: "expected a probability from 0 to 1, not \(Self.quoted(word.text))")
        }
        return value
    }

    mutating func address() throws(FaultError) -> MACAddress {
        let word = try take("an address like 04:f0:21:19:88:44")
        guard let address = MACAddress(word.text) else {
            throw FaultError(
                column: word.column,
                message: "expected an address like 04:f0:21:19:88:44, not \(Self.quoted(word.text))")
        }
        return address
    }

    mutating func octets(
        _ count: Int, _ what: String, where isAllowed: ([UInt8]) -> Bool = { _ in true }
    ) throws(FaultError) -> [UInt8] {
        let word = try take(what)
        guard let octets = [UInt8](hexadecimal: word.text), octets.count == count, isAllowed(octets) else {
            throw FaultError(column: word.column, message: "expected \(what), not \(Self.quoted(word.text))")
        }
        return octets
    }

    /// The refusal of `word`, with the nearest of the words that could stand there.
    static func unknown(_ what: String, _ word: Word, _ known: [String]) -> FaultError {
        let advice =
            nearestName(to: word.text, in: known).map { "; did you mean \"\($0)\"?" }
            ?? "; expected \(known.joined(separator: ", "))"
        return FaultError(column: word.column, message: "unknown \(what) \(quoted(word.text))" + advice)
    }

    /// Text from the line, shortened, with nothing in it that could move a terminal's cursor.
    static func quoted(_ text: String) -> String {
        let shown = text.unicodeScalars.prefix(40).map { $0.isASCII && $0.value >= 0x20 && $0.value < 0x7F ? $0 : "?" }
        return "\"" + String(String.UnicodeScalarView(shown)) + (text.unicodeScalars.count > 40 ? "…\"" : "\"")
    }
}
