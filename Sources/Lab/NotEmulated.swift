internal import Configuration

/// What a configuration file asks for and the lab doesn't emulate.
public struct NotEmulated: Error, Equatable, Sendable, CustomStringConvertible {
    /// What, where, and what would do instead; a line for each thing.
    public let description: String
}

/// Collects what of one file is not emulated, so that it is told at once.
struct Refusals {
    private let file: String
    private var found: [(line: Int, text: String)] = []

    /// The refusals of a file, with those that its reader found.
    init(file: String, _ diagnostics: [Diagnostic]) {
        self.file = file
        found = diagnostics.map { ($0.line ?? 0, $0.description) }
    }

    /// What a line asks for is not emulated; 0 for the file as a whole.
    mutating func add(line: Int?, _ message: String) {
        let line = line ?? 0
        let place = line > 0 ? "\(file):\(line)" : file
        found.append((line, place.isEmpty ? message : "\(place): \(message)"))
    }

    /// The same, where `condition` does not hold.
    mutating func expect(_ condition: Bool, line: Int?, _ message: @autoclosure () -> String) {
        if !condition { add(line: line, message()) }
    }

    /// Throws if something was refused, in order of line.
    func finish() throws(NotEmulated) {
        guard !found.isEmpty else { return }
        let sorted = found.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
        throw NotEmulated(description: sorted.map(\.element.text).joined(separator: "\n"))
    }
}
