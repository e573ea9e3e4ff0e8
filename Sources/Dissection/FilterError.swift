/// What is wrong with a display filter, and where.
public struct FilterError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The filter's text.
    public var filter: String
    /// Characters before the wrong place.
    public var offset: Int
    /// How many characters are wrong; at least 1.
    public var length: Int
    /// What is wrong, as a sentence.
    public var reason: String

    /// Three lines: the reason, the filter, and a mark under the place.
    public var description: String {
        let shown = String(filter.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        return reason + "\n  " + shown + "\n  " + String(repeating: " ", count: offset)
            + String(repeating: "^", count: max(1, length))
    }
}
