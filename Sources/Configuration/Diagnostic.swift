/// What is wrong in a configuration, or worth knowing, and where.
public struct Diagnostic: Sendable, Equatable, CustomStringConvertible {
    /// Whether the configuration can be used all the same.
    public enum Severity: Sendable {
        /// It cannot.
        case error
        /// It can: the text means less, or something other, than its writer may think.
        case note
    }

    enum Problem: Equatable, Sendable {
        case stated(String)
        case unknownKey(String, KeyTable)
    }

    /// The name that was handed in with the text.
    public var file: String
    /// The line, counted from 1; nil where the file as a whole is meant.
    public var line: Int?
    /// Error or note.
    public var severity: Severity
    let problem: Problem

    /// What is wrong, with the nearest known key where one is misspelt. Whatever stood in the file is shown escaped.
    public var message: String {
        switch problem {
        case .stated(let text): text
        case .unknownKey(let key, let table):
            if let nearest = table.nearest(to: key) {
                "unknown key \(quoted(key)); did you mean \(quoted(nearest))?"
            } else {
                "unknown key \(quoted(key))"
            }
        }
    }

    /// "hostapd.conf:27: unknown key …", as compilers write it.
    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return severity == .note ? "\(place): note: \(message)" : "\(place): \(message)"
    }
}

/// A configuration that was refused, with everything that is wrong in it.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The errors, in order of line.
    public var diagnostics: [Diagnostic]

    /// One error a line.
    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

/// Collects what is said about one file; bounded, however much is wrong with it.
struct Diagnostics {
    private static let limit = 100
    let file: String
    var line = 0
    private(set) var errors: [Diagnostic] = []
    private(set) var notes: [Diagnostic] = []
    /// What a lab doesn't emulate, outside of sections or where there are none that count apart.
    private(set) var notEmulated: [Diagnostic] = []
    private var outsideOfSection: [Diagnostic] = []
    private var untold = 0

    init(file: String) { self.file = file }

    mutating func error(_ message: String) { add(.stated(message), line: line) }

    mutating func error(_ message: String, line: Int?) { add(.stated(message), line: line) }

    mutating func unknownKey(_ key: String, _ table: KeyTable) { add(.unknownKey(key, table), line: line) }

    mutating func note(_ message: String) { note(message, line: line) }

    mutating func note(_ message: String, line: Int?) {
        guard notes.count < Self.limit else { return }
        notes.append(Diagnostic(file: file, line: line, severity: .note, problem: .stated(message)))
    }

    /// Says of a key that the table knows what its effect is not.
    mutating func tell(_ table: KeyTable, _ key: String, _ value: [UInt8]) {
        let effect = table.effect(of: key)
        if effect == .taken { return }
        if case .notEmulated(let neutral, let what) = effect, neutral != value.asText {
            guard notEmulated.count < Self.limit else { return }
            let problem = Diagnostic.Problem.stated("\(key) is not emulated yet: \(what)")
            notEmulated.append(Diagnostic(file: file, line: line, severity: .error, problem: problem))
        } else {
            note("\(key) is known to \(table.program), without effect here")
        }
    }

    /// What is not emulated counts apart from here on.
    mutating func beginSection() { (outsideOfSection, notEmulated) = (notEmulated, []) }

    /// What was not emulated in the section that ends.
    mutating func endSection() -> [Diagnostic] {
        defer { (notEmulated, outsideOfSection) = (outsideOfSection, []) }
        return notEmulated
    }

    /// Throws if an error was found, all of them at once.
    func finish() throws(ConfigurationError) {
        guard !errors.isEmpty else { return }
        // Checks of a whole section come after its lines were read; a reader wants one pass through the file.
        var sorted = errors.enumerated().sorted { left, right in
            (left.element.line ?? .max, left.offset) < (right.element.line ?? .max, right.offset)
        }.map(\.element)
        if untold > 0 {
            sorted.append(
                Diagnostic(file: file, line: nil, severity: .error, problem: .stated("and \(untold) more errors")))
        }
        throw ConfigurationError(diagnostics: sorted)
    }

    private mutating func add(_ problem: Diagnostic.Problem, line: Int?) {
        guard errors.count < Self.limit else {
            untold += 1
            return
        }
        errors.append(Diagnostic(file: file, line: line, severity: .error, problem: problem))
    }
}

extension [UInt8] {
    /// The octets as text, whatever is not UTF-8 replaced, without quotes around it.
    fileprivate var asText: String {
        let quote = UInt8(ascii: "\"")
        let isQuoted = count >= 2 && first == quote && last == quote
        return String(decoding: isQuoted ? self[1..<(count - 1)] : self[...], as: UTF8.self)
    }
}

/// Text from a file, in quotes, shortened, and with nothing in it that could move a terminal's cursor.
func quoted(_ text: String) -> String {
    var shown = "\""
    for (count, scalar) in text.unicodeScalars.enumerated() {
        guard count < 64 else { return shown + "…\"" }
        switch scalar.value {
        case 0x20...0x7e, 0xa1...0xd7ff: shown.unicodeScalars.append(scalar)
        default: shown += "\\u{" + String(scalar.value, radix: 16) + "}"
        }
    }
    return shown + "\""
}
