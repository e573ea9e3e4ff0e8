/// `LOG_LEVEL`: what the daemons log, and what monitors are sent.
struct LogLevel {
    /// The levels by name, the most talkative first; events have the number of theirs in front.
    static let names = ["EXCESSIVE", "MSGDUMP", "DEBUG", "INFO", "WARNING", "ERROR"]

    /// The number of INFO, which almost all events have.
    static let info = 3

    private(set) var level = LogLevel.info
    private var hasTimestamps = false

    /// Answers the command.
    ///
    /// - Parameter argument: a level and, after it, 1 for time stamps; nil asks.
    mutating func reply(_ argument: String?) -> String {
        guard let argument else {
            return "Current level: \(Self.names[level])\nTimestamp: \(hasTimestamps ? 1 : 0)\n"
        }
        let words = ControlRequest.words(argument)
        guard let name = words.first, let found = Self.names.firstIndex(of: name) else { return Reply.fail }
        level = found
        if words.count > 1 { hasTimestamps = Int(words[1]) ?? 0 != 0 }
        return Reply.ok
    }
}
