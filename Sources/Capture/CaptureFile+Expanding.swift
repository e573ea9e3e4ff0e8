internal import Octets

extension CaptureFile {
    /// How a capture was written out.
    public enum Expanded: Equatable, Sendable {
        /// To its end: so many octets.
        case whole(octets: Int)
        /// It has more octets than were allowed.
        case tooLong
        /// The compressed data are damaged; what came before was written.
        case damaged(CaptureError)
    }

    /// Writes the capture's octets into a file, expanded where they are compressed, at most `limit` of them.
    ///
    /// - Throws: ``FileError`` where the operating system cannot read or write.
    public consuming func expand(into file: borrowing OutputFile, limit: Int) throws(FileError) -> Expanded {
        var buffer = ReadBuffer()
        var written = 0
        while true {
            switch fill(&buffer) {
            case .success(true): break
            case .success(false): return .whole(octets: written)
            case .failure(.damaged(let damage)): return .damaged(damage)
            case .failure(.system(let code)): throw FileError(path: path, operation: "read", code: code)
            }
            let count = buffer.octets.byteCount
            guard written + count <= limit else { return .tooLong }
            try file.write(buffer.octets)
            written += count
            buffer.take(count)
        }
    }

    /// Whether a file begins as gzip's or Zstandard's do; false where it cannot be read.
    public static func isCompressed(path: String) -> Bool {
        guard isRegular(path: path), let file = try? SeekableFile(path: path) else { return false }
        var beginning = [UInt8](repeating: 0, count: 4)
        guard let count = try? file.read(into: &beginning, at: 0) else { return false }
        return count == 4 && Expansion(beginning: beginning.octets) != nil
    }
}
