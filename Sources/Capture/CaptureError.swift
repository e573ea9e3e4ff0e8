/// Why a capture could not be read further, and where.
public struct CaptureError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Octets from the start of the file to the place that is wrong.
    public var offset: Int64
    /// What is wrong there, as a sentence without its full stop.
    public var reason: String

    /// An error at `offset`.
    public init(at offset: Int64, _ reason: String) {
        self.offset = offset
        self.reason = reason
    }

    /// "at offset 4096: the file ends within a block of 120 octets".
    public var description: String { "at offset \(offset): \(reason)" }
}
