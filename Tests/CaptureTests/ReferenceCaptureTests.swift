import Capture
import Octets
import TestSupport
import Testing

@Suite struct ReferenceCaptureTests {
    static let names = [
        "RADIUS.pcap", "bad_rsn_parsing_overrides_ssid.pcap", "example-ft.pcapng", "n-02.cap", "test-pmkid.pcap",
        "wpa.cap", "wpa2-psk-linksys.cap", "wpa3-psk.pcap", "zn2i.pcap", "hostapd/okc_both.pcapng",
        "hostapd/okc_both_radius.pcap", "hostapd/okc_none.pcapng", "hostapd/okc_none_radius.pcap",
    ]

    /// One of the files ends with an octet too many, and tshark complains of it too.
    static func damage(_ name: String) -> CaptureError? {
        guard name.hasPrefix("bad_rsn") else { return nil }
        return CaptureError(at: 359, "the file ends within a packet record, 1 octets into it")
    }

    @Test(arguments: names) func readsWhatTsharkReads(name: String) throws {
        let octets = try #require(Reference.octets(name))
        let (packets, error) = Gathering.read(octets)
        #expect(error == Self.damage(name))
        let fields = "-e frame.time_epoch -e frame.cap_len -e frame.len"
        let text = try #require(
            Program.text(
                of: "tshark -r \(Reference.folder)\(name) -T fields \(fields)", mayFail: Self.damage(name) != nil))
        let lines = text.split(separator: "\n")
        #expect(lines.count == packets.count)
        for (line, packet) in zip(lines, packets) {
            let seconds = String(packet.time / 1_000_000_000)
            let nanoseconds = String(packet.time % 1_000_000_000)
            let time = seconds + "." + String(repeating: "0", count: 9 - nanoseconds.count) + nanoseconds
            let ours = "\(time)\t\(packet.octets.count)\t\(packet.originalLength)"
            #expect(ours == line)
        }
    }

    @Test(arguments: names) func readsTheSameFromAFileOfAnyChunkSize(name: String) throws {
        let octets = try #require(Reference.octets(name))
        let whole = Gathering.read(octets).packets
        for chunk in [1, 7, 4096] {
            var sink = Gathering()
            var decoder = CaptureDecoder()
            var start = 0
            // Small chunks of the first packets alone: each attempt re-reads what was left.
            let end = chunk == 4096 ? octets.count : min(octets.count, 4000)
            var available = 0
            while available < end {
                available = min(available + chunk, end)
                start += try decoder.decode(octets.octets.extracting(start..<available), into: &sink)
            }
            #expect(sink.packets == Array(whole.prefix(sink.packets.count)))
            #expect(sink.packets.count > 0)
            if chunk == 4096 { #expect(sink.packets.count == whole.count) }
        }
        let file = try CaptureFile(path: Reference.folder + name)
        var sink = Gathering()
        let ending = try file.read(into: &sink)
        #expect(ending == Self.damage(name).map { .damaged($0) } ?? .complete)
        #expect(sink.packets == whole)
    }

    @Test func givesAllPacketsBeforeACutThenSaysWhere() throws {
        let octets = try #require(Reference.octets("example-ft.pcapng"))
        let whole = Gathering.read(octets).packets
        for cut in stride(from: 1, to: octets.count, by: 997) {
            let (packets, error) = Gathering.read(Array(octets[0..<cut]))
            #expect(packets == Array(whole.prefix(packets.count)))
            if let error { #expect(error.offset <= Int64(cut)) }
        }
        // Its last block holds statistics, no packet.
        let (packets, error) = Gathering.read(Array(octets.dropLast(3)))
        #expect(packets.count == 1378)
        #expect(error?.reason == "the file ends within a block, 3 octets before the block's end")
        let text = try #require(Reference.octets("zn2i.pcap"))
        let cut = Gathering.read(Array(text.dropLast(3)))
        #expect(cut.packets.count == 11)
        #expect(cut.error?.reason == "the file ends within a packet record of 115 octets, 112 octets into it")
    }
}
