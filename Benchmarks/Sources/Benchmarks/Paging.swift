#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
internal import Capture
internal import Dissection

/// What the packet list of the console costs for a capture of a million packets: the index, the first rows of a filter, its
/// whole count, any row, and memory.
enum Paging {
    private static let filters = [
        "eapol", "wlan.addr == 02:00:00:00:00:07 && wlan.fc.type == 0", "!wlan", "frame.len > 1400",
        "wlan.ssid contains \"okc\"", "frame.number == 1000000", "tls.handshake.type == 1", "wlan.seq == 4095",
    ]

    static func print() throws {
        _ = unsafe system("mkdir -p \(ReadingFiles.folder)")
        defer { _ = unsafe system("rm -rf \(ReadingFiles.folder)") }
        let path = ReadingFiles.folder + "/million"
        try MixedCapture.write(mebibytes: 290, to: path)
        let before = resident()
        let index = CaptureIndex(of: try SeekableFile(path: path))
        let indexing = try wallClock { while try index.advance() {} }
        let kept = resident() - before
        Swift.print(
            "A capture of \(index.count) packets: indexed in \(text(indexing)) ms, \(index.count * 1000 / Int(max(1, indexing))) "
                + "packets/s; memory grew by \(kept >> 10) MiB")
        let standard = PacketColumn.standard
        func rows(_ numbers: [Int]) throws {
            var octets = 0
            try index.visit(numbers, gathersFields: false) { dissection, packet in
                for column in standard {
                    octets += column.text(dissection, packet.octets, VendorNames())?.utf8.count ?? 0
                }
                return true
            }
            precondition(numbers.isEmpty || octets > 0)
        }
        for filter in filters {
            var packets = FilteredPackets(try DisplayFilter(filter), of: index)
            let first = try wallClock {
                packets = FilteredPackets(try DisplayFilter(filter), of: index)
                while packets.count < 100, try packets.advance() {}
                try rows(packets.numbers(from: 0, limit: 100))
            }
            let rest = try wallClock { while try packets.advance() {} }
            Swift.print(
                "  \(filter): first 100 rows \(text(first)) ms, all \(packets.count) found in \(text(first + rest)) ms")
        }
        var times: [Double] = []
        var number = 1
        for _ in 0..<500 {
            number = number &* 48271 % 2_147_483_647
            let place = number % (index.count - 50) + 1
            times.append(try wallClock { try rows(Array(place..<place + 50)) })
        }
        times.sort()
        Swift.print(
            "  50 rows anywhere: median \(text(times[250])) ms, 95 % \(text(times[475])) ms, most \(text(times[499])) ms"
        )
    }

    /// Milliseconds.
    private static func wallClock(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return Double((ContinuousClock.now - start) / .nanoseconds(1)) / 1e6
    }

    private static func text(_ milliseconds: Double) -> String {
        let tenths = Int((milliseconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// KiB in memory now.
    private static func resident() -> Int {
        guard let file = unsafe fopen("/proc/self/statm", "r") else { return 0 }
        defer { unsafe fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard unsafe fgets(&line, 128, file) != nil else { return 0 }
        let words = String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(separator: " ")
        return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * 4
    }
}
