import Capture
import Dissection
import Octets
import TestSupport
import Testing

/// What an index says of a packet is what a walk over the whole capture says, which ``PacketListTests`` and
/// ``DisplayFilterTests`` have tshark judge.
@Suite struct CaptureIndexTests {
    private func index(_ path: String) throws -> CaptureIndex {
        let index = CaptureIndex(of: try SeekableFile(path: path))
        while try index.advance() {}
        return index
    }

    private func cells(_ index: CaptureIndex, _ numbers: [Int]) throws -> [[String]] {
        var rows: [[String]] = []
        try index.visit(numbers, gathersFields: false) { dissection, packet in
            rows.append(PacketColumn.standard.map { $0.text(dissection, packet.octets, VendorNames()) ?? "" })
            return true
        }
        return rows
    }

    @Test(arguments: Listing.captures)
    func anyRowIsAsInTheWholeList(_ name: String) throws {
        let path = Reference.folder + name
        let index = try index(path)
        let columns = PacketColumn.standard.map(\.name).joined(separator: ",")
        let rows = try Listing(of: path, columns: columns).rows
        #expect(index.count == rows.count)
        #expect(try cells(index, Array(1...rows.count)) == rows)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<40 {
            let number = Int.random(in: 1...rows.count, using: &generator)
            #expect(try cells(index, [number]) == [rows[number - 1]])
        }
    }

    @Test(arguments: ["hostapd/okc_both.pcapng", "example-ft.pcapng", "n-02.cap"])
    func aFilterSelectsAsInTheWholeList(_ name: String) throws {
        let texts = [
            "eapol", "tls.handshake.type == 1", "frame.len > 300 && wlan", "!wlan.tag", "frame.time_delta > 0.05",
        ]
        let filters = try texts.map { try DisplayFilter($0) }
        let path = Reference.folder + name
        let expected = try Listing(of: path, filters: filters).frames
        let index = try index(path)
        for (filter, expected) in zip(filters, expected) {
            let filtered = FilteredPackets(filter, of: index)
            while try filtered.advance() {}
            #expect(filtered.numbers(from: 0, limit: .max) == expected)
            #expect(filtered.judgedCount == index.count)
        }
    }

    /// What a block's values rule out is what no packet of it passes.
    @Test(arguments: Listing.captures) func aFilterByMeasuresSelectsAsInTheWholeList(_ name: String) throws {
        let texts = [
            "frame.len == 138", "frame.len > 1400", "!(frame.len < 100)", "not (frame.len > 100 or wlan.seq == 3)",
            "frame.number == 760", "frame.number in {1, 5..7}", "frame.time_relative > 3", "frame.time_delta < 0.0001",
            "wlan_radio.signal_dbm == -30", "wlan_radio.signal_dbm < -50", "radiotap.dbm_antsignal >= -30",
            "wlan_radio.data_rate == 6", "wlan_radio.data_rate > 5.5", "radiotap.datarate != 1", "wlan.seq == 100",
            "wlan.duration in {44, 60..314}", "wlan.fixed.timestamp > 1000000", "wlan.fixed.beacon == 100",
            "wlan.ssid == \"okctest1\"", "wlan.ssid != \"okctest1\"", "wlan.ssid contains \"test\"",
            "wlan.ssid == \"nowhere\"", "eap.id == 3", "eap.len > 1000", "radius.id == 4", "wlan.fcs == 0",
            "eapol.keydes.replay_counter == 2", "wlan.tag.number == 48 && wlan.tag.length == 20",
            "wlan.fixed.current_ap == 04:f0:21:19:89:44", "wlan.qos.tid == 6", "wlan.fc.pwrmgt == 1",
            "wlan.seq > 5 ^^ frame.len > 300", "any wlan.tag.number > 200", "all wlan.tag.number < 200",
            "ip.ttl == 64", "udp.srcport == 1812", "wlan.country_info.code contains \"DE\"", "tls.record.length > 100",
        ]
        let filters = try texts.map { try DisplayFilter($0) }
        let path = Reference.folder + name
        let expected = try Listing(of: path, filters: filters).frames
        let index = try index(path)
        for (place, filter) in filters.enumerated() {
            let filtered = FilteredPackets(filter, of: index)
            while try filtered.advance() {}
            #expect(filtered.numbers(from: 0, limit: .max) == expected[place], "\(texts[place])")
            #expect(filtered.judgedCount == index.count)
        }
    }

    /// 12 times a capture, of which no packet has this length: no more than one step is needed to know.
    @Test func packetsOfBlocksThatCannotPassAreNotDissected() throws {
        let octets = try #require(Reference.octets("hostapd/okc_both.pcapng"))
        let path = try #require(Program.newFolder()) + "/long.pcapng"
        Program.write(Array(repeatElement(octets, count: 12).joined()), to: path)
        let index = try index(path)
        #expect(index.count > 3 * 4096)
        for text in ["frame.len == 5000", "wlan_radio.signal_dbm > 0", "wlan.ssid == \"nowhere\""] {
            let filtered = FilteredPackets(try DisplayFilter(text), of: index)
            #expect(try filtered.advance())
            #expect(filtered.judgedCount == index.count, "\(text)")
            #expect(filtered.count == 0)
        }
    }

    @Test func aFileThatGrowsIsReadOn() throws {
        let octets = try #require(Reference.octets("hostapd/okc_both.pcapng"))
        let path = try #require(Program.newFolder()) + "/growing.pcapng"
        Program.write(Array(octets[..<100_000]), to: path)
        let index = CaptureIndex(of: try SeekableFile(path: path))
        while try index.advance(isGrowing: true) {}
        let first = index.count
        #expect(first > 100)
        #expect(index.ending == nil)
        Program.write(octets, to: path)
        while try index.advance(isGrowing: true) {}
        let whole = try Listing(of: path).rows.count
        #expect(index.count == whole)
        #expect(first < whole)
    }

    @Test func aDamagedFileHasWhatCameBefore() throws {
        let octets = try #require(Reference.octets("hostapd/okc_both.pcapng"))
        let path = try #require(Program.newFolder()) + "/cut.pcapng"
        Program.write(Array(octets[..<99_999]), to: path)
        let index = try index(path)
        guard case .damaged? = index.ending else {
            Issue.record("taken for whole")
            return
        }
        #expect(index.count == (try Listing(of: path).rows.count))
    }

    @Test func aCompressedCaptureIsExpandedWithinALimit() throws {
        let folder = try #require(Program.newFolder())
        let octets = try #require(Reference.octets("hostapd/okc_both.pcapng"))
        Program.write(octets, to: folder + "/a.pcapng")
        _ = Program.text(of: "gzip -k \(folder)/a.pcapng")
        #expect(CaptureFile.isCompressed(path: folder + "/a.pcapng.gz"))
        #expect(!CaptureFile.isCompressed(path: folder + "/a.pcapng"))
        let whole = try CaptureFile(path: folder + "/a.pcapng.gz").expand(
            into: OutputFile(path: folder + "/b"), limit: octets.count)
        #expect(whole == .whole(octets: octets.count))
        #expect(Program.octets(of: folder + "/b") == octets)
        let long = try CaptureFile(path: folder + "/a.pcapng.gz").expand(
            into: OutputFile(path: folder + "/b"), limit: octets.count - 1)
        #expect(long == .tooLong)
    }
}
