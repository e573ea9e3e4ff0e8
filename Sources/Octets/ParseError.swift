/// Why some octets could not be read, and where.
///
/// The offset counts from the start of what was being parsed; a caller that parses a part of something larger adds
/// its own start with ``shifted(by:)``.
public struct ParseError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Octets from the start of the parsed span to the place that is wrong.
    public var offset: Int
    /// What should have stood there, as a noun phrase: "2 octets of length", "a count of 1 to 16".
    public var expected: String

    // Never inlined, and the text put together in there: parsers are inlined, and their unhappy paths must not weigh.

    /// An error at `offset`, where `expected` should have stood.
    @inline(never)
    public init(at offset: Int, expected: @autoclosure () -> String) {
        self.offset = offset
        self.expected = expected()
    }

    /// The same error, seen from a span that begins `start` octets earlier.
    public func shifted(by start: Int) -> ParseError {
        ParseError(at: offset + start, expected: expected)
    }

    /// "at offset 12: expected 2 octets of length".
    public var description: String { "at offset \(offset): expected \(expected)" }
}
