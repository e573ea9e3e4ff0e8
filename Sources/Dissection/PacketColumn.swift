internal import Configuration
internal import Octets

/// A column of the packet list.
public struct PacketColumn: Sendable {
    enum Content: Equatable, Sendable {
        case number
        case time
        case source
        case destination
        case `protocol`
        case length
        case duration
        case pmkid
        case info
        case field(Field)
    }

    /// The name that asks for the column, which CSV and JSON show too.
    public let name: String
    let content: Content

    private static let own: [(name: String, title: String, content: Content, width: Int)] = [
        ("number", "No.", .number, 6), ("time", "Time", .time, 13), ("source", "Source", .source, 20),
        ("destination", "Destination", .destination, 20), ("protocol", "Protocol", .protocol, 8),
        ("length", "Length", .length, 6), ("duration", "Duration", .duration, 8), ("pmkid", "PMKID", .pmkid, 32),
        ("info", "Info", .info, 0),
    ]

    /// The seed's columns: No., Time, Source, Destination, Protocol, Length, Duration, PMKID, Info.
    public static let standard: [PacketColumn] = own.map { PacketColumn(name: $0.name, content: $0.content) }

    private init(name: String, content: Content) {
        self.name = name
        self.content = content
    }

    /// The columns that a list names, parted by commas: those of ``standard``, and fields as display filters spell them.
    public static func list(_ text: String) throws(FilterError) -> [PacketColumn] {
        var columns: [PacketColumn] = []
        var offset = 0
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let name = String(part.filter { $0 != " " })
            let range = offset..<offset + part.utf8.count
            if let known = own.first(where: { $0.name == name }) {
                columns.append(PacketColumn(name: name, content: known.content))
            } else if let field = Field(name: name) {
                columns.append(PacketColumn(name: name, content: .field(field)))
            } else {
                let names = own.map(\.name) + Field.names
                let nearest = nearestName(to: name, in: names).map { "; did you mean \(quoted($0))?" } ?? ""
                throw FilterError(range, "\(quoted(name)) is no column" + nearest)
            }
            offset += part.utf8.count + 1
        }
        return columns
    }

    /// Whether a dissection must keep its fields for this column.
    public var needsFields: Bool { if case .field = content { true } else { false } }

    /// What the column is called above the list: "No.", "wlan.ssid".
    public var title: String { Self.own.first { $0.content == content }?.title ?? name }

    var width: Int { Self.own.first { $0.content == content }?.width ?? max(12, name.utf8.count) }

    var isNumber: Bool { [.number, .time, .length, .duration].contains(content) }

    /// The column's text; nil where the packet has nothing for it.
    public func text(_ row: PacketDissection, _ packet: RawSpan, _ names: VendorNames) -> String? {
        switch content {
        case .number: return String(row.number)
        case .time: return seconds(row.time)
        case .source: return row.source.text(names)
        case .destination: return row.destination.text(names)
        case .protocol: return row.protocolName
        case .length: return String(row.length)
        case .duration: return row.duration.map { String($0) }
        case .pmkid: return row.pmkids.isEmpty ? nil : row.pmkids.map { $0.description }.joined(separator: ",")
        case .info: return row.info
        case .field(let field):
            let values = row.occurrences.filter { $0.field == field }.map { $0.text(row, packet) }
            return values.isEmpty ? nil : values.joined(separator: ",")
        }
    }
}

/// Nanoseconds as seconds with nine decimals.
func seconds(_ time: Int64) -> String {
    let fraction = String(time.magnitude % 1_000_000_000)
    return (time < 0 ? "-" : "") + "\(time.magnitude / 1_000_000_000)."
        + String(repeating: "0", count: 9 - fraction.utf8.count) + fraction
}

extension FieldOccurrence {
    /// The value as text: numbers in decimal, octets in hexadecimal.
    func text(_ row: PacketDissection, _ packet: RawSpan) -> String {
        switch value {
        case .number(let number):
            switch field.type {
            case .time: seconds(number)
            case .unsigned(bits: 64): String(UInt64(bitPattern: number))
            default: String(number)
            }
        case .double(let number): number == number.rounded() ? String(Int(number)) : String(number)
        case .address(let address): address.description
        case .ipv4(let address): ipv4Text(address)
        case .octets(let range):
            switch field.type {
            case .protocol: field.rawValue
            case .text:
                row.withOctets(range, of: packet) { octets in
                    var text = ""
                    text.append(escaped: octets.array)
                    return text
                }
            default: row.withOctets(range, of: packet) { $0.hexadecimal }
            }
        case .none: field.rawValue
        }
    }
}

func ipv4Text(_ address: UInt32) -> String {
    "\(address >> 24).\(address >> 16 & 0xFF).\(address >> 8 & 0xFF).\(address & 0xFF)"
}

extension PacketDissection.PacketEnd {
    fileprivate func text(_ names: VendorNames) -> String? {
        switch self {
        case .none: nil
        case .address(let address): names.name(of: address)
        case .transmitter(let address): "\(names.name(of: address)) (\(address)) (TA)"
        case .receiver(let address): "\(names.name(of: address)) (\(address)) (RA)"
        case .ipv4(let address): ipv4Text(address)
        case .ipv6(let high, let low): Self.ipv6Text(high, low)
        }
    }

    /// As RFC 5952 writes addresses: the longest run of zeros left out.
    static func ipv6Text(_ high: UInt64, _ low: UInt64) -> String {
        let groups = [high, low].flatMap { half in
            stride(from: 48, through: 0, by: -16).map { UInt16(truncatingIfNeeded: half >> UInt64($0)) }
        }
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > max(1, best.count) { best = start..<end }
            start = end + 1
        }
        func text(_ part: ArraySlice<UInt16>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        if best.isEmpty { return text(groups[...]) }
        return text(groups[..<best.lowerBound]) + "::" + text(groups[best.upperBound...])
    }
}
