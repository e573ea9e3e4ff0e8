/// On which line each key of a section was given last.
public struct KeyLines: Sendable, Equatable {
    private var lines: [String: Int] = [:]

    /// The line, counted from 1; nil where the key was not given.
    public internal(set) subscript(key: String) -> Int? {
        get { lines[key] }
        set { lines[key] = newValue }
    }
}
