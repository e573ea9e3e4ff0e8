/// Why a line is no fault, and where.
public struct FaultError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The place in the line, in characters from 1.
    public var column: Int
    /// What is wrong there, with the nearest word where one is misspelt.
    public var message: String

    /// "column 6: unknown frame "eapol-kee"; did you mean "eapol-key"?"
    public var description: String { "column \(column): \(message)" }
}
