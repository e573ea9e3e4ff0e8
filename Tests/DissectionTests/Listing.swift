import Capture
import Dissection
import TestSupport
import Testing

/// Rows and selections of a capture, in memory.
struct Listing: PacketSink {
    /// Every reference capture.
    static let captures = [
        "RADIUS.pcap", "bad_rsn_parsing_overrides_ssid.pcap", "example-ft.pcapng", "n-02.cap", "test-pmkid.pcap",
        "wpa.cap", "wpa2-psk-linksys.cap", "wpa3-psk.pcap", "zn2i.pcap", "hostapd/okc_both.pcapng",
        "hostapd/okc_none.pcapng", "hostapd/okc_both_radius.pcap", "hostapd/okc_none_radius.pcap",
    ]

    /// What real hostapd and its accounting servers sent each other: Tests/Fixtures/accounting.
    static let accounting = ["accounting.pcapng.gz", "accounting-bss.pcapng.gz", "accounting-psk.pcapng.gz"]

    /// Where a capture is.
    static func path(of name: String) -> String {
        accounting.contains(name) ? Reference.package + "/Tests/Fixtures/accounting/" + name : Reference.folder + name
    }

    private let filters: [DisplayFilter]
    private var dissector = Dissector()
    private var dissection = PacketDissection()
    private var writer: PacketListWriter
    private var output: [UInt8] = []
    /// The cells of each packet.
    private(set) var rows: [[String]] = []
    /// The numbers of the packets that each filter selects.
    private(set) var frames: [[Int]]

    /// Reads a capture to its end, or to its damage.
    init(of path: String, columns: String = "number", filters: [DisplayFilter] = [], names: VendorNames = VendorNames())
        throws
    {
        self.filters = filters
        frames = Array(repeating: [], count: filters.count)
        writer = PacketListWriter(format: .csv, columns: try PacketColumn.list(columns), names: names)
        _ = try CaptureFile(path: path).read(into: &self)
    }

    mutating func receive(_ packet: borrowing CapturedPacket) {
        dissector.dissect(packet, into: &dissection)
        output.removeAll(keepingCapacity: true)
        writer.append(dissection, packet: packet.octets, into: &output)
        rows.append(Self.cells(output))
        for index in filters.indices where filters[index].matches(dissection, packet: packet.octets) {
            frames[index].append(packet.number)
        }
    }

    /// The cells of a line of CSV (RFC 4180).
    private static func cells(_ line: [UInt8]) -> [String] {
        var cells: [[UInt8]] = [[]]
        var isQuoted = false
        var isAfterQuote = false
        for octet in line.dropLast(2) {
            if octet == UInt8(ascii: "\"") {
                // Two quotes within quotes are one.
                if isAfterQuote, !isQuoted { cells[cells.count - 1].append(octet) }
                isQuoted.toggle()
                isAfterQuote = true
                continue
            }
            isAfterQuote = false
            if octet == UInt8(ascii: ","), !isQuoted { cells.append([]) } else { cells[cells.count - 1].append(octet) }
        }
        return cells.map { String(decoding: $0, as: UTF8.self) }
    }
}
