/// Writes the packet list row by row, as a table, JSON or CSV.
public struct PacketListWriter: Sendable {
    /// How the list is written.
    public enum Format: String, CaseIterable, Sendable {
        /// A table for people.
        case text
        /// A list of objects (RFC 8259), one a line.
        case json
        /// Comma-separated values with a header (RFC 4180).
        case csv
    }

    private let format: Format
    private let columns: [PacketColumn]
    private let names: VendorNames
    private var isFirst = true

    /// A writer of these columns.
    public init(format: Format, columns: [PacketColumn], names: VendorNames) {
        self.format = format
        self.columns = columns
        self.names = names
    }

    /// Appends what comes before the rows.
    public func begin(into output: inout [UInt8]) {
        switch format {
        case .json: output.append(UInt8(ascii: "["))
        case .csv:
            output += Array(columns.map(\.name).joined(separator: ",").utf8)
            output += [0x0D, 0x0A]
        case .text: appendLine(columns.map(\.title), into: &output)
        }
    }

    /// Appends the row of a packet.
    public mutating func append(_ row: PacketDissection, packet: RawSpan, into output: inout [UInt8]) {
        let texts = columns.map { $0.text(row, packet, names) }
        switch format {
        case .text: appendLine(texts.map { $0 ?? "" }, into: &output)
        case .csv:
            for (index, text) in texts.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                Self.appendCSV(text ?? "", into: &output)
            }
            output += [0x0D, 0x0A]
        case .json:
            output += Array((isFirst ? "\n  {" : ",\n  {").utf8)
            for (index, text) in texts.enumerated() {
                if index > 0 { output += Array(", ".utf8) }
                Self.appendJSON(columns[index].name, into: &output)
                output += Array(": ".utf8)
                if let text, columns[index].isNumber {
                    output += Array(text.utf8)
                } else if let text {
                    Self.appendJSON(text, into: &output)
                } else {
                    output += Array("null".utf8)
                }
            }
            output.append(UInt8(ascii: "}"))
        }
        isFirst = false
    }

    /// Appends what comes after the rows.
    public func end(into output: inout [UInt8]) {
        if format == .json { output += Array((isFirst ? "]\n" : "\n]\n").utf8) }
    }

    private func appendLine(_ texts: [String], into output: inout [UInt8]) {
        let start = output.count
        for (column, text) in zip(columns, texts) {
            if output.count > start { output.append(0x20) }
            let padding = repeatElement(UInt8(0x20), count: max(0, column.width - text.count))
            if column.isNumber { output += padding }
            output += Array(text.utf8)
            if !column.isNumber { output += padding }
        }
        while output.count > start, output[output.count - 1] == 0x20 { output.removeLast() }
        output.append(0x0A)
    }

    private static func appendCSV(_ text: String, into output: inout [UInt8]) {
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
            return output += Array(text.utf8)
        }
        output.append(0x22)
        for octet in text.utf8 {
            if octet == 0x22 { output.append(0x22) }
            output.append(octet)
        }
        output.append(0x22)
    }

    /// The texts hold no control characters: what a packet says was escaped before.
    private static func appendJSON(_ text: String, into output: inout [UInt8]) {
        output.append(0x22)
        for octet in text.utf8 {
            if octet == 0x22 || octet == 0x5C { output.append(0x5C) }
            output.append(octet < 0x20 ? 0x20 : octet)
        }
        output.append(0x22)
    }
}
